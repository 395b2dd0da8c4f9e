"""What the record of an incident holds, as printed: people, the fields of its kind group by group, its entries."""

from collections.abc import Iterator
from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable

from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.field import APART, Asks
from sopdesk.domain.field_words import said
from sopdesk.pdf.body_figure import drawn_body
from sopdesk.pdf.hand_signature import hand_signature
from sopdesk.pdf.incident_corrections import Corrections
from sopdesk.pdf.page import Place
from sopdesk.pdf.style import BODY, LABEL, PART, SMALL, WIDTH
from sopdesk.pdf.table import Cell, above_table, facts, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_second
from sopdesk.pdf.words import capital
from sopdesk.views.incidents import EntryView, IncidentFile, PartyView

_CONFIRMED = "“These are my words, and they are true as far as I know.”"
_LABEL = 170


def people(file: IncidentFile) -> Iterator[Flowable]:
    """Give the people concerned with everything that the reader may know of them."""
    yield Place("people", "People concerned", 1)
    yield paragraph("People concerned", PART)
    if not file.concerned:
        yield paragraph("Nobody is recorded.", BODY)
        return
    rows = [_person(each) for each in file.concerned]
    yield table(("Role", "Name", "What is known"), rows, [WIDTH * share for share in (0.18, 0.28, 0.54)])


def _person(each: PartyView) -> list[Cell]:
    marks = [("injured", each.party.injured), ("confidential", each.party.confidential)]
    role = "\n".join([capital(each.party.role.value), *(word for word, holds in marks if holds)])
    name = KEPT_BACK if each.withheld else each.party.name or "—"
    return [role, (Span(name, bold=True),), "\n".join(f"{word}: {text}" for word, text in each.facts)]


def details(file: IncidentFile, corrections: Corrections) -> Iterator[Flowable]:
    """Give what is filled in, group by group, with what was corrected and the law or standard that asks for it."""
    if any(value for _, value in file.fields):
        yield Place("details", "Details", 1)
    for group, pairs in groupby(file.fields, key=lambda each: each[0].group):
        filled = [(spec, value) for spec, value in pairs if value or corrections.has(spec.name)]
        if not filled:
            continue
        yield from above_table(group)
        shown = [(spec.label, corrections.beside(spec.name, said(spec, value, file.people))) for spec, value in filled]
        yield facts(shown, label=_LABEL)
        yield from (
            drawn_body(file.figure, value.split(APART))
            for spec, value in filled
            if spec.asks is Asks.BODY and file.figure
        )
        sources = dict.fromkeys(spec.source for spec, _ in filled if spec.source)
        if sources:
            yield paragraph(f"Asked by: {'; '.join(sources)}.", SMALL)


def entries(file: IncidentFile, zone: str) -> Iterator[Flowable]:
    """Give offers, claims, statements and the like, sort by sort, with who confirmed them."""
    if file.entries:
        yield Place("entries", "Statements, offers and other entries", 1)
    for spec, several in groupby(sorted(file.entries, key=lambda each: each.spec.plural), key=lambda each: each.spec):
        yield CondPageBreak(72)
        yield paragraph(spec.plural, PART)
        for n, each in enumerate(several, 1):
            yield from _entry(each, n, file, zone)


def _entry(each: EntryView, number: int, file: IncidentFile, zone: str) -> Iterator[Flowable]:
    recorded = f"{each.spec.label} {number}, recorded by {each.who}, {as_second(each.recorded_at, zone)}"
    yield paragraph(recorded, LABEL)
    filled = [(spec.label, said(spec, value, file.people)) for spec, value in each.fields if value]
    yield facts(filled, label=_LABEL)
    for who, when in each.confirmed:
        yield paragraph(f"Confirmed by {who} with the PIN, {as_second(when, zone)}: {_CONFIRMED}", SMALL)
    for signed in each.signed:
        yield from hand_signature(signed, zone)


def linked(file: IncidentFile) -> Iterator[Flowable]:
    """Give the incidents that are linked to this one."""
    if not file.linked:
        return
    yield from above_table("Linked incidents")
    rows: list[list[Cell]] = [
        [(Span(each.number, bold=True),), capital(each.kind.value.replace("-", " ")), each.summary]
        for each in file.linked
    ]
    yield table(("Number", "Kind", "What happened"), rows, [WIDTH * share for share in (0.22, 0.2, 0.58)])
