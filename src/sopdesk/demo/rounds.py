"""The checklists of the demo café by the clock: planned weeks ago, done in time, late, or not at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Protocol

from sopdesk.demo import cast, shift_change
from sopdesk.demo.crew import who_does, who_signs
from sopdesk.demo.lines import Lines
from sopdesk.domain import run as course
from sopdesk.domain.handing import Leaving
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Answer, Item, Procedure, Step
from sopdesk.services.workspace import Workspace
from sopdesk.views.schedule import DueView

OPENING, CLOSING, TEMPERATURES, TOILETS, CLEANING = "SOP-001", "SOP-002", "SOP-017", "SOP-038", "SOP-039"
NEVER_FORGOTTEN = {OPENING, CLOSING, CLEANING}
MORE_OFTEN = (
    "every day 2 hours after opening, 4 hours after opening, 6 hours after opening and 8 hours after opening, "
    "30 minutes’ grace, from 1 hour before, missed after 1 hour"
)
WHY_MORE_OFTEN = "Two guests complained on a Saturday afternoon. Four rounds instead of three."
EXPLAINED = "Two of us unloaded the delivery and nobody was left for the probe. I have talked about it with the shift."
DAYS_BACK = 14
A_LITTLE = timedelta(minutes=35)
FORGOTTEN, LATE = 0.03, 0.07
LEAST, MOST, USUAL, LONGEST = 0.35, 0.7, 25, 300
"""People need that share of the minutes of a step; without any, so many seconds for a line; never more than those."""
AT_ONCE = 3
"""So many ticks are recorded at once: one more would look like lines ticked without looking."""
Work = Iterator[timedelta]
"""What is done piece by piece: before each piece, how long it takes; meanwhile others do other things."""
Act = Callable[[], Work | None]
Instead = Callable[[str, str], None]
"""Does a line in a way of its own: who does it, and the run."""


class Clock(Protocol):
    """What sets the time of the demo."""

    instant: datetime

    def set(self, instant: datetime) -> None:
        """Go on to an instant."""
        ...


class Rounds:
    """Does what is due; the lines are done by those whose role they name."""

    def __init__(self, desk: Workspace, people: Mapping[str, str], clock: Clock, *, end: datetime, seed: int) -> None:
        """Draw lots of its own, so that the rest of the demo stays as it is; nothing happens near its end."""
        self._desk = desk
        self._people = people
        self._clock = clock
        self._end = end - A_LITTLE
        self._random = Random(seed)
        self._evenings = 0
        self._sops: dict[str, str] = {}
        self._contents: dict[str, Procedure] = {}
        self.lines = Lines(desk, people, self._random)
        self.instead: dict[str, Mapping[str, Instead]] = {}
        """What is done with lines of the next run of a checklist, by its number and the line's id."""

    def plan(self) -> None:
        """Plan the checklists as they propose it themselves."""
        self._desk.schedule.adopt(by=self._people["ruth"])

    def plan_more_often(self) -> None:
        """Have the toilets looked at more often."""
        sop, plan = self.sop(TOILETS), read_plan(MORE_OFTEN)
        self._desk.schedule.revise(by=self._people["george"], sop=sop, plan=plan, reason=WHY_MORE_OFTEN)

    def explain(self) -> None:
        """Say how it came that the last round of temperatures was missed."""
        today = self._desk.hours.today()
        found = self._desk.schedule.missed(today - timedelta(days=DAYS_BACK), today, sop=self.sop(TEMPERATURES))
        for missed in found[:1]:
            self._desk.schedule.explain(by=self._people["george"], missed=missed.id, text=EXPLAINED)

    def settle(self) -> None:
        """Have the program write down what was missed."""
        self._desk.schedule.settle()

    def acts(self, date: datetime, *, miss: str = "") -> Iterator[tuple[datetime, Act]]:
        """Give what is done on a day, each with its time; of the checklist to `miss` the last occasion is forgotten."""
        day = self._desk.desk.day_of(date)
        occasions = self._desk.schedule.on(day, day)
        forgotten = max((each.due_by for each in occasions if each.number == miss), default=None)
        for each in occasions:
            lot = self._random.random()
            begin = self._begin(each, late=lot > 1 - LATE)
            if each.number == miss and each.due_by == forgotten:
                continue
            if (lot < FORGOTTEN and each.number not in NEVER_FORGOTTEN) or begin > self._end:
                continue
            yield begin, partial(self.work, each.sop)

    def _begin(self, occasion: DueView, *, late: bool) -> datetime:
        if late:
            span = (occasion.late_until - occasion.late_from) / 3
            return occasion.late_from + min(span, timedelta(minutes=self._random.randint(2, 25)))
        steps = self._content(occasion.sop).steps
        length = sum((_a_line(each) * len(each.items) for each in steps), timedelta()) * (LEAST + MOST) / 2
        return max(occasion.opens, occasion.due_by - length - timedelta(minutes=self._random.randint(3, 12)))

    def work(self, sop: str, *, well: bool = False) -> Work:
        """Do a checklist from its first line to its last."""
        run = self.begin(sop)
        yield from self.go_on(run, well=well)
        self.complete(run)

    def at_once(self, work: Work) -> None:
        """Do something to its end while nobody else does anything."""
        for pause in work:
            self._clock.set(self._clock.instant + pause)

    def begin(self, sop: str) -> str:
        """Start a checklist, by somebody whose role its first step is; give the run's id."""
        run = self._desk.checklists.start(by=self._does_first(sop), sop=sop)
        self._sops[run] = sop
        return run

    def complete(self, run: str) -> None:
        """Finish a run; with the closing, what the evening leaves is handed over."""
        sop, left = self._sops[run], Leaving()
        if self._content(sop).number == CLOSING:
            left = shift_change.evening(self._desk, self._evenings)
            self._evenings += 1
        self._desk.checklists.complete(by=self._does_first(sop), run=run, handover=left)

    def _does_first(self, sop: str) -> str:
        return self._people[who_does(self._content(sop).steps[0].role, self._clock.instant)]

    def _content(self, sop: str) -> Procedure:
        """Give what a checklist says; no line of one changes in these months."""
        if sop not in self._contents:
            self._contents[sop] = self._desk.manual.page(sop).content
        return self._contents[sop]

    def go_on(self, run: str, *, well: bool = False, most: int = 0) -> Work:
        """Do the lines that are open, or `most` of them, each by somebody whose role it is."""
        content = self._content(self._sops[run])
        other = self.instead.pop(content.number, {})
        marks = self._desk.desk.load(run, course.fold).marks
        left = [each.id for each in content.items() if each.id not in marks][: most or None]
        for step in content.steps:
            todo = [each for each in step.items if each.id in left]
            for few in _together(todo):
                yield _a_line(step) * len(few) * self._random.uniform(LEAST, MOST)
                self._do(run, content, step.role, few, other, well=well)

    def _do(
        self, run: str, content: Procedure, role: str, few: Sequence[Item], other: Mapping[str, Instead], *, well: bool
    ) -> None:
        doing = who_does(role, self._clock.instant)
        worker, beside = self._people[doing], [self._people[each] for each in self._beside(doing)]
        for each in few:
            if each.id in other:
                other[each.id](worker, run)
        usual = [each for each in few if each.id not in other]
        if usual:
            self.lines.do(worker, run, content, usual, beside=beside, well=well)

    def _beside(self, worker: str) -> Iterator[str]:
        roles = ("shift-lead", "front-of-house", "supervisor")
        yield from (each for role in roles if (each := who_does(role, self._clock.instant)) != worker)

    def sign(self, *, keep: int = 0) -> None:
        """Have the supervisors sign off what waits, but for the newest `keep`."""
        for row in reversed(self._desk.checklists.runs(stage=RunStage.COMPLETED)[keep:]):
            self.sign_off(row.id)

    def sign_off(self, run: str) -> None:
        """Have a supervisor who did not work on a run sign it off."""
        self._clock.set(self._clock.instant + timedelta(seconds=self._random.randint(20, 70)))
        digest = self._desk.checklists.run(run).digest
        self._desk.checklists.sign_off(by=self.signer(run), password=cast.PASSWORD, run=run, digest=digest)

    def signer(self, run: str) -> str:
        """Give the id of who signs a run off: somebody who did not work on it."""
        hands = self._desk.desk.load(run, course.fold).people()
        keys = frozenset(key for key, person in self._people.items() if person in hands)
        return self._people[who_signs(keys, self._clock.instant)]

    def sop(self, number: str) -> str:
        """Give the id of a checklist."""
        return self._desk.manual.find_number(number) or ""


def _a_line(step: Step) -> timedelta:
    """Give how long a line of a step may take."""
    seconds = step.minutes * 60 / max(len(step.items), 1) if step.minutes else USUAL
    return timedelta(seconds=min(seconds, LONGEST))


def _together(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Give the lines of a step in pieces that are recorded at once."""
    few: list[Item] = []
    for each in items:
        if each.asks is Answer.TICK and sum(one.asks is Answer.TICK for one in few) == AT_ONCE:
            yield few
            few = []
        few.append(each)
    if few:
        yield few
