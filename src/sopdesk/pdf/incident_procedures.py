"""Procedures named in an incident: how each stood then and since, and the exact text of the revision in force."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable, PageBreak, Spacer

from sopdesk.pdf.boxes import Box
from sopdesk.pdf.page import Place, Running, Turn
from sopdesk.pdf.pictures import Pictures
from sopdesk.pdf.procedure_sheet import approval, title_block, title_of
from sopdesk.pdf.procedure_text import procedure_text
from sopdesk.pdf.prose import Setting
from sopdesk.pdf.style import BODY, CONTROLLED, LABEL, PART, WIDTH
from sopdesk.pdf.table import Cell, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_minute
from sopdesk.pdf.words import capital
from sopdesk.views.manual import Page
from sopdesk.views.pinned import PinnedView, now_words, reading_words, then_words
from sopdesk.views.trail import CaseReport

_HEADS = ("Procedure, revision", "Then and now", "Digest of the text")


def procedures(report: CaseReport) -> Iterator[Flowable]:
    """Give the procedures named in the file, with the revision in force then, and what the recorder knew of it."""
    yield Place("procedures", "Procedures in force", 1)
    yield paragraph("Procedures in force when it happened", PART)
    if not report.file.procedures:
        yield paragraph("No procedure is named.", BODY)
        return
    zone = report.printing.house.zone
    known = report.file.pinned or tuple(PinnedView(pinned, title) for pinned, title in report.file.procedures)
    rows = [_pinned(each, zone) for each in known]
    yield table(_HEADS, rows, [WIDTH * share for share in (0.32, 0.36, 0.32)])


def _pinned(each: PinnedView, zone: str) -> list[Cell]:
    pinned = each.pinned
    step = f"\nStep concerned: {each.step}" if each.step else ""
    since = f"\nin force from {as_minute(each.effective_from, zone)}" if each.effective_from else ""
    then = then_words(each)
    learned = f" ({as_minute(each.learned_at, zone)})" if each.learned_at else ""
    odd = bool(each.newest_then) or not each.held_here
    lines: list[Span] = [Span(f"{capital(then)}{learned}.", bold=odd)]
    if each.held_here:
        lines += [Span(f"\n{capital(now_words(each))}."), Span(f"\n{capital(reading_words(each))}.")]
    return [
        (Span(f"{pinned.number}, revision {pinned.label}", bold=True), Span(f"\n{each.title}{step}{since}")),
        tuple(lines), (Span(pinned.digest, code=True),),
    ]  # fmt: skip


def annexes(report: CaseReport, running: Running, pictures: Pictures) -> Iterator[Flowable]:
    """Give the exact text of each revision that was in force, on pages of their own under the file's number."""
    places = {page.content.number: f"sop-{n}" for n, page in enumerate(report.procedures)}
    setting = Setting(pictures, report.printing.house.currency, places)
    for n, page in enumerate(report.procedures, 1):
        yield from _annex(report, running, page, n, setting)


def _annex(report: CaseReport, running: Running, page: Page, n: int, setting: Setting) -> Iterator[Flowable]:
    number, zone = page.content.number, report.printing.house.zone
    title = f"annex {n}: {number} {title_of(page)}, revision {page.revision.label}"
    yield PageBreak()
    yield Turn(replace(running, title=title))
    yield Place(setting.places[number], f"Annex {n}: {number} {title_of(page)}", 1)
    yield paragraph(f"Annex {n} to {report.file.row.number}: the exact text of the revision in force", LABEL)
    yield Spacer(0, 8)
    steps = dict.fromkeys(
        each.step for each in report.file.pinned if each.pinned.digest == page.revision.digest and each.step
    )
    if steps:
        words = (Span("Concerned in this case: ", bold=True), Span("; ".join(steps)))
        yield Box(CONTROLLED, [paragraph(words, BODY)])
    yield from title_block(page, zone)
    yield from procedure_text(page, setting)
    yield from approval(page, zone, on_paper=False)
