"""A guided workflow: one question at a time, the way taken beside it, until it is done or handed up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from sopdesk.domain.guided import GuideStage
from sopdesk.domain.person import Right
from sopdesk.ui import style, tokens
from sopdesk.ui.checklists.question import MOST_KEYS, QuestionCard
from sopdesk.ui.checklists.way import WayView
from sopdesk.ui.checklists.words import guide_chip
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.manual.words import role_word
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.views.guided import GuidePage, GuideRow
from sopdesk.views.people import PersonView

BESIDE = 700
"""From so many pixels on, at a text size of 100 %, the way stands beside the question."""
DIGITS = tuple(str(digit) for digit in range(1, MOST_KEYS + 1))
ENDS = {
    GuideStage.DONE: "check", GuideStage.ESCALATED: "up", GuideStage.TAKEN_OVER: "sign", GuideStage.GIVEN_UP: "close",
}  # fmt: skip
"""The icon of each end."""
WAY = 300
"""The pixels in width of the way beside the question."""


class GuideScreen(Screen):
    """A guided workflow by its id; without an id but with `sop`, one is begun."""

    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.page: GuidePage | None = None
        self.chips = Flow()
        self.banner = Banner()
        self.card = QuestionCard(self.workspace.manual.picture, self._follow, self.write)
        self.card.answered.connect(self.answer)
        self.keep(self.card.note, "note")
        self.end = EmptyState("check", "", "", self.tr("Log an incident"), self.report)
        self.way = WayView(frame.times)
        self.way.back_to.connect(self.step_back)
        self.leave = button(self.tr("Give it up"), self.give_up, kind="quiet", icon="close")
        sheet = button(self.tr("PDF"), self.print_way, kind="quiet", icon="print")
        self._beside = QWidget()
        self._beside.setLayout(column(self.way, row(sheet, self.leave, None)))
        self._both = row(self.card, self.end, self._beside, gap=tokens.GAP)
        for place in (0, 1):
            self._both.setStretch(place, 1)
        for piece in (self.card, self.end, self._beside):
            self._both.setAlignment(piece, Qt.AlignmentFlag.AlignTop)
        self._whole = QWidget()
        self._whole.setLayout(self._both)
        for each in (self.chips, self.banner, self._whole):
            self.body.addWidget(each)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the answer with the digit that is pressed; Backspace asks the question before."""
        if event.key() == Qt.Key.Key_Backspace and self.page is not None and self.page.way():
            self.step_back()
        elif self.card.isVisible() and event.text() in DIGITS:
            self.card.press(int(event.text()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the way below the question when there is no room beside it."""
        super().resizeEvent(event)
        beside = event.size().width() >= style.size(BESIDE)
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._beside.setMaximumWidth(style.size(WAY) if beside else tokens.COLUMN)
        self._beside.setMinimumWidth(style.size(WAY) if beside else 0)

    # -- showing

    def show_for(self, person: PersonView | None, id: str = "", **more: str) -> None:  # noqa: A002 - as in views
        """Show a guided workflow; one that is asked for by its procedure is begun."""
        super().show_for(person, id, **more)
        if not id and person is not None and person.may(Right.RUN):
            self.begin(person)

    def refresh(self) -> None:
        """Ask for the question that is open and the way taken."""
        self._whole.setVisible(bool(self.id))
        if not self.id:
            self.chips.clear()
            self.clear_acts()
            self.banner.hide()
            self.set_title(self.tr("Guided workflow"), self.tr("Sign in to begin: each answer bears your name."))
            return
        page = self.page = self.workspace.guides.page(self.id)
        self.set_title(page.titles["title"])
        self.chips.clear()
        self.chips.add(chip(*guide_chip(page.row.stage)))
        name = self.tr("{number}, revision {label}").format(number=page.row.sop_number, label=page.row.label)
        began = self.tr("{number}, begun by {who}").format(number=page.row.number, who=page.row.started_by)
        for words in (name, began):
            self.chips.add(chip(words))
        self._show_banner(page)
        self._show_acts(page)
        self.card.setVisible(page.at is not None)
        self.end.setVisible(page.at is None)
        if page.at is not None:
            self.card.show_step(page, page.at)
        else:
            self.card.shown = ""
            self._show_end(page)
        changeable = page.row.stage in {GuideStage.OPEN, GuideStage.DONE, GuideStage.ESCALATED}
        self.way.show_way(page, open_to_change=changeable)

    def take_focus(self) -> None:
        """Take the keyboard to the first answer."""
        if self.card.isVisible() and self.card.buttons:
            self.card.buttons[0].setFocus()
        else:
            super().take_focus()

    # -- acting

    def begin(self, person: PersonView) -> None:
        """Begin to follow the workflow that was asked for, and show it in place of this page."""
        sop = self.more.get("sop", "")
        begun: list[str] = []
        if self.attempt(lambda: begun.append(self.workspace.guides.start(by=person.id, sop=sop))):
            self.frame.replace("checklists.guide", begun[0])

    def answer(self, branch: int) -> None:
        """Give an answer to the open question, and go on to the next."""
        page = self.page
        if page is None or page.at is None:
            return
        step = page.at.id

        def act(who: PersonView) -> None:
            self._keep_note(who, step)
            if self.attempt(lambda: self.workspace.guides.answer(by=who.id, guide=self.id, step=step, branch=branch)):
                self._scroller.verticalScrollBar().setValue(0)
                self.take_focus()

        self.frame.require_person(act, right=Right.RUN)

    def step_back(self, step: str = "") -> None:
        """Go back to the question before, or to one on the way."""
        self.frame.require_person(
            lambda who: self.attempt(lambda: self.workspace.guides.step_back(by=who.id, guide=self.id, step=step)),
            right=Right.RUN,
        )
        self.take_focus()

    def write(self) -> None:
        """Write down what should be remembered at this step."""
        page = self.page
        if page is None or page.at is None:
            return
        step = page.at.id
        self.frame.require_person(lambda who: self._keep_note(who, step), right=Right.RUN)

    def report(self) -> None:
        """Log an incident with the procedure and the way taken filled in."""
        page = self.page
        if page is None:
            return
        text = self.workspace.guides.summary(self.id)
        self.frame.require_person(
            lambda _who: self.frame.go("incidents.log", sop=page.row.sop, run=self.id, text=f"{text}\n"),
            right=Right.LOG,
        )

    def take_over(self) -> None:
        """Take over what was handed up."""
        self.frame.require_person(
            lambda who: self.attempt(
                lambda: self.workspace.guides.take_over(by=who.id, guide=self.id), self.tr("It is in your hands now.")
            ),
            right=Right.RUN,
        )
        self.take_focus()

    def give_up(self) -> None:
        """End it where it stands, with a reason."""

        def ask(who: PersonView) -> None:
            why = Question("reason", self.tr("Why nobody goes on with it"), "text", needed=True, lines=2)
            self.ask(
                self.tr("Give it up"), [why], self.tr("Give it up"),
                lambda said: self.workspace.guides.give_up(by=who.id, guide=self.id, reason=said["reason"]),
                sentence=self.tr("The way so far stays in the record."),
            )  # fmt: skip

        self.frame.require_person(ask, right=Right.RUN)

    def print_way(self) -> None:
        """Save the way as PDF."""
        guide, exports = self.id, self.workspace.exports

        def ask(who: PersonView) -> None:
            number = self.page.row.number if self.page else ""
            save_file(
                self, f"{number}.pdf", self.tr("Printing {number}").format(number=number),
                lambda _progress, _cancelled: exports.guide_pdf(by=who.id, guide=guide),
            )  # fmt: skip

        self.frame.require_person(ask, right=Right.RUN)

    # -- pieces

    def _show_acts(self, page: GuidePage) -> None:
        self.clear_acts()
        stage = page.row.stage
        self.leave.setVisible(stage is GuideStage.OPEN)
        if stage is GuideStage.OPEN:
            self.add_act(self.tr("Something is wrong"), self.report, icon="incidents")
        if page.way() and stage in {GuideStage.OPEN, GuideStage.DONE, GuideStage.ESCALATED}:
            self.add_act(self.tr("Back"), self.step_back, icon="undo")
        if stage is GuideStage.ESCALATED:
            self._offer_to_take_over(page)

    def _offer_to_take_over(self, page: GuidePage) -> None:
        """Offer it to whoever has the authority, and to a locked desk; never to the one who handed it up."""
        if self.person is None or any(each.id == page.row.id for each in self._waiting_for(self.person)):
            self.add_act(self.tr("Take it over"), self.take_over, kind="primary", icon="sign")

    def _waiting_for(self, person: PersonView) -> tuple[GuideRow, ...]:
        return self.workspace.guides.handed_up_to(person.id)

    def _show_end(self, page: GuidePage) -> None:
        last, stage = (page.way() or (None,))[-1], page.row.stage
        action = last.action if last is not None else ""
        titles = {
            GuideStage.DONE: self.tr("Done"),
            GuideStage.ESCALATED: self.tr("Handed up to: {role}").format(role=role_word(page.row.role)),
            GuideStage.TAKEN_OVER: self.tr("Taken over by {who}").format(who=page.row.taken_over_by),
            GuideStage.GIVEN_UP: self.tr("Given up: {reason}").format(reason=page.given_up),
        }
        waiting = self.tr("It stands on their Today, with the way so far, until somebody takes it over.")
        handed_up = "\n".join(filter(None, (action, self._whom_to_call(page.row.role), waiting)))
        handed = stage is GuideStage.ESCALATED
        self.end.say(titles[stage], handed_up if handed else action, ENDS[stage])
        self.end.set_kind("plain" if handed else "primary")

    def _whom_to_call(self, role: str) -> str:
        there = [each.person.name for each in self.workspace.duty.who_can_be_called(role) if each.on_duty]
        if there:
            return self.tr("On duty now: {names}.").format(names=", ".join(there))
        return self.tr("Nobody with that role is on duty now.")

    def _show_banner(self, page: GuidePage) -> None:
        if page.newer and page.row.stage is GuideStage.OPEN:
            said = self.tr("Revision {newer} has become effective since. This stays on revision {label}.")
            self.banner.say("note", said.format(newer=page.newer, label=page.row.label))
        else:
            self.banner.hide()

    def _keep_note(self, who: PersonView, step: str) -> None:
        text = self.card.note.toPlainText().strip()
        if text and self.attempt(
            lambda: self.workspace.guides.note(by=who.id, guide=self.id, step=step, text=text), self.tr("Written down.")
        ):
            self.forget("note")

    def _follow(self, link: str) -> None:
        number, _, step = link.partition("#")
        sop = self.workspace.manual.find_number(number) if number else (self.page.row.sop if self.page else None)
        if sop is not None:
            self.frame.go("manual.page", sop, **({"step": step} if step else {}))
