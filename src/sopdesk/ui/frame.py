"""What a screen may ask of the desk around it: who is here, where to go, long work, what time it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sopdesk.domain.person import Right
from sopdesk.ui import role_names
from sopdesk.ui.background import Job, Work
from sopdesk.ui.times import Times
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace


OF_TODAY = frozenset({
    "manual.editor", "manual.approval", "manual.demand", "manual.may", "manual.authority", "manual.duties",
})  # fmt: skip
"""Screens that change the manual, or answer by it: not to be reached while it is shown as of the past."""
STARTS = frozenset({"checklists.run", "checklists.guide"})
"""Screens that start what they show when they are handed a procedure: that, too, is done by what is in force now."""
CHANGES_THE_MANUAL = frozenset({Right.WRITE, Right.APPROVE})


@dataclass(frozen=True, slots=True)
class Visit:
    """A screen and what it is to show: the screen's name such as "manual.page", an id, and more words."""

    screen: str
    id: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The place of the rail that the screen belongs to."""
        return self.screen.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody is wanted at the desk: for what right, with what sentence, and what goes on then."""

    then: Callable[[PersonView], object]
    right: Right | None = None
    why: str = ""


class Frame(QObject):
    """The desk around the screens. Signals tell the window what to show."""

    went = Signal(object)
    person_changed = Signal()
    person_wanted = Signal(object)
    recorded = Signal()
    day_changed = Signal()
    work_started = Signal(object)
    said = Signal(str)
    told = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.person: PersonView | None = None
        self.learn_house()
        self.day: date | None = None
        self._past: list[Visit] = []
        self._here: Visit | None = None
        self._jobs: set[Job] = set()

    def learn_house(self) -> None:
        """Take on the house's time zone and the names of its roles, which may have changed."""
        house = self.workspace.people.house()
        self.times = Times(house.zone)
        role_names.know(house.role_names)

    @property
    def here(self) -> Visit | None:
        """What is shown now."""
        return self._here

    def go(self, screen: str, id: str = "", **more: str) -> None:  # noqa: A002 - the word of every view
        """Go to a screen: a place of the rail ("manual") or one within it ("manual.page", id of the procedure)."""
        if (screen in OF_TODAY or (screen in STARTS and "sop" in more)) and self.refuses_in_past():
            return
        visit = Visit(screen, id, more)
        if self._here is not None and self._here != visit:
            self._past.append(self._here)
        self._here = visit
        self.went.emit(visit)

    def replace(self, screen: str, id: str = "", **more: str) -> None:  # noqa: A002 - the word of every view
        """Go on to a screen in place of the one shown, to which nobody goes back."""
        self._here = Visit(screen, id, more)
        self.went.emit(self._here)

    def back(self) -> None:
        """Go back to what was shown before."""
        if self._past:
            self._here = self._past.pop()
            self.went.emit(self._here)

    def can_go_back(self) -> bool:
        """Tell whether there is anything to go back to."""
        return bool(self._past)

    def require_person(
        self, then: Callable[[PersonView], object], *, right: Right | None = None, why: str = ""
    ) -> None:
        """Go on with `then(person)`: at once when somebody is here who may, else after they have signed in.

        Every act is called through here. `why` is one short sentence over the tiles.
        """
        if right in CHANGES_THE_MANUAL and self.refuses_in_past():
            return
        if self.person is not None and (right is None or self.person.may(right)):
            then(self.person)
        else:
            self.person_wanted.emit(Wanted(then, right, why))

    def sit_down(self, person: PersonView | None) -> None:
        """Somebody has signed in, or (None) the desk is locked."""
        self.person = person
        if person is None:
            self.look_back(None)
        self.person_changed.emit()

    # -- the manual as of a day

    def look_back(self, day: date | None) -> None:
        """Show the manual as it stood at the end of a day in the past; None, or a day not over yet, shows it now."""
        if day is not None and self.times.end_of(day, self.workspace.now()) is None:
            day = None
        if day != self.day:
            self.day = day
            self.day_changed.emit()

    def as_of(self) -> datetime | None:
        """Give the instant as of which the manual is shown; None for now. Every screen of the manual asks by it."""
        return None if self.day is None else self.times.end_of(self.day, self.workspace.now())

    def refuses_in_past(self) -> bool:
        """Tell whether the manual is shown as of the past, in which nothing can be changed; say so on the page."""
        if self.day is None:
            return False
        said = self.tr(
            "You are reading the manual as of {day}. This goes by what is in force now: go back to today first."
        )
        self.say(said.format(day=self.times.day(self.day)))
        return True

    def refresh(self) -> None:
        """Something was recorded: the page shown and the numbers of the rail ask again."""
        self.learn_house()
        self.recorded.emit()

    def say(self, sentence: str) -> None:
        """Say on the page shown what went wrong."""
        self.said.emit(sentence)

    def say_done(self, sentence: str) -> None:
        """Say on the page shown what was done on the one before."""
        self.told.emit(sentence)

    def run_in_background(
        self,
        what: str,
        work: Work,
        on_done: Callable[[Any], object],
        on_failed: Callable[[str], object] | None = None,
        on_progress: Callable[[int, int], object] | None = None,
        *,
        quiet: bool = False,
    ) -> Job:
        """Run `work(progress, cancelled)` beside the window; the status strip shows `what`, progress and Cancel.

        What is over in a moment can be `quiet`: the strip then says nothing of it. `on_failed` gets one sentence;
        without it the page shown says it. Callbacks run in the window's thread.
        """
        job = Job(what, work, self)
        job.done.connect(on_done)
        job.failed.connect(on_failed or self.said.emit)
        if on_progress is not None:
            job.progressed.connect(on_progress)
        self._jobs.add(job)
        job.over.connect(lambda: self._jobs.discard(job))
        job.over.connect(job.deleteLater)
        if not quiet:
            self.work_started.emit(job)
        job.start()
        return job

    def busy(self) -> bool:
        """Tell whether long work is going on."""
        return bool(self._jobs)

    def stop_work(self) -> None:
        """Cancel all long work and wait for it: the desk is closing."""
        for job in tuple(self._jobs):
            job.end_now()
