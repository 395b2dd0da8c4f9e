"""A file of checklists on its way into the manual: a table, a workbook, or an export of SafetyCulture."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sopdesk.domain.card import card_number_in
from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.domain.sop import Format
from sopdesk.interchange import safetyculture
from sopdesk.interchange.checklist_lines import MOST_LINES, ForeignList, procedure_of, with_names_apart
from sopdesk.interchange.checklist_table import columns_in, columns_of, lists_of
from sopdesk.interchange.left_out import left_out, without_remarks
from sopdesk.interchange.manual_folder import DraftProcedure, ManualDraft, Reading
from sopdesk.interchange.site_plan import title_of_path
from sopdesk.interchange.table_file import Table, parse_table
from sopdesk.views.imports import Counts, Remark

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".json")
LARGEST = 60_000_000


class ChecklistReading:
    """Reads a file once; as interchange.manual_folder.Reading, so that it is looked over and taken in the same way."""

    def __init__(
        self, file: Path, *, prefix: str = "IMP", owner: str = "manager", columns: Mapping[str, str] | None = None,
        is_taken: Callable[[str], bool] = lambda _number: False,
    ) -> None:  # fmt: skip
        """Name the file; `columns` as in choose, `is_taken` as in reading_of."""
        self._file = file
        self._prefix, self._owner, self._is_taken = prefix, owner, is_taken
        self._found: list[DraftProcedure] = []
        self._serial = 0
        self.report: list[Remark] = []
        self.table: Table | None = None
        self.chosen: dict[str, str] = dict(columns or {})

    def read(
        self, progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Read the file. Refuses what holds no checklist. Raises Cancelled."""
        name = self._file.name
        try:
            if self._file.stat().st_size > LARGEST:
                raise Refusal(f"{name} is larger than {LARGEST // 1_000_000} MB.")
            content = self._file.read_bytes()
        except OSError as error:
            raise Refusal(f"{name} cannot be read: {error.strerror}.") from error
        if safetyculture.is_inspection(content):
            self._make(safetyculture.lists_of_json(name, content, self._tell), progress, cancelled)
            return
        table = parse_table(content, name)
        if set(table.columns) >= safetyculture.COLUMNS:
            self._make(safetyculture.lists_of_table(table, self._tell), progress, cancelled)
            return
        self.table = without_remarks(table)
        self._understand(progress, cancelled)

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Say which column of the table holds what, as checklist_table.columns_of, and read it anew so.

        Refuses a column that there is not. Where no list comes of it, the report says why.
        """
        if self.table is None:
            raise Refusal("Columns are chosen for a table.")
        columns_of(self.table.columns, chosen)
        self.chosen = dict(chosen)
        try:
            self._understand(None, None)
        except Refusal as no:
            self._tell(1, no.sentence, Weight.ERROR)

    def columns(self) -> dict[str, str]:
        """Give which column holds what: the field and the heading."""
        table = self.table
        return {} if table is None else {
            field: table.columns[at] for field, at in columns_in(table, self.chosen).items()
        }  # fmt: skip

    def left_out(self) -> bytes:
        """Give the rows that stay out as CSV, each with what is wrong; nothing where there are none."""
        errors = self.row_errors()
        return left_out(self.table, errors) if self.table is not None and errors else b""

    def row_errors(self) -> list[tuple[int, str]]:
        """Give the rows of the table that stay out, each with what is wrong."""
        table = self.table
        numbers = set() if table is None else {*table.numbers, *(at for at, _ in table.wide)}
        wrong: dict[int, list[str]] = {}
        for each in self.report:
            if each.severity is Weight.ERROR and each.line in numbers:
                wrong.setdefault(each.line, []).append(each.sentence)
        return [(line, " ".join(said)) for line, said in sorted(wrong.items())]

    def _understand(
        self, progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool] | None
    ) -> None:  # fmt: skip
        self.report, self._found = [], []
        if self.table is not None:
            self._make(lists_of(self.table, self._tell, self.chosen), progress, cancelled)

    def _make(
        self, lists: Sequence[ForeignList], progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:  # fmt: skip
        taken: set[str] = set()
        found = []
        self._serial = 0
        titles = with_names_apart(each.title for each in lists)
        for done, (one, title) in enumerate(zip(lists, titles, strict=True)):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, len(lists))
            items = one.items()
            if len(items) > MOST_LINES:
                raise Refusal(f"“{one.title}” has more than {MOST_LINES:,} lines. Cut it into several lists.")
            if any(card_number_in(each.text) for each in items):
                self._tell(1, f"“{one.title}” holds what looks like a full card number; it was left out.", Weight.ERROR)
                continue
            number = one.number if one.number and one.number not in taken else self._free(taken)
            taken.add(number)
            one.title = title
            part = title_of_path(self._file.name)
            what = procedure_of(one, number=number, part=part, owner=self._owner)
            found.append(DraftProcedure(what, title))
        self._found = found

    @staticmethod
    def reformat(path: str, form: Format) -> None:
        """Refuse another format: what is read here are checklists."""
        raise Refusal(f"“{path}” is a checklist and does not become {form}.")

    @staticmethod
    def is_own(path: str) -> bool:
        """Tell that the format stays as it is."""
        return bool(path)

    def draft(self) -> ManualDraft:
        """Give the checklists."""
        items = sum(len(step.items) for each in self._found for step in each.procedure.steps)
        return ManualDraft(tuple(self._found), tuple(self.report), Counts(pages=len(self._found), boxes=items))

    def _tell(self, row: int, sentence: str, severity: Weight = Weight.WARNING) -> None:
        self.report.append(Remark(self._file.name, row, sentence, severity))

    def _free(self, taken: set[str]) -> str:
        self._serial += 1
        while (number := f"{self._prefix}-{self._serial:03}") in taken or self._is_taken(number):
            self._serial += 1
        return number


def reading_of(
    place: Path, level: int = 0, columns: Mapping[str, str] | None = None,
    is_taken: Callable[[str], bool] = lambda _number: False,
) -> Reading | ChecklistReading:  # fmt: skip
    """Give what reads a folder of pages, a document (cut at a level of headings), or a file of checklists.

    `columns` says which column of a table holds what; they are refused for anything else. `is_taken` tells which
    numbers a list without one does not get.
    """
    if place.is_file() and place.suffix.lower() in ENDINGS:
        return ChecklistReading(place, columns=columns, is_taken=is_taken)
    if columns:
        raise Refusal(f"{place.name} is no table, so it has no columns.")
    return Reading(place, level=level)
