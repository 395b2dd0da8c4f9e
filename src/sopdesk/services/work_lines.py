"""What the work of the day puts on Today: checklists by their times, runs, workflows, hand-overs, clocks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sopdesk.domain.deadline import Timing
from sopdesk.domain.guided import GuideStage
from sopdesk.domain.incident import Stage
from sopdesk.domain.occasion import DueState
from sopdesk.domain.only import Only
from sopdesk.domain.person import Right
from sopdesk.domain.reminding import notice
from sopdesk.domain.run import RunStage
from sopdesk.services.checklists import Checklists
from sopdesk.services.desk import Desk
from sopdesk.services.guides import Guides
from sopdesk.services.handovers import Handovers
from sopdesk.services.incidents import Incidents
from sopdesk.services.schedule import Schedule
from sopdesk.views.checklists import RunRow
from sopdesk.views.people import PersonView
from sopdesk.views.schedule import DueView
from sopdesk.views.today import TodayLine, Urgency

MOST = 20
"""How many lines of each sort are shown at once; the others follow when these are done."""
OPEN_CASES = 50
"""How many open incidents are shown at once: those whose clocks are due first."""
MOST_MISSED, MOST_COMING = 5, 8
SOON = timedelta(hours=1)
"""So long before it can be begun, a checklist comes soon."""
LOOK_BACK = 7
"""For so many days a missed check is shown to the supervisor until somebody has said why."""


class WorkLines:
    """The lines of Today that are about the work itself; the shift view shows them, too."""

    def __init__(  # noqa: PLR0917 - the services that know what waits
        self,
        desk: Desk,
        schedule: Schedule,
        checklists: Checklists,
        guides: Guides,
        incidents: Incidents,
        handovers: Handovers,
    ) -> None:
        """Ask the other services."""
        self._desk = desk
        self._schedule = schedule
        self._checklists = checklists
        self._guides = guides
        self._incidents = incidents
        self._left = handovers
        self._due: tuple[tuple[int, datetime], tuple[DueView, ...]] | None = None

    def due(self) -> tuple[DueView, ...]:
        """Give what is due today; worked out anew after each act and each minute: all its times are whole minutes."""
        key = (self._desk.store.size, self._desk.now().replace(second=0, microsecond=0))
        if self._due is None or self._due[0] != key:
            self._due = (key, self._schedule.due())
        return self._due[1]

    def open_runs(self) -> dict[str, RunRow]:
        """Give the runs that are under way, by id."""
        return {each.id: each for each in self._checklists.runs(stage=RunStage.OPEN, limit=MOST)}

    def lines(self, person: PersonView | None) -> Iterator[TodayLine]:
        """Give everything for one person or, while the desk is locked, what everybody may see."""
        due, runs = self.due(), self.open_runs()
        yield from self.handovers(person)
        yield from self.handed_up(person)
        yield from self._pressing(due, runs, person)
        taken = {each.run for each in due if each.state in {DueState.DUE, DueState.LATE}}
        yield from self.runs([each for each in runs.values() if each.id not in taken], person)
        yield from self._to_sign(person)
        yield from self.guided()
        yield from self.missed(person)
        yield from self._coming(due)
        yield from self._as_needed(due)
        yield from self.clocks(person)

    def handovers(self, person: PersonView | None) -> Iterator[TodayLine]:
        """Give what somebody has to read or to sign for; locked, that something waits, and none of its words."""
        unread = self._left.open() if person is None else self._left.to_read(person)
        late = dict(self._late(person))
        for row in unread:
            if row.id in late:
                continue
            said = row.summary if person is not None else ""
            yield TodayLine(Urgency.NOW, f"Hand-over from {row.who}", said, "Read", "handover", row.id, row.at)
        if person is None:
            return
        for row, thing in self._left.to_sign(person):
            said = f"{row.who} handed it over to you"
            yield TodayLine(Urgency.NOW, f"To sign for: {thing.what}", said, "Count", "handover", row.id, row.at)
        yield from late.values()

    def _late(self, person: PersonView | None) -> Iterator[tuple[str, TodayLine]]:
        """Give, by hand-over, what a supervisor is told of those that nobody has read although they should."""
        for row, missing in self._left.overdue() if person is not None and person.may(Right.SIGN_OFF) else ():
            there = f"On duty and has not: {', '.join(missing)}" if missing else "Nobody was on duty"
            what = f"Nobody has read the hand-over from {row.who}"
            yield row.id, TodayLine(Urgency.NOW, what, f"{there} · {row.summary}", "Look", "handover", row.id, row.at)

    def runs(self, rows: list[RunRow], person: PersonView | None) -> Iterator[TodayLine]:
        """Give runs under way; whoever worked on one that was given back sees the reason."""
        for run in rows:
            yield TodayLine(
                Urgency.NOW, run.title, self._why(run, person) or _progress(run), "Go on", "run", run.id, run.started_at
            )

    def guided(self) -> Iterator[TodayLine]:
        """Give the workflows that somebody follows."""
        for each in self._guides.rows(stage=GuideStage.OPEN, limit=MOST):
            detail = f"{each.number}: {each.answers} answered, begun by {each.started_by}"
            yield TodayLine(Urgency.NOW, each.title, detail, "Go on", "guide", each.id, each.started_at)

    def handed_up(self, person: PersonView | None) -> Iterator[TodayLine]:
        """Give what was handed up to this person's role, or to one below it."""
        for each in self._guides.handed_up_to(person.id) if person is not None else ():
            detail = f"{each.number}: handed up by {each.ended_by} with the way so far"
            yield TodayLine(Urgency.NOW, each.title, detail, "Take over", "guide", each.id, each.ended_at)

    def clocks(self, person: PersonView | None) -> Iterator[TodayLine]:
        """Give the open incidents with the clock that is due first, to who works on them."""
        if person is None or not person.may(Right.HANDLE):
            return
        called: dict[str, tuple[str, ...]] = {}
        rows = self._incidents.pressing(OPEN_CASES, by=person.id)
        mine = self._incidents.rows(stage="open", only={Only.MINE}, limit=OPEN_CASES, by=person.id)
        for row in {each.id: each for each in (*rows, *mine)}.values():
            yours = "yours · " if row.owner == person.id else ""
            clock, what = row.clock, f"{row.number} · {row.summary[:80]}"
            if clock is None:
                left = "everything is done: to be closed" if row.stage is Stage.FOLLOWED_UP else f"{row.stage}"
                yield TodayLine(Urgency.LATER, what, yours + left, "Open", "incident", row.id)
                continue
            late = clock.state is Timing.LATE
            urgency = Urgency.NOW if late else Urgency.SOON if clock.state is Timing.NEAR else Urgency.LATER
            said = f"{clock.name} {'was due' if late else 'due'}" if clock.waiting is None else "waits for the customer"
            up = None if row.own_words else self._incidents.files.escalating.to_now(row.id, person, called)
            if up is not None:
                step, so_far = up
                urgency, said = Urgency.NOW, f"goes to you · {step.why} · {so_far}"
            yield TodayLine(
                urgency, what, yours + said, "Open", "incident", row.id, clock.due, timing=clock.state, used=clock.used
            )
        yield from self._to_ask(person)
        yield from self._left_behind(person)

    def _to_ask(self, person: PersonView) -> Iterator[TodayLine]:
        """Give one line for the customers who are still to be asked whether it is settled for them."""
        count = self._incidents.count(only={Only.FOLLOW_UP}, by=person.id)
        if count:
            what = "1 customer to ask" if count == 1 else f"{count} customers to ask"
            yield TodayLine(Urgency.TODAY, what, "whether what was resolved is settled", "Show", "follow-ups", "")

    def _left_behind(self, person: PersonView) -> Iterator[TodayLine]:
        """Give a supervisor one line for the open files of those who do not work here any more."""
        count = self._incidents.count(only={Only.LEFT}, by=person.id) if person.may(Right.SIGN_OFF) else 0
        if count:
            what = "1 open file whose owner has left" if count == 1 else f"{count} open files whose owners have left"
            yield TodayLine(Urgency.NOW, what, "Give each to somebody who works here", "Hand over", "left-files", "",
                            stands_for=count)  # fmt: skip

    def missed(self, person: PersonView | None) -> Iterator[TodayLine]:
        """Give the supervisor what was missed and nobody has explained: the newest, and how many more there are."""
        if person is None or not person.may(Right.SIGN_OFF):
            return
        today = self._desk.day_of(self._desk.now())
        found = self._schedule.missed(today - timedelta(days=LOOK_BACK), today)
        open_ones = [each for each in found if not each.explained]
        for each in open_ones[:MOST_MISSED]:
            detail = f"{each.number}: missed. Responsible: {each.role}"
            yield TodayLine(
                Urgency.SOON, each.title, detail, "Say why", "missed", each.id, each.due_by, timing=Timing.LATE
            )
        more = len(open_ones) - MOST_MISSED
        if more > 0:
            said = "nobody has said why"
            yield TodayLine(Urgency.SOON, f"{more} more missed", said, "Look", "missed-all", "", stands_for=more)

    def _pressing(
        self, due: tuple[DueView, ...], runs: dict[str, RunRow], person: PersonView | None
    ) -> Iterator[TodayLine]:
        """Give what is due and late, begun or not."""
        now = self._desk.now()
        for each in due:
            run = runs.get(each.run)
            if each.state not in {DueState.DUE, DueState.LATE} or (each.run and run is None):
                continue
            timing = timing_of(each, now)
            if run is None:
                said = f"{each.number} · {each.role}"
                yield TodayLine(
                    Urgency.NOW, each.title, said, "Start", "checklist", each.sop, each.due_by, timing=timing
                )
            else:
                said = self._why(run, person) or _progress(run)
                yield TodayLine(Urgency.NOW, each.title, said, "Go on", "run", run.id, each.due_by, timing=timing)

    def _coming(self, due: tuple[DueView, ...]) -> Iterator[TodayLine]:
        """Give what comes next, and how many more there are: the shift shows them all."""
        soon, coming = self._desk.now() + SOON, [each for each in due if each.state is DueState.COMING]
        for each in coming[:MOST_COMING]:
            urgency = Urgency.SOON if each.opens <= soon else Urgency.TODAY
            yield TodayLine(
                urgency, each.title, f"{each.number} · {each.role}", "Read", "coming", each.sop, each.due_by,
                timing=Timing.OK,
            )  # fmt: skip
        more = len(coming) - MOST_COMING
        if more > 0:
            yield TodayLine(Urgency.TODAY, f"{more} more later today", "by the clock", "Show the shift", "shift", "")

    def _as_needed(self, due: tuple[DueView, ...]) -> Iterator[TodayLine]:
        """Give one line for the checklists that no time calls for."""
        there = {each.sop for each in due}
        count = sum(row.id not in there for row in self._checklists.available())
        if count:
            what = "1 checklist as needed" if count == 1 else f"{count} checklists as needed"
            yield TodayLine(Urgency.LATER, what, "not by the clock today", "Choose", "checklists", "")

    def _to_sign(self, person: PersonView | None) -> Iterator[TodayLine]:
        if person is None or not person.may(Right.SIGN_OFF):
            return
        for run in self._checklists.runs(stage=RunStage.COMPLETED, limit=MOST):
            skipped = f", {run.skipped} skipped" if run.skipped else ""
            detail = f"{run.number}: completed{skipped}, waiting for your signature"
            yield TodayLine(Urgency.NOW, run.title, detail, "Sign off", "sign-off", run.id, run.completed_at)

    def _why(self, run: RunRow, person: PersonView | None) -> str:
        """Say why a run was given back, to those who worked on it."""
        found = self._checklists.given_back(run.id) if run.returned and person is not None else None
        if found is None or person is None or person.id not in found.people:
            return ""
        return f"Given back by {found.who}: {found.reason}"


def timing_of(due: DueView, now: datetime) -> Timing:
    """Tell whether something is late, due soon, or in time."""
    if due.state in {DueState.LATE, DueState.MISSED}:
        return Timing.LATE
    near = due.state is DueState.DUE and now >= due.due_by - notice(due.opens, due.due_by)
    return Timing.NEAR if near else Timing.OK


def _progress(run: RunRow) -> str:
    return f"{run.done + run.skipped} of {run.total} done, started by {run.started_by}"
