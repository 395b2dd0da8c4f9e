from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sopdesk.domain.person import Person, Role
from sopdesk.domain.review import (
    Ground,
    ProcedureReviewed,
    ReviewDemanded,
    Upkeep,
    Verdict,
    check_verdict,
    demand,
    may_review,
    next_review,
    review_due,
)
from sopdesk.domain.revision import fold
from tests.domain.given import CARD, at, history, recorded, refuses, signature, stamp

DUE = date(2026, 6, 1)


def reviewed(verdict: Verdict = Verdict.KEEP) -> ProcedureReviewed:
    """Give a signed review of the revision d1."""
    return ProcedureReviewed("d1", verdict, signature(), "Read at the counter")


def demanded(due: date = DUE, name: str = "demand-1") -> ReviewDemanded:
    """Give a demand by a law."""
    return ReviewDemanded(name, Ground.LAW, due, "Allergen labelling")


def upkeep(*events: object) -> Upkeep:
    """Give what these events come to, one hour apart."""
    return fold("sop-1", history(*events)).upkeep


def test_review_falls_on_the_same_day_some_months_later() -> None:
    """A review is due so many months later, at the latest on the month's last day."""
    assert review_due(datetime(2026, 8, 31, tzinfo=UTC), 6) == date(2027, 2, 28)
    assert review_due(datetime(2026, 11, 4, tzinfo=UTC), 2) == date(2027, 1, 4)


def test_a_signed_review_begins_the_cycle_anew() -> None:
    """The next review is a cycle after the revision came into force or was last reviewed, whichever is later."""
    since, later = datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)
    assert next_review(since, 6, None, None, UTC) == date(2026, 7, 10)
    assert next_review(since, 6, later, None, UTC) == date(2026, 9, 10)
    assert next_review(later, 6, since, None, UTC) == date(2026, 9, 10)


def test_a_demand_makes_the_review_earlier_and_never_later() -> None:
    """What a law demands comes first; a demand for a day after the cycle's end changes nothing."""
    since = datetime(2026, 1, 10, tzinfo=UTC)
    assert next_review(since, 6, None, date(2026, 2, 1), UTC) == date(2026, 2, 1)
    assert next_review(since, 6, None, date(2026, 12, 1), UTC) == date(2026, 7, 10)


def test_the_day_is_that_of_the_house() -> None:
    """A revision that came into force at half past midnight is reviewed by the house's calendar, not by UTC's."""
    since = datetime(2026, 5, 31, 22, 30, tzinfo=UTC)
    assert next_review(since, 6, None, None, ZoneInfo("Europe/Berlin")) == date(2026, 12, 1)


def test_demands_stand_until_a_review_is_signed() -> None:
    """A review answers every demand before it, and none that comes after."""
    kept = upkeep(demanded(date(2026, 9, 1)), demanded(DUE, "demand-2"), reviewed(), demanded(DUE, "demand-3"))
    assert [each.what.demand for each in kept.unanswered()] == ["demand-3"]
    assert [each.what.demand for each in kept.unanswered(at(1))] == ["demand-2", "demand-1"]
    assert kept.last() is not None
    assert kept.last(at(1)) is None


def test_what_a_review_asks_for_is_pending_until_a_revision_comes_into_force() -> None:
    """Revise and retire stay to be done; keep asks for nothing, and a new revision ends the matter."""
    asks = upkeep(reviewed(Verdict.REVISE))
    assert asks.verdict_pending(at(-5)) is Verdict.REVISE
    assert asks.verdict_pending(None) is Verdict.REVISE
    assert asks.verdict_pending(at(5)) is None
    assert upkeep(reviewed()).verdict_pending(at(-5)) is None
    assert upkeep().verdict_pending(at(-5)) is None


def test_who_may_review() -> None:
    """Reviews are signed by those who approve, and by the role that owns the procedure."""
    lead = Person("leo", roles=(Role.SHIFT_LEAD,), registered=stamp())
    assert may_review(lead, "shift-lead")
    assert not may_review(lead, "manager")
    assert may_review(Person("sam", roles=(Role.SUPERVISOR,), registered=stamp()), "manager")
    assert not may_review(Person("old", roles=(Role.SHIFT_LEAD,), registered=stamp(), left=stamp()), "shift-lead")


@pytest.mark.parametrize("verdict", [Verdict.REVISE, Verdict.RETIRE])
def test_a_verdict_that_asks_for_something_says_what(verdict: Verdict) -> None:
    """The verdict keep may stand alone; the other verdicts need words, and no words may hold a card number."""
    assert check_verdict(Verdict.KEEP, " ") == ""
    assert check_verdict(verdict, " The till is new. ") == "The till is new."
    assert refuses(lambda: check_verdict(verdict, " "))
    assert "card" in refuses(lambda: check_verdict(verdict, CARD))


def test_a_demand_names_its_reason_and_a_day_to_come() -> None:
    """A demand without the law or policy, or for a day that has passed, is refused."""
    today = DUE - timedelta(days=3)
    assert demand("demand-1", Ground.LAW, reason=" Allergen labelling ", due=DUE, today=today) == demanded()
    assert "Name the law" in refuses(lambda: demand("d", Ground.LAW, reason=" ", due=DUE, today=today))
    late = DUE + timedelta(days=1)
    assert "passed" in refuses(lambda: demand("d", Ground.POLICY, reason="x", due=DUE, today=late))
    assert "card" in refuses(lambda: demand("d", Ground.OCCURRENCE, reason=CARD, due=DUE, today=today))


def test_reviews_are_put_in_clock_order() -> None:
    """A review of another station that arrives late still stands where it belongs."""
    late, early = recorded(reviewed(Verdict.RETIRE), hours=3), recorded(reviewed(), hours=1, seq=2)
    last = fold("sop-1", [late, early]).upkeep.last()
    assert last is not None
    assert last.what.verdict is Verdict.RETIRE
