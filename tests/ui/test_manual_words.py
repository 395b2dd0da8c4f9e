"""What the manual's screens work out before anything is drawn."""

from datetime import UTC, date, datetime

import pytest

from sopdesk.domain.prose import Heading, words_of
from sopdesk.domain.refusal import Refusal
from sopdesk.ui.manual.beginnings import next_number
from sopdesk.ui.manual.days import instant_of
from sopdesk.ui.manual.editing.places import place_of
from sopdesk.ui.times import Times
from tests.ui.manual_desk import CLOSING

BERLIN = Times("Europe/Berlin")
NOW = datetime(2026, 5, 3, 12, 5, tzinfo=UTC)


def test_the_next_number_follows_the_highest() -> None:
    """A new number is one more than the highest of the usual kind; numbers are never used twice."""
    assert next_number(["SOP-001", "SOP-019", "SOP-003", "X-77"]) == "SOP-020"
    assert next_number(["SOP-099"]) == "SOP-100"
    assert next_number([]) == "SOP-001"


def test_a_problem_leads_to_its_place() -> None:
    """What is wrong with a step, an answer, a duty or the title is mended at its place in the outline."""
    for where, place in (
        ("title", "head"), ("step:lock", "step:lock"), ("branch:says:2", "step:says"), ("duty:count", "duties"),
        ("purpose", "purpose"), ("limit:3", "limits"), ("reference:0", "references"), ("question:q", "question:q"),
    ):  # fmt: skip
        assert place_of(where) == place


def test_a_day_ends_on_the_clock_of_the_house() -> None:
    """The manual as of a day is the manual at its last instant, in the house's zone; today is no past."""
    assert BERLIN.end_of(date(2026, 5, 1), NOW) == datetime(2026, 5, 1, 21, 59, 59, 999999, tzinfo=UTC)
    assert BERLIN.end_of(date(2026, 5, 3), NOW) is None


def test_a_moment_is_read_on_the_clock_of_the_house() -> None:
    """A moment is local; nothing means none; what is no moment is refused."""
    assert instant_of("2026-05-04 06:00", BERLIN) == datetime(2026, 5, 4, 4, 0, tzinfo=UTC)
    assert instant_of(" ", BERLIN) is None
    with pytest.raises(Refusal):
        instant_of("tomorrow", BERLIN)


def test_headings_of_the_duties_are_roles() -> None:
    """Who does what is grouped by role, the reader's own first."""
    from sopdesk.domain.person import Role
    from sopdesk.ui.manual.duties import duties_of
    from sopdesk.views.manual import Page

    page = Page.__new__(Page)
    object.__setattr__(page, "content", CLOSING)
    object.__setattr__(page, "titles", {"step:count": "Count the till", "step:lock": "Lock the door"})
    heads = [words_of(each.spans) for each in duties_of(page, (Role.SHIFT_LEAD,)) if isinstance(each, Heading)]
    assert heads == ["Shift lead (you)", "Front of house"]
