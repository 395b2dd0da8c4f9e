"""Taking a procedure onto paper: as a controlled copy, a card to laminate, or labels to scan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Status
from sopdesk.services.whole_file import WholeFile
from sopdesk.ui.manual.exporting import Exporting
from sopdesk.ui.manual.labels import Labels
from sopdesk.ui.saving import ask_place, save_file
from sopdesk.ui.widgets.form import Question
from sopdesk.views.copies import CardPaper, Issued

if TYPE_CHECKING:
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.screen import Screen
    from sopdesk.views.manual import Page
    from sopdesk.views.people import PersonView


_WHOLE = "whole"


class Paper(QObject):
    """What a procedure's page can be made into on paper; says where the file goes and what was recorded."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._labels = Labels(screen)
        self._exporting = Exporting(screen)

    def offer(self, menu: QMenu, page: Page, *, current: bool) -> None:
        """Put into a menu what a page can be made into; a controlled copy holds only what is in force."""
        menu.addAction(self.tr("Print …"), lambda: self.print_page(page))
        issue = menu.addAction(self.tr("Issue a controlled copy …"), lambda: self.issue(page.id, page.content.number))
        card = menu.addAction(self.tr("A card to laminate …"), lambda: self.ask_card(page))
        labels = menu.addAction(self.tr("Labels to scan …"), lambda: self._labels.ask((page.id,)))
        files = menu.addAction(
            self.tr("Export as files …"), lambda: self._exporting.ask((page.id,), page.content.number)
        )
        for each in (issue, card, labels, files):
            each.setEnabled(current and page.status is Status.EFFECTIVE)

    def _forms(self) -> tuple[tuple[str, str], ...]:
        cards = ((each.value, self.tr("Card, {paper}").format(paper=each.value)) for each in CardPaper)
        return ((_WHOLE, self.tr("The whole procedure")), *cards)

    def ask_card(self, page: Page) -> None:
        """Save the procedure as a card of one page, on the paper that is chosen."""
        papers = tuple((each.value, each.value) for each in CardPaper)
        self._screen.ask(
            self.tr("A card to laminate"), [Question("paper", self.tr("Paper"), "choice", papers, needed=True)],
            self.tr("Save the card"), lambda answers: self._save_card(page, CardPaper(answers["paper"])),
            sentence=self.tr(
                "One page in large type: the steps in short, warnings, limits and whom to call. What has no room is "
                "named on it. A card that is to hang for long is better issued as a controlled copy."
            ),
            values={"paper": CardPaper.A4.value},
        )  # fmt: skip

    def _save_card(self, page: Page, paper: CardPaper) -> None:
        screen, number = self._screen, page.content.number
        exports, by = screen.workspace.exports, screen.person.id if screen.person else ""
        save_file(
            screen, f"{number} card.pdf", self.tr("Printing {number}").format(number=number),
            lambda _progress, _cancelled: exports.card_pdf(sop=page.id, paper=paper, by=by),
        )  # fmt: skip

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
            Question("form", self.tr("As"), "choice", self._forms(), needed=True),
        ]

        def show(who: PersonView) -> None:
            self._screen.ask(
                self.tr("Issue a controlled copy of {number}").format(number=number), questions,
                self.tr("Issue and save"), lambda answers: self._save(who, sop, number, answers),
                sentence=self.tr(
                    "It gets a number that is never used again. When its revision is superseded, Today says which "
                    "copies to call in."
                ),
                values={"form": _WHOLE},
            )  # fmt: skip

        self._screen.frame.require_person(show, right=Right.APPROVE)

    def _save(self, who: PersonView, sop: str, number: str, answers: dict[str, str]) -> None:
        answers = {**answers, "form": answers["form"].removeprefix(_WHOLE)}
        if not answers["place"].strip() and not answers["holder"].strip():
            raise Refusal(self.tr("Say where the copy hangs or who holds it, so that it can be called in."))
        path = ask_place(self._screen, f"{number} copy.pdf")
        if path is None:
            raise Refusal(self.tr("No file was chosen, so nothing was issued."))
        copies, issued = self._screen.workspace.copies, list[Issued]()

        def work(_progress: Progress, _cancelled: IsCancelled) -> Issued:
            with WholeFile(path) as file:
                issued.append(copies.issue(by=who.id, sop=sop, stage=file.stage, **answers))
                file.release(issued[0].content)
            return issued[0]

        self._screen.frame.run_in_background(
            self.tr("Issuing a copy of {number}").format(number=number), work, partial(self._tell, path),
            lambda why: self._fail(who, issued, why),
        )  # fmt: skip

    def _tell(self, path: Path, issued: Issued) -> None:
        self._screen.frame.refresh()
        said = self.tr("Copy {number} is recorded and saved as {name}. Print it and hang it up.")
        self._screen.message.note(
            said.format(number=issued.number, name=path), self.tr("Show the copy"),
            lambda: self._screen.frame.go("manual.copy", issued.id),
        )  # fmt: skip

    def _fail(self, who: PersonView, issued: list[Issued], why: str) -> None:
        """Say why there is no paper; a copy that is recorded all the same can be made void."""
        if not issued:
            self._screen.message.fail(why)
            return
        self._screen.frame.refresh()
        said = self.tr("Copy {number} is recorded, but there is no paper: {why}")
        self._screen.message.warn(
            said.format(number=issued[0].number, why=why), self.tr("Make it void"),
            lambda: self._void(who, issued[0], why),
        )  # fmt: skip

    def _void(self, who: PersonView, issued: Issued, why: str) -> None:
        copies = self._screen.workspace.copies
        self._screen.attempt(
            lambda: copies.void(by=who.id, copy=issued.id, reason=why),
            self.tr("Copy {number} is void.").format(number=issued.number),
        )
