"""What every screen is: a title with acts, a line for messages, a sheet for questions, and a body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sopdesk.domain.fields import FieldSpec
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.ui import style, tokens
from sopdesk.ui.half_written import HalfWritten, Kept
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import breakable, label
from sopdesk.ui.widgets.message import MessageLine
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.ui.widgets.sheet import Sheet, sign_sheet
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame

TITLE = 360
"""The pixels in width, at a text size of 100 %, that a title keeps beside the acts; else these go below it."""


class Screen(QWidget):
    """One screen. Build the widgets in `__init__` (into `self.body`), fill them in `refresh`.

    `refresh` runs on every visit, when somebody else sits down, and after every act; it finds `self.person`,
    `self.id` and `self.more` set.
    """

    needs_person: ClassVar[bool] = False
    """Whether the screen is covered while the desk is locked. Its widgets live on: nothing typed is lost."""
    right: ClassVar[Right | None] = None
    """What somebody must be allowed to do to see the screen."""
    scrolls: ClassVar[bool] = True
    """Whether the body scrolls as a whole; False for screens that are one list or table."""
    wide: ClassVar[bool] = False
    """Whether the body takes the whole width of the window; else at most `tokens.COLUMN`."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("page")
        self.frame = frame
        self.workspace = frame.workspace
        self.person: PersonView | None = None
        self.id = ""
        self.more: Mapping[str, str] = {}
        self.title = label("", "title")
        self.detail = label("", "soft")
        self.detail.hide()
        self.acts = Flow(tokens.SNUG)
        self.message = MessageLine()
        self._for_some: dict[QPushButton, Right] = {}
        self.sheet: Sheet | None = None
        self._sheet_of = self._told = ""
        self._before_sheet: QWidget | None = None
        self._sheet_place = column()
        self.body: QVBoxLayout = column(gap=tokens.GAP)
        self._half_written = HalfWritten(self.workspace.drafts, self)
        self._lay_out()

    # -- what a screen says of itself

    def refresh(self) -> None:
        """Ask the services and show the answer."""

    def show_for(self, person: PersonView | None, id: str = "", **more: str) -> None:  # noqa: A002 - as in views
        """Show what is wanted to whoever is here. The frame calls it on each visit and change of person."""
        if id != self.id or more != self.more:
            self.message.clear()
            self._put_sheet_away()
        if person is not None and self._told not in {"", person.id}:  # what was said to somebody else
            self.message.clear()
        self._told = person.id if person is not None else self._told
        self.person, self.id, self.more = person, id, more
        self._turn()
        for act, right in self._for_some.items():
            act.setVisible(self.may(right))
        if self.sheet is not None:  # it acts for whoever opened it: nobody else may press its button
            self.sheet.setVisible(self._sheet_of in {"", person.id if person else ""})
        self.refresh()
        self._place_head()

    def set_title(self, title: str, detail: str = "") -> None:
        """Set the words at the top."""
        self.title.setText(breakable(title))
        self.detail.setText(breakable(detail))
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(title)
        self._place_head()

    def add_act(
        self, text: str, do: Callable[[], object], *, kind: str = "plain", icon: str = "", key: str = "",
        right: Right | None = None,
    ) -> QPushButton:  # fmt: skip
        """Add a button at the top right; the primary one last. Somebody without the `right` does not see it."""
        made = button(text, do, kind=kind, icon=icon, key=key)
        self.acts.add(made)
        if right is not None:
            self._for_some[made] = right
            made.setVisible(self.may(right))
        self._place_head()
        return made

    def may(self, right: Right) -> bool:
        """Tell whether an act is offered: to whoever may do it, and to a locked desk: somebody may sign in."""
        return self.person is None or self.person.may(right)

    def clear_acts(self) -> None:
        """Take all buttons away from the top right."""
        self.acts.clear()
        self._for_some.clear()

    def take_focus(self) -> None:
        """Take the keyboard: into the list of the page or, when it has none, to where it scrolls."""
        views = (each for each in self.findChildren(QAbstractItemView) if each.isVisibleTo(self))
        next(views, self._scroller).setFocus()

    # -- acting

    def attempt(self, act: Callable[[], object], done: str = "") -> bool:
        """Do an act; say `done`, or why it was refused. Tell whether it was done; the desk asks again then."""
        try:
            act()
        except (Refusal, Trouble) as no:
            self.message.fail(no.sentence)
            return False
        self.message.clear()
        self.frame.refresh()
        if done:
            self.message.say(done)
        return True

    def ask(
        self,
        title: str,
        questions: Iterable[Question | FieldSpec],
        act: str,
        do: Callable[[dict[str, str]], object],
        *,
        done: str = "",
        sentence: str = "",
        kind: str = "primary",
        values: Mapping[str, str] | None = None,
        known: Mapping[str, str] | None = None,
    ) -> Sheet:
        """Open a sheet under the title that asks for what an act needs; `do(answers)` may refuse and it stays open."""
        do = self._then(do, done)
        sheet = Sheet(title, questions, act, do, sentence=sentence, kind=kind, values=values, known=known)
        return self.open_sheet(sheet)

    def sign(
        self, meaning: str, act: Callable[[PersonView, str], object], *, right: Right, done: str = "", word: str = ""
    ) -> None:
        """Ask for a signature: `act(person, password)` once somebody who may has given their password.

        `meaning` is the sentence that is signed; `word` the button's.
        """

        def ask(person: PersonView) -> None:
            do = self._then(lambda answers: act(person, answers["password"]), done)
            self.open_sheet(sign_sheet(meaning, lambda secret: do({"password": secret}), name=person.name, act=word))

        self.frame.require_person(ask, right=right, why=meaning)

    def open_sheet(self, sheet: Sheet) -> Sheet:
        """Show a sheet under the title, in place of the one before. What is typed there is kept as in any field."""
        self._put_sheet_away()
        self._before_sheet = QApplication.focusWidget()
        self.sheet, self._sheet_of = sheet, self.person.id if self.person else ""
        sheet.closed.connect(lambda: self._end_sheet(sheet))
        self._half_written.watch(sheet.kept, sheet.mark, empty=sheet.kept.text())
        self._sheet_place.addWidget(sheet)
        self._scroller.ensureVisible(0, 0)
        sheet.take_focus()
        return sheet

    def close_sheet(self, *, done: bool = False) -> None:
        """Close the sheet, if there is one, and forget what was typed there: it is recorded, or was cancelled.

        The keyboard goes back to where it was or, after the act, to the page.
        """
        if self.sheet is not None:
            self._half_written.drop(self.sheet.mark)
            self._put_sheet_away(done=done)

    def _end_sheet(self, sheet: Sheet) -> None:
        """Close a sheet that has done its act or was cancelled; another may stand in its place already."""
        self._half_written.drop(sheet.mark)
        if sheet is self.sheet:
            self._put_sheet_away()

    def _put_sheet_away(self, *, done: bool = False) -> None:
        """Take the sheet from the page; what was typed comes back when it is opened again."""
        if self.sheet is not None:
            sheet, self.sheet = self.sheet, None
            (self._half_written.drop if sheet.acted else self._half_written.let_go)(sheet.mark)
            at = QApplication.focusWidget()
            if at is not None and sheet.isAncestorOf(at):
                self._give_keyboard_back(to_page=done)
            sheet.hide()
            sheet.deleteLater()

    def _give_keyboard_back(self, *, to_page: bool) -> None:
        before = self._before_sheet
        if not to_page and before is not None and isValid(before) and before.isVisible() and self.isAncestorOf(before):
            before.setFocus()
        else:
            self.take_focus()

    def _then(self, do: Callable[[dict[str, str]], object], done: str) -> Callable[[dict[str, str]], object]:
        def act(answers: dict[str, str]) -> None:
            asked = self.sheet
            do(answers)
            if self.sheet is asked:  # the act may have opened another one
                self.close_sheet(done=True)
            self.frame.refresh()
            if done:
                self.message.say(done)
                self._scroller.ensureVisible(0, 0)

        return act

    # -- half-written text

    def keep(self, field: Kept, name: str) -> None:
        """Keep what is typed in a field (or a whole form) for the person who types it, on this screen and id."""
        self._half_written.watch(field, name)

    def forget(self, name: str) -> None:
        """Empty a kept field: what was written there is recorded now."""
        self._half_written.forget(name)

    def let_go(self, name: str) -> None:
        """Keep a field no longer: it is about to leave the page. What was typed comes back with `keep`."""
        self._half_written.let_go(name)

    def put_down(self) -> None:
        """Write down what is half written: the desk locks, closes, or shows something else."""
        self._half_written.keep()

    def _turn(self) -> None:
        owner = f"{type(self).__name__}/{self.id}/{self.person.id}" if self.person else ""
        self._half_written.turn_to(owner)

    # -- layout

    def _lay_out(self) -> None:
        self._head = head = row(column(self.title, self.detail, gap=tokens.HAIR), self.acts, gap=tokens.GAP)
        head.setStretch(0, 1)
        inside = QWidget()
        inside.setObjectName("scrolled")
        whole = column(head, self.message, self._sheet_place, self.body, gap=tokens.GAP)
        whole.setContentsMargins(tokens.FAR, tokens.WIDE, tokens.FAR, tokens.WIDE)
        if self.scrolls:
            whole.addStretch(1)
        else:
            whole.setStretch(3, 1)
        inside.setLayout(whole)
        if not self.wide:
            inside.setMaximumWidth(tokens.COLUMN + 2 * tokens.FAR)
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._scroller.setWidgetResizable(True)
        self._scroller.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroller.setWidget(inside)
        self.setLayout(column(self._scroller, gap=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the acts below the title when there is no room beside it."""
        super().resizeEvent(event)
        self._place_head()

    def _place_head(self) -> None:
        self.title.ensurePolished()
        inside = self.width() - self._scroller.verticalScrollBar().sizeHint().width() - 2 * tokens.FAR
        room = (inside if self.wide else min(inside, tokens.COLUMN)) - tokens.GAP - self.acts.sizeHint().width()
        wanted = self.title.fontMetrics().horizontalAdvance(self.title.text())
        beside = room >= min(wanted, style.size(TITLE))
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
