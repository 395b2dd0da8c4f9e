from dataclasses import replace

from sopdesk.domain.sop import Answer, Item, Step
from sopdesk.pdf.run_sheet import print_run
from sopdesk.views.checklists import MarkView, RunPage
from tests.pdf.reading import text_of
from tests.pdf.samples import DRAWING, NOON, PRINTING, run


def of(**marks: MarkView) -> RunPage:
    """Give a run with these lines alone, nothing else to be said about it."""
    items = tuple(Item(each, f"Line {each}", asks=Answer.TICK) for each in marks)
    content = replace(run().content, steps=(Step("all", "All of it", items=items),))
    row = replace(run().row, due=None, late_from=None)
    return replace(run(), row=row, content=content, marks=marks, titles={}, taken_back=(), out_of_order=(), together=())


def words(page: RunPage) -> str:
    """Give the words of a run's sheet in one line."""
    return " ".join(text_of(print_run(page, PRINTING, {"a" * 64: DRAWING})).split())


def test_photos_stand_with_their_line() -> None:
    """A photo is printed with its line, who took it, when, and its digest; one that is missing says so."""
    shown, gone = "a" * 64, "b" * 64
    marks = {
        "a": MarkView("ticked", "Tom", NOON, photos=(shown, gone)),
        "b": MarkView("photographed", "Ann", NOON, photos=(shown,)),
    }
    text = words(of(**marks))
    assert "Done, 2 photos below" in text
    assert "Photo below" in text
    assert "Line a – Tom, 3 May 2026, 13:00. SHA-256 aaaaaaaaaaaaaaaa…" in text
    assert "The picture is not at hand" in text


def test_a_run_as_needed() -> None:
    """A run without a time was done as needed; where there is nothing to look at first, the sheet says so."""
    text = words(of(a=MarkView("ticked", "Tom", NOON)))
    assert "Due as needed" in text
    assert "Nothing was skipped" in text
    assert "Café Lindenhof · Market Street 4 · Counter" in text
