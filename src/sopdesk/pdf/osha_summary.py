"""The OSHA 300A: the totals of a year on one page, to be certified and posted (29 CFR 1904.32)."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from sopdesk.pdf.boxes import Box, Signing
from sopdesk.pdf.origin import checking, standing
from sopdesk.pdf.page import Place, Running, Sheet
from sopdesk.pdf.style import BODY, CELL, CELL_RIGHT, EVIDENCE, EYEBROW, PART, SMALL, STATUS, SUBTITLE, TITLE, WIDTH
from sopdesk.pdf.table import Cell, facts, table
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.words import capital
from sopdesk.views.incident_registers import CLASSES, ILLNESSES, TITLES, OshaTotals, PrintedRegister, Register

_TITLE = TITLES[Register.OSHA_SUMMARY]
_CLASSES = (
    "Total number of deaths", "Total number of cases with days away from work",
    "Total number of cases with job transfer or restriction", "Total number of other recordable cases",
)  # fmt: skip
_CERTIFY = (
    "To be certified by a company executive: that this summary was examined and that, to the best of what is known, "
    "its entries are true, accurate and complete. To be posted from 1 February to 30 April of the year after."
)


def print_osha_summary(printed: PrintedRegister) -> bytes:
    """Give the summary of a year as a PDF: one page to post, and behind it where the journal stood."""
    made, printing = printed.register, printed.printing
    totals, house = made.totals or OshaTotals((0,) * len(CLASSES), 0, 0, (0,) * len(ILLNESSES)), printing.house
    sheet = Sheet(Running("OSHA 300A", made.scope, str(made.year)), printing, title=f"{_TITLE} {made.year}")
    return sheet.print_story([
        Place("summary", f"{_TITLE} {made.year}"),
        paragraph(house.name or "The house", EYEBROW),
        paragraph(f"OSHA 300A, {made.year}", TITLE),
        paragraph("Summary of work-related injuries and illnesses", SUBTITLE),
        *[Box(STATUS, [paragraph(note, BODY)]) for note in made.notes],
        *_totals(totals),
        paragraph("The establishment", PART),
        facts([
            ("Establishment", house.name), ("Site", house.site),
            ("Average number of employees", f"{made.employees or 0:,}"),
            ("Hours worked by all of them", f"{made.hours or 0:,}"),
            ("Recordable cases per 100 employees", _rate(sum(totals.classes), made.hours)),
        ], label=190),
        KeepTogether([Box(EVIDENCE, [paragraph(_CERTIFY, SMALL)]),
                      Signing(("Company executive", "Title", "Phone", "Date"))]),
        PageBreak(),
        *standing(printing),
        *checking(exported="what the desk shows"),
    ])  # fmt: skip


def _totals(totals: OshaTotals) -> Iterator[Flowable]:
    cases = [_row(words, letter, n) for words, letter, n in zip(_CLASSES, "GHIJ", totals.classes, strict=True)]
    days = [_row("Total number of days away from work", "K", totals.days_away),
            _row("Total number of days of job transfer or restriction", "L", totals.days_restricted)]  # fmt: skip
    types = [
        _row(capital(name), f"M ({n})", count)
        for n, (name, count) in enumerate(zip(ILLNESSES, totals.illnesses, strict=True), 1)
    ]
    for title, rows in (("Number of cases", cases), ("Number of days", days), ("Injury and illness types", types)):
        yield paragraph(title, PART)
        yield table((), rows, [WIDTH * share for share in (0.72, 0.14, 0.14)], styles=(CELL, CELL, CELL_RIGHT))


def _row(words: str, letter: str, count: int) -> Sequence[Cell]:
    return words, letter, f"{count:,}"


def _rate(cases: int, hours: int | None) -> str:
    """Give cases per 100 full-time employees, who work 200,000 hours a year."""
    return f"{cases * 200_000 / hours:.1f}" if hours else "–"
