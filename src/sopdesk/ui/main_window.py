"""The window of the desk: rail, top bar, the screen shown, status strip. It connects them and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from sopdesk.domain.person import Right
from sopdesk.ui.frame import Frame, Visit, Wanted
from sopdesk.ui.lock.idle import IdleWatch
from sopdesk.ui.locked import LockedPanel, may_see
from sopdesk.ui.on_duty import OnDuty
from sopdesk.ui.past import PastStrip
from sopdesk.ui.places import make_screen
from sopdesk.ui.rail import Rail
from sopdesk.ui.screen import Screen
from sopdesk.ui.search_panel import SearchPanel
from sopdesk.ui.shift.reminders import Reminders
from sopdesk.ui.status_strip import StatusStrip
from sopdesk.ui.text_size import TextSize
from sopdesk.ui.top_bar import TopBar
from sopdesk.ui.widgets.rows import column, row

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace
    from sopdesk.ui.lock.sheet import LockSheet

_AFTER_FIRST_PAINT = 1500
_SMALLEST = (760, 520)
_FIRST_SIZE = (1180, 820)


class MainWindow(QMainWindow):
    """The desk on an open workspace."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.frame = Frame(workspace, self)
        self.rail, self.top, self.strip = Rail(), TopBar(), StatusStrip(self.frame)
        self.past = PastStrip(self.frame)
        self.reminders = Reminders(self.frame, self)
        self.pages = QStackedWidget()
        self.locked = LockedPanel(self._ask_person)
        self.pages.addWidget(self.locked)
        self.screens: dict[str, Screen] = {}
        self._lock_sheet: LockSheet | None = None
        self._lay_out()
        self.search = SearchPanel(self.frame, self.top.search)
        self._text_size = TextSize(workspace.drafts, self)
        self.idle = IdleWatch(parent=self)
        self._connect()
        self.frame.go("today")
        QTimer.singleShot(_AFTER_FIRST_PAINT, self, self.strip.check_journal)

    def show_visit(self, visit: Visit) -> None:
        """Show a screen; it is made at its first visit."""
        if self._lock_sheet is not None and self._lock_sheet.isVisible():
            self._lock_sheet.close_over()  # whoever goes elsewhere by a key does not sign in now
        shown = self.pages.currentWidget()
        if isinstance(shown, Screen):
            shown.put_down()
        if visit.screen not in self.screens:
            self.screens[visit.screen] = made = make_screen(visit.screen, self.frame)
            self.pages.addWidget(made)
        self.rail.show_place(visit.place)
        self.top.back.setEnabled(self.frame.can_go_back())
        self._show_current()

    def current_screen(self) -> Screen | None:
        """Give the screen that is shown or, while the desk is locked, would be."""
        return self.screens.get(self.frame.here.screen) if self.frame.here else None

    def lock(self) -> None:
        """Lock the desk; what is half written is kept."""
        if self.frame.person is not None:
            for each in self.screens.values():
                each.put_down()
            self.frame.sit_down(None)

    def refresh(self) -> None:
        """Something was recorded: the page, the numbers and the strip ask again."""
        self._show_counts()
        screen = self.current_screen()
        if screen is not None and self.pages.currentWidget() is screen:
            screen.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half written and end long work before the window goes."""
        for each in self.screens.values():
            each.put_down()
        self.reminders.rest()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to watch for touches."""
        super().showEvent(event)
        self.idle.watch(self.windowHandle())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a letter that no field wanted into the search field: typing anywhere searches."""
        if not self.top.search.take_letter(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the results under the search field."""
        super().resizeEvent(event)
        if self.search.isVisible():
            self.search.place()

    def _show_current(self) -> None:
        screen, visit, person = self.current_screen(), self.frame.here, self.frame.person
        if screen is None or visit is None:
            return
        if may_see(screen, person):
            screen.show_for(person, visit.id, **visit.more)
            at = QApplication.focusWidget()  # asked before the page is changed: Qt then chooses its first button
            self.pages.setCurrentWidget(screen)
            if at is not self.top.search and (at is None or not screen.isAncestorOf(at)):
                screen.take_focus()
        else:
            self.locked.explain(screen, self.rail.word(visit.place), person)
            self.pages.setCurrentWidget(self.locked)

    def _show_person(self) -> None:
        self.top.show_person(self.frame.person)
        self._show_counts()
        self._show_current()

    def _show_counts(self) -> None:
        self.rail.show_waiting(self.workspace.today.counts(self.frame.person))
        self.strip.refresh()

    def _ask_person(self) -> None:
        self.frame.person_wanted.emit(None)

    def _want_person(self, wanted: object) -> None:
        from sopdesk.ui.lock.sheet import LockSheet

        if self._lock_sheet is None:
            self._lock_sheet = LockSheet(self.workspace, self)
            self._lock_sheet.came.connect(self.frame.sit_down)
        self._lock_sheet.ask(wanted if isinstance(wanted, Wanted) else None)

    def _log_incident(self) -> None:
        self.top.search.clearFocus()
        self.frame.require_person(
            lambda _who: self.frame.go("incidents.log"),
            right=Right.LOG,
            why=self.tr("An incident is recorded with the name of whoever logs it."),
        )

    def _say_done(self, sentence: str) -> None:
        if (screen := self.current_screen()) is not None:
            screen.message.say(sentence)

    def _say(self, sentence: str) -> None:
        screen = self.current_screen()
        if screen is not None:
            screen.message.fail(sentence)

    def _connect(self) -> None:
        self.frame.went.connect(self.show_visit)
        self.frame.person_changed.connect(self._show_person)
        self.frame.person_wanted.connect(self._want_person)
        self.frame.recorded.connect(self.refresh)
        self.frame.day_changed.connect(self.refresh)
        self.frame.said.connect(self._say)
        self.frame.told.connect(self._say_done)
        self.rail.chosen.connect(self.frame.go)
        self.top.back_wanted.connect(self.frame.back)
        self.top.past_wanted.connect(self.past.choose)
        self.top.incident_wanted.connect(self._log_incident)
        self.top.person_wanted.connect(self._ask_person)
        self.top.lock_wanted.connect(self.lock)
        self.on_duty = OnDuty(self.frame, self.top.duty)
        self.idle.idle.connect(self.lock)
        self.reminders.minute.connect(self._show_counts)
        QShortcut(QKeySequence("Ctrl+K"), self, self.top.search.begin)

    def _lay_out(self) -> None:
        self.setWindowTitle(f"SOPDesk – {self.workspace.people.house().name}")
        self.setMinimumSize(*_SMALLEST)
        self.resize(QSize(*_FIRST_SIZE).boundedTo(self.screen().availableSize()))
        whole = QWidget()
        whole.setProperty("ground", "page")
        middle = row(self.rail, self.pages, gap=0)
        middle.setStretch(1, 1)
        inside = column(self.top, self.past, middle, self.reminders.line, self.strip, gap=0)
        inside.setStretch(2, 1)
        whole.setLayout(inside)
        self.setCentralWidget(whole)
