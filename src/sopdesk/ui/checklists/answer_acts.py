"""What can be done with the lines of a run: each act goes to the services; sheets ask for what it still needs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.cash import Counted
from sopdesk.domain.marking import within
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Answer, Item
from sopdesk.ui.checklists.agreeing import AgreeSheet
from sopdesk.ui.checklists.cash import CashSheet
from sopdesk.ui.checklists.number import read_number
from sopdesk.ui.checklists.open_question import OpenQuestion
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.checklists.run import RunScreen

Act = Callable[[PersonView], object]
Asking = tuple[str, ...]


class AnswerActs(QObject):
    """The acts of the lines; they call them with the item's id."""

    def __init__(self, screen: RunScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._checklists = screen.workspace.checklists
        asks: dict[str, Callable[..., object]] = {
            "count": self.count, "choose": self.choose, "cash": self.count_cash, "confirm": self.confirm,
            "skip": self.skip,
        }  # fmt: skip
        self.question = OpenQuestion({name: partial(self._again, ask) for name, ask in asks.items()}, self)

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
        if not within(asked, value):
            self._screen.frame.require_person(
                lambda who: self._ask_what_was_done(who, asked, value, typed), right=Right.RUN
            )
            return
        run = self._screen.id
        self._mark(item, lambda who: self._checklists.count(by=who.id, run=run, item=item, value=value))

    def write(self, item: str, text: str) -> None:
        """Record a text."""
        run = self._screen.id
        self._mark(item, lambda who: self._checklists.note(by=who.id, run=run, item=item, text=text))

    def choose(self, item: str, choice: str) -> None:
        """Record an answer; one that is not in order asks what was done about it."""
        run, asked = self._screen.id, self._screen.steps.lines[item].item
        if choice not in asked.failing:
            self._mark(item, lambda who: self._checklists.choose(by=who.id, run=run, item=item, choice=choice))
            return

        def ask(who: PersonView) -> None:
            title = self.tr("{line}: {answer}").format(line=self._text(item), answer=choice)
            self._ask(
                ("choose", item, choice), title, self.tr("What was done about it"), self.tr("Record"),
                lambda done: self._checklists.choose(by=who.id, run=run, item=item, choice=choice, done_about_it=done),
                failed=True,
            )  # fmt: skip

        self._screen.frame.require_person(ask, right=Right.RUN)

    def photograph(self, item: str, photo: bytes | None = None) -> None:
        """Add a photo to a line; without one, ask for its file."""
        name = ""
        if photo is None:
            kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.gif)")
            name, _ = QFileDialog.getOpenFileName(self._screen, self.tr("The photo"), "", kinds)
            if not name:
                return
            try:
                photo = Path(name).read_bytes()
            except OSError as error:
                self._screen.message.fail(self.tr("The photo cannot be read: {why}").format(why=error.strerror))
                return
        run, taken, called = self._screen.id, photo, Path(name).name
        answers = self._screen.steps.lines[item].item.asks is Answer.PHOTO

        def act(who: PersonView) -> None:
            done = self._screen.attempt(
                lambda: self._checklists.photograph(by=who.id, run=run, item=item, photo=taken, name=called)
            )
            if done and not answers:
                self._screen.stay_at(item)
                self._screen.message.say(self.tr("The photo is kept with this line."))
            elif done:
                self._recorded(item)

        self._screen.frame.require_person(act, right=Right.RUN)

    def confirm(self, item: str) -> None:
        """Ask a second person to confirm a line with their PIN."""
        run = self._screen.id

        def ask(who: PersonView) -> None:
            others = [each for each in self._others(who) if each.may(Right.RUN)]
            sentence = self.tr("A second person looks at it and enters their own PIN. Both names are recorded.")

            def agreed(second: str, pin: str, _reason: str) -> None:
                self._checklists.confirm(by=who.id, run=run, item=item, second=second, pin=pin)
                self._done_on_sheet(item)

            self._open(("confirm", item), AgreeSheet(self._text(item), sentence, others, agreed))

        self._screen.frame.require_person(ask, right=Right.RUN)

    def count_cash(self, item: str) -> None:
        """Ask for the pieces of cash and record what they come to."""
        run, asked = self._screen.id, self._screen.steps.lines[item].item
        frame = self._screen.frame

        def ask(who: PersonView) -> None:
            def counted(pieces: Counted, expected: Decimal | None, about_it: str) -> None:
                self._checklists.count_cash(
                    by=who.id, run=run, item=item, counted=pieces, expected=expected, done_about_it=about_it
                )
                self._done_on_sheet(item, failed=bool(about_it))

            currency = self._screen.workspace.people.house().currency
            self._open(("cash", item), CashSheet(self._text(item), asked, currency, frame.times.locale, counted))

        frame.require_person(ask, right=Right.RUN)

    def skip(self, item: str) -> None:
        """Leave a line out with a reason; one that must be done takes a supervisor beside, with their PIN."""
        run, text = self._screen.id, self._text(item)

        def ask(who: PersonView) -> None:
            try:
                alone = self._checklists.may_skip(by=who.id, run=run, item=item)
            except Refusal as no:
                self._screen.message.fail(no.sentence)
                return
            if not alone:
                self._ask_supervisor(who, item)
                return
            self._ask(
                ("skip", item), self.tr("Skip “{text}”").format(text=text), self.tr("Why it is left out"),
                self.tr("Skip it"),
                lambda reason: self._checklists.skip(by=who.id, run=run, item=item, reason=reason),
            )  # fmt: skip

        self._screen.frame.require_person(ask, right=Right.RUN)

    def report(self, item: str) -> None:
        """Log an incident about a line; what was done about it goes along."""
        mark = self._screen.page.marks.get(item) if self._screen.page else None
        self.report_step(self._text(item), mark.done_about_it if mark else "")

    def report_step(self, text: str, done: str = "") -> None:
        """Log an incident; procedure, run, the words of the place and what was done are filled in."""
        page = self._screen.page
        if page is None:
            return
        sop, run = page.row.sop, page.row.id
        self._screen.frame.require_person(
            lambda _who: self._screen.frame.go("incidents.log", sop=sop, run=run, text=f"{text}: ", done=done),
            right=Right.LOG,
        )

    def explain(self, item: str) -> None:
        """Say what comes first where phases are done in order, and lead there."""
        screen = self._screen
        first = screen.page.waits.get(item) if screen.page is not None else None
        if screen.page is not None and first is not None:
            said = self.tr("This checklist is done in order. First: “{line}”.").format(line=screen.page.words(first))
            screen.message.warn(said, self.tr("Go there"), lambda: screen.stay_at(first.id))

    def move(self, item: str, by: int) -> None:
        """Go to the line before or after one; past the last, to the end of the page."""
        line = self._screen.steps.beside(item, by)
        if line is not None:
            self._screen.go_to(line)
        elif by > 0 and self._screen.finish.isVisible():
            self._screen.finish.take_focus()
            self._screen.board.ensureWidgetVisible(self._screen.finish)

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

    def _ask_what_was_done(self, who: PersonView, item: Item, value: Decimal, typed: str) -> None:
        run = self._screen.id

        shown = f"{value:f} {item.unit}".strip()
        self._ask(
            ("count", item.id, typed), self.tr("{value} is outside {bounds}").format(value=shown, bounds=item.bounds()),
            self.tr("What was done about it"), self.tr("Record"),
            lambda done: self._checklists.count(by=who.id, run=run, item=item.id, value=value, done_about_it=done),
            failed=True,
        )  # fmt: skip

    def _ask_supervisor(self, who: PersonView, item: str) -> None:
        """Ask for the reason, and for the PIN of a supervisor who allows that a must line is skipped."""
        run = self._screen.id
        people = [each for each in self._others(who) if each.may(Right.SIGN_OFF)]
        title = self.tr("“{text}” must be done").format(text=self._text(item))
        sentence = self.tr("Only a supervisor may let it be skipped: beside you, with their own PIN.")

        def agreed(supervisor: str, pin: str, reason: str) -> None:
            self._checklists.skip(by=who.id, run=run, item=item, reason=reason, supervisor=supervisor, pin=pin)
            self._done_on_sheet(item)

        reason = self.tr("Why it is left out")
        self._open(("skip", item), AgreeSheet(title, sentence, people, agreed, reason=reason))

    def _others(self, who: PersonView) -> list[PersonView]:
        """Give everybody else who has a PIN, those on duty first."""
        there = {each.id for each in self._screen.workspace.duty.on_duty()}
        found = [each for each in self._screen.workspace.people.tiles() if each.has_pin and each.id != who.id]
        return sorted(found, key=lambda each: each.id not in there)

    def _ask(
        self, asking: Asking, title: str, asked: str, word: str, act: Callable[[str], object], *, failed: bool = False
    ) -> None:
        """Ask for one text on a sheet; the keyboard then goes on to the next line or, cancelled, back to this one."""

        def do(answers: dict[str, str]) -> None:
            act(answers["text"])
            self._done_on_sheet(asking[1], failed=failed)

        self._open(asking, Sheet(title, [Question("text", asked, needed=True)], word, do))

    def _open(self, asking: Asking, sheet: Sheet) -> None:
        """Open a sheet of a line; `asking` is the act that asks, with what it was given: the line first."""
        item = asking[1]
        sheet.mark = f"{sheet.mark}/{item}"  # two lines may say the same
        self._screen.open_sheet(sheet)
        self.question.begin(*asking)
        sheet.closed.connect(self.question.end)
        sheet.cancel.clicked.connect(lambda: self._screen.stay_at(item))

    def _again(self, ask: Callable[..., object], *given: str) -> None:
        """Ask what was asked when the desk went away, where it can still be asked."""
        screen = self._screen
        line = screen.steps.line(given[0])
        if screen.sheet is None and screen.person is not None and line is not None and line.is_open:
            ask(*given)

    def _done_on_sheet(self, item: str, *, failed: bool = False) -> None:
        """Close the sheet and go on; where something was not in order, offer to log an incident."""
        screen = self._screen
        screen.close_sheet(done=True)
        screen.message.clear()
        screen.frame.refresh()
        self._recorded(item)
        if failed:
            said = self.tr("Recorded with what was done. Does it need an incident as well?")
            screen.message.warn(said, self.tr("Log it"), lambda: self.report(item))

    def _text(self, item: str) -> str:
        line = self._screen.steps.lines.get(item)
        return line.text if line is not None else ""
