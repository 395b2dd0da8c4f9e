from dataclasses import replace
from datetime import date

from sopdesk.domain.deputy import Deputy, DeputyNamed
from sopdesk.domain.reporting import Because, Call, Member, Organisation, name_deputy
from sopdesk.domain.role import BUILT_IN
from tests.domain.given import refuses

MONDAY, TUESDAY, FRIDAY = date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 8)
RUTH = Member("ruth", "Ruth", ("manager",))
GEORGE = Member("george", "George", ("supervisor",), deputies=(Deputy("ines"),))
INES = Member("ines", "Inês", ("supervisor",))
TOM = Member("tom", "Tom", ("shift-lead", "front-of-house"), deputies=(Deputy("leo", MONDAY, TUESDAY),))
LEO = Member("leo", "Leo", ("front-of-house",))
HANNAH = Member("hannah", "Hannah", ("auditor",))
HOUSE = Organisation.of((RUTH, GEORGE, INES, TOM, LEO, HANNAH), BUILT_IN)


def with_(*others: Member) -> Organisation:
    """Give the house with some people as they might be."""
    return Organisation({**HOUSE.members, **{each.id: each for each in others}}, BUILT_IN)


def test_one_reports_by_role_or_by_name() -> None:
    """Somebody reports to whoever holds the nearest role above their highest, unless somebody is named."""
    assert HOUSE.superiors("leo") == ("tom",)
    assert HOUSE.superiors("tom") == ("george", "ines")
    assert HOUSE.superiors("ruth") == HOUSE.superiors("hannah") == HOUSE.superiors("nobody") == ()
    assert with_(replace(LEO, reports_to="ruth")).superiors("leo") == ("ruth",)
    assert with_(replace(LEO, roles=("chef",))).superiors("leo") == ()


def test_a_role_that_nobody_has_is_passed_over() -> None:
    """Where nobody holds the role above, the line goes on to the next; who has left is nobody's superior."""
    few = Organisation.of((RUTH, replace(LEO, reports_to="gone")), BUILT_IN)
    assert few.superiors("leo") == ("ruth",)
    assert HOUSE.holders("chef") == ()


def test_the_line_goes_up_to_the_top() -> None:
    """The reporting line names everybody above, the nearest first, each once."""
    assert HOUSE.line("leo") == ("tom", "george", "ines", "ruth")


def test_nobody_comes_to_report_to_themselves() -> None:
    """Lines by name and by role together never run in a circle."""
    HOUSE.check_lines()
    said = refuses(with_(replace(GEORGE, reports_to="leo")).check_lines)
    assert "would report to themselves by way of" in said


def test_a_deputy_stands_in() -> None:
    """A deputy stands in always or on certain days; named for the day goes before always, and the last word counts."""
    assert HOUSE.deputy_of("george", FRIDAY) == "ines"
    assert (HOUSE.deputy_of("tom", MONDAY), HOUSE.deputy_of("tom", FRIDAY)) == ("leo", "")
    both = with_(replace(GEORGE, deputies=(Deputy("tom", MONDAY), Deputy("ruth", None, FRIDAY), Deputy("ines"))))
    assert both.deputy_of("george", TUESDAY) == "ruth"
    assert with_(replace(GEORGE, deputies=(Deputy("gone"),))).deputy_of("george", FRIDAY) == ""


def test_who_has_a_deputy_for_a_day_is_away() -> None:
    """On the days for which a deputy is named the person is away; a deputy for always says nothing of that."""
    assert HOUSE.is_away("tom", TUESDAY)
    assert not HOUSE.is_away("tom", FRIDAY)
    assert not HOUSE.is_away("george", MONDAY)


def test_a_higher_role_stands_in_for_a_lower() -> None:
    """For a role those count who have it and, after them, those up its reporting line: never those below."""
    there = {"leo", "tom", "ruth", "hannah"}
    assert HOUSE.with_role("front-of-house", there) == ("tom", "leo", "ruth")
    assert HOUSE.with_role("Supervisor", there) == ("ruth",)
    assert HOUSE.with_role("auditor", there) == ("hannah",)
    assert HOUSE.with_role("chef", there) == ()


def test_who_can_be_called() -> None:
    """Whoever is on duty is called first: who has the role, their deputies, then up the line; then the others."""
    assert HOUSE.calls("supervisor", {"ines", "ruth"}, FRIDAY) == (
        Call("ines", True, Because.HOLDS),
        Call("ruth", True, Because.ABOVE),
        Call("george", False, Because.HOLDS),
    )
    alone = Organisation.of((RUTH, replace(GEORGE, deputies=(Deputy("leo"),)), LEO), BUILT_IN)
    assert alone.calls("supervisor", {"leo"}, FRIDAY)[0] == Call("leo", True, Because.DEPUTY, "george")
    assert HOUSE.calls("chef", {"leo"}, FRIDAY) == ()


def test_who_is_away_is_not_called() -> None:
    """Who is away that day is left out, unless they came in."""
    assert "tom" not in {each.person for each in HOUSE.calls("shift-lead", set(), MONDAY)}
    assert HOUSE.calls("shift-lead", {"tom"}, MONDAY)[0].person == "tom"


def test_a_deputy_is_somebody_else_who_works_here() -> None:
    """Nobody stands in for themselves, twice, or for days that end before they begin."""
    assert name_deputy(HOUSE, "leo", "tom", MONDAY, None) == DeputyNamed("tom", MONDAY)
    assert "must work here" in refuses(lambda: name_deputy(HOUSE, "leo", "gone", None, None))
    assert "for themselves" in refuses(lambda: name_deputy(HOUSE, "leo", "leo", None, None))
    assert "before the first" in refuses(lambda: name_deputy(HOUSE, "leo", "tom", FRIDAY, MONDAY))
    assert "already" in refuses(lambda: name_deputy(HOUSE, "george", "ines", None, FRIDAY))
    assert name_deputy(HOUSE, "george", "ines", MONDAY, MONDAY).last == MONDAY
