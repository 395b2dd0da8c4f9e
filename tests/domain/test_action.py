from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from sopdesk.domain import acting, casework, gates
from sopdesk.domain.action import (
    Action,
    ActionChanged,
    ActionChecked,
    ActionDone,
    ActionDropped,
    ActionPlanned,
    ActionRefused,
    ActionSort,
    ActionVerified,
    Waits,
)
from sopdesk.domain.attachment import AttachmentAdded, Way, fold_erased
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.entry import EntryRecorded
from sopdesk.domain.event import ERASED
from sopdesk.domain.field_sets.action import ACTION, NEEDED
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged, IncidentMoved, Stage
from tests.domain.given import CARD, at, history, refuses, signature

LOGGED = IncidentLogged("T-1", IncidentKind.NEAR_MISS, at(), at(), "UTC")
TODAY, DUE, LATER = date(2026, 5, 4), date(2026, 5, 11), date(2026, 6, 8)
FIX = ActionPlanned("a1", ActionSort.CORRECTIVE, "leo", DUE, "ruth", LATER, what="Fit a guard", criterion="No burns")
MEND = ActionPlanned("a2", ActionSort.CORRECTION, "leo", DUE, what="Mend the hinge")
DONE, SEEN = ("leo", ActionDone("a1", "Photo")), ("ruth", ActionVerified("a1"))
FAILED = ("ruth", ActionChecked("a1", effective=False, words="Two more burns"))
MOVED = ActionChanged("a1", "leo", date(2026, 5, 18), "ruth", LATER, "The part is late")


def given(*events: object) -> Incident:
    """Give the file of a near miss after these events."""
    return fold("inc-1", history(LOGGED, *events))


def one(*events: object) -> Action:
    """Give the action "a1" after these events."""
    return given(FIX, *events).actions["a1"]


def closed(*events: object) -> Incident:
    """Give a closed file."""
    return given(*events, IncidentClosed("d", signature()))


def test_an_action_goes_from_planned_to_effective() -> None:
    """It waits for being done, for somebody else to verify it, and for the day on which one sees that it worked."""
    states = [one(), one(DONE), one(DONE, SEEN), one(DONE, SEEN, ("ruth", ActionChecked("a1", effective=True)))]
    assert [each.waits for each in states] == [Waits.DOING, Waits.VERIFYING, Waits.CHECKING, Waits.NOTHING]
    assert [each.day for each in states] == [DUE, DUE, LATER, None]
    assert states[0].words == "Fit a guard"
    assert given(MEND, ActionDone("a2"), ActionVerified("a2")).actions["a2"].waits is Waits.NOTHING


def test_who_looks_again_is_who_was_named_or_who_verified_it() -> None:
    """Where nobody was named, whoever verified it looks later whether it worked."""
    nobody = replace(FIX, verifier="")
    assert one().checker == "ruth"
    assert given(nobody).actions["a1"].checker == ""
    assert given(nobody, DONE, ("sam", ActionVerified("a1"))).actions["a1"].checker == "sam"


def test_what_was_found_not_done_is_open_again() -> None:
    """The verifier's refusal stays in the file; the action waits for being done once more."""
    action = one(DONE, ("ruth", ActionRefused("a1", "Still loose")))
    assert (action.waits, action.done) == (Waits.DOING, None)
    assert [(what.reason, stamp.actor) for what, stamp in action.refused] == [("Still loose", "ruth")]
    assert one(DONE, ("ruth", ActionRefused("a1")), DONE).waits is Waits.VERIFYING


def test_what_did_not_work_asks_for_another_action() -> None:
    """It is settled once another action follows it, or is given up."""
    assert one(DONE, SEEN, FAILED).waits is Waits.REPLACING
    assert one(DONE, SEEN, FAILED).day is None
    next_ = replace(FIX, action="a3", follows="a1")
    file = given(FIX, DONE, SEEN, FAILED, next_)
    assert [each.waits for each in file.actions.values()] == [Waits.NOTHING, Waits.DOING]
    assert one(DONE, SEEN, FAILED, ActionDropped("a1")).waits is Waits.DROPPED


@pytest.mark.parametrize(
    "stray",
    [
        ActionVerified("a1"), ActionRefused("a1"), ActionChecked("a1", effective=True), ActionDone("a9"),
        replace(FIX, owner="sam"),
    ],
)  # fmt: skip
def test_acts_done_apart_do_no_harm(stray: object) -> None:
    """What was done at another station and does not fit where the action stands is passed over; the first stands."""
    assert one(stray) == one()


def test_a_dropped_action_stays_dropped() -> None:
    """Nothing brings a dropped action on, and a second report changes nothing."""
    assert one(ActionDropped("a1"), DONE).done is None
    assert one(DONE, ("sam", ActionDone("a1"))).done == one(DONE).done


