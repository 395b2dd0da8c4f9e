"""Three months at the demo café, made by a seeded generator through the same services as a person uses."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sopdesk.demo import authority, care, cast, guided, household, revisions, shift_change, stories
from sopdesk.demo.rounds import CLEANING, FRIDGES, OPENING, Rounds
from sopdesk.demo.stories import Story
from sopdesk.domain.fields import fields_for
from sopdesk.domain.incident import ORDER, Stage
from sopdesk.domain.occasion import DueState
from sopdesk.domain.sop import Answer, Item
from sopdesk.services.workspace import Workspace

DAYS = 92
DAILY = 12
"""For so many days up to today the checklists were done every day; before, twice a week."""
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

    def __init__(self, desk: Workspace, clock: DemoClock, today: datetime, seed: int = 7) -> None:
        """Work on an empty desk whose clock is the generator's."""
        self._desk = desk
        self._clock = clock
        self._today = today
        self._random = Random(seed)
        self._zone = ZoneInfo(cast.ZONE)
        self._people: dict[str, str] = {}
        self._open: list[tuple[str, Story, int]] = []
        self._evenings = 0
        self._rounds = Rounds(desk, self._people, clock, self._do, end=today, seed=seed + 2)

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
        """Spread the stories over the days, the later weeks a little denser."""
        days: dict[int, list[Story]] = {}
        for round_ in range(3):
            for story in self._random.sample(stories.STORIES, len(stories.STORIES)):
                low, high = (2, 45) if round_ == 0 else (30, 75) if round_ == 1 else (60, DAYS - 1)
                days.setdefault(self._random.randint(low, high), []).append(story)
        return days

    def _live_through(self, date: datetime, told: list[Story] | tuple[Story, ...], *, last: bool) -> None:
        ago = (self._today - date).days
        busy = ago < DAILY or date.weekday() in {1, 5}
        if busy:
            self._morning(date)
        if ago < DAILY:
            self._rounds.settle()
            self._rounds.go(OPENING, self._at(date, 7, 5), signed=ago > 1)
            self._rounds.go(FRIDGES, self._at(date, 10, 8), signed=ago > 1)
        for story in told:
            self._log(date, story)
        self._use_authority(date, busy=busy, last=last)
        if ago == 1:
            self._clock.set(self._at(date, 14, 20))
            shift_change.leave_in_passing(self._desk, self._people)
        if ago < DAILY:
            self._rounds.go(FRIDGES, self._at(date, 14, 30), signed=ago > 1)
            self._rounds.go(CLEANING, self._at(date, 15), signed=ago > 1)
        self._work_on_cases(date)
        self._write(date)
        if busy and not last:
            self._evening(date)
        planning = {DAILY: self._rounds.plan, 6: self._rounds.plan_twice, 1: self._rounds.explain}.get(ago)
        if planning is not None:
            self._clock.set(self._at(date, 20, 10))
            planning()

    def _morning(self, date: datetime) -> None:
        lead = self._someone(cast.LEADS)
        self._clock.set(self._at(date, 7, self._random.randint(2, 20)))
        self._desk.people.sign_in(lead, cast.PIN)
        shift_change.take_over(self._desk, (lead, self._someone(cast.STAFF)), date.toordinal())

    def _evening(self, date: datetime) -> None:
        worker, supervisor = self._someone(cast.STAFF), self._someone(cast.SUPERVISORS)
        self._clock.set(self._at(date, 18, self._random.randint(5, 40)))
        self._desk.people.sign_in(worker, cast.PIN)
        closing = next(row for row in self._desk.checklists.available() if "clos" in row.title.lower())
        run = self._desk.checklists.start(by=worker, sop=closing.id)
        page = self._desk.checklists.run(run)
        for item in page.content.items():
            self._clock.set(self._clock.instant + timedelta(seconds=self._random.randint(20, 150)))
            self._do(worker, run, item)
        left = shift_change.evening(self._desk, self._evenings)
        self._evenings += 1
        self._desk.checklists.complete(by=worker, run=run, handover=left)
        self._clock.set(self._clock.instant + timedelta(minutes=self._random.randint(4, 25)))
        self._desk.people.sign_in(supervisor, cast.PIN)
        page = self._desk.checklists.run(run)
        if (self._today - date).days > 1:
            self._desk.checklists.sign_off(by=supervisor, password=cast.PASSWORD, run=run, digest=page.digest)

    def _do(self, worker: str, run: str, item: Item) -> None:
        lists = self._desk.checklists
        if item.asks in {Answer.NUMBER, Answer.AMOUNT}:
            value, about = self._reading(item)
            lists.count(by=worker, run=run, item=item.id, value=value, done_about_it=about)
        elif item.asks is Answer.TEXT:
            lists.note(by=worker, run=run, item=item.id, text=self._random.choice(stories.NOTED))
        elif not item.must and self._chance(0.04):
            lists.skip(by=worker, run=run, item=item.id, reason=self._random.choice(stories.SKIPPED))
        else:
            lists.tick(by=worker, run=run, item=item.id)

    def _reading(self, item: Item) -> tuple[Decimal, str]:
        low = item.low if item.low is not None else (item.high or Decimal(5)) - 5
        high = item.high if item.high is not None else low + 5
        if self._chance(0.06) and item.high is not None:
            return high + Decimal("1.8"), stories.TOO_WARM if "°" in item.unit else stories.COUNT_OFF
        share = Decimal(self._random.randint(15, 85)) / 100
        return (low + (high - low) * share).quantize(Decimal("0.1")), ""

    def _log(self, date: datetime, story: Story) -> None:
        self._clock.set(self._at(date, self._random.randint(9, 17), self._random.randint(0, 59)))
        worker = self._someone(cast.STAFF)
        self._desk.people.sign_in(worker, cast.PIN)
        occurred = self._clock.instant - timedelta(minutes=self._random.randint(4, 90))
        fitting = self._desk.incidents.propose(story.narrative, occurred)
        case = self._desk.incidents.log(
            by=worker, kind=story.kind, narrative=story.narrative, occurred_at=occurred, severity=story.severity,
            channel=story.channel, place=story.place, done_at_once=story.done_at_once, customer=story.customer,
            procedures=[each.pinned for each in fitting[:2]],
        )  # fmt: skip
        stage = 0
        for following, low, high in ((Stage.ACKNOWLEDGED, 2, 12), (Stage.INVESTIGATING, 20, 90)):
            if self._chance(0.9):
                self._clock.set(self._clock.instant + timedelta(minutes=self._random.randint(low, high)))
                self._go_on(case, story, following)
                stage += 1
            else:
                break
        self._open.append((case, story, stage))

    def _work_on_cases(self, date: datetime) -> None:
        """Take every open case one stage further, most of the days; close it when it has been followed up."""
        still: list[tuple[str, Story, int]] = []
        for case, story, stage in self._open:
            if self._chance(0.15):
                still.append((case, story, stage))
                continue
            self._clock.set(max(self._clock.instant, self._at(date, 15)) + timedelta(minutes=7))
            if stage < ORDER.index(Stage.FOLLOWED_UP):
                self._go_on(case, story, ORDER[stage + 1])
                still.append((case, story, stage + 1))
            else:
                self._close(case, story)
        self._open = still

    def _go_on(self, case: str, story: Story, stage: Stage) -> None:
        lead = self._someone(cast.LEADS)
        words = {
            Stage.ACKNOWLEDGED: "Told the customer that we have it and when they will hear from us.",
            Stage.INVESTIGATING: "Asked those who were on shift and looked at the till and the checklist.",
            Stage.RESOLVED: "Settled as written in the file.",
            Stage.FOLLOWED_UP: "Asked once more whether all is well.",
        }
        if stage is Stage.INVESTIGATING and story.details:
            self._desk.incidents.detail(by=lead, incident=case, values=story.details)
        if stage is Stage.FOLLOWED_UP and story.closing:
            self._desk.incidents.detail(by=lead, incident=case, values=story.closing)
        self._desk.incidents.move(by=lead, incident=case, stage=stage, text=words[stage])
        if self._chance(0.15):
            was = self._desk.incidents.file(case).place
            if was and was != "at the counter, left till":
                self._desk.incidents.correct(
                    by=lead, incident=case, field="place", now="at the counter, left till",
                    reason="It was the left till, as the camera shows.",
                )  # fmt: skip

    def _close(self, case: str, story: Story) -> None:
        supervisor = self._someone(cast.SUPERVISORS)
        file = self._desk.incidents.file(case)
        needed = {spec.name for spec in fields_for(story.kind)} & {spec.name for spec in file.missing}
        if needed:
            raise ValueError(f"the story of {file.row.number} lacks {sorted(needed)}")
        self._desk.incidents.close(
            by=supervisor, password=cast.PASSWORD, incident=case, outcome=story.outcome, digest=file.digest
        )

    def _use_authority(self, date: datetime, *, busy: bool, last: bool) -> None:
        if busy:
            day = DAYS - (self._today - date).days
            self._clock.set(self._at(date, 13, day % 50))
            authority.use_on_day(self._desk, self._people, day, last=last)

    def _write(self, date: datetime) -> None:
        """Hand in and decide a few revisions on certain days; review, suggest and answer on others."""
        day = DAYS - (self._today - date).days
        for act in (*revisions.on_day(day), *care.on_day(day)):
            act(self._desk, self._people)

    def _leave_open(self) -> None:
        """End a little before now, with the morning's checklist under way."""
        self._clock.set(self._today - timedelta(minutes=25))
        guided.follow(self._desk, self._people)
        worker = self._people["mei"]
        self._desk.duty.start(by=worker)
        run = self._desk.checklists.start(by=worker, sop=self._next_checklist())
        for item in self._desk.checklists.run(run).content.items()[:4]:
            self._do(worker, run, item)
        self._rounds.settle()

    def _next_checklist(self) -> str:
        """Give the checklist that is due at the end, or comes next; where none does, that of opening."""
        now = (DueState.DUE, DueState.LATE, DueState.COMING)
        due = [each for each in self._desk.schedule.due() if each.state in now and not each.run]
        due.sort(key=lambda each: now.index(each.state))
        return next((each.sop for each in due), "") or self._desk.manual.find_number(OPENING) or ""

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _someone(self, keys: tuple[str, ...]) -> str:
        return self._people[self._random.choice(keys)]

    def _at(self, date: datetime, hour: int, minute: int = 0) -> datetime:
        local = datetime.combine(date.astimezone(self._zone).date(), time(hour, minute), self._zone)
        return local.astimezone(UTC)
