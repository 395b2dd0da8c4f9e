from functools import partial
from pathlib import Path

from sopdesk.domain.journey import Stage, Touchpoint
from sopdesk.interchange.journey_table import read_journey, write_journey
from tests.domain.given import procedure, refuses, step
from tests.services.conftest import House

STAGES = (
    Stage(
        "arrive",
        "Arrive",
        (
            Touchpoint("greet", "Greeting", "Seen within a minute", 1, "front-of-house", "SOP-001", "greet"),
            Touchpoint("seat", "A table", procedure="SOP-999"),
            Touchpoint("door", "The door"),
            Touchpoint("bye", "Goodbye", procedure="SOP-001", step="wave"),
        ),
    ),
    Stage("leave", "Leave"),
)


def test_a_journey_is_drawn_with_its_procedures(house: House) -> None:
    """Cards lead to the procedures in force; what is missing is named as a gap."""
    sop = house.approved(procedure(steps=(step("greet"),)))
    journeys = house.desk.journeys
    drawn = journeys.revise(by=house.sam, title="A visit", stages=STAGES)
    page = journeys.page(drawn)
    first, *others = page.stages[0].cards
    assert (first.sop, first.procedure_title, first.step_title) == (sop, "Greeting a guest", "Greet")
    assert (first.role_name, first.gap) == ("Front of house", "")
    assert [each.gap for each in others] == [
        "There is no procedure SOP-999.", "No procedure says how.", "SOP-001 has no step “wave”.",
    ]  # fmt: skip
    assert page.gaps == 3
    assert [row.title for row in journeys.rows()] == ["A visit"]


def test_a_procedure_not_in_force_is_a_gap(house: House) -> None:
    """A card whose procedure is not in force yet says so."""
    house.desk.manual.submit(by=house.leo, content=procedure(), reason="new")
    drawn = house.desk.journeys.revise(
        by=house.sam, title="A visit", stages=(Stage("a", "A", (STAGES[0].touchpoints[0],)),)
    )
    assert house.desk.journeys.page(drawn).stages[0].cards[0].gap == "SOP-001 is not in force."


def test_a_journey_is_revised_and_nothing_overwritten(house: House) -> None:
    """Every revision stays with its reason; who began from an older one is told."""
    journeys = house.desk.journeys
    drawn = journeys.revise(by=house.sam, title="A visit", stages=STAGES)
    again = partial(journeys.revise, by=house.ruth, title="A visit", stages=STAGES[:1], journey_id=drawn, based_on=1)
    again(reason="They do not leave")
    assert "meanwhile" in refuses(partial(again, reason="Late"))
    page = journeys.page(drawn)
    assert [(each.number, each.who, each.reason) for each in page.history] == [
        (2, "Ruth Adeyemi", "They do not leave"), (1, "Sam", ""),
    ]  # fmt: skip
    assert len(journeys.page(drawn, number=1).stages) == 2
    assert "no such revision" in refuses(partial(journeys.page, drawn, number=3))
    assert "no such journey" in refuses(partial(journeys.page, "journey-x"))
    assert "You may not" in refuses(partial(journeys.revise, by=house.leo, title="X", stages=STAGES))


def test_a_journey_is_taken_out_of_use(house: House) -> None:
    """Out of use it leaves the list; what it said can still be read."""
    journeys = house.desk.journeys
    drawn = journeys.revise(by=house.sam, title="A visit", stages=STAGES)
    assert "Say why" in refuses(partial(journeys.retire, by=house.sam, journey_id=drawn, reason=" "))
    journeys.retire(by=house.sam, journey_id=drawn, reason="We have no tables any more.")
    assert journeys.rows() == ()
    assert journeys.page(drawn).retired


def test_a_journey_as_a_table(house: House, tmp_path: Path) -> None:
    """A journey goes out as a Markdown table and comes in again; one of the same name gets a revision."""
    journeys = house.desk.journeys
    drawn = journeys.revise(by=house.sam, title="A visit", stages=STAGES)
    file = tmp_path / "visit.md"
    file.write_text(journeys.as_table(drawn), "utf-8")
    assert "Nothing has changed" in refuses(partial(journeys.adopt, by=house.sam, file=file))
    file.write_text(journeys.as_table(drawn).replace("| 1 |", "| 2 |"), "utf-8")
    assert journeys.adopt(by=house.sam, file=file) == drawn
    assert journeys.page(drawn).stages[0].cards[0].touchpoint.minutes == 2
    file.write_bytes(b" " * 1_000_001)
    assert "too large" in refuses(partial(journeys.adopt, by=house.sam, file=file))


def test_a_table_that_cannot_be_read() -> None:
    """What is wrong with a table is said with its line."""
    good = write_journey("A | visit", STAGES)
    assert read_journey(good)[0] == "A | visit"
    assert "A journey has its name" in refuses(partial(read_journey, good.replace("# A", "A")))
    assert "A journey has its name" in refuses(partial(read_journey, ""))
    assert "Line 5: “soon” is not a number" in refuses(partial(read_journey, good.replace("| 1 |", "| soon |")))
    assert "Line 6: This row has 1 cells" in refuses(partial(read_journey, good.replace(good.splitlines()[5], "| x |")))
