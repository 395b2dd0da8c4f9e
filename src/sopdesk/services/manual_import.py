"""A folder or a document on its way into the manual: what it would bring, and what a person makes of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Answer, Format, Kind, Procedure
from sopdesk.domain.unclear import unclear
from sopdesk.interchange.checklist_file import ChecklistReading
from sopdesk.interchange.checklist_table import HEADINGS
from sopdesk.interchange.manual_folder import DraftProcedure, ManualDraft, Reading
from sopdesk.interchange.procedure_file import format_procedure
from sopdesk.interchange.renumbering import renumbered
from sopdesk.views.imports import ColumnsPreview, Counts, ManualPreview, ProcedurePreview, Remark
from sopdesk.views.manual import Page

if TYPE_CHECKING:
    from sopdesk.services.imports import Imports, IsCancelled, ManualReport, Progress
    from sopdesk.services.twins import Twins

FORMATS = (Format.ARTICLE, Format.CHECKLIST, Format.FAQ, Format.PICTURE_GUIDE)
"""Formats that a page can be given; a decision workflow needs its answers first."""
FIRST_ROWS = 3
"""Rows of a table that are shown."""
_WEIGHTS = tuple(Weight)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a person wants otherwise of one page."""

    chosen: bool = True
    number: str = ""
    title: str = ""
    section: str | None = None
    kind: Kind | None = None


