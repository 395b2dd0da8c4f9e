from datetime import datetime, timedelta

from sopdesk.domain.reminding import Cause, Doors, Reminder, Waiting, message, reminders, task
from tests.domain.given import at

OPEN, SHUT = Doors(), Doors(is_open=False)
FRIDGE = task("fridge", at(0), at(2), at(2.5), begun=False)


def causes(
    *waiting: Waiting, now: datetime, doors: Doors = OPEN, said: set[tuple[str, str]] | None = None
) -> list[str]:
    """Give the causes of what is reminded of."""
    return [each.cause.value for each in reminders(waiting, now, doors, said or set())]


def test_a_check_is_reminded_of_when_it_is_due_soon_late_and_late() -> None:
    """When it can be done, a quarter of an hour before it is due at most, and when it is late."""
    hours = (-0.1, 0, 1.7, 1.75, 2.4, 2.5)
    assert [causes(FRIDGE, now=at(hour)) for hour in hours] == [
        [], ["due"], ["due"], ["due soon"], ["due soon"], ["late"],
    ]  # fmt: skip


def test_a_short_time_leaves_short_notice() -> None:
    """A quarter of its time, never less than five minutes, and never before it can be begun."""
    short = task("short", at(0), at(0.5), at(0.5), begun=False)
    assert causes(short, now=at(0) + timedelta(minutes=22)) == ["due"]
    assert causes(short, now=at(0) + timedelta(minutes=23)) == ["due soon"]
    shortest = task("shortest", at(0), at(0) + timedelta(minutes=3), at(1), begun=False)
    assert causes(shortest, now=at(0)) == ["due soon"]


def test_each_cause_is_said_once() -> None:
    """What was said is not said again; what goes further is."""
    said = {("fridge", "due")}
    assert causes(FRIDGE, now=at(1), said=said) == []
    assert causes(FRIDGE, now=at(2), said=said) == ["due soon"]
    assert causes(FRIDGE, now=at(3), said={("fridge", "late")}) == []


def test_what_has_been_begun_is_not_announced() -> None:
    """Nobody is told that a check can be begun that is under way, but that it is due soon, and late."""
    begun = task("fridge", at(0), at(2), at(2.5), begun=True)
    assert [causes(begun, now=at(hour)) for hour in (1, 2, 3)] == [[], ["due soon"], ["late"]]


def test_nothing_is_said_while_the_house_is_closed() -> None:
    """Outside opening hours the desk is quiet; at opening it says how things stand."""
    assert causes(FRIDGE, message("w-1", Cause.HANDED_UP, at(0)), now=at(3), doors=SHUT) == []
    assert causes(FRIDGE, now=at(3), doors=Doors(closes=at(9))) == ["late"]


def test_what_was_left_to_somebody_is_said_when_they_come() -> None:
    """Whoever signs in before opening is told of the hand-over that waits for them, once each time."""
    left = message("h-1 p-1", Cause.HANDOVER, at(0), left_to=True)
    assert causes(left, FRIDGE, now=at(3), doors=SHUT) == ["hand-over"]
    assert causes(left, now=at(3), doors=SHUT, said={("h-1 p-1", "hand-over")}) == []


def test_what_is_done_at_closing_is_said_before() -> None:
    """What would be due soon or late after closing is said half an hour before, and then not twice."""
    closing = task("closing", at(7.5), at(8.5), at(8.75), begun=False)
    doors = Doors(closes=at(8))
    assert causes(closing, now=at(7.4), doors=doors) == []
    assert causes(closing, now=at(7.5), doors=doors) == ["before closing"]
    assert causes(closing, now=at(7.9), doors=doors, said={("closing", "before closing")}) == []
    at_the_door = task("door", at(6), at(8), at(8), begun=False)
    assert causes(at_the_door, now=at(7.4), doors=doors) == ["due"]
    assert causes(at_the_door, now=at(7.8), doors=doors, said={("door", "before closing")}) == []


def test_what_is_not_for_closing_is_left_for_its_time() -> None:
    """Tomorrow's opening check, what is late already, and what is in time are no matter of closing."""
    doors, now = Doors(closes=at(8)), at(7.9)
    tomorrow = task("opening", at(17), at(18), at(18.5), begun=False)
    in_time = task("noon", at(3), at(7.85), at(7.95), begun=False)
    late = task("late", at(1), at(7.8), at(7.85), begun=False)
    assert [causes(each, now=now, doors=doors) for each in (tomorrow, in_time, late)] == [[], ["due soon"], ["late"]]
    assert causes(message("h-1", Cause.HANDOVER, at(7)), now=now, doors=doors) == ["hand-over"]


def test_the_most_pressing_is_said_first() -> None:
    """Late before due, and what was handed up before what can be read later."""
    waiting = (
        task("soon", at(2), at(5), at(5), begun=False), message("h-1", Cause.HANDOVER, at(1)), FRIDGE,
        message("w-1", Cause.HANDED_UP, at(1)),
    )  # fmt: skip
    assert reminders(waiting, at(3), OPEN, set()) == (
        Reminder("fridge", Cause.LATE), Reminder("w-1", Cause.HANDED_UP), Reminder("h-1", Cause.HANDOVER),
        Reminder("soon", Cause.DUE),
    )  # fmt: skip
