"""What can be done with a run: each act goes to the services; the sheets ask for what an act still needs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Item
from sopdesk.ui.checklists.number import read_number
from sopdesk.ui.saving import save_export
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.checklists.run import RunScreen

Act = Callable[[PersonView], object]


class RunActs(QObject):
    """The acts of a run's screen; lines call them with the item's id."""

    def __init__(self, screen: RunScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._checklists = screen.workspace.checklists

    # -- lines

    def tick(self, item: str) -> None:
        """Tick a line and go on to the next."""
        run = self._screen.id
        self._mark(item, lambda who: self._checklists.tick(by=who.id, run=run, item=item))

    def take_back(self, item: str) -> None:
        """Take back what was recorded for a line, and stay there."""
        run = self._screen.id

        def act(who: PersonView) -> None:
            if self._screen.attempt(lambda: self._checklists.untick(by=who.id, run=run, item=item)):
                self._screen.stay_at(item)

        self._screen.frame.require_person(act, right=Right.RUN)

    def count(self, item: str, typed: str) -> None:
        """Record a number; one out of bounds asks what was done about it."""
        try:
            value = read_number(typed, self._screen.frame.times.locale)
        except Refusal as no:
            self._screen.message.fail(no.sentence)
            return
        asked = self._screen.steps.lines[item].item
        if _is_outside(asked, value):
            self._screen.frame.require_person(lambda who: self._ask_what_was_done(who, asked, value), right=Right.RUN)
            return
        run = self._screen.id
        self._mark(item, lambda who: self._checklists.count(by=who.id, run=run, item=item, value=value))

    def write(self, item: str, text: str) -> None:
        """Record a text."""
        run = self._screen.id
        self._mark(item, lambda who: self._checklists.note(by=who.id, run=run, item=item, text=text))

    def skip(self, item: str) -> None:
        """Leave a line out with a reason."""
        run, text = self._screen.id, self._text(item)

        def ask(who: PersonView) -> None:
            self._ask(
                item, self.tr("Skip “{text}”").format(text=text), self.tr("Why it is left out"), self.tr("Skip it"),
                lambda reason: self._checklists.skip(by=who.id, run=run, item=item, reason=reason),
            )  # fmt: skip

        self._screen.frame.require_person(ask, right=Right.RUN)

    def report(self, item: str) -> None:
        """Log an incident about a line."""
        self.report_step(self._text(item))

    def report_step(self, text: str) -> None:
        """Log an incident; procedure, run and the words of the place are filled in."""
        page = self._screen.page
        if page is None:
            return
        sop, run = page.row.sop, page.row.id
        self._screen.frame.require_person(
            lambda _who: self._screen.frame.go("incidents.log", sop=sop, run=run, text=f"{text}: "), right=Right.LOG
        )

    def move(self, item: str, by: int) -> None:
        """Go to the line before or after one; past the last, to the end of the page."""
        line = self._screen.steps.beside(item, by)
        if line is not None:
            self._screen.go_to(line)
        elif by > 0 and self._screen.finish.isVisible():
            self._screen.finish.take_focus()
            self._screen.board.ensureWidgetVisible(self._screen.finish)

    # -- the run

    def start(self, sop: str) -> None:
        """Start a checklist and show the run; say when another one is under way."""
        frame = self._screen.frame

        def begin(who: PersonView) -> None:
            others = [each for each in self._checklists.runs(stage=RunStage.OPEN) if each.sop == sop]
            try:
                run = self._checklists.start(by=who.id, sop=sop)
            except Refusal as no:
                self._screen.message.fail(no.sentence)
                return
            frame.replace("checklists.run", run)
            frame.refresh()
            if others:
                said = self.tr("{number} of the same checklist, started by {who}, is under way as well.")
                self._screen.message.note(
                    said.format(number=others[0].number, who=others[0].started_by), self.tr("Go there"),
                    lambda: frame.go("checklists.run", others[0].id),
                )  # fmt: skip

        frame.require_person(begin, right=Right.RUN, why=self.tr("Starting a checklist is recorded with your name."))

    def complete(self) -> None:
        """Finish the run with the note to the next shift."""
        run, note = self._screen.id, self._screen.finish.note.toPlainText()

        def act(who: PersonView) -> None:
            done = self.tr("Completed. A supervisor who did not work on it signs it off.")
            if self._screen.attempt(lambda: self._checklists.complete(by=who.id, run=run, handover=note), done):
                self._screen.forget("handover")
                self._screen.board.verticalScrollBar().setValue(0)
            elif (line := self._screen.steps.next_open()) is not None:
                self._screen.go_to(line)

        self._screen.frame.require_person(act, right=Right.RUN)

    def sign_off(self) -> None:
        """Sign exactly what is shown."""
        page = self._screen.page
        if page is None:
            return
        run, digest = page.row.id, page.digest
        self._screen.sign(
            self.tr("I have looked at this checklist as it is shown and take responsibility for it."),
            lambda who, password: self._checklists.sign_off(by=who.id, password=password, run=run, digest=digest),
            right=Right.SIGN_OFF, done=self.tr("Signed off."),
        )  # fmt: skip

    def give_back(self) -> None:
        """Refuse the sign-off with a reason; the run is open again."""
        run = self._screen.id
        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                self.tr("Give it back"), [Question("reason", self.tr("What is missing"), "text", needed=True)],
                self.tr("Give back"),
                lambda answers: self._checklists.give_back(by=who.id, run=run, reason=answers["reason"]),
                done=self.tr("Given back; the run is open again."),
            ),
            right=Right.SIGN_OFF,
        )  # fmt: skip

    def hand_over(self) -> None:
        """Go on to the whole form of a hand-over, with the note as it stands; the run is completed from there."""
        run, note = self._screen.id, self._screen.finish.note.toPlainText()

        def go(_who: PersonView) -> None:
            self._screen.forget("handover")
            self._screen.frame.go("checklists.hand_over", run, **({"text": note} if note.strip() else {}))

        self._screen.frame.require_person(go, right=Right.RUN)

    def open_handover(self) -> None:
        """Go to what was handed over with this run."""
        page = self._screen.page
        if page is not None and page.handover is not None:
            self._screen.frame.go("checklists.handover", page.handover.row.id)

    def print_run(self) -> None:
        """Save the run as PDF; it is recorded that it left."""
        page = self._screen.page
        if page is None:
            return
        run, number = page.row.id, page.row.number
        self._screen.frame.require_person(
            lambda who: save_export(
                self._screen, f"{number}.pdf", self.tr("Printing {number}").format(number=number),
                lambda exports, _progress, _cancelled: exports.run_pdf(by=who.id, run=run),
            ),
            right=Right.RUN, why=self.tr("Taking a run along is recorded."),
        )  # fmt: skip

    # -- within

    def _mark(self, item: str, act: Act) -> None:
        self._screen.frame.require_person(lambda who: self._attempt(item, lambda: act(who)), right=Right.RUN)

    def _attempt(self, item: str, act: Callable[[], object]) -> None:
        if self._screen.attempt(act):
            self._recorded(item)

    def _recorded(self, item: str) -> None:
        """Empty the line's field, whose text is recorded now, and go on to the next line."""
        self._screen.empty_field(item)
        self._screen.go_on(item)

    def _ask_what_was_done(self, who: PersonView, item: Item, value: Decimal) -> None:
        run = self._screen.id

        shown = f"{value:f} {item.unit}".strip()
        self._ask(
            item.id, self.tr("{value} is outside {bounds}").format(value=shown, bounds=item.bounds()),
            self.tr("What was done about it"), self.tr("Record"),
            lambda done: self._checklists.count(by=who.id, run=run, item=item.id, value=value, done_about_it=done),
        )  # fmt: skip

    def _ask(self, item: str, title: str, asked: str, word: str, act: Callable[[str], object]) -> None:
        """Ask for one text on a sheet; the keyboard then goes on to the next line or, cancelled, back to this one."""
        screen = self._screen

        def do(answers: dict[str, str]) -> None:
            act(answers["text"])
            screen.close_sheet()
            screen.message.clear()
            screen.frame.refresh()
            self._recorded(item)

        sheet = screen.open_sheet(Sheet(title, [Question("text", asked, needed=True)], word, do))
        sheet.cancel.clicked.connect(lambda: screen.stay_at(item))

    def _text(self, item: str) -> str:
        line = self._screen.steps.lines.get(item)
        return line.text if line is not None else ""


def _is_outside(item: Item, value: Decimal) -> bool:
    return (item.low is not None and value < item.low) or (item.high is not None and value > item.high)
