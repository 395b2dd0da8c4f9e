"""A table of incidents: what its dates can mean, a preview, and the incidents that it would bring, row by row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.date_columns import DateConflict, DateReport, check_dates
from sopdesk.interchange.incident_row import IncidentDraft, RowReader
from sopdesk.interchange.mapping import FieldSource, Mapping
from sopdesk.interchange.mapping_guess import guess_mapping
from sopdesk.interchange.table_file import Table

__all__ = [
    "DateConflict", "DateReport", "FieldSource", "IncidentDraft", "IncidentDrafts", "Mapping", "Preview",
    "RowError", "check_dates", "guess_mapping", "preview", "read_incidents",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row, by its number in the table."""

    row: int
    sentence: str


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


def read_incidents(
    table: Table, mapping: Mapping, zone: str = "UTC", step: Callable[[int], None] | None = None
) -> IncidentDrafts:
    """Give the incidents of a table; `zone` holds for times without one when the mapping names none.

    `step` is called with the number of rows read, and may raise. A row is left out, with a sentence, when its date can
    be read in two ways, contradicts the column beside it (unless the mapping trusts one of the two), a word is not
    known, or it holds a full card number. Refuses a mapping that does not fit the table.
    """
    mapping.check(table.columns)
    reader = RowReader(table, mapping, mapping.zone or zone)
    drafts: list[IncidentDraft] = []
    errors = [RowError(*each) for each in table.errors]
    for done, (number, row) in enumerate(zip(table.numbers, table.rows, strict=True)):
        if step is not None:
            step(done)
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
