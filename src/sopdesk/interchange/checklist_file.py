"""A file of checklists on its way into the manual: a table, a workbook, or an export of SafetyCulture."""

from collections.abc import Callable
from pathlib import Path

from sopdesk.domain.card import card_number_in
from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.domain.sop import Format
from sopdesk.interchange import safetyculture
from sopdesk.interchange.checklist_lines import procedure_of, with_names_apart
from sopdesk.interchange.checklist_table import lists_of
from sopdesk.interchange.manual_folder import DraftProcedure, ManualDraft, Reading
from sopdesk.interchange.site_plan import title_of_path
from sopdesk.interchange.table_file import parse_table
from sopdesk.views.imports import Counts, Remark

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".json")
LARGEST = 60_000_000
MOST_LINES = 2_000
"""More lines than that are no checklist that anybody does."""


class ChecklistReading:
    """Reads a file once; as interchange.manual_folder.Reading, so that it is looked over and taken in the same way."""

    def __init__(self, file: Path, *, prefix: str = "IMP", owner: str = "manager") -> None:
        """Name the file."""
        self._file = file
        self._prefix, self._owner = prefix, owner
        self._found: list[DraftProcedure] = []
        self.report: list[Remark] = []

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
            lists = safetyculture.lists_of_json(name, content, self._tell)
        else:
            table = parse_table(content, name)
            is_feed = set(table.columns) >= safetyculture.COLUMNS
            lists = (safetyculture.lists_of_table if is_feed else lists_of)(table, self._tell)
        taken: set[str] = set()
        titles = with_names_apart(each.title for each in lists)
        for done, (one, title) in enumerate(zip(lists, titles, strict=True)):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, len(lists))
            if len(one.lines) > MOST_LINES:
                raise Refusal(f"“{one.title}” has more than {MOST_LINES:,} lines. Cut it into several lists.")
            if any(card_number_in(each.text) for each in one.lines):
                self._tell(1, f"“{one.title}” holds what looks like a full card number; it was left out.", Weight.ERROR)
                continue
            number = one.number if one.number and one.number not in taken else self._free(taken)
            taken.add(number)
            one.title = title
            section = title_of_path(name)
            what = procedure_of(one, number=number, section=section, owner=self._owner)
            self._found.append(DraftProcedure(what, title))

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
        serial = 1
        while (number := f"{self._prefix}-{serial:03}") in taken:
            serial += 1
        return number


def reading_of(place: Path, level: int = 0) -> Reading | ChecklistReading:
    """Give what reads a folder of pages, a document (cut at a level of headings), or a file of checklists."""
    if place.is_file() and place.suffix.lower() in ENDINGS:
        return ChecklistReading(place)
    return Reading(place, level=level)
