"""A real small desk for trying screens: a house of services, a frame on it, and the screens by their names."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from sopdesk.ui.frame import Frame, Visit
from sopdesk.ui.places import make_screen
from sopdesk.ui.screen import Screen
from tests.services.conftest import House


class Desk:
    """Shows screens as the window does: made once, shown again at each visit and after each act."""

    def __init__(self, house: House, qtbot: QtBot) -> None:
        self.house = house
        self.frame = Frame(house.desk)
        self._qtbot = qtbot
        self._screens: dict[str, Screen] = {}
        self.frame.went.connect(self._show)
        self.frame.recorded.connect(self._refresh)
        self.frame.person_changed.connect(self._turn)

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        assert self.frame.here is not None
        return self._screens[self.frame.here.screen]

    def sit(self, person: str) -> None:
        """Let somebody sit down; "" locks the desk."""
        if not person:
            for each in self._screens.values():
                each.put_down()
        self.frame.sit_down(self.house.desk.people.person(person) if person else None)

    def wait(self, done: Callable[[], object] = lambda: True) -> None:
        """Wait until no work goes on beside the window and `done` holds."""
        self._qtbot.waitUntil(lambda: not self.frame.busy() and bool(done()), timeout=10_000)

    def _refresh(self) -> None:
        self.screen.refresh()

    def _show(self, visit: Visit) -> None:
        if visit.screen not in self._screens:
            self._screens[visit.screen] = made = make_screen(visit.screen, self.frame)
            self._qtbot.addWidget(made)
            made.resize(1000, 800)
            made.show()
        self._screens[visit.screen].show_for(self.frame.person, visit.id, **visit.more)

    def _turn(self) -> None:
        here = self.frame.here
        if here is not None and (self.frame.person is not None or not self.screen.needs_person):
            self.screen.show_for(self.frame.person, here.id, **here.more)