def test_an_action_is_planned_with_owner_day_and_criterion() -> None:
    """Nobody plans what nobody could tell from undone: words, owner, day, and by what one sees that it worked."""
    planned = replace(FIX, what=" Fit a guard ", criterion=" No burns ", entry="e1")
    file = given(EntryRecorded("e1", "finding"))
    assert acting.plan(file, planned, TODAY) == replace(FIX, entry="e1")
    assert acting.plan(file, MEND, TODAY) == MEND
    wrong = {
        "what is to be done": replace(FIX, what=" "),
        "passed already": replace(FIX, due=date(2026, 5, 3)),
        "who does it": replace(FIX, owner=""),
        "Nobody verifies": replace(FIX, verifier="leo"),
        "how one can tell that": replace(FIX, criterion=""),
        "on which day": replace(FIX, check_on=None),
        "tell on that day": replace(MEND, check_on=LATER),
        "lies before": replace(FIX, check_on=TODAY),
        "no such action": replace(FIX, follows="a9"),
        "no such finding": replace(FIX, entry="e9"),
        "card number": replace(FIX, what=CARD),
    }
    for sentence, each in wrong.items():
        assert sentence in refuses(partial(acting.plan, file, each, TODAY))
    assert "did not work" in refuses(lambda: acting.plan(given(FIX), replace(FIX, follows="a1"), TODAY))
    assert "closed" in refuses(lambda: acting.plan(closed(), FIX, TODAY))
    failed = given(FIX, DONE, SEEN, FAILED)
    assert acting.plan(failed, replace(FIX, action="a3", follows="a1"), TODAY).follows == "a1"


def test_an_action_is_moved_with_a_reason() -> None:
    """Owner and day move while it is open, with the reason; both stay in the story."""
    assert acting.change(given(FIX), replace(MOVED, reason=" The part is late "), TODAY) == MOVED
    action = one(MOVED)
    assert (action.due, action.changes) == (date(2026, 5, 18), 1)
    late = date(2026, 7, 1)
    assert acting.change(given(FIX), replace(MOVED, due=DUE, verifier="sam"), late).due == DUE
    same = ActionChanged("a1", "leo", DUE, "ruth", LATER, "x")
    wrong = {
        "stands already": same,
        "Say why": replace(MOVED, reason=" "),
        "passed already": replace(MOVED, due=date(2026, 5, 1)),
        "when it was planned": replace(MOVED, check_on=None),
        "Nobody verifies": replace(MOVED, owner="ruth"),
        "lies before": replace(MOVED, due=date(2026, 6, 30)),
        "card number": replace(MOVED, reason=CARD),
        "no such action": replace(MOVED, action="a9"),
    }
    for sentence, each in wrong.items():
        assert sentence in refuses(partial(acting.change, given(FIX), each, TODAY))
    assert "settled" in refuses(lambda: acting.change(given(FIX, ActionDropped("a1")), MOVED, TODAY))


def test_of_a_verified_action_only_the_check_moves() -> None:
    """Once it is done and verified, what was due then is history; the later look can still be moved."""
    verified = given(FIX, DONE, SEEN)
    moved = ActionChanged("a1", "leo", DUE, "sam", date(2026, 6, 15), "Ruth is away")
    assert acting.change(verified, moved, TODAY) == moved
    assert "still be moved" in refuses(lambda: acting.change(verified, MOVED, TODAY))


def test_nobody_verifies_their_own_work() -> None:
    """Neither the owner nor whoever reported it done says that it is done."""
    file = given(FIX, ("tom", ActionDone("a1", "Photo")))
    assert acting.verify(file, "a1", " Seen ", "ruth") == ActionVerified("a1", "Seen")
    assert acting.verify(file, "a1", " ", "ruth") == ActionVerified("a1", None)
    assert acting.refuse(file, "a1", " Loose ", "ruth") == ActionRefused("a1", "Loose")
    for somebody in ("leo", "tom"):
        assert "Somebody else" in refuses(partial(acting.verify, file, "a1", "", somebody))
        assert "Somebody else" in refuses(partial(acting.refuse, file, "a1", "x", somebody))
    assert "not done yet" in refuses(lambda: acting.refuse(file, "a1", " ", "ruth"))
    assert "“to be done”" in refuses(lambda: acting.verify(given(FIX), "a1", "", "ruth"))
    assert "card number" in refuses(lambda: acting.verify(file, "a1", CARD, "ruth"))


def test_done_is_said_with_what_shows_it() -> None:
    """A report without evidence is none, and is made once."""
    assert acting.report_done(given(FIX), "a1", " Photo ") == ActionDone("a1", "Photo")
    assert "what shows" in refuses(lambda: acting.report_done(given(FIX), "a1", ""))
    assert "“to be verified”" in refuses(lambda: acting.report_done(given(FIX, DONE), "a1", "x"))
    assert "card number" in refuses(lambda: acting.report_done(given(FIX), "a1", CARD))


