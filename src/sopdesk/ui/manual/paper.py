"""Taking a procedure onto paper: as a controlled copy, a card to laminate, or labels to scan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.revision import Status
from sopdesk.ui.saving import save_file, write
from sopdesk.ui.widgets.form import Question

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen
    from sopdesk.views.copies import Issued
    from sopdesk.views.manual import Page
    from sopdesk.views.people import PersonView


class Paper(QObject):
    """What a procedure's page can be made into on paper; says where the file goes and what was recorded."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen

    def offer(self, menu: QMenu, page: Page, *, current: bool) -> None:
        """Put into a menu what a page can be made into; a controlled copy holds only what is in force."""
        menu.addAction(self.tr("Print …"), lambda: self.print_page(page))
        issue = menu.addAction(self.tr("Issue a controlled copy …"), lambda: self.issue(page.id, page.content.number))
        issue.setEnabled(current and page.status is Status.EFFECTIVE)

    def print_page(self, page: Page) -> None:
        """Save the procedure as PDF, exactly as it is shown."""
        screen, exports = self._screen, self._screen.workspace.exports
        number, as_of = page.content.number, page.as_of
        proposal = None if as_of else page.revision.proposal
        by = screen.person.id if screen.person else ""
        save_file(
            screen, f"{number}.pdf", self.tr("Printing {number}").format(number=number),
            lambda _progress, _cancelled: exports.procedure_pdf(sop=page.id, by=by, as_of=as_of, proposal=proposal),
        )  # fmt: skip

    def show_scanned(self, more: Mapping[str, str]) -> None:
        """Say what is wrong with the paper whose code led to the page, and lead on to its copy."""
        said, copy = more.get("scanned", ""), more.get("copy", "")
        if said:
            offer = self.tr("To the copy") if copy else ""
            self._screen.message.warn(said, offer, lambda: self._screen.frame.go("manual.copy", copy))

    def issue(self, sop: str, number: str) -> None:
        """Issue a controlled copy: ask where it will be; only who may approve issues one."""
        questions = [
            Question("place", self.tr("Where it hangs"), hint=self.tr("For example: kitchen, beside the fridge")),
            Question("holder", self.tr("Or who holds it")),
        ]

        def show(who: PersonView) -> None:
            self._screen.ask(
                self.tr("Issue a controlled copy of {number}").format(number=number), questions,
                self.tr("Issue and save"), lambda answers: self._save(who, sop, number, answers),
                sentence=self.tr(
                    "It gets a number that is never used again. When its revision is superseded, Today says which "
                    "copies to call in."
                ),
            )  # fmt: skip

        self._screen.frame.require_person(show, right=Right.APPROVE)

    def _save(self, who: PersonView, sop: str, number: str, answers: dict[str, str]) -> None:
        if not any(each.strip() for each in answers.values()):
            raise Refusal(self.tr("Say where the copy hangs or who holds it, so that it can be called in."))
        name, _ = QFileDialog.getSaveFileName(
            self._screen, self.tr("Save the copy"), f"{number} copy.pdf", "PDF (*.pdf)"
        )
        if not name:
            raise Refusal(self.tr("No file was chosen, so nothing was issued."))
        path = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
        copies = self._screen.workspace.copies

        def keep(issued: Issued) -> None:
            self._keep(who, issued, path)

        self._screen.frame.run_in_background(
            self.tr("Issuing a copy of {number}").format(number=number),
            lambda _progress, _cancelled: copies.issue(by=who.id, sop=sop, **answers), keep,
        )  # fmt: skip

    def _keep(self, who: PersonView, issued: Issued, path: Path) -> None:
        screen = self._screen
        try:
            write(path, issued.content)
        except Trouble as no:
            why = no.sentence
            said = self.tr("Copy {number} is recorded, but there is no paper: {why}")
            screen.frame.refresh()
            screen.message.warn(
                said.format(number=issued.number, why=why), self.tr("Make it void"),
                lambda: self._void(who, issued, why),
            )  # fmt: skip
            return
        screen.frame.refresh()
        said = self.tr("Copy {number} is recorded and saved as {name}. Print it, sign it, hang it up.")
        screen.message.note(
            said.format(number=issued.number, name=path), self.tr("Show the copy"),
            lambda: screen.frame.go("manual.copy", issued.id),
        )  # fmt: skip

    def _void(self, who: PersonView, issued: Issued, why: str) -> None:
        copies = self._screen.workspace.copies
        self._screen.attempt(
            lambda: copies.void(by=who.id, copy=issued.id, reason=why),
            self.tr("Copy {number} is void.").format(number=issued.number),
        )
