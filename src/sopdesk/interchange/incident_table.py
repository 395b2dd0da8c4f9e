"""A table of incidents: what its dates can mean, a preview, and the incidents that it would bring, row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from sopdesk.domain.card import card_number_in
from sopdesk.domain.fields import field_of
from sopdesk.domain.incident import IncidentKind, Severity
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.date_columns import DateConflict, DateReport, check_dates
from sopdesk.interchange.date_text import clock, readings
from sopdesk.interchange.mapping import CUSTOMER, DETAILS, FieldSource, Mapping, check_zone, guess_mapping
from sopdesk.interchange.table_file import Table

__all__ = [
    "DateConflict", "DateReport", "FieldSource", "IncidentDraft", "IncidentDrafts", "Mapping", "Preview",
    "RowError", "check_dates", "guess_mapping", "preview", "read_incidents",
]  # fmt: skip

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row, by its number in the table."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """An incident that a row would bring: what `casework.log` takes, the customer, and fields of its kind."""

    row: int
    zone: str
    logged: dict[str, Any]
    customer: dict[str, str] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IncidentDrafts:
    """The incidents of the good rows, and what is wrong with the others."""

    drafts: tuple[IncidentDraft, ...]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they would come in, by field; counts; and every error."""

    rows: int
    good: int
    sample: tuple[dict[str, str], ...]
    errors: tuple[RowError, ...]


def read_incidents(table: Table, mapping: Mapping, zone: str = "UTC") -> IncidentDrafts:
    """Give the incidents of a table; `zone` holds for times without one when the mapping names none.

    A row is left out, with a sentence, when its date can be read in two ways, contradicts the column beside it (unless
    the mapping trusts one of the two), a word is not known, or it holds a full card number. Refuses a mapping that
    does not fit the table.
    """
    mapping.check(table.columns)
    reader = _Reader(table, mapping, mapping.zone or zone)
    drafts: list[IncidentDraft] = []
    errors = [RowError(*each) for each in table.errors]
    for number, row in zip(table.numbers, table.rows, strict=True):
        try:
            drafts.append(reader.draft(number, row))
        except Refusal as refusal:
            errors.append(RowError(number, refusal.sentence))
    return IncidentDrafts(tuple(drafts), tuple(sorted(errors, key=lambda each: each.row)))


def preview(table: Table, mapping: Mapping, limit: int = 20, zone: str = "UTC") -> Preview:
    """Show what a table would bring: the first good rows in plain words, and what is wrong with the others."""
    found = read_incidents(table, mapping, zone)
    sample = tuple(dict(_in_words(each)) for each in found.drafts[:limit])
    return Preview(len(table.rows) + len(table.errors), len(found.drafts), sample, found.errors)


def _in_words(draft: IncidentDraft) -> Iterator[tuple[str, str]]:
    yield "row", str(draft.row)
    for name, value in draft.logged.items():
        yield name, value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)
    yield from ((f"customer.{name}", value) for name, value in draft.customer.items())
    yield from draft.details.items()


class _Reader:
    """Reads rows by a mapping."""

    def __init__(self, table: Table, mapping: Mapping, zone: str) -> None:
        self._at = {name: at for at, name in enumerate(table.columns)}
        self._mapping = mapping
        self._zone_name, self._zone = zone, check_zone(zone)
        used = {each for source in mapping.fields.values() for each in source.columns}
        self._rest = [each for each in table.columns if each not in used] if mapping.keep_rest else []
        self._words = {
            name: {key.lower(): value for key, value in source.values.items()}
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
        kind = _one_of(IncidentKind, self._said(row, "kind") or IncidentKind.COMPLAINT, "kind")
        occurred, about = self._instant(row, "occurred_at")
        reported = self._instant(row, "reported_at")[0] if "reported_at" in self._mapping.fields else occurred
        logged: dict[str, Any] = {
            "kind": kind, "narrative": self._narrative(row), "occurred_at": occurred, "reported_at": reported,
            "about": about,
        }  # fmt: skip
        if severity := self._said(row, "severity"):
            logged["severity"] = _one_of(Severity, severity, "severity")
        for name in ("channel", "place", "done_at_once", "role"):
            if text := self._said(row, name):
                logged[name] = text
        customer = {name.removeprefix("customer."): text for name in CUSTOMER if (text := self._said(row, name))}
        return IncidentDraft(number, self._zone_name, logged, customer, self._details(row, kind))

    def _source(self, name: str) -> FieldSource:
        return self._mapping.fields.get(name, FieldSource())

    def _said(self, row: Sequence[str], name: str) -> str:
        source = self._source(name)
        cells = [row[self._at[each]].strip() for each in source.columns]
        text = source.join.join(each for each in cells if each) or source.value
        return self._words[name].get(text.lower(), text) if name in self._words else text

    def _narrative(self, row: Sequence[str]) -> str:
        text = self._said(row, "narrative")
        if not text:
            raise Refusal("This row does not say what happened.")
        rest = [f"{each}: {cell}" for each in self._rest if (cell := row[self._at[each]].strip())]
        return "\n".join([text, *([""] if rest else []), *rest])

    def _details(self, row: Sequence[str], kind: IncidentKind) -> dict[str, str]:
        details: dict[str, str] = {}
        for name in self._mapping.fields:
            text = self._said(row, name) if name in DETAILS else ""
            if not text:
                continue
            spec = field_of(kind, name)
            if spec is None:
                raise Refusal(f"A {kind} has no field “{name}”.")
            details[name] = spec.check(text)
        return details

    def _instant(self, row: Sequence[str], name: str) -> tuple[datetime, bool]:
        """Give the instant that a row names, and whether only the day is known."""
        text = self._said(row, name)
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


def _one_of(words: type[IncidentKind] | type[Severity], text: str, name: str) -> Any:  # noqa: ANN401 - a member of words
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
