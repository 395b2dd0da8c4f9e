"""Existing material comes in, whole or not at all: Markdown as a manual, a table of complaints as incidents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sopdesk.domain import house, submission
from sopdesk.domain import revision as life
from sopdesk.domain.house import HOUSE
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.interchange.checklist_file import ChecklistReading, reading_of
from sopdesk.interchange.manual_folder import ManualDraft, read_manual
from sopdesk.interchange.table_file import read_table
from sopdesk.journal.codec import digest_of
from sopdesk.services.desk import SYSTEM, Desk
from sopdesk.services.drafts import Drafts
from sopdesk.services.incident_imports import IncidentImports
from sopdesk.services.incidents import Incidents
from sopdesk.services.manual import Manual
from sopdesk.services.manual_import import ManualImport
from sopdesk.services.pictures import Image, keep_pictures
from sopdesk.services.table_import import TableImport
from sopdesk.services.twins import Twins
from sopdesk.views.imports import Counts, Remark
from sopdesk.views.manual import Page

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class ManualReport:
    """What an import of a manual did, or would do: ids of the new procedures, sections, pictures, and remarks.

    `twins`: titles that came in, with the number of the procedure that was like it already. `left_out`: the rows of a
    table that stayed out, as CSV.
    """

    procedures: tuple[str, ...]
    numbers: tuple[str, ...]
    sections: tuple[str, ...]
    pictures: int
    remarks: tuple[Remark, ...]
    counts: Counts
    twins: tuple[tuple[str, str], ...] = ()
    left_out: bytes = b""


class Imports:
    """Takes existing material into the desk."""

    def __init__(self, desk: Desk, manual: Manual, drafts: Drafts, incidents: Incidents) -> None:
        """Ask the other services."""
        self._desk = desk
        self._manual = manual
        self._drafts = drafts
        self.cases = IncidentImports(desk, incidents)

    def open_manual(
        self, place: Path, *, level: int = 0, progress: Progress | None = None, cancelled: IsCancelled | None = None
    ) -> ManualImport:
        """Read pages, a document cut at a level of headings, or a file of checklists, to be looked over first."""
        reading = reading_of(place, level, is_taken=self.is_taken)
        try:
            reading.read(progress, cancelled)
        except Refusal:
            if not isinstance(reading, ChecklistReading) or reading.table is None:
                raise
            reading.choose({})  # which column is what can still be said
        return ManualImport(reading, place, level, self, Twins(self._manual, self._drafts))

    def manual(
        self,
        *,
        by: str,
        folder: Path,
        level: int = 0,
        columns: Mapping[str, str] | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> ManualReport:
        """Hand in every page of a folder or a document as a procedure that waits for approval; all of them or none.

        `columns` says for a table of checklists which column is what. Raises Cancelled; a cancelled or broken import
        leaves nothing behind.
        """
        self._desk.require(by, Right.IMPORT)
        reading = reading_of(folder, level, columns, self.is_taken)
        reading.read(progress, cancelled)
        draft, twins = reading.draft(), Twins(self._manual, self._drafts)
        alike = ((each.procedure.title, twins.of(each.procedure)[0]) for each in draft.procedures)
        known = tuple((title, number) for title, number in alike if number)
        rows = reading.left_out() if isinstance(reading, ChecklistReading) else b""
        report = self.take_draft(by, draft, folder.name, dry_run=dry_run, cancelled=cancelled)
        return replace(report, twins=known, left_out=rows)

    def starter(self, folder: Path, *, by: str, password: str) -> ManualReport:
        """Adopt the starter manual: it was written elsewhere, so the first person may approve it, with a signature.

        Only a manual without any procedure begins so: else an author could adopt what they wrote themselves.
        """
        self._desk.require(by, Right.IMPORT)
        self._desk.require(by, Right.APPROVE)
        if self._manual.rows():
            raise Refusal("The starter manual is adopted only where there is no procedure yet. Import it instead.")
        self._desk.check_password(by, password)
        report = self._keep(SYSTEM, read_manual(folder), "the starter manual")
        refused = [why for _, why in self._manual.approve_all(by=by, password=password, sops=report.procedures) if why]
        if refused:
            raise Refusal(refused[0])
        return report

    def take_draft(
        self, by: str, draft: ManualDraft, source: str, *, dry_run: bool = False, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> ManualReport:  # fmt: skip
        """Hand in what was read from a source, all of it or nothing. Raises Cancelled."""
        self._desk.require(by, Right.IMPORT)
        return self._keep(by, draft, source, dry_run=dry_run, progress=progress, cancelled=cancelled)

    def is_taken(self, number: str) -> bool:
        """Tell whether a number belongs to a procedure already."""
        return self._manual.find_number(number) is not None

    def preview_page(self, text: str) -> Page | None:
        """Show a procedure file as the page that it would become."""
        content, _ = self._drafts.read(text)
        return self._drafts.preview(content) if content is not None else None

    def open_table(self, file: Path, *, encoding: str = "") -> TableImport:
        """Read a table of incidents, to be mapped and looked over before it comes in."""
        return TableImport(read_table(file, encoding=encoding), self.cases)

    def _keep(
        self, by: str, draft: ManualDraft, source: str, *, dry_run: bool = False, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> ManualReport:  # fmt: skip
        changes, images, numbers = [], dict[str, Image](), []
        rule = self._desk.load(HOUSE, house.fold)
        for done, each in enumerate(draft.procedures):
            _pause(progress, cancelled, done, len(draft.procedures))
            content, kept = keep_pictures(each.procedure, each.pictures, self._desk.store.attachment)
            if self._manual.find_number(content.number) is not None:
                raise Refusal(f"The number {content.number} is taken already. Nothing was imported.")
            subject = self._desk.new_id("sop")
            event = submission.submit(
                life.Sop(subject), content, digest=digest_of(content), reason=f"Imported from {source}",
                approvals=rule.approvals_for(content.kind),
            )  # fmt: skip
            changes.append((subject, [replace(event, imported_from=each.source)]))
            numbers.append(content.number)
            images.update((image[0], image) for image in kept)
        if changes and not dry_run:
            self._desk.store.keep_attachments(images.values())
            self._desk.record(by, *changes)
        sections = tuple(sorted({each.procedure.section for each in draft.procedures}))
        return ManualReport(
            tuple(subject for subject, _ in changes),
            tuple(numbers),
            sections,
            len(images),
            draft.report,
            draft.counts,
        )


def _pause(progress: Progress | None, cancelled: IsCancelled | None, done: int, total: int) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled
    if progress is not None and done % 50 == 0:
        progress(done, total)
