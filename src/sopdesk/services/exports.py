"""What leaves the house: PDF, CSV, JSON and Markdown, each recorded as an act."""

import copy
import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self

from sopdesk.domain.event import Recorded
from sopdesk.domain.house import EvidenceExported
from sopdesk.domain.listed import WHOLE_LIST, Listed
from sopdesk.domain.person import Right
from sopdesk.domain.prose import pictures_in
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Status
from sopdesk.interchange import manual_tree, table_export
from sopdesk.services.case_report import case_report
from sopdesk.services.checklists import Checklists
from sopdesk.services.desk import Desk
from sopdesk.services.guides import Guides
from sopdesk.services.incidents import Incidents
from sopdesk.services.manual import Manual
from sopdesk.services.page import filler
from sopdesk.services.printed_pictures import PrintedPictures
from sopdesk.services.printing_apart import MANY, MANY_PAGES, Asked, Fed, made
from sopdesk.services.redacted_case import Cut
from sopdesk.services.trail import EVERYTHING, Filter, Trail
from sopdesk.views.copies import LABEL_SHEETS, CardPaper, CopyMark, LabelText
from sopdesk.views.duties import WholeDuties
from sopdesk.views.manual import BookScope, Page
from sopdesk.views.trail import CaseReport, Printing, TrailReport

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Exports:
    """Makes files for those outside the house."""

    def __init__(  # noqa: PLR0917 - the services that know what leaves
        self, desk: Desk, manual: Manual, checklists: Checklists, guides: Guides, incidents: Incidents, trail: Trail
    ) -> None:
        """Ask the other services."""
        self._desk, self._manual = desk, manual
        self._checklists = checklists
        self._guides = guides
        self._incidents = incidents
        self._trail = trail
        self.stage: Callable[[bytes], None] | None = None

    def into(self, stage: Callable[[bytes], None]) -> Self:
        """Give exports that bring their bytes to where they go with `stage` before they record that they left.

        What cannot be staged is not recorded; what cannot be recorded is never released (services/whole_file.py).
        """
        other = copy.copy(self)
        other.stage = stage
        return other

    def case_pdf(self, *, by: str, incident: str, cut: Cut | None = None, reason: str = "") -> bytes:
        """Give one incident with everything that belongs to it as PDF, or a cut of it, and record that it left."""
        from sopdesk.pdf.incident_report import print_case
        from sopdesk.pdf.incident_summary import kept_back

        self._desk.require(by, Right.EXPORT)
        report = self.case_report(by=by, incident=incident, cut=cut)
        content, kept = print_case(report, PrintedPictures(self._manual.picture)), kept_back(report)
        what = f"incident {report.file.row.number}{', redacted' if cut and kept else ''}"
        self.record(by, what, "PDF", content, len(report.marks), kept, reason)
        return content

    def case_report(self, *, by: str, incident: str, cut: Cut | None = None) -> CaseReport:
        """Gather everything about one incident, or a cut of it: the file, the procedures in force, its entries."""
        self._desk.store.sign_checkpoint(self._desk.now())
        others = (self._desk, self._incidents, self._manual, self._checklists)
        return case_report(*others, self.printing(by), by=by, incident=incident, cut=cut)

    def case_json(self, *, by: str, incident: str) -> bytes:
        """Give one incident as JSON, and record that it left."""
        self._desk.require(by, Right.EXPORT)
        report = self.case_report(by=by, incident=incident)
        content = table_export.to_json(report.file)
        self.record(by, f"incident {report.file.row.number}", "JSON", content, len(report.marks))
        return content

    def trail_pdf(
        self, *, by: str, which: Filter = EVERYTHING, progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        """Give the trail as PDF, in order, and record that it left. Raises Cancelled."""
        from sopdesk.pdf.trail_report import print_trail

        self._desk.require(by, Right.EXPORT)
        which = self._up_to_now(which)
        report = self._trail_report(by, which)
        lines = Fed(self._trail.in_order(which, by=by))
        content = made(print_trail, report, lines, apart=report.count > MANY, progress=progress, cancelled=cancelled)
        self.record(by, _scope(which, report), "PDF", content, report.count, report.left_out)
        return content

    def trail_csv(self, *, by: str, which: Filter = EVERYTHING) -> bytes:
        """Give the trail as CSV, formulas neutralised, and record that it left."""
        self._desk.require(by, Right.EXPORT)
        which = self._up_to_now(which)
        report = self._trail_report(by, which)
        content = table_export.trail_csv(self._trail.in_order(which, by=by), report.kept_back)
        self.record(by, _scope(which, report), "CSV", content, report.count, report.left_out)
        return content

    def trail_json(self, *, by: str, which: Filter = EVERYTHING) -> bytes:
        """Give the trail as JSON, one line per entry, last how many have no words, and record that it left."""
        self._desk.require(by, Right.EXPORT)
        which = self._up_to_now(which)
        report = self._trail_report(by, which)
        content = table_export.trail_json(self._trail.in_order(which, by=by), report.kept_back)
        self.record(by, _scope(which, report), "JSON", content, report.count, report.left_out)
        return content

    def incidents_csv(self, *, by: str, which: Listed = WHOLE_LIST) -> bytes:
        """Give the list of incidents as CSV, formulas neutralised, and record that it left."""
        self._desk.require(by, Right.EXPORT)
        rows, kept = self._incidents.listed(which, by=by), self._incidents.kept_from(by)
        content = table_export.with_kept_back(table_export.incidents_csv(rows), kept)
        what = f"list of incidents, {which.kind.value}" if which.kind else "list of incidents"
        self.record(by, which.scope(what), "CSV", content, len(rows), kept)
        return content

    def procedure_pdf(
        self, *, sop: str, by: str = "", as_of: datetime | None = None, proposal: int | None = None
    ) -> bytes:
        """Give one procedure (or one revision of it) as PDF; reading is open to all, so nothing is recorded."""
        from sopdesk.pdf.procedure_sheet import print_procedure

        page = self._manual.page(sop, as_of=as_of, proposal=proposal)
        return print_procedure(self._manual.drawn(page), self.printing(by), self._pictures((page,)))

    def difference_pdf(self, *, sop: str, one: int, other: int, by: str = "") -> bytes:
        """Give what differs between two revisions of a procedure, by their running numbers, as PDF."""
        from sopdesk.pdf.difference_report import print_difference

        found = self._manual.comparison(sop, one, other)
        shown = {each.source for change in found.pictures for each in (change.was, change.now) if each}
        pictures = {source: data for source in shown if (data := self._manual.picture(source)) is not None}
        return print_difference(found, self.printing(by), pictures)

    def duties_pdf(self, whole: WholeDuties, *, role: str = "", by: str = "") -> bytes:
        """Give what one role answers for or, without one, every role with the gaps in the whole, as PDF."""
        from sopdesk.pdf.duties_report import print_duties

        found = whole.of(role) if role else None
        if role and found is None:
            raise Refusal(f"There is no role {role}.")
        return print_duties(whole, self.printing(by), found)

    def drawing_pdf(
        self, *, sop: str, by: str = "", as_of: datetime | None = None, proposal: int | None = None
    ) -> bytes:
        """Give the steps of one procedure (or of one revision of it), drawn, as PDF."""
        from sopdesk.pdf.drawing_sheet import print_drawing

        page = self._manual.page(sop, as_of=as_of, proposal=proposal)
        return print_drawing(page, self._manual.drawing(page.content), self.printing(by))

    def copy_pdf(self, page: Page, *, by: str, copy: CopyMark, form: str = "") -> bytes:
        """Give a procedure, or (form "A4", "A5") its card, as a controlled copy; services.copies records it."""
        from sopdesk.pdf.card import print_card
        from sopdesk.pdf.procedure_sheet import print_procedure

        if form:
            return print_card(page, self.printing(by), CardPaper(form), copy)
        return print_procedure(self._manual.drawn(page), self.printing(by), self._pictures((page,)), copy)

    def card_pdf(self, *, sop: str, paper: CardPaper = CardPaper.A4, by: str = "") -> bytes:
        """Give what is in force of a procedure as a card of one page, to be laminated."""
        from sopdesk.pdf.card import print_card

        page = self._manual.page(sop)
        if page.status is not Status.EFFECTIVE:
            raise Refusal("Only what is in force is made into a card.")
        return print_card(page, self.printing(by), paper)

    def labels_pdf(
        self, *, sops: Collection[str], sheet: str, start: int = 1, progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        """Give labels for procedures, in the order of their numbers, from a place on the first sheet on."""
        from sopdesk.pdf.labels import print_labels

        if sheet not in LABEL_SHEETS:
            raise Refusal(f"There is no sheet of labels called {sheet}. There are: {', '.join(LABEL_SHEETS)}.")
        most = LABEL_SHEETS[sheet].columns * LABEL_SHEETS[sheet].rows
        if not 1 <= start <= most:
            raise Refusal(f"A sheet has the places 1 to {most}; say which label is the first that is left.")
        house, wanted = self._desk.house(), set(sops)
        fill = filler(house)
        labels = [LabelText(row.number, fill(row.title)) for row in self._manual.rows() if row.id in wanted]
        if not labels:
            raise Refusal("Choose the procedures that get a label.")
        return print_labels(
            labels, LABEL_SHEETS[sheet], house.name, start=start, progress=progress, cancelled=cancelled
        )

    def run_pdf(self, *, by: str, run: str) -> bytes:
        """Give one checklist run as PDF, and record that it left."""
        from sopdesk.pdf.run_sheet import print_run

        self._desk.require(by, Right.RUN, Right.EXPORT)
        page = self._checklists.run(run)
        content = print_run(page, self.printing(by), PrintedPictures(self._manual.picture))
        self.record(by, f"checklist run {page.row.number}", "PDF", content, len(page.marks))
        return content

    def guide_pdf(self, *, by: str, guide: str) -> bytes:
        """Give one guided workflow as PDF, and record that it left."""
        from sopdesk.pdf.guide_sheet import print_guide

        self._desk.require(by, Right.RUN, Right.EXPORT)
        page = self._guides.page(guide)
        content = print_guide(page, self.printing(by))
        self.record(by, f"guided workflow {page.row.number}", "PDF", content, len(page.turns))
        return content

    def manual_pdf(
        self, *, by: str = "", section: str | None = None, sops: Collection[str] | None = None,
        as_of: datetime | None = None, progress: Progress | None = None, cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        """Give the manual in force as a book: the whole, a section or chosen procedures, now or as of an instant.

        Pages are read one at a time, so memory does not grow with their number. Raises Cancelled.
        """
        from sopdesk.pdf.manual_book import print_manual

        fill = filler(self._desk.house())
        rows = [
            row._replace(title=fill(row.title)) for row in self._manual.rows(as_of=as_of)
            if row.status is Status.EFFECTIVE and (section is None or row.section == section)
            and (sops is None or row.id in sops)
        ]  # fmt: skip
        words = (section or "Without a section") if section is not None else ""
        if sops is not None:
            words = " · ".join(filter(None, (words, "A choice of its procedures")))
        return made(
            partial(print_manual, scope=BookScope(words, as_of)), rows,
            Asked(lambda row: self._manual.drawn(self._manual.page(row.id, as_of=as_of))), self.printing(by),
            Asked(PrintedPictures(self._manual.picture)), apart=len(rows) > MANY_PAGES, progress=progress,
            cancelled=cancelled,
        )  # fmt: skip

    def manual_markdown(self, folder: Path, sops: Sequence[str] = ()) -> int:
        """Write the manual in force, or these procedures of it, as files with their pictures; give how many."""
        contents = [page.content for page in self._pages() if not sops or page.id in set(sops)]
        if not contents:
            raise Refusal("There is no procedure in force to export.")
        return manual_tree.write_manual(contents, self._manual.picture, folder)

    def printing(self, by: str) -> Printing:
        """Say where a printed page comes from."""
        from sopdesk.pdf.words import call_roles

        names, house = self._desk.names(), self._desk.house()
        call_roles(house.role_names)
        return Printing(house, self._desk.now(), names.get(by, ""), self._trail.head())

    def _pages(self) -> tuple[Page, ...]:
        return tuple(self._manual.page(row.id) for row in self._manual.rows() if row.status is Status.EFFECTIVE)

    def _up_to_now(self, which: Filter) -> Filter:
        """Leave out what is recorded while the file is being made, so that it holds what it says."""
        return replace(which, last=which.last or self._desk.now())

    def _trail_report(self, by: str, which: Filter) -> TrailReport:
        self._desk.store.sign_checkpoint(self._desk.now())
        count, whole = self._trail.count(which), self._trail.count()
        first, last = self._trail.span(which)
        said, kept = which.in_words(self._desk.names()), self._trail.kept_back(which, by=by)
        return TrailReport(self.printing(by), said, first, last, count, whole - count, kept)

    def _pictures(self, pages: Sequence[Page]) -> dict[str, bytes]:
        sources = {pic.source for page in pages for step in page.content.steps for pic in step.pictures}
        sources |= {each.source for page in pages for blocks in page.prose.values() for each in pictures_in(blocks)}
        return {source: found for source in sources if (found := self._manual.picture(source)) is not None}

    def record(  # noqa: PLR0917 - the fields of the event
        self, by: str, scope: str, form: str, content: bytes, entries: int, withheld: int = 0, reason: str = ""
    ) -> list[Recorded]:
        """Bring a file to where it goes, then record that it left: what, in which form, how many entries, whom for."""
        if self.stage is not None:
            self.stage(content)
        digest = hashlib.sha256(content).hexdigest()
        what = EvidenceExported(scope, form, digest, entries, withheld, reason.strip() or None)
        return self._desk.record(by, (self._desk.new_id("export"), [what]))


def _scope(which: Filter, report: TrailReport) -> str:
    """Say what left as the journal keeps it: people by their ids, never by name."""
    kept = f", the words of {report.kept_back} entries kept back" if report.kept_back else ""
    return f"trail: {which.in_words({})}{kept}"
