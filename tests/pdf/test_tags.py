from functools import cache

import pytest

from sopdesk.pdf.element import Headings
from sopdesk.pdf.trail_report import print_trail
from tests.pdf import samples
from tests.pdf.golden import PRINTS
from tests.pdf.tree_reading import SHOWN, Told, drawn, opened, tree


@cache
def made(name: str) -> bytes:
    """Give a print, made once."""
    return PRINTS[name]()


@pytest.mark.parametrize("name", PRINTS)
def test_everything_on_a_page_is_content_or_decoration(name: str) -> None:
    """Whatever a page draws belongs to an element of the document or is decoration, and no words are decoration."""
    with opened(made(name)) as pdf:
        for page in pdf.pages:
            found = list(drawn(page))
            assert not [each for each in found if not each[1]]
            assert not [each for each in found if each[1] == "Artifact" and each[0] in SHOWN]


@pytest.mark.parametrize("name", PRINTS)
def test_every_mark_on_a_page_stands_once_in_the_tree(name: str) -> None:
    """A screen reader comes by everything that is content, and by nothing twice."""
    with opened(made(name)) as pdf:
        told = sorted(mark for each in tree(pdf).every() for mark in each.marks)
        shown = {(n, mark) for n, page in enumerate(pdf.pages) for _, _, mark in drawn(page) if mark is not None}
        assert len(set(told)) == len(told)
        assert shown <= set(told)
        for n, page in enumerate(pdf.pages):
            parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            marks = parents[2 * int(page.StructParents) + 1]
            assert len(marks) == len([each for each in told if each[0] == n])
            assert page.Tabs == "/S"


@pytest.mark.parametrize("name", PRINTS)
def test_what_is_not_text_has_words(name: str) -> None:
    """A figure says what it shows and where it stands; a link says where it leads; a head says what it is head of."""
    with opened(made(name)) as pdf:
        for each in tree(pdf).every():
            if each.kind == "Figure":
                assert str(each.entries.Alt).strip()
                assert len(each.attribute("/BBox")) == 4
            if each.kind == "TH":
                assert each.attribute("/Scope") in {"/Row", "/Column"}
            for annotation in each.annotations:
                assert str(annotation.Contents).strip()
                assert int(annotation.F) == 4
        links = sum(len(page.get("/Annots", [])) for page in pdf.pages)
        assert links == sum(len(each.annotations) for each in tree(pdf).every())


@pytest.mark.parametrize("name", PRINTS)
def test_headings_and_title(name: str) -> None:
    """The first heading is of level 1 and no level is left out; the window shows the title, in British English."""
    with opened(made(name)) as pdf:
        levels = [int(each.kind[1]) for each in tree(pdf).every() if each.kind[0] == "H" and each.kind[1:].isdigit()]
        assert all(now - before <= 1 for before, now in zip([0, *levels], levels, strict=False))
        assert levels or name == "labels"
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.Title)


def test_a_table_over_many_pages_is_one() -> None:
    """A trail of many pages is one table with one row of heads, and each entry is a row of it."""
    with opened(print_trail(samples.trail(300), samples.trail_lines(300))) as pdf:
        assert len(pdf.pages) > 5
        tables = [each for each in tree(pdf).every() if each.kind == "Table" and len(each.kids) > 100]
        (whole,) = tables
        heads = [each for each in whole.every() if each.kind == "TH"]
        assert len(heads) == 5
        assert whole.kids[0].kids == heads
        assert {each.attribute("/Scope") for each in heads} == {"/Column"}
        assert len({each.marks[0][0] for each in whole.every() if each.kind == "TD" and each.marks}) > 5


def test_a_table_whose_head_is_repeated_tells_it_once() -> None:
    """The lines of a case are one table, its head is told once though it stands on every page."""
    with opened(made("case")) as pdf:
        for each in tree(pdf).every():
            if each.kind == "Table" and any(head.attribute("/Scope") == "/Column" for head in each.every()):
                rows_of_heads = [row for row in each.kids if row.kids and row.kids[0].attribute("/Scope") == "/Column"]
                assert len(rows_of_heads) == 1


def test_lists_and_steps() -> None:
    """A list is a list: items with a label and a body."""
    with opened(made("procedure")) as pdf:
        lists = [each for each in tree(pdf).every() if each.kind == "L"]
        assert lists
        for item in (item for each in lists for item in each.kids):
            assert item.kind == "LI"
            assert [kid.kind for kid in item.kids] == ["Lbl", "LBody"]


def test_facts_have_heads_of_rows() -> None:
    """What a value means stands before it, as the head of its row."""
    with opened(made("case")) as pdf:
        heads = [each for each in tree(pdf).every() if each.kind == "TH" and each.attribute("/Scope") == "/Row"]
        assert len(heads) > 10


def _kinds(told: Told) -> list[str]:
    return [each.kind for each in told.every()]


def test_the_contents_lead_to_their_pages() -> None:
    """The contents of the manual are entries of a table of contents, each with its link."""
    with opened(made("manual")) as pdf:
        entries = [each for each in tree(pdf).every() if each.kind == "TOCI"]
        assert len(entries) >= 5
        assert all("Link" in _kinds(each) for each in entries)


def test_no_level_is_left_out() -> None:
    """Below a heading comes one of the next level, whatever the author typed."""
    headings = Headings()
    assert [headings.level(each) for each in (1, 4, 6, 4, 2, 9, 1, 3, 2)] == [1, 2, 3, 2, 2, 3, 1, 2, 2]
