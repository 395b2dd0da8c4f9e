from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sopdesk.demo import cast
from sopdesk.demo.household import SHIFTS, WEEK
from sopdesk.domain.person import Role
from sopdesk.domain.rota import Rota, Shift, Turn, minutes

LONDON = ZoneInfo(cast.ZONE)
LEADING = {Role.SHIFT_LEAD, Role.SUPERVISOR, Role.MANAGER}


def test_somebody_is_there_at_every_hour() -> None:
    """At every hour of opening, on every day, the demo café has somebody who leads and somebody at the counter."""
    rota = Rota(
        shifts=tuple(Shift(name, word, minutes(starts), minutes(ends)) for name, word, starts, ends in SHIFTS),
        turns=tuple(Turn(who, shift, days) for who, shift, days in WEEK),
    )
    roles = {each.key: set(each.roles) for each in cast.CAST}
    instant = datetime(2026, 5, 4, 6, 30, tzinfo=LONDON)
    while instant.date() < date(2026, 5, 11):
        if minutes("6:30") <= instant.hour * 60 + instant.minute < minutes("20:30"):
            there = [roles[each.person] for each in rota.at(instant, LONDON)]
            assert any(each & LEADING for each in there), instant
            assert any(Role.FRONT_OF_HOUSE in each for each in there), instant
        instant += timedelta(minutes=30)


def test_nobody_has_two_shifts_a_day() -> None:
    """Nobody of the demo café works twice on one day."""
    days = [(who, day) for who, _, on in WEEK for day in on]
    assert len(set(days)) == len(days)
