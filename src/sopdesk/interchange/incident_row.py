"""A row of a table as the incident that it would bring."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from sopdesk.domain.card import card_number_in
from sopdesk.domain.fields import field_of
from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.date_columns import DateConflict, check_dates
from sopdesk.interchange.date_text import clock, readings
from sopdesk.interchange.mapping import CUSTOMER, DETAILS, FieldSource, Mapping, check_zone
from sopdesk.interchange.table_file import Table

_NOON = time(12)
_NOWHERE = FieldSource()
_YEAR = 4
_MIDDLE = (7, 1)
"""Month and day that stand for a year of which no more is known."""
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """An incident that a row would bring: its stage, what `casework.log` takes, the customer, fields of its kind."""

    row: int
    zone: str
    stage: Stage
    logged: dict[str, Any]
    customer: dict[str, str] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)


class RowReader:
    """Reads rows by a mapping."""

    def __init__(self, table: Table, mapping: Mapping, zone: str) -> None:
        """Read rows of this table; `zone` holds for times without one."""
        self._at = {name: at for at, name in enumerate(table.columns)}
        self._mapping = mapping
        self._places = {name: [self._at[each] for each in source.columns] for name, source in mapping.fields.items()}
        self._customer = [each for each in CUSTOMER if each in mapping.fields]
        self._detailed = [each for each in mapping.fields if each in DETAILS]
        self._zone_name, self._zone = zone, check_zone(zone)
        used = {each for source in mapping.fields.values() for each in source.columns}
        left = [each for each in table.columns if each not in used and not _is_running(table, each)]
        self._rest = left if mapping.keep_rest else []
        self._empty = {each.casefold() for each in mapping.empty}
        self._words = {
            name: {key.casefold(): value for key, value in source.values.items()}
            for name, source in mapping.fields.items()
            if source.values
        }
        self._conflicts: dict[int, DateConflict] = {}
        dated = {each for name in ("occurred_at", "reported_at") for each in self._source(name).columns}
        for each in check_dates(table, mapping).conflicts:
            if {each.column, each.other} & dated and not {each.column, each.other} & set(mapping.trust):
                self._conflicts[each.row] = each

    def draft(self, number: int, row: Sequence[str]) -> IncidentDraft:
        """Give the incident of one row. Raises Refusal with what is wrong with it."""
        if digits := card_number_in(" | ".join(row)):
            raise Refusal(f"This row holds what looks like a full card number (it ends in {digits[-4:]}).")
        if number in self._conflicts:
            raise Refusal(_conflict_sentence(self._conflicts[number]))
        if self._empty:
            row = ["" if cell.strip().casefold() in self._empty else cell for cell in row]
        kept = list(self._rest)
        said = self._said(row, "kind", kept) or self._source("kind").value
        kind = _one_of(IncidentKind, said or IncidentKind.COMPLAINT, "kind")
        occurred, about = self._instant(row, "occurred_at")
        reported = self._instant(row, "reported_at")[0] if "reported_at" in self._mapping.fields else occurred
        logged: dict[str, Any] = {"kind": kind, "occurred_at": occurred, "reported_at": reported, "about": about}
        for name in ("severity", "potential"):
            if said := self._said(row, name, kept):
                logged[name] = _one_of(Severity, said, name)
        for name in ("channel", "place", "done_at_once", "role", "source_number"):
            if text := self._said(row, name):
                logged[name] = text
        stage = _one_of(Stage, self._said(row, "stage") or Stage.LOGGED, "stage")
        if status := self._cells(row, "stage"):
            logged["source_status"] = status
        customer = {name.removeprefix("customer."): text for name in self._customer if (text := self._said(row, name))}
        details = self._details(row, kind, kept)
        logged["narrative"] = self._narrative(row, kept)
        return IncidentDraft(number, self._zone_name, stage, logged, customer, details)

    def _source(self, name: str) -> FieldSource:
        return self._mapping.fields.get(name, _NOWHERE)

    def _cells(self, row: Sequence[str], name: str) -> str:
        """Give what the columns of a field say, word for word."""
        places = self._places.get(name, ())
        if len(places) == 1:
            return row[places[0]].strip()
        cells = [row[each].strip() for each in places]
        return self._source(name).join.join(each for each in cells if each)

    def _said(self, row: Sequence[str], name: str, kept: list[str] | None = None) -> str:
        """Give what a row says of a field; columns whose word means none of ours are added to those that are kept."""
        text = self._cells(row, name) or self._source(name).value
        words = self._words.get(name)
        if words is None or not text:
            return text
        ours = words.get(" ".join(text.casefold().split()), text)
        if not ours and kept is not None:
            kept += self._source(name).columns
        return ours

    def _narrative(self, row: Sequence[str], kept: Sequence[str]) -> str:
        text = self._said(row, "narrative")
        if not text:
            raise Refusal("This row does not say what happened.")
        rest = [f"{each}: {cell}" for each in dict.fromkeys(kept) if (cell := row[self._at[each]].strip())]
        return "\n".join([text, *([""] if rest else []), *rest])

    def _details(self, row: Sequence[str], kind: IncidentKind, kept: list[str]) -> dict[str, str]:
        """Give the fields of the kind; what belongs to a field that this kind does not have is kept as it is said."""
        details: dict[str, str] = {}
        for name in self._detailed:
            text = self._said(row, name, kept)
            if not text:
                continue
            spec = field_of(kind, name)
            if spec is None:
                kept += self._source(name).columns
            else:
                details[name] = spec.check(text)
        return details

    def _instant(self, row: Sequence[str], name: str) -> tuple[datetime, bool]:
        """Give the instant that a row names, and whether only the day, or only the year, is known."""
        text = self._said(row, name)
        if len(text) == _YEAR and text.isascii() and text.isdigit() and int(text):
            return datetime.combine(date(int(text), *_MIDDLE), _NOON, self._zone).astimezone(UTC), True
        found = readings(text)
        day = found.read(self._source(name).order or self._mapping.order)
        if day is None:
            raise Refusal(_date_sentence(text, sorted(set(found.by_order.values()))))
        said = clock(found.rest) if found.rest.strip() else (_NOON, "")
        if said is None:
            raise Refusal(f"“{found.rest.strip()}” is not a time of day.")
        hour, offset = said
        zone = _offset(offset) if offset else self._zone
        try:
            return datetime.combine(day, hour, zone).astimezone(UTC), not found.rest.strip()
        except OverflowError:
            raise Refusal(f"“{text}” lies outside the calendar.") from None


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    if minutes >= 24 * 60:
        raise Refusal(f"“{text}” is not an offset from UTC.")
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _is_running(table: Table, name: str) -> bool:
    """Tell whether a column without a heading only counts the rows."""
    if not name.startswith("Column "):
        return False
    cells = table.column(name)
    if not all(len(each) < 10 and each.isascii() and each.isdigit() for each in cells):  # noqa: PLR2004 - no count is longer
        return False
    return all(int(one) < int(other) for one, other in pairwise(cells))


def _one_of(words: type[_Word], text: str, name: str) -> _Word:
    try:
        return words(text.lower())
    except ValueError:
        known = ", ".join(words)
        raise Refusal(f"“{text}” is no {name}. Say in the mapping which of these it is: {known}.") from None


def _date_sentence(text: str, found: Sequence[date]) -> str:
    if not text:
        return "This row has no date."
    if len(found) > 1:
        ways = " or ".join(f"{each.day} {each:%B %Y}" for each in found)
        return f"“{text}” can be {ways}. Say in the mapping in which order day, month and year stand."
    return f"“{text}” is not a date that can be read in this order."


def _conflict_sentence(what: DateConflict) -> str:
    return (
        f"“{what.column}” says {what.text}, “{what.other}” says {what.other_text}: day and month are changed about. "
        "Say in the mapping which column to trust."
    )
