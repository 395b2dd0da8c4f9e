"""The report of one injury in the order of OSHA's Form 301 (29 CFR 1904.29(b)(2)), with its numbers."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from sopdesk.pdf.boxes import Box, Signing
from sopdesk.pdf.origin import checking, standing
from sopdesk.pdf.page import Place, Running, Sheet
from sopdesk.pdf.style import BODY, CONTROLLED, EYEBROW, PART, SMALL, STATUS, SUBTITLE, TITLE, WIDTH
from sopdesk.pdf.table import facts, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.words import many
from sopdesk.views.osha_form import OshaForm

_TITLE = "OSHA 301, injury and illness incident report"
_KEPT = (
    "This report tells of somebody's health: only those who need it for safety and health at work may use it. It is "
    "completed within seven calendar days after the house learned of the case, and kept for five years after the "
    "year to which it belongs (29 CFR 1904.29(b)(3), 1904.33)."
)
_EMPTY = "(nothing is recorded)"


def print_osha_form(form: OshaForm) -> bytes:
    """Give the report as a PDF: the numbered answers, and behind them where the journal stood."""
    printing = form.printing
    sheet = Sheet(Running("OSHA 301", form.number), printing, title=f"{_TITLE}, {form.number}")
    return sheet.print_story([
        Place("report", f"{_TITLE}, {form.number}"),
        paragraph(", ".join(filter(None, (printing.house.name, printing.house.site))) or "The house", EYEBROW),
        paragraph(f"OSHA 301, {form.number}", TITLE),
        paragraph("Injury and illness incident report; the numbers are those of the form", SUBTITLE),
        *_notes(form),
        *_parts(form),
        KeepTogether([
            paragraph("Completed by", PART),
            facts([(name, text or _EMPTY) for name, text in form.completed], label=190),
            Signing(("Signature", "Date")),
        ]),
        Box(CONTROLLED, [paragraph(_KEPT, SMALL)]),
        paragraph((Span("Digest of the file "), Span(form.digest, code=True)), SMALL),
        *standing(printing),
        *checking(exported="what the desk shows"),
    ])  # fmt: skip


def _notes(form: OshaForm) -> Iterator[Flowable]:
    if form.missing:
        numbers = ", ".join(map(str, form.missing))
        yield Box(STATUS, [paragraph(f"Not complete yet. Still to be answered: {numbers}.", BODY)])
    if form.private:
        words = f"A privacy case ({form.private}): take the name out before this is given to anybody outside."
        yield Box(STATUS, [paragraph(words, BODY)])
    if form.corrections:
        yield paragraph(f"{many(form.corrections, 'correction')}: what was said before stands in the case file.", SMALL)


def _parts(form: OshaForm) -> Iterator[Flowable]:
    for title, rows in form.parts:
        yield paragraph(title, PART)
        lines = [[str(n), name, text or _EMPTY] for n, name, text in rows]
        yield table((), lines, [WIDTH * share for share in (0.06, 0.36, 0.58)])
