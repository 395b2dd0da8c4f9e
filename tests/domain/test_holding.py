from dataclasses import replace

import pytest

from sopdesk.domain.event import ERASED
from sopdesk.domain.holding import (
    REMIND_AFTER,
    CheckpointHandedOver,
    Holding,
    PlaceChosen,
    ReminderSet,
    Way,
    choose,
    fold,
    hand_over,
    remind_after,
)
from tests.domain.given import history, refuses

GIVEN = CheckpointHandedOver("sopdesk/aa/bb", 40, "ab" * 32, Way.MAILED, "the accountant")


def held(*events: object) -> Holding:
    """Give what Ruth recorded about checkpoints."""
    return fold("checkpoints", history(*(("ruth", each) for each in events)))


def test_it_is_known_who_holds_which_checkpoint_since_when() -> None:
    """Each hand-over stands with its holder, in the order of the clock; a name that was erased is none."""
    state = held(GIVEN, replace(GIVEN, size=60, holder=ERASED), replace(GIVEN, size=70, holder=None))
    assert [(each.what.size, each.holder) for each in state.handed] == [(40, "the accountant"), (60, ""), (70, "")]
    assert state.handed[0].stamp.actor == "ruth"


def test_a_checkpoint_is_handed_to_somebody() -> None:
    """A hand-over names its holder, in few words; spaces around it do not count."""
    assert hand_over("sopdesk/aa/bb", 40, "ab" * 32, Way.MAILED, "  the  accountant ") == GIVEN
    assert "who holds it" in refuses(lambda: hand_over("sopdesk/aa/bb", 40, "ab" * 32, Way.COPIED, " "))
    assert "at most 200" in refuses(lambda: hand_over("sopdesk/aa/bb", 40, "ab" * 32, Way.COPIED, "x" * 201))


def test_the_second_place_is_chosen_changed_and_declined() -> None:
    """The last choice stands; declining is a choice, too, and none is made twice."""
    assert held().settled is None
    state = held(PlaceChosen("/media/stick"), PlaceChosen("/net/share"))
    assert state.place == "/net/share"
    assert choose(state, "/media/stick") == PlaceChosen("/media/stick")
    assert "settled already" in refuses(lambda: choose(state, "/net/share"))
    assert choose(state, "") == PlaceChosen(None)
    declined = held(PlaceChosen("/net/share"), PlaceChosen(None))
    assert (declined.place, declined.settled is not None) == ("", True)
    assert "settled already" in refuses(lambda: choose(declined, ""))
    assert held(PlaceChosen(ERASED)).place == ""


@pytest.mark.parametrize("days", [0, 367, REMIND_AFTER])
def test_the_reminder_comes_after_some_days(days: int) -> None:
    """A reminder is set to between a day and a year, and only to something new."""
    assert ("days" if days != REMIND_AFTER else "set already") in refuses(lambda: remind_after(held(), days))


def test_the_reminder_is_changed() -> None:
    """The number of days last set stands; what belongs to something else is passed over."""
    assert remind_after(held(), 3) == ReminderSet(3)
    assert held(ReminderSet(3), "something else").days == 3
