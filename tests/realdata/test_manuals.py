"""Real manuals come in whole: what is counted here was counted in the files by other means."""

import re
from collections import Counter
from pathlib import Path

import pytest

from sopdesk.domain.problems import Weight
from sopdesk.domain.sop import Format
from sopdesk.domain.unclear import unclear
from sopdesk.interchange.manual_folder import ManualDraft, read_manual
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure
from sopdesk.views.imports import Counts

MARKUP = re.compile(
    r"<!--.*?-->|\{% comment.*?endcomment %\}|\{:[^{}]*\}|<[^<>]*>|\]\([^()]*\)|\A---.*?\n---|\{%.*?%\}", re.DOTALL
)
WORD = re.compile(r"[^\W_]{4,}")


def draft_of(corpora: Path, name: str) -> tuple[Path, ManualDraft]:
    """Read one of the manuals."""
    folder = corpora / "manuals" / name / "files"
    return folder, read_manual(folder)


COUNTS = {
    "pagerduty-incident-response": Counts(36, 401, inside=177, outside=119, broken=0, tables=8, pictures=62,
                                          missing=58, not_understood=4),
    "gdi-sops": Counts(14, 199, inside=182, outside=104, broken=16, tables=71, pictures=20, missing=2, boxes=22),
    "18f-handbook": Counts(242, 1908, inside=754, outside=2366, broken=100, tables=57, pictures=34, missing=3,
                           not_understood=334),
    "handbook-generator-en": Counts(186, 5532, tables=798, missing=4, boxes=608, fields=1118, placeholders=1903),
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTS)
def test_what_is_in_a_manual_is_counted(corpora: Path, name: str) -> None:
    """Pages, headings, links, tables, pictures, boxes and placeholders are counted; what is marked stands in the text.

    Every link that leads nowhere, every picture that is not there and every piece that was not understood stands
    marked at its place: none of them is lost without a word.
    """
    _, draft = draft_of(corpora, name)
    counts = draft.counts
    assert counts == COUNTS[name]
    marks = sum(format_procedure(each.procedure).count("ot understood: ") for each in draft.procedures)
    marks += sum(format_procedure(each.procedure).count("ot understood:** ") for each in draft.procedures)
    on_the_web = sum("lies on the web" in each.sentence for each in draft.report)
    assert marks == counts.broken + counts.missing - on_the_web + counts.not_understood
    warned = [each for one in draft.procedures for each in unclear(one.procedure) if "understood" in each.sentence]
    assert bool(warned) == bool(marks)


@pytest.mark.parametrize(
    ("name", "pages", "pictures", "references"),
    [
        ("pagerduty-incident-response", 36, 62, 100),
        ("gdi-sops", 14, 20, 30),
        ("18f-handbook", 242, 33, 350),
        ("handbook-generator-en", 186, 0, 0),
    ],
)
def test_a_manual_comes_in(corpora: Path, name: str, pages: int, pictures: int, references: int) -> None:
    """Every page with text becomes a procedure that survives its file, with its pictures and cross-links."""
    _, draft = draft_of(corpora, name)
    assert len(draft.procedures) == pages
    assert len({picture for each in draft.procedures for picture in each.pictures}) == pictures
    assert sum(len(each.procedure.references) for each in draft.procedures) >= references
    assert all(each.severity is not Weight.ERROR and each.line >= 1 for each in draft.report)
    for each in draft.procedures:
        assert parse_procedure(format_procedure(each.procedure)) == each.procedure


@pytest.mark.parametrize("name", ["pagerduty-incident-response", "gdi-sops", "18f-handbook"])
def test_no_words_are_lost(corpora: Path, name: str) -> None:
    """Nearly every word of every page is in its procedure: tables of contents, comments and file names are not."""
    folder, draft = draft_of(corpora, name)
    for each in draft.procedures:
        if each.source.endswith(".docx"):
            continue
        source = (folder / each.source).read_text("utf-8")
        plain = re.sub(
            r"<!--.*?-->|\{% comment.*?endcomment %\}|\{:[^{}]*\}|<[^<>]*>|\]\([^()]*\)|\A---.*?\n---|\{%.*?%\}",
            " ",
            source,
            flags=re.DOTALL,
        )
        wanted = Counter(WORD.findall(plain.lower()))
        found = Counter(WORD.findall(format_procedure(each.procedure).lower()))
        lost = wanted - found
        assert lost.total() <= 0.03 * wanted.total() + 25, (each.source, lost.most_common(20))


def test_the_sops_are_understood(corpora: Path) -> None:
    """The European SOPs keep their numbers, topics, purposes and steps."""
    _, draft = draft_of(corpora, "gdi-sops")
    found = {each.procedure.number: each.procedure for each in draft.procedures}
    sop = found["GDI-SOP0007"]
    assert (sop.title, sop.section) == ("European GDI - SOP Template creation", "Helpdesk & operations")
    assert sop.purpose.startswith("This SOP will help maintainers")
    assert sop.scope.startswith("This SOP **starts with the need")
    assert [each.title for each in sop.steps][:2] == ["Evaluate SOP request", "Create RFC discussion"]
    assert "Document History" in {each.title for each in sop.parts}
    said = [each.sentence for each in draft.report if "GDI-SOP0007" in each.file]
    assert any(each.startswith("Reviewer: Pedro Ferreira") for each in said)


def test_sections_come_from_the_site(corpora: Path) -> None:
    """The sections of the manual are those of the site's own plan, and its pages keep their order."""
    _, draft = draft_of(corpora, "pagerduty-incident-response")
    sections = list(dict.fromkeys(each.procedure.section for each in draft.procedures))
    assert sections[:5] == ["Home", "Getting Started", "On-Call", "Before an Incident", "During an Incident"]
    assert {each.procedure.format for each in draft.procedures} == {Format.ARTICLE, Format.FAQ}


def test_broken_pictures_are_told(corpora: Path) -> None:
    """Every damaged picture is either shown or refused with a reason; none stops the program."""
    from sopdesk.interchange.picture_file import problem_of

    files = [each for each in (corpora / "badinput" / "pillow-bad-images").rglob("*") if each.is_file()]
    assert len(files) > 90
    said = {each.name: problem_of(each.read_bytes()) for each in files}
    assert said["truncated_image.png"]
    assert sum(1 for each in said.values() if each) > 60
