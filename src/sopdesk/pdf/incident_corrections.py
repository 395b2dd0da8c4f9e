"""Corrections of an incident's fields, each shown beside what it corrected."""

from collections.abc import Iterator
from datetime import datetime

from sopdesk.domain.field import Asks
from sopdesk.domain.field_words import said
from sopdesk.domain.fields import base_field, field_of
from sopdesk.pdf.run_words import WARM
from sopdesk.pdf.table import Cell, text_of
from sopdesk.pdf.text import Span
from sopdesk.pdf.times import as_minute
from sopdesk.views.incidents import Happening, IncidentFile
from sopdesk.views.trail import CaseReport

CORRECTED = "incident.corrected/1"


class Corrections:
    """What the fields of one file said before."""

    def __init__(self, report: CaseReport) -> None:
        """Look through the story for corrections of the file's own fields."""
        self._file, self._zone = report.file, report.printing.house.zone
        entries = {each.entry for each in report.marks if each.kind == CORRECTED}
        self._of: dict[str, list[Happening]] = {}
        for each in report.file.story:
            if each.entry in entries and each.field:
                self._of.setdefault(each.field, []).append(each)

    def beside(self, name: str, value: Cell) -> Cell:
        """Give a value with, below it, what the field said before each correction, who corrected it when, and why."""
        made = self._of.get(name, [])
        if not made or not isinstance(value, str | tuple):
            return value
        spans = (Span(value),) if isinstance(value, str) else value
        shown = spans if text_of(value) else (Span("(empty)"),)
        return (*shown, *(span for each in made for span in self._said_before(name, each)))

    def has(self, name: str) -> bool:
        """Tell whether a field was corrected."""
        return name in self._of

    def value(self, name: str, text: str) -> str:
        """Say a value of a field as the rest of the file says it."""
        return value_words(self._file, name, text, self._zone)

    def _said_before(self, name: str, each: Happening) -> Iterator[Span]:
        yield Span(f"\nCorrected {as_minute(each.at, self._zone)} by {each.who}", bold=True, colour=WARM)
        before = self.value(name, each.was) or "(empty)"
        why = f". Reason: {each.reason}" if each.reason else ""
        yield Span(f" (entry {each.entry}). Said before: “{before}”{why}")


def label_of(file: IncidentFile, name: str) -> str:
    """Give the label of a field as the form has it."""
    spec = field_of(file.row.kind, name) or base_field(name)
    return spec.label if spec else name.replace("_", " ")


def value_words(file: IncidentFile, name: str, text: str, zone: str) -> str:
    """Say what a field's value is: instants by the house's clock, the rest in the words of the form."""
    spec = field_of(file.row.kind, name) or base_field(name)
    if spec is None:
        return text
    if spec.asks is not Asks.MOMENT or "[" in text:
        return said(spec, text, file.people)
    about, moment = ("about ", text[6:]) if text.startswith("about ") else ("", text)
    try:
        instant = datetime.fromisoformat(moment)
    except ValueError:
        return text
    return f"{about}{as_minute(instant, zone)}" if instant.tzinfo else said(spec, text, file.people)