def test_attachments_show_that_it_is_done() -> None:
    """Files of the same incident stand for words, each once; what is not attached, or was erased, shows nothing."""
    photo = AttachmentAdded("d1", "image/jpeg", 1, Way.FILE, name="guard.jpg")
    file = given(FIX, ("leo", photo))
    only = acting.report_done(file, "a1", " ", ("d1", "d1"))
    assert only == ActionDone("a1", None, ("d1",))
    assert acting.report_done(file, "a1", "Photo", ("d1",)) == ActionDone("a1", "Photo", ("d1",))
    assert given(FIX, ("leo", photo), ("leo", only)).actions["a1"].files == ("d1",)
    assert given(FIX).actions["a1"].files == ()
    erased = replace(only, files=ERASED)  # type: ignore[arg-type]  # what stands in its place
    assert given(FIX, ("leo", erased)).actions["a1"].files == ()
    assert "no such attachment" in refuses(lambda: acting.report_done(file, "a1", "x", ("d2",)))
    gone = file
    fold_erased(gone.attachments, ["d1"])
    assert "no such attachment" in refuses(lambda: acting.report_done(gone, "a1", "x", ("d1",)))


def test_whether_it_worked_is_said_on_its_day_by_somebody_else() -> None:
    """That it worked can be said from the day of the check on, that it did not at any time; also on a closed file."""
    file = closed(FIX, DONE, SEEN)

    def check(who: str = "ruth", day: date = LATER, *, effective: bool = True, words: str = "None") -> ActionChecked:
        return acting.check(file, "a1", effective=effective, words=words, by=who, today=day)

    assert check() == ActionChecked("a1", effective=True, words="None")
    assert check(day=DUE, effective=False) == ActionChecked("a1", effective=False, words="None")
    assert "has not come" in refuses(lambda: check(day=DUE))
    assert "somebody else" in refuses(lambda: check("leo"))
    assert "by what" in refuses(lambda: check(words=" "))
    assert "“to be done”" in refuses(
        lambda: acting.check(given(FIX), "a1", effective=True, words="x", by="ruth", today=LATER)
    )


def test_an_action_is_dropped_with_a_reason() -> None:
    """Whatever is not settled can be given up; on a closed file only what is still to be looked at."""
    assert acting.drop(given(FIX), "a1", " Sold the hob ") == ActionDropped("a1", "Sold the hob")
    assert acting.drop(closed(FIX, DONE, SEEN), "a1", "Sold").reason == "Sold"
    assert "Reopen" in refuses(lambda: acting.drop(closed(FIX), "a1", "Sold"))
    assert "why" in refuses(lambda: acting.drop(given(FIX), "a1", ""))
    assert "settled already" in refuses(lambda: acting.drop(given(FIX, ActionDropped("a1")), "a1", "x"))


def test_no_file_is_closed_with_open_actions() -> None:
    """Each is done and verified, replaced or dropped before the close; whether it worked may be seen later."""

    def lacks(*events: object) -> list[str]:
        file = given(FIX, *events, IncidentMoved(Stage.RESOLVED))
        return [each.words for each in gates.lacking(file, Stage.CLOSED) if each.field is None]

    assert lacks() == ["have “Fit a guard” done and verified"]
    assert lacks(DONE) == ["have “Fit a guard” verified"]
    assert lacks(DONE, SEEN, FAILED) == ["plan another action for “Fit a guard”, which did not work"]
    assert lacks(DONE, SEEN) == lacks(ActionDropped("a1")) == []
    said = refuses(lambda: casework.check_closing(given(FIX, IncidentMoved(Stage.RESOLVED)), "Settled"))
    assert "have “Fit a guard” done and verified" in said
    assert not [each for each in gates.lacking(given(FIX), Stage.RESOLVED) if each.field is None]


def test_planned_actions_are_not_written_down_once_more() -> None:
    """An investigation is closed with its actions in words, or with actions that were planned one by one."""
    opened = IncidentLogged("T-1", IncidentKind.INVESTIGATION, at(), at(), "UTC")
    needed = [
        {each.name for each in gates.missing(fold("inc-1", history(opened, *events)), Stage.CLOSED)}
        for events in ((), (MEND,))
    ]
    assert needed[0] - needed[1] == {"actions"}


def test_only_what_ends_a_cause_is_looked_at_again() -> None:
    """Criterion and day of the check are asked for corrective and preventive actions, and needed then."""
    asked = {sort: {each.name for each in ACTION if each.applies({"sort": sort})} for sort in ActionSort}
    assert asked[ActionSort.PREVENTIVE] - asked[ActionSort.CORRECTION] == {"criterion", "check_on"}
    assert asked[ActionSort.CORRECTIVE] >= set(NEEDED)
