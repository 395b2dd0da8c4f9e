"""A table on its way into the incidents: what was read, how it is to be understood, and what it would bring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from sopdesk.domain.fields import FIELDS
from sopdesk.domain.incident import IncidentKind, Severity
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.incident_table import IncidentDraft, check_dates, guess_mapping
from sopdesk.interchange.left_out import left_out, without_remarks
from sopdesk.interchange.mapping import DETAILS, FieldSource, Mapping
from sopdesk.interchange.mapping_guess import with_words
from sopdesk.interchange.table_file import Table
from sopdesk.interchange.word_guess import counted, empty_words, ours
from sopdesk.views.imports import DateConflictView, DatesView, FieldWords, IncidentPreview, TablePreview, WordView

if TYPE_CHECKING:
    from sopdesk.services.incident_imports import IncidentImports, IncidentReport

FIRST_CONFLICTS = 5
_DATES = ("occurred_at", "reported_at")


class TableImport:
    """A table and the mapping that a person chooses for it. Nothing comes in before `take`."""

    def __init__(self, table: Table, imports: IncidentImports) -> None:
        """Begin with a guess at the mapping."""
        self._table = without_remarks(table)
        self._imports = imports
        self._mapping = guess_mapping(self._table.columns, self._table.rows)
        self._sentinels = empty_words(self._table.rows)
        self.takes_twins = False

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
            source = FieldSource(tuple(columns), join=join, order=former.order)
            fields[field] = self._with_words(field, source, self._mapping.empty)
        elif field == "kind":
            fields[field] = FieldSource(value=IncidentKind.COMPLAINT)
        self._mapping = replace(self._mapping, fields=fields)

    @property
    def fixed_date(self) -> str:
        """The day, or the year, that counts for all rows; "" where a column says when it happened."""
        return self._mapping.fields.get("occurred_at", FieldSource()).value

    def say_date(self, text: str) -> None:
        """Say on which day, or in which year, all of it happened: "2015-01-31", "2015"; approximate. "" for none."""
        fields = {name: each for name, each in self._mapping.fields.items() if name != "occurred_at"}
        day = text.strip()
        if day:
            fields["occurred_at"] = FieldSource(value=day)
        self._mapping = replace(self._mapping, fields=fields)

    def words(self) -> tuple[FieldWords, ...]:
        """Give, for each field that takes words of ours alone, the words of its column and what they come in as."""
        found = []
        for name, source in self._mapping.fields.items():
            offered = ours(name, self.kind) if len(source.columns) == 1 else ()
            if offered:
                said = {key.casefold(): value for key, value in source.values.items()}
                words = counted(self._table.column(source.columns[0]), self._mapping.empty)
                views = tuple(WordView(word, n, said.get(word.casefold(), _own(word, offered))) for word, n in words)
                found.append(FieldWords(name, source.columns[0], offered, views))
        return tuple(found)

    def say_word(self, field: str, word: str, meant: str) -> None:
        """Say which of ours a word of a field's column is; "" keeps it as it is said."""
        source = self._mapping.fields[field]
        values = {key: value for key, value in source.values.items() if key.casefold() != word.casefold()}
        fields = {**self._mapping.fields, field: replace(source, values={**values, word: meant})}
        self._mapping = replace(self._mapping, fields=fields)

    @property
    def sentinels(self) -> tuple[tuple[str, int, bool], ...]:
        """Words that may stand for an empty cell: in how many cells each stands, and whether it counts as one."""
        return tuple((word, count, word in self._mapping.empty) for word, count in self._sentinels.items())

    def say_empty(self, word: str, *, on: bool) -> None:
        """Say whether a word stands for an empty cell."""
        others = tuple(each for each in self._mapping.empty if each != word)
        mapping = replace(self._mapping, empty=(*others, word) if on else others)
        fields = {name: self._with_words(name, each, mapping.empty) for name, each in mapping.fields.items()}
        self._mapping = replace(mapping, fields=fields)

    def _with_words(self, name: str, source: FieldSource, empty: Sequence[str]) -> FieldSource:
        """Add what words seem to mean of which nothing is said yet."""
        proposed = with_words(name, source, self._table.columns, self._table.rows, empty).values
        said = {key.casefold() for key in source.values}
        added = {key: value for key, value in proposed.items() if key.casefold() not in said}
        return replace(source, values={**source.values, **added})

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
        judged = self._imports.judge(by=by, table=self._table, mapping=mapping, twice=self.takes_twins)
        sample = tuple(_preview(each) for each in judged.drafts[:limit])
        return TablePreview(self.count, len(judged.drafts), sample, judged.errors, dates, judged.twins)

    def take(
        self, by: str, progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> IncidentReport:
        """Import every good row, or none. Raises Cancelled."""
        return self._imports.take(
            by=by, table=self._table, mapping=self._mapping, twice=self.takes_twins, progress=progress,
            cancelled=cancelled,
        )  # fmt: skip

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
    "occurred_at": "Choose the column that says when it happened, or give one day or one year for all rows.",
}


def _preview(draft: IncidentDraft) -> IncidentPreview:
    said = draft.logged
    customer = {f"customer.{name}": text for name, text in draft.customer.items()}
    return IncidentPreview(
        draft.row, said["kind"], said["narrative"], said["occurred_at"], said["about"], said.get("channel", ""),
        said.get("place", ""), {**customer, **draft.details}, draft.stage, said.get("severity", Severity.LOW),
        said.get("source_number", ""), said.get("source_status", ""),
    )  # fmt: skip


def _own(word: str, offered: Sequence[str]) -> str:
    """Give the one of ours that a word is as it stands."""
    return next((each for each in offered if each.casefold() == word.casefold()), "")
