"""Who is on duty, by the rota and by saying so; who can be called; the rota itself."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sopdesk.domain import duty, opening, rota
from sopdesk.domain.duty import DutyEnded
from sopdesk.domain.event import Recorded
from sopdesk.domain.opening import HOURS
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.rota import ROTA, Rota, RotaDayChanged, Shift, Turn, Work
from sopdesk.services.desk import Desk
from sopdesk.store import duties as table
from sopdesk.views.organisation import CallView, DutyView, RotaDayView, ShiftView
from sopdesk.views.people import PersonView

PAST = timedelta(minutes=1)
"""An instant so long ago is asked for as what was; one nearer is now."""
AROUND = timedelta(days=2)
"""How far back a time on duty may reach that still matters."""


class Duty:
    """Who is there now: worked out from the record and the clock at each asking, and never stored."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def start(self, *, by: str) -> datetime:
        """Begin to be on duty; give when it ends by itself: with the shift, or after ten hours."""
        self._desk.require(by, Right.RUN, Right.READ_TRAIL)
        now = self._desk.now()
        if by in {each.person.id for each in self.times(now) if not each.by_rota}:
            raise Refusal("You are on duty already.")
        mine = (each for each in self.works(now, now + duty.EARLY) if each.person == by)
        what = duty.start(now, mine)
        self._desk.record(by, (self._desk.new_id("duty"), [what]))
        return what.until

    def end(self, *, by: str) -> None:
        """End being on duty, also where the rota goes on."""
        now = self._desk.now()
        if self.mine(by) is None:
            raise Refusal("You are not on duty.")
        with self._desk.store.reading() as connection:
            known = table.duties_around(connection, now - AROUND, now)
        running = next((each for each in known if each.person == by and each.started and each.ended is None
                        and each.until and each.until > now), None)  # fmt: skip
        self._desk.record(by, (running.id if running else self._desk.new_id("duty"), [DutyEnded()]))

    def times(self, at: datetime | None = None) -> tuple[DutyView, ...]:
        """Give who is on duty at an instant (now), since when and until when, the highest role first."""
        instant = at or self._desk.now()
        with self._desk.store.reading() as connection:
            duties = table.duties_around(connection, instant - AROUND, instant)
        views = {each.id: each for each in self._desk.people_views()}
        organisation, day = self._desk.organisation(), self._day(instant)
        works = [each for each in self.works(instant, instant)
                 if each.person in views and not organisation.is_away(each.person, day)]  # fmt: skip
        found = [each for each in duty.on_duty(instant, duties, works) if each.person in views]
        rank = organisation.roles.rank
        found.sort(key=lambda each: -max(map(rank, views[each.person].roles), default=-1))
        return tuple(
            DutyView(views[each.person], each.since, each.until, bool(each.shift), each.shift) for each in found
        )

    def on_duty(self, at: datetime | None = None) -> tuple[PersonView, ...]:
        """Give who is on duty at an instant (now), the highest role first."""
        return tuple(each.person for each in self.times(at))

    def mine(self, person: str) -> DutyView | None:
        """Give since when and until when somebody is on duty now; None where they are not."""
        return next((each for each in self.times() if each.person.id == person), None)

    def turn(self, *, by: str) -> None:
        """Come on duty or, for who is on duty, go off it."""
        if self.mine(by) is None:
            self.start(by=by)
        else:
            self.end(by=by)

    def is_on_duty(self, person: str) -> bool:
        """Tell whether somebody is on duty now."""
        return any(each.id == person for each in self.on_duty())

    def on_duty_with(self, role: str, at: datetime | None = None) -> tuple[PersonView, ...]:
        """Give who is on duty and may act for a role: who has it first, then who has a role up its reporting line.

        A higher role stands in for a lower one, never the other way. `role` is an id or a name of the house's roles.
        """
        there = {each.id: each for each in self.on_duty(at)}
        return tuple(there[each] for each in self._desk.organisation().with_role(role, there.keys()))

    def who_can_be_called(self, role: str, at: datetime | None = None) -> tuple[CallView, ...]:
        """Give who can be called for a role: who has it, their deputies, then up the line; those on duty before all."""
        instant = at or self._desk.now()
        views = {each.id: each for each in self._desk.people_views()}
        there = {each.id for each in self.on_duty(instant)}
        calls = self._desk.organisation().calls(role, there, self._day(instant))
        return tuple(
            CallView(views[each.person], each.on_duty, each.because,
                     views[each.stands_for].name if each.stands_for else "")
            for each in calls
        )  # fmt: skip

    def rota(self) -> Rota:
        """Give the ordinary week, with the days that differ and the closed days of the house from now on."""
        today = self._day(self._desk.now())
        with self._desk.store.reading() as connection:
            return table.the_rota(connection, today, today + timedelta(days=3660))

    def week(self, first: date) -> tuple[RotaDayView, ...]:
        """Give seven days of the rota."""
        days = [first + timedelta(days=n) for n in range(7)]
        with self._desk.store.reading() as connection:
            found = table.the_rota(connection, days[0], days[-1])
        return tuple(self._day_view(found, day) for day in days)

    def change_rota(self, *, by: str, shifts: Iterable[Shift], turns: Iterable[Turn]) -> None:
        """Set the ordinary week: its shifts, and who works which on which days."""
        self._desk.require(by, Right.PLAN)
        people = {each.id for each in self._desk.people_views()}
        turns = [each for each in turns if each.person in people]  # who has left has no turn any more
        self._desk.record(by, (ROTA, [rota.change(shifts, turns, people)]))

    def change_day(self, *, by: str, day: date, person: str, shift: str = "", as_usual: bool = False) -> None:
        """Let somebody work another shift on one day, none ("") or as the week says."""
        self._desk.require(by, Right.PLAN)
        self._desk.person_view(person)
        if shift and shift not in {each.id for each in self.rota().shifts}:
            raise Refusal("There is no such shift.")
        self._desk.record(by, (ROTA, [RotaDayChanged(day, person, shift, as_usual)]))

    def _day_view(self, found: Rota, day: date) -> RotaDayView:
        views = {each.id: each for each in self._desk.people_views()}
        organisation = self._desk.organisation()
        works = [(person, shift) for person, shift in found.on(day) if person in views]
        off = [person for (on, person), shift in found.days.items() if on == day and not shift and person in views]
        off += [person for person, _ in works if organisation.is_away(person, day)]
        return RotaDayView(
            day, found.closed.get(day, ""),
            tuple(
                ShiftView(views[person], shift.name, rota.clock(shift.starts), rota.clock(shift.ends),
                          (day, person) in found.days)
                for person, shift in works
                if not organisation.is_away(person, day)
            ),
            tuple(views[each] for each in dict.fromkeys(off)),
        )  # fmt: skip

    def works(self, since: datetime, until: datetime, as_of: datetime | None = None) -> tuple[Work, ...]:
        """Give who works when from the day before one instant to the day of another, by the rota as of the first."""
        zone = self._desk.zone()
        first, last = since.astimezone(zone).date() - timedelta(days=1), until.astimezone(zone).date()
        found = self._rota_then(as_of or since, first, last)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return tuple(each for day in days for each in found.work(day, zone))

    def _rota_then(self, instant: datetime, first: date, last: date) -> Rota:
        """Give the rota as it stands or, for an instant in the past, as it stood then."""
        if instant < self._desk.now() - PAST:
            then = rota.fold(ROTA, self._until(ROTA, instant))
            then.closed = opening.fold(HOURS, self._until(HOURS, instant)).closed_days()
            return then
        with self._desk.store.reading() as connection:
            return table.the_rota(connection, first, last)

    def _until(self, subject: str, instant: datetime) -> Iterator[Recorded]:
        return (each for each in self._desk.store.history(subject).events if each.stamp.at <= instant)

    def _day(self, instant: datetime) -> date:
        return instant.astimezone(self._desk.zone()).date()
