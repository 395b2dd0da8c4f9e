"""Legal clocks of a house's own: one row each in a CSV file or a workbook; docs/imports.md tells the columns."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from sopdesk.domain.clock import minutes_of
from sopdesk.domain.field import Asks, When
from sopdesk.domain.field_sets.entries import LETTER, entry_of
from sopdesk.domain.fields import base_field, field_of
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.legal_clock import Begins, LegalClock
from sopdesk.domain.legal_clocks import MET_BY_LETTER
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.table_file import Table

NEEDED = ("words", "kinds", "time", "source")
COLUMNS = (*NEEDED, "country", "from", "when", "met by")
MOST = 200
_COUNTRY = re.compile(r"[A-Z]{2}")
Read = TypeVar("Read")


def read_legal_clocks(table: Table) -> tuple[LegalClock, ...]:
    """Give the legal clocks of a table. Refuses the whole of it, naming the first row that cannot be understood."""
    heads = [each.strip().lower() for each in table.columns]
    missing = [each for each in NEEDED if each not in heads]
    unknown = [each for each in heads if each and each not in COLUMNS]
    if missing or unknown:
        raise Refusal(
            f"A table of legal clocks has the columns {', '.join(NEEDED)} and may have country, from, when, met by. "
            + (f"It lacks {', '.join(missing)}." if missing else f"“{unknown[0]}” is none of them.")
        )
    if table.errors:
        number, sentence = table.errors[0]
        raise Refusal(f"Row {number}: {sentence}")
    if not 1 <= len(table.rows) <= MOST:
        raise Refusal(f"A table of legal clocks has between 1 and {MOST} rows.")
    return tuple(
        _in_row(number, lambda row=row, n=n: _clock(n, dict(zip(heads, row, strict=True))))  # type: ignore[misc]  # mypy infers no lambda with defaults
        for n, (number, row) in enumerate(zip(table.numbers, table.rows, strict=True), 1)
    )


def _in_row(number: int, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except Refusal as no:
        raise Refusal(f"Row {number}: {no.sentence}") from None


def _clock(place: int, cells: Mapping[str, str]) -> LegalClock:
    cell = {name: text.strip() for name, text in cells.items()}
    if not cell["words"] or not cell["source"]:
        raise Refusal("Every legal clock says in words what is to be done, and the law that is its source.")
    kinds = tuple(_kind(each) for each in cell["kinds"].split(";"))
    country = cell.get("country", "").upper()
    if country and not _COUNTRY.fullmatch(country):
        raise Refusal(f"“{country}” is no country of two letters, such as GB.")
    begins = cell.get("from", "") or Begins.REPORTED.value
    if begins not in set(Begins):
        raise Refusal(f"“{begins}” is none of: {', '.join(Begins)}.")
    when = tuple(_when(each, kinds) for each in cell.get("when", "").split(";") if each.strip())
    met_by = cell.get("met by", "") or "authority_told_at"
    _check_met_by(met_by, kinds)
    return LegalClock(
        f"own-{place}", cell["words"], tuple(each.value for each in kinds), minutes_of(cell["time"]), cell["source"],
        country, Begins(begins), when, met_by, decided=met_by not in MET_BY_LETTER,
    )  # fmt: skip


def _kind(text: str) -> IncidentKind:
    clean = text.strip().lower().replace(" ", "-")
    if clean not in set(IncidentKind):
        raise Refusal(f"“{text.strip()}” is no kind of incident. They are: {', '.join(IncidentKind)}.")
    return IncidentKind(clean)


def _when(text: str, kinds: tuple[IncidentKind, ...]) -> When:
    """Read one condition, such as "category = data or privacy | other"; a field alone has to be filled in."""
    name, equals, values = (each.strip() for each in text.partition("="))
    for kind in kinds:
        spec = field_of(kind, name) or base_field(name)
        if spec is None:
            raise Refusal(f"A {kind} has no field “{name}”.")
        for value in values.split("|") if equals else ():
            spec.check(value)
    return When(name, tuple(each.strip() for each in values.split("|")) if equals else ())


def _check_met_by(name: str, kinds: tuple[IncidentKind, ...]) -> None:
    """Refuse a field that a kind does not have, or that holds no moment: nothing would stop the clock."""
    for kind in kinds:
        spec = field_of(kind, name)
        if name in MET_BY_LETTER and entry_of(kind, LETTER.name) is not None:
            continue
        if spec is None or spec.asks not in {Asks.MOMENT, Asks.DATE}:
            raise Refusal(f"“{name}” is no moment or day in the file of a {kind}, so it cannot stop a clock.")
