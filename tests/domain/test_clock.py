import pytest

from sopdesk.domain.clock import (
    PRESETS,
    ClockName,
    ClocksImported,
    ClocksSet,
    Goal,
    HouseClocks,
    fold,
    minutes_of,
    set_goals,
    span_words,
)
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged
from sopdesk.domain.legal_clock import LegalClock
from sopdesk.domain.pausing import go_on, wait
from sopdesk.domain.waiting import IncidentResumed, IncidentWaiting
from tests.domain.given import at, history, refuses, signature
from tests.domain.test_deadline import fresh


def test_a_house_sets_how_long_things_may_take() -> None:
    """What is not said keeps its preset, and recording is never put off until the house opens."""
    what = set_goals(HouseClocks(), [Goal(ClockName.RESOLVE, 60), Goal(ClockName.LOG, 90, open_hours=True)], " calls ")
    house = fold("clocks", history(what))
    assert (house.goals[ClockName.RESOLVE].minutes, house.goals[ClockName.LOG]) == (60, Goal(ClockName.LOG, 90))
    assert (house.goals[ClockName.FOLLOW_UP], house.own, what.reason) == (PRESETS[ClockName.FOLLOW_UP], True, "calls")
    assert house.applied().goals == tuple(house.goals.values())


def test_goals_are_set_with_a_reason_and_within_bounds() -> None:
    """Nothing, more than a year, no change, and no reason are refused."""
    assert "at least a minute" in refuses(lambda: set_goals(HouseClocks(), [Goal(ClockName.RESOLVE, 0)], "x"))
    assert "Nothing" in refuses(lambda: set_goals(HouseClocks(), [], "x"))
    assert "Say why" in refuses(lambda: set_goals(HouseClocks(), [Goal(ClockName.RESOLVE, 60)], " "))


def test_a_file_of_legal_clocks_replaces_the_one_before() -> None:
    """What the house brought last holds."""
    one, two = (LegalClock(each, "Tell", ("complaint",), 60, "Act 1") for each in ("a", "b"))
    house = fold("clocks", history(ClocksImported((one,), "a.csv", "d"), ClocksImported((two,), "b.csv", "e"),
                                   ClocksSet((Goal(ClockName.RESOLVE, 60),)), IncidentResumed()))  # fmt: skip
    assert (house.legal, house.file, house.applied().legal) == ((two,), "b.csv", (two,))
    assert two.span.total_seconds() == 3600


@pytest.mark.parametrize(
    ("text", "minutes", "said"),
    [("15 min", 15, "15 min"), ("2 h", 120, "2 hours"), ("1.5 days", 2160, "36 hours"), ("1 day", 1440, "1 day"),
     ("90 minutes", 90, "90 min"), ("3 Days", 4320, "3 days"), ("1,5h", 90, "90 min")],
)  # fmt: skip
def test_times_are_read_as_people_write_them(text: str, minutes: int, said: str) -> None:
    """Minutes, hours and days; what is said again is read again."""
    assert minutes_of(text) == minutes
    assert span_words(minutes) == said
    assert minutes_of(said) == minutes


@pytest.mark.parametrize("text", ["", "soon", "2", "0 min", "400 days", "0.25 min"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """A time without a unit, none at all, more than a year and parts of a minute are refused."""
    assert refuses(lambda: minutes_of(text))


def test_a_file_waits_for_something_and_once() -> None:
    """Waiting takes a reason and an open file; only a file that waits goes on."""
    assert wait(fresh(), " the receipt ") == IncidentWaiting("the receipt")
    assert "what you wait for" in refuses(lambda: wait(fresh(), " "))
    waits = fresh(IncidentWaiting("x"))
    assert "already" in refuses(lambda: wait(waits, "y"))
    assert (go_on(waits, ""), go_on(waits, "sent")) == (IncidentResumed(), IncidentResumed("sent"))
    assert "does not wait" in refuses(lambda: go_on(fresh(), ""))
    logged = IncidentLogged("T-1", IncidentKind.COMPLAINT, at(-1), at(), "UTC")
    closed = fresh(logged, IncidentClosed("d9", signature(), "Content"))
    assert "closed" in refuses(lambda: wait(closed, "x"))
