"""Three months at the demo café, made by a seeded generator through the same services as a person uses."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import count
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sopdesk.demo import authority, care, cast, evidence, guided, household, inquiry, revisions, shift_change, stories
from sopdesk.demo.crew import who_does
from sopdesk.demo.particular import Particular
from sopdesk.demo.rounds import CLOSING, TEMPERATURES, Act, Rounds
from sopdesk.demo.stories import Story
from sopdesk.domain.incident import ORDER, Stage
from sopdesk.domain.occasion import DueState
from sopdesk.services.workspace import Workspace

DAYS = 92
DAILY = 44
"""For six weeks up to today the checklists were done by their plans; before, the closing was, twice a week."""
MISSED_AGO = 2
"""On that day nobody thinks of the last round of temperatures."""
JUST_NOW = timedelta(minutes=6)
KEPT = 3
"""So many of the newest runs are left for whoever opens the demo to sign off."""
Progress = Callable[[int, int], None]


class DemoClock:
    """A clock that the generator sets, so that every act has its plausible time."""

    def __init__(self, start: datetime, latest: datetime) -> None:
        """Begin at an instant and never go past the latest: nothing in a demo desk happens in the future."""
        self.instant = start
        self._latest = latest

    @classmethod
    def before(cls, today: datetime, days: int) -> "DemoClock":
        """Begin so many days ago."""
        return cls(today - timedelta(days=days, hours=2), today - timedelta(minutes=4))

    def __call__(self) -> datetime:
        """Give this moment; each reading is a few seconds after the last one."""
        self.instant = min(self.instant + timedelta(seconds=3), self._latest) + timedelta(microseconds=271)
        return self.instant

    def set(self, instant: datetime) -> None:
        """Go on to an instant; never back."""
        self.instant = max(self.instant, min(instant, self._latest))


class History:
    """Makes the history of a demo desk, day by day."""

    def __init__(
        self, desk: Workspace, clock: DemoClock, today: datetime, seed: int = 7, *, daily: int = DAILY
    ) -> None:
        """Work on an empty desk whose clock is the generator's; for the last `daily` days there are plans."""
        self._daily = daily
        self._desk = desk
        self._clock = clock
        self._today = today
        self._random = Random(seed)
        self._zone = ZoneInfo(cast.ZONE)
        self._people: dict[str, str] = {}
        self._open: list[tuple[str, Story, int]] = []
        self._rounds = Rounds(desk, self._people, clock, end=today, seed=seed + 2)
        self._particular = Particular(desk, self._people, clock, self._rounds, self._log)

    def make(self, starter: Path, progress: Progress | None = None) -> None:
        """Found the house, adopt the starter manual, and live through three months."""
        first = self._today - timedelta(days=DAYS)
        self._clock.set(self._at(first, 8))
        self._found(starter)
        told = self._spread()
        for day in range(1, DAYS + 1):
            date = first + timedelta(days=day)
            last = day == DAYS
            self._live_through(date, told.get(day, ()), last=last)
            if progress is not None:
                progress(day, DAYS)
        self._leave_open()

    def _found(self, starter: Path) -> None:
        people = self._desk.people
        boss = people.found_house(
            name=cast.HOUSE, site=cast.SITE, zone=cast.ZONE, currency=cast.CURRENCY, person=cast.CAST[0].name,
            pin=cast.PIN, password=cast.PASSWORD, contacts=cast.CONTACTS,
        )  # fmt: skip
        self._people[cast.CAST[0].key] = boss
        for each in cast.CAST[1:]:
            self._people[each.key] = people.register(
                by=boss, name=each.name, roles=each.roles, pin=cast.PIN, password=cast.PASSWORD
            )
        self._desk.imports.starter(starter, by=boss, password=cast.PASSWORD)
        household.organise(self._desk, self._people, starter.parents[1] / "resources" / "journeys")
        self._desk.finder.catch_up()

    def _spread(self) -> dict[int, list[Story]]:
        """Spread the stories over the days, the later weeks a little denser; most of them happen once."""
        days: dict[int, list[Story]] = {}
        for round_, (low, high) in enumerate(((2, 45), (30, 75), (60, DAYS - 1))):
            for n, story in enumerate(stories.STORIES):
                if story.again or n % 3 == round_:
                    days.setdefault(self._random.randint(low, high), []).append(story)
        return days

    def _live_through(self, date: datetime, told: list[Story] | tuple[Story, ...], *, last: bool) -> None:
        """Do everything that belongs to a day, in the order of its hours."""
        ago = (self._today - date).days
        busy = ago < self._daily or date.weekday() in {1, 5}
        agenda = [*self._planned(date, ago), *self._usual(date, busy=busy, last=last)]
        agenda += [(self._heard_of(story, date), partial(self._log, story)) for story in told]
        self._go_through(agenda, self._today - JUST_NOW if last else self._at(date, 23, 59))

    def _go_through(self, agenda: list[tuple[datetime, Act]], until: datetime) -> None:
        """Do one thing after another; what takes its time is gone on with in turns, and left where the time is up."""
        number = count()
        queue: list[tuple[datetime, int, Act]] = [(at, next(number), act) for at, act in agenda]
        heapify(queue)
        while queue:
            at, _, act = heappop(queue)
            if at < until:
                self._clock.set(at)
                work = act()
                pause = next(work, None) if work is not None else None
                if work is not None and pause is not None:
                    resume: Act = partial(iter, work)
                    heappush(queue, (max(at, self._clock.instant) + pause, next(number), resume))

    def _planned(self, date: datetime, ago: int) -> Iterator[tuple[datetime, Act]]:
        """Give what is done by the plans of the checklists."""
        if ago < self._daily:
            yield from self._rounds.acts(date, miss=TEMPERATURES if ago == MISSED_AGO else "")
            yield from ((self._at(date, hour, minute), act) for hour, minute, act in self._particular.on(ago, date))
            for hour, minute in (8, 45), (13, 20), (17, 50):
                yield self._at(date, hour, minute), partial(self._rounds.sign, keep=KEPT if ago < 2 else 0)  # noqa: PLR2004
            yield self._at(date, 5), self._rounds.settle
        elif date.weekday() in {1, 5}:
            yield self._at(date, 18, 40), self._close_and_sign
        planning = {self._daily: self._rounds.plan, 10: self._rounds.plan_more_often, 1: self._rounds.explain}.get(ago)
        if planning is not None:
            yield self._at(date, 20, 10), planning

    def _usual(self, date: datetime, *, busy: bool, last: bool) -> Iterator[tuple[datetime, Act]]:
        """Give what is done day after day besides the checklists."""
        if busy:
            yield self._within(date, 6, 6, 35), partial(self._take_over, date)
            yield self._within(date, 12, 12), partial(self._use_authority, date, last=last)
        if (self._today - date).days == 1:
            yield self._at(date, 14, 20), partial(shift_change.leave_in_passing, self._desk, self._people)
        if (self._today - date).days == inquiry.DAYS_AGO:
            yield self._at(date, 16, 30), partial(inquiry.look_into, self._desk, self._people)
        yield self._at(date, 15, 40), self._work_on_cases
        yield self._at(date, 16, 10), partial(self._write, date)

    def _take_over(self, date: datetime) -> None:
        lead = self._people[who_does("shift-lead", self._clock.instant)]
        other = self._people[who_does("front-of-house", self._clock.instant)]
        self._desk.people.sign_in(lead, cast.PIN)
        shift_change.take_over(self._desk, (lead, other), date.toordinal())

    def _close_and_sign(self) -> None:
        run = self._rounds.begin(self._rounds.sop(CLOSING))
        self._rounds.at_once(self._rounds.go_on(run))
        self._rounds.complete(run)
        self._rounds.sign_off(run)

    def _log(self, story: Story, run: str = "") -> None:
        worker = self._someone(cast.STAFF)
        self._desk.people.sign_in(worker, cast.PIN)
        now = self._clock.instant
        occurred = now - timedelta(minutes=self._random.randint(4, 90))
        if story.at is not None:
            occurred = self._at(now, story.at.hour, story.at.minute)
        found = (self._desk.incidents.pinned(self._rounds.sop(each), occurred) for each in story.under)
        case = self._desk.incidents.log(
            by=worker, kind=story.kind, narrative=story.narrative, occurred_at=occurred, severity=story.severity,
            channel=story.channel, place=story.place, done_at_once=story.done_at_once, customer=story.customer,
            procedures=[each.pinned for each in found if each is not None], run=run,
        )  # fmt: skip
        stage = 0
        for following, low, high in ((Stage.ACKNOWLEDGED, 2, 12), (Stage.INVESTIGATING, 20, 90)):
            if not run and self._chance(0.9):  # whoever is at a checklist goes on with that first
                self._clock.set(self._clock.instant + timedelta(minutes=self._random.randint(low, high)))
                self._go_on(case, story, following)
                stage += 1
            else:
                break
        self._open.append((case, story, stage))

    def _work_on_cases(self) -> None:
        """Take every open case one stage further, most of the days; close it when it has been followed up."""
        still: list[tuple[str, Story, int]] = []
        for case, story, stage in self._open:
            if self._chance(0.15):
                still.append((case, story, stage))
                continue
            self._clock.set(self._clock.instant + timedelta(minutes=3))
            if stage < ORDER.index(Stage.FOLLOWED_UP):
                self._go_on(case, story, ORDER[stage + 1])
                still.append((case, story, stage + 1))
            else:
                self._close(case, story)
        self._open = still

    def _go_on(self, case: str, story: Story, stage: Stage) -> None:
        lead = self._someone(cast.LEADS)
        if stage is Stage.ACKNOWLEDGED:
            self._desk.assigning.give(by=lead, incident=case, owner=lead)
        if stage is Stage.INVESTIGATING and story.details:
            self._desk.incidents.detail(by=lead, incident=case, values=story.details)
        if stage is Stage.INVESTIGATING and story.injured:
            role, known = story.injured
            self._desk.incidents.entries.add_party(by=lead, incident=case, role=role, personal=known, injured=True)
        if stage is Stage.INVESTIGATING:
            evidence.bring(self._desk, lead, case, story, self._clock.instant)
        if stage is Stage.FOLLOWED_UP and story.closing:
            self._desk.incidents.detail(by=lead, incident=case, values=story.closing)
        if stage is Stage.FOLLOWED_UP and story.follow_up:
            self._desk.incidents.entries.record(by=lead, incident=case, sort="follow-up", values=story.follow_up)
            return
        self._desk.incidents.move(by=lead, incident=case, stage=stage, text=stories.said_at(stage, story.kind))
        if self._chance(0.15) and not story.again and self._desk.incidents.file(case).place == "at the counter":
            self._desk.incidents.correct(
                by=lead, incident=case, field="place", now="at the counter, left till",
                reason="It was the left till, as the camera shows.",
            )  # fmt: skip

    def _close(self, case: str, story: Story) -> None:
        supervisor = self._someone(cast.SUPERVISORS)
        file = self._desk.incidents.file(case)
        if file.lacks:
            raise ValueError(f"the story of {file.row.number} lacks {[each.words for each in file.lacks]}")
        self._desk.incidents.close(
            by=supervisor, password=cast.PASSWORD, incident=case, outcome=story.outcome, digest=file.digest
        )

    def _use_authority(self, date: datetime, *, last: bool) -> None:
        day = DAYS - (self._today - date).days
        authority.use_on_day(self._desk, self._people, day, last=last)

    def _write(self, date: datetime) -> None:
        """Hand in and decide a few revisions on certain days; review, suggest and answer on others."""
        day = DAYS - (self._today - date).days
        for act in (*revisions.on_day(day), *care.on_day(day)):
            act(self._desk, self._people)

    def _leave_open(self) -> None:
        """End a little before now, with what is due now half done and the rest of it waiting."""
        self._clock.set(self._today - timedelta(minutes=25))
        guided.follow(self._desk, self._people)
        for who in dict.fromkeys(who_does(role, self._today) for role in ("front-of-house", "shift-lead")):
            self._desk.duty.start(by=self._people[who])
        self._rounds.settle()
        due = [each for each in self._desk.schedule.due() if each.state in {DueState.DUE, DueState.LATE}]
        if not any(each.run for each in due):
            for each in due[:1]:
                run = self._rounds.begin(each.sop)
                half = len(self._desk.checklists.run(run).content.items()) // 2
                self._rounds.at_once(self._rounds.go_on(run, well=True, most=half))

    def _heard_of(self, story: Story, date: datetime) -> datetime:
        """Give when a story is written down: where it names its time, within the hour after that."""
        if story.at is None:
            return self._within(date, 9, 17)
        return self._at(date, story.at.hour, story.at.minute) + timedelta(minutes=self._random.randint(8, 55))

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _someone(self, keys: tuple[str, ...]) -> str:
        return self._people[self._random.choice(keys)]

    def _within(self, date: datetime, first: int, last: int, most: int = 59) -> datetime:
        return self._at(date, self._random.randint(first, last), self._random.randint(0, most))

    def _at(self, date: datetime, hour: int, minute: int = 0) -> datetime:
        local = datetime.combine(date.astimezone(self._zone).date(), time(hour, minute), self._zone)
        return local.astimezone(UTC)
