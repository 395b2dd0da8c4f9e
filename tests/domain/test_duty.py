from datetime import datetime

from sopdesk.domain.duty import EARLY, LONGEST_DUTY, Duty, DutyEnded, DutyStarted, OnDuty, fold, on_duty, start
from sopdesk.domain.rota import Shift, Work
from tests.domain.given import at, history, recorded

SHIFT = Shift("day", "Day", 480, 960)
WORK = Work("ben", SHIFT, at(0), at(8))


def said(*events: object) -> Duty:
    """Give a time on duty of these events, one hour apart."""
    return fold("duty-1", history(*events))


def there(instant: datetime, *duties: Duty) -> list[str]:
    """Give who is on duty when Ben has the day shift."""
    return [each.person for each in on_duty(instant, duties, [WORK])]


def test_the_rota_puts_people_on_duty() -> None:
    """Who has a shift is on duty from its beginning to its end, and not a moment longer."""
    assert on_duty(at(0), [], [WORK]) == (OnDuty("ben", at(0), at(8), "Day"),)
    assert there(at(8)) == []


def test_saying_so_puts_on_duty() -> None:
    """Who says so is on duty until they say otherwise, or until the end that was set."""
    ana = said(DutyStarted(at(5)))
    assert there(at(1), ana) == ["ana", "ben"]
    assert there(at(5), ana) == ["ben"]
    ended = said(DutyStarted(at(5)), "something else", DutyEnded())
    assert (there(at(1), ended), there(at(2), ended)) == (["ana", "ben"], ["ben"])
    assert on_duty(at(1), [ana], []) == (OnDuty("ana", at(0), at(5)),)


def test_before_it_began_nobody_was_on_duty() -> None:
    """A time on duty counts from when it was begun, never before."""
    late = fold("duty-1", [recorded(DutyStarted(at(9)), "ana", 4)])
    assert there(at(3), late) == ["ben"]


def test_who_goes_home_is_off_duty() -> None:
    """Who ends their duty in the middle of a shift is off duty for the rest of it, whatever the rota says."""
    gone = fold("duty-1", [recorded(DutyEnded(), "ben", 3)])
    assert (there(at(2), gone), there(at(4), gone)) == (["ben"], [])
    assert there(at(4), fold("duty-1", [recorded(DutyEnded(), "ben", -3)])) == ["ben"]
    assert there(at(4), Duty("duty-2")) == ["ben"]


def test_a_duty_ends_by_itself() -> None:
    """Duty begun in or shortly before a shift ends with it; outside any shift after the longest time."""
    assert start(at(2), [WORK]).until == at(8)
    assert start(at(0) - EARLY, [WORK]).until == at(8)
    assert start(at(0) - 2 * EARLY, [WORK]).until == at(0) - 2 * EARLY + LONGEST_DUTY
    assert start(at(8), [WORK]).until == at(8) + LONGEST_DUTY
