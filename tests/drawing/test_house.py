from datetime import UTC, datetime

import pytest

from sopdesk.domain.escalation import How
from sopdesk.domain.journey import Stage, Touchpoint
from sopdesk.domain.reporting import Because
from sopdesk.drawing.escalation import escalation_map
from sopdesk.drawing.journey import journey_map
from sopdesk.drawing.organisation import organisation_chart
from sopdesk.views.drawing import Drawing, Tone
from sopdesk.views.journeys import CardView, StageView
from sopdesk.views.organisation import CallView, ChartPerson, ChartView, EscalationLine, EscalationMap, RoleView
from sopdesk.views.people import PersonView
from tests.drawing.given import unreadable

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def person(name: str, roles: str = "Shift lead") -> PersonView:
    """Give somebody whose id is their name."""
    return PersonView(name.lower(), name, name[0], (), roles, has_pin=True, has_password=True)


def member(
    name: str, *superiors: str, deputies: tuple[str, ...] = (), on_duty: bool = False, away: bool = False
) -> ChartPerson:
    """Give somebody's place in the chart."""
    return ChartPerson(person(name), superiors, "shift-lead", NOW if on_duty else None, away, deputies)


def chart(*people: ChartPerson) -> Drawing:
    """Draw a chart."""
    role = RoleView("shift-lead", "Shift lead", "shift-lead", "Shift lead", built_in=True, reports_to="",
                    reports_to_name="", holders=())  # fmt: skip
    return organisation_chart(ChartView(NOW, (role,), people), "House", lambda at: f"{at:%H:%M}")


def ways(drawing: Drawing, *, back: bool = False) -> set[tuple[str, str]]:
    """Give which nodes are joined, by whole or by dashed lines."""
    return {(each.source, each.target) for each in drawing.edges if each.back is back}


def test_people_hang_under_those_to_whom_they_report() -> None:
    """Who reports to a person hangs under them; who reports to a role, under its name, below all who hold it."""
    drawn = chart(
        member("Ruth", on_duty=True), member("Tom", "ruth"), member("Ana", "ruth"), member("Leo", "tom", "ana")
    )
    assert ways(drawn) == {
        ("ruth", "tom"), ("ruth", "ana"), ("tom", "role:ana tom"), ("ana", "role:ana tom"), ("role:ana tom", "leo"),
    }  # fmt: skip
    ruth, role = drawn.node("ruth"), drawn.node("role:ana tom")
    assert ruth is not None
    assert role is not None
    assert (ruth.tone, ruth.lines[-1].text) == (Tone.DONE, "on duty until 12:00")
    assert [each.text for each in role.lines] == ["Shift lead"]
    assert not list(unreadable(drawn))
    assert drawn.words[3] == "Leo (Shift lead), reports to Tom and Ana."


def test_deputies_are_dashed() -> None:
    """A dashed arrow leads from a deputy; two who stand in for each other share a line without one."""
    drawn = chart(
        member("Ruth", deputies=("ana",), away=True), member("Ana", "ruth", deputies=("ben", "gone")),
        member("Ben", "ruth", deputies=("ana",)), member("Cleo", "ruth"), member("Dan", "ruth", deputies=("ana",)),
    )  # fmt: skip
    dashed = {(each.source, each.target): each for each in drawn.edges if each.back}
    assert dashed.keys() == {("ana", "ruth"), ("ana", "ben"), ("ana", "dan")}
    assert not dashed["ana", "ben"].directed
    assert dashed["ana", "ruth"].directed
    assert drawn.words[0] == "Ruth (Shift lead), away today, stood in for by Ana."
    far = dashed["ana", "dan"]
    assert len(far.points) == 4 or far.points[0][1] == far.points[-1][1]


def test_an_empty_house_is_drawn() -> None:
    """Nobody is a drawing too."""
    assert chart().nodes == ()


def line(role: str, to: str, what: str = "refund") -> EscalationLine:
    """Give one reason."""
    return EscalationLine(role, to, what, How.LIMIT, "sop-1", "SOP-1", "T", "", None, "")


def test_reasons_lead_up_between_roles() -> None:
    """Arrows lead from who asks to who is asked, by way of how many reasons there are; names say who is there now."""
    holds = CallView(person("Ana"), on_duty=True, because=Because.HOLDS, stands_for="")
    above = CallView(person("Ruth"), on_duty=True, because=Because.ABOVE, stands_for="")
    home = CallView(person("Leo"), on_duty=False, because=Because.HOLDS, stands_for="")
    names = {"front": "Front", "lead": "Lead", "boss": "Boss", "auditor": "Auditor"}
    lines = (line("front", "lead"), line("front", "lead"), line("", "boss"), line("lead", "boss"), line("boss", "lead"),
             line("boss", "boss"))  # fmt: skip
    calls = {"front": (home,), "lead": (above, home), "boss": (holds,), "auditor": ()}
    drawn = escalation_map(EscalationMap(NOW, lines, names, calls), "Map")
    texts = {each.id: [one.text for one in each.lines] for each in drawn.nodes}
    assert texts["front>lead"] == ["2 reasons"]
    assert texts["anybody>boss"] == ["1 reason"]
    assert texts["lead"][1:] == ["Ruth stands in"]
    assert texts["boss"][1:] == ["now: Ana"]
    assert texts["front"][1:] == ["nobody on duty; else", "Leo"]
    assert "auditor" not in texts
    assert {("front", "front>lead"), ("front>lead", "lead"), ("boss>lead", "lead")} <= ways(drawn)
    assert not list(unreadable(drawn))
    assert escalation_map(EscalationMap(NOW, (), {}, {}), "Map").nodes == ()


def test_a_journey_has_columns() -> None:
    """Stages stand beside each other, their touchpoints below; what is missing is marked and said."""
    good = CardView(Touchpoint("a", "Greeting", "Seen at once", 1), "Barista", "sop-1", "Greeting", "Greet", "")
    gap = CardView(Touchpoint("b", "The bill"), "", "", "", "", "No procedure says how.")
    stages = (
        StageView(Stage("s1", "Arrive"), (good, gap)),
        StageView(Stage("s2", "Pay"), ()),
        StageView(Stage("s3", "Go"), ()),
    )
    drawn = journey_map("A visit", stages)
    card = drawn.node("card:a")
    assert card is not None
    assert [each.text for each in card.lines] == ["Greeting", "Seen at once", "1 min · Barista", "Greet"]
    assert [each.fault for each in drawn.nodes if each.about == "b"] == ["No procedure says how."]
    assert ways(drawn) == {("stage:s1", "stage:s2"), ("stage:s2", "stage:s3")}
    assert drawn.words[2] == "Go: nothing yet"
    assert journey_map("Empty", ()).nodes == ()


@pytest.mark.parametrize("count", [5, 6, 7, 13, 60])
def test_many_stand_in_stacks(count: int) -> None:
    """Many who report to the same stand in columns, each with a line of its own; few stand beside each other."""
    staff = [member(f"P{n}", "ruth" if n % 2 else "tom", deputies=("p1",)) for n in range(2 * count)]
    drawn = chart(member("Ruth"), member("Tom", "ruth"), *staff)
    assert len(ways(drawn)) == 2 * count + 1
    second = drawn.node("p2")
    assert second is not None
    assert ("deputy: P1" in [each.text for each in second.lines]) is (count > 5)
    assert not list(unreadable(drawn))
    assert len(drawn.nodes) == 2 * count + 2
    assert drawn.width < 4200
    rows = {round(each.y) for each in drawn.nodes}
    assert (len(rows) > 3) is (count > 5)
