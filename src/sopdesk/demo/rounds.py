"""The checklists of the demo café by the clock: planned two weeks ago, done in time, late, or not at all."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from sopdesk.demo import cast
from sopdesk.domain.occasion import DueState
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.sop import Item
from sopdesk.services.workspace import Workspace

OPENING, FRIDGES, CLEANING = "SOP-001", "SOP-017", "SOP-018"
TWICE = "every day by 10:30 and 15:00, 30 minutes’ grace"
WHY_TWICE = "The hot cabinet had cooled down before noon twice. We look in the morning too."
EXPLAINED = (
    "Two of us unloaded the delivery and nobody was left for the cabinet. I have talked about it with the shift."
)
DAYS_BACK = 14
AN_HOUR = timedelta(hours=1)
Do = Callable[[str, str, Item], None]


class Clock(Protocol):
    """What sets the time of the demo."""

    instant: datetime

    def set(self, instant: datetime) -> None:
        """Go on to an instant."""
        ...


class Rounds:
    """Does what is due; `do` ticks one line of a run as somebody would."""

    def __init__(
        self, desk: Workspace, people: Mapping[str, str], clock: Clock, do: Do, *, end: datetime, seed: int
    ) -> None:
        """Draw lots of its own, so that the rest of the demo stays as it is; nothing happens near its end."""
        self._desk = desk
        self._people = people
        self._clock = clock
        self._end = end - AN_HOUR
        self._do = do
        self._random = Random(seed)

    def plan(self) -> None:
        """Plan the checklists as they propose it themselves."""
        self._desk.schedule.adopt(by=self._people["ruth"])

    def plan_twice(self) -> None:
        """Plan the check of the fridges for the morning too."""
        fridges = self._sop(FRIDGES)
        self._desk.schedule.revise(by=self._people["george"], sop=fridges, plan=read_plan(TWICE), reason=WHY_TWICE)

    def explain(self) -> None:
        """Say how it came that the last one was missed."""
        today = self._desk.hours.today()
        found = self._desk.schedule.missed(today - timedelta(days=DAYS_BACK), today, sop=self._sop(FRIDGES))
        for missed in found[:1]:
            self._desk.schedule.explain(by=self._people["george"], missed=missed.id, text=EXPLAINED)

    def settle(self) -> None:
        """Have the program write down what was missed."""
        self._desk.schedule.settle()

    def go(self, number: str, at: datetime, *, signed: bool = True) -> None:
        """Do a checklist at a time if it is due then; one time in ten nobody thinks of it, one in seven it is late."""
        lot = self._random.random()
        if lot < 0.1 or at + AN_HOUR > self._end:  # noqa: PLR2004 - one time in ten
            return
        self._clock.set(at + timedelta(minutes=55 if lot > 0.86 else self._random.randint(0, 12)))  # noqa: PLR2004
        sop = self._sop(number)
        if any(each.sop == sop and not each.run and each.state in {DueState.DUE, DueState.LATE}
               for each in self._desk.schedule.due()):  # fmt: skip
            self._run(sop, signed=signed)

    def _run(self, sop: str, *, signed: bool) -> None:
        worker = self._people[self._random.choice(cast.STAFF)]
        run = self._desk.checklists.start(by=worker, sop=sop)
        for item in self._desk.checklists.run(run).content.items():
            self._clock.set(self._clock.instant + timedelta(seconds=self._random.randint(10, 50)))
            self._do(worker, run, item)
        self._desk.checklists.complete(by=worker, run=run)
        if signed:
            self._clock.set(self._clock.instant + timedelta(minutes=self._random.randint(2, 9)))
            digest = self._desk.checklists.run(run).digest
            supervisor = self._people[self._random.choice(cast.SUPERVISORS)]
            self._desk.checklists.sign_off(by=supervisor, password=cast.PASSWORD, run=run, digest=digest)

    def _sop(self, number: str) -> str:
        return self._desk.manual.find_number(number) or ""