class ManualImport:
    """Pages that were read. Nothing comes in before `take`."""

    def __init__(
        self, reading: Reading | ChecklistReading, place: Path, level: int, imports: Imports, twins: Twins
    ) -> None:  # fmt: skip
        """Begin with everything chosen, as it was understood."""
        self._reading = reading
        self._twins = twins
        self._imports = imports
        self._draft = reading.draft()
        self._wishes: dict[str, _Wish] = {}
        self.place = place
        self.level = level

    @property
    def name(self) -> str:
        """The name of the folder or the file."""
        return self.place.name

    def preview(self) -> ManualPreview:
        """Say what would come in, and what was not clear, the worst first."""
        rows = [self._row(each) for each in self._draft.procedures]
        twice = Counter(each.number for each in rows if each.chosen)
        rows = [replace(each, taken=each.taken or (each.chosen and twice[each.number] > 1)) for each in rows]
        remarks = sorted(self._draft.report, key=lambda each: (_WEIGHTS.index(each.severity), each.file, each.line))
        return ManualPreview(
            tuple(rows), tuple(dict.fromkeys(each.section for each in rows)),
            len({content for each in self._draft.procedures for content in each.pictures.values()}),
            tuple(remarks), self._draft.counts, self._draft.levels, self.level,
        )  # fmt: skip

    @property
    def counts(self) -> Counts:
        """What was found in the pages."""
        return self._draft.counts

    def choose(self, source: str, *, chosen: bool) -> None:
        """Take a page, or leave it out; links to one that is left out become their words."""
        self._wishes[source] = replace(self._wish(source), chosen=chosen)

    def change(
        self, source: str, *, number: str | None = None, title: str = "", section: str | None = None,
        kind: Kind | None = None, form: Format | None = None,
    ) -> None:  # fmt: skip
        """Give a page another number, title, section, kind or format. Refuses an empty number."""
        content = self._found(source).procedure
        wish = self._wish(source)
        if number is not None:
            if not number.strip():
                raise Refusal("Give the procedure a number.")
            wish = replace(wish, number=number.strip())
        wish = replace(wish, title=" ".join(title.split()) or wish.title)
        wish = replace(wish, section=wish.section if section is None else section.strip(), kind=kind or wish.kind)
        self._wishes[source] = wish
        if form is not None and form is not content.format:
            self._reading.reformat(source, form)
            self._draft = self._reading.draft()

    def content(self, source: str) -> Procedure:
        """Give the procedure that a page would become, with everything that was changed."""
        return self._made(self._found(source), self._numbers())

    def page(self, source: str) -> Page | None:
        """Show a page as it would read."""
        return self._imports.preview_page(format_procedure(self.content(source)))

    # -- which column is what

    def table(self) -> ColumnsPreview | None:
        """Give the table that the checklists come from and which column is what; None for anything else."""
        reading = self._reading
        if not isinstance(reading, ChecklistReading) or reading.table is None:
            return None
        found = reading.table
        return ColumnsPreview(
            found.columns, found.rows[:FIRST_ROWS], tuple(HEADINGS), reading.columns(), len(reading.row_errors())
        )  # fmt: skip

    def choose_column(self, field: str, column: str) -> None:
        """Say which column of the table is this field, "" for none; the lists are understood anew."""
        if isinstance(self._reading, ChecklistReading):
            taken = {other: "" for other, name in self._reading.columns().items() if name == column and other != field}
            self._reading.choose({**self._reading.chosen, **taken, field: column})
            self._draft = self._reading.draft()

    def left_out(self) -> bytes:
        """Give the rows of the table that stay out as CSV, each with what is wrong, to be mended and imported again."""
        return self._reading.left_out() if isinstance(self._reading, ChecklistReading) else b""

    def picture(self, source: str) -> bytes | None:
        """Give the bytes of a picture by the name that the pages use."""
        return next((each.pictures[source] for each in self._draft.procedures if source in each.pictures), None)

    def remarks(self, source: str) -> tuple[Remark, ...]:
        """Give what was not clear in one page."""
        return tuple(each for each in self._draft.report if each.file == source)

    def take(
        self, *, by: str, progress: Progress | None = None, cancelled: IsCancelled | None = None
    ) -> ManualReport:  # fmt: skip
        """Hand in what is chosen, all of it or nothing; it waits for approval. Raises Cancelled."""
        numbers = self._numbers()
        chosen = [each for each in self._draft.procedures if self._wish(each.source).chosen]
        if not chosen:
            raise Refusal("Nothing is chosen. Choose a page to take in.")
        taken = tuple(replace(each, procedure=self._made(each, numbers)) for each in chosen)
        return self._imports.take_draft(
            by, ManualDraft(taken, self._draft.report, self._draft.counts), self.name, progress=progress,
            cancelled=cancelled,
        )  # fmt: skip

    def _wish(self, source: str) -> _Wish:
        return self._wishes.get(source, _Wish())

    def _found(self, source: str) -> DraftProcedure:
        found = next((each for each in self._draft.procedures if each.source == source), None)
        if found is None:
            raise Refusal(f"{source} is not among these pages.")
        return found

    def _numbers(self) -> dict[str, str]:
        return {
            each.procedure.number: (wish.number or each.procedure.number) if wish.chosen else ""
            for each in self._draft.procedures
            for wish in (self._wish(each.source),)
        }

    def _made(self, each: DraftProcedure, numbers: dict[str, str]) -> Procedure:
        wish, what = self._wish(each.source), each.procedure
        what = renumbered(what, {**numbers, what.number: wish.number or what.number})
        section = what.section if wish.section is None else wish.section
        return replace(what, title=wish.title or what.title, section=section, kind=wish.kind or what.kind)

    def _row(self, each: DraftProcedure) -> ProcedurePreview:
        wish, what = self._wish(each.source), each.procedure
        number = wish.number or what.number
        counted = Counter(item.asks for item in what.items())
        title = wish.title or what.title
        twin, same_lines = self._twins.of(replace(what, title=title))
        return ProcedurePreview(
            number, title, what.section if wish.section is None else wish.section, what.format, len(what.steps),
            len(what.questions), len(each.pictures), each.source, self._imports.is_taken(number), wish.chosen,
            wish.kind or what.kind, sum(1 for _ in unclear(what)), self._reading.is_own(each.source),
            tuple((asks, counted[asks]) for asks in Answer if counted[asks]), twin, same_lines,
        )  # fmt: skip
