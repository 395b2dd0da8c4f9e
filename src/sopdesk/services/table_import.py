"""A table on its way into the incidents: what was read, how it is to be understood, and what it would bring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from sopdesk.domain.fields import FIELDS
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.incident_table import IncidentDraft, check_dates, guess_mapping
from sopdesk.interchange.left_out import left_out, without_remarks
from sopdesk.interchange.mapping import DETAILS, FieldSource, Mapping
from sopdesk.interchange.table_file import Table
from sopdesk.views.imports import DateConflictView, DatesView, IncidentPreview, TablePreview

if TYPE_CHECKING:
    from sopdesk.services.imports import Imports, IncidentReport

FIRST_CONFLICTS = 5
_GUESSED_FROM = 200
_DATES = ("occurred_at", "reported_at")


class TableImport:
    """A table and the mapping that a person chooses for it. Nothing comes in before `take`."""

    def __init__(self, table: Table, imports: Imports) -> None:
        """Begin with a guess at the mapping."""
        self._table = without_remarks(table)
        self._imports = imports
        self._mapping = guess_mapping(self._table.columns, self._table.rows[:_GUESSED_FROM])

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._table.name

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self._table.columns

    @property
    def count(self) -> int:
        """How many rows there are, also those that could not be read."""
        return len(self._table.rows) + len(self._table.errors)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was guessed while the file was read."""
        return self._table.notes

    @property
    def encoding(self) -> str:
        """How the letters are written in the file."""
        return self._table.encoding

    @property
    def separator(self) -> str:
        """What stands between the cells."""
        return self._table.separator

    def rows(self, limit: int) -> tuple[tuple[str, ...], ...]:
        """Give the first rows."""
        return self._table.rows[:limit]

    # -- the mapping

    @property
    def kind(self) -> IncidentKind | None:
        """The kind that all rows are of; None when a column says it."""
        said = self._mapping.fields.get("kind", FieldSource(value=IncidentKind.COMPLAINT))
        return None if said.columns else IncidentKind(said.value)

    @property
    def order(self) -> str:
        """The order of day, month and year: "dmy", "mdy", "ymd", or "" while it is not chosen."""
        return self._mapping.order

    @property
    def trusted(self) -> tuple[str, ...]:
        """The columns of dates that count where the one beside says otherwise."""
        return self._mapping.trust

    @property
    def keeps_rest(self) -> bool:
        """Whether columns that no field takes are added to the narrative."""
        return self._mapping.keep_rest

    def columns_of(self, field: str) -> tuple[str, ...]:
        """Give the columns that a field comes from."""
        source = self._mapping.fields.get(field)
        return source.columns if source else ()

    def choose(self, field: str, columns: Sequence[str]) -> None:
        """Say which columns a field comes from; none means that nothing is known of it."""
        fields = dict(self._mapping.fields)
        former = fields.pop(field, FieldSource())
        if columns and tuple(columns) == former.columns:
            return
        if columns:
            join = " " if field in _DATES else ", "
            fields[field] = FieldSource(tuple(columns), join=join, order=former.order)
        self._mapping = replace(self._mapping, fields=fields)

    def say_kind(self, kind: IncidentKind) -> None:
        """Say of which kind all rows are; fields that this kind does not have are let go."""
        known = {each.name for each in FIELDS[kind]}
        fields = {name: each for name, each in self._mapping.fields.items() if name not in DETAILS or name in known}
        self._mapping = replace(self._mapping, fields={**fields, "kind": FieldSource(value=kind)})

    def say_order(self, order: str) -> None:
        """Say in which order day, month and year stand; "" leaves it open."""
        fields = {name: replace(each, order="") for name, each in self._mapping.fields.items()}
        self._mapping = replace(self._mapping, order=order, fields=fields)

    def trust(self, column: str, other: str) -> None:
        """Say which of two columns of dates counts: it stands wherever the other was chosen."""
        self.distrust(column, other)
        self._mapping = replace(self._mapping, trust=(*self._mapping.trust, column))
        for field in _DATES:
            taken = self.columns_of(field)
            if other in taken:
                self.choose(field, tuple(column if each == other else each for each in taken))

    def distrust(self, column: str, other: str) -> None:
        """Say that it is open which of two columns of dates counts."""
        trust = tuple(each for each in self._mapping.trust if each not in {column, other})
        self._mapping = replace(self._mapping, trust=trust)

    def keep_rest(self, *, on: bool) -> None:
        """Say whether columns that no field takes are added to the narrative."""
        self._mapping = replace(self._mapping, keep_rest=on)

    def to_json(self) -> str:
        """Give the mapping as a file."""
        return self._mapping.to_json()

    def load(self, content: bytes) -> None:
        """Take a mapping from a file. Refuses one that does not fit this table, and keeps the present one then."""
        try:
            mapping = Mapping.from_json(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise Refusal("This file is no mapping.") from None
        mapping.check(self.columns)
        self._mapping = mapping

    # -- what it would bring

    def preview(self, by: str, limit: int = 20) -> TablePreview:
        """Say what would come in, and what would be left out and why."""
        mapping = self._mapping
        dates = self._dates(mapping)
        for name, sentence in _NEEDED.items():
            if name not in mapping.fields:
                return TablePreview(self.count, 0, (), ((0, sentence),), dates)
        judged = self._imports.judge(by=by, table=self._table, mapping=mapping)
        sample = tuple(_preview(each) for each in judged.drafts[:limit])
        return TablePreview(self.count, len(judged.drafts), sample, judged.errors, dates)

    def take(
        self, by: str, progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> IncidentReport:
        """Import every good row, or none. Raises Cancelled."""
        return self._imports.incidents(
            by=by, table=self._table, mapping=self._mapping, progress=progress, cancelled=cancelled
        )

    def left_out(self, errors: Sequence[tuple[int, str]]) -> bytes:
        """Give the rows with errors as CSV, each with what is wrong, to be mended and imported again."""
        return left_out(self._table, errors)

    def _dates(self, mapping: Mapping) -> DatesView:
        report = check_dates(self._table, mapping)
        conflicts = []
        for (column, other), rows in groupby(report.conflicts, key=lambda each: (each.column, each.other)):
            found = [(each.row, each.text, each.other_text) for each in rows]
            conflicts.append(DateConflictView(column, other, len(found), tuple(found[:FIRST_CONFLICTS])))
        return DatesView(report.columns, tuple(conflicts), report.agreeing)


_NEEDED = {
    "narrative": "Choose the column that says what happened.",
    "occurred_at": "Choose the column that says when it happened.",
}


def _preview(draft: IncidentDraft) -> IncidentPreview:
    said = draft.logged
    customer = {f"customer.{name}": text for name, text in draft.customer.items()}
    return IncidentPreview(
        draft.row, said["kind"], said["narrative"], said["occurred_at"], said["about"], said.get("channel", ""),
        said.get("place", ""), {**customer, **draft.details},
    )  # fmt: skip
