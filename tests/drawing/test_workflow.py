from pathlib import Path

import pytest

from sopdesk.domain.sop import Branch, Format, Step
from sopdesk.domain.way_problems import way_problems
from sopdesk.drawing.procedure import draw
from sopdesk.drawing.telling import Words
from sopdesk.drawing.workflow import workflow
from sopdesk.interchange.procedure_file import parse_procedure
from sopdesk.views.drawing import Drawing, Shape, Tone
from tests.drawing.given import by_chance, unreadable, workflow_of

STARTER = sorted((Path(__file__).parents[2] / "manuals" / "starter").glob("*.md"))
ASKS = workflow_of(
    Step("ask", "Is it ours?", role="front-of-house", minutes=2, branches=(
        Branch("Yes", "pay", "Say so at {{house}}."), Branch("No", "done", "Say goodbye."),
        Branch("I cannot tell", "escalate:shift-lead"), Branch("Odd", "gone"),
    )),
    Step("pay", "Pay back"),
    Step("sure", "Are they content?", branches=(Branch("Yes", "done"), Branch("No", "ask"), Branch("Oh", "back"))),
)  # fmt: skip
ASKED = (
    "1. Is it ours? “Yes”: Go to 2. “No”: Say goodbye. Done. “I cannot tell”: Escalate to: Shift lead. "
    "“Odd”: Leads nowhere (“gone”)."
)


def texts(drawing: Drawing, name: str) -> str:
    """Give what stands in a node."""
    node = drawing.node(name)
    assert node is not None
    return " ".join(each.text for each in node.lines)


def test_a_question_leads_by_its_answers() -> None:
    """Each answer stands on the way out of its question; what is to be done comes before what follows."""
    drawing = workflow(ASKS, Words(lambda text: text.replace("{{house}}", "Half Moon")))
    ways = {(each.source, each.target): " ".join(line.text for line in each.label) for each in drawing.edges}
    assert ways == {
        ("ask", "ask:0"): "Yes", ("ask:0", "pay"): "", ("ask", "ask:1"): "No", ("ask", "ask:2"): "I cannot tell",
        ("ask", "ask:3"): "Odd", ("pay", "sure"): "", ("sure", "sure:0"): "Yes", ("sure", "ask"): "No",
        ("sure", "sure:2"): "Oh",
    }  # fmt: skip
    assert texts(drawing, "ask") == "Is it ours? Front of house · 2 min"
    assert texts(drawing, "ask:0") == "Say so at Half Moon."
    assert texts(drawing, "ask:1") == "Say goodbye. Done"
    assert texts(drawing, "ask:2") == "Escalate to: Shift lead"
    assert texts(drawing, "sure:2") == "Back to the question before"


def test_shapes_and_tones_tell_what_a_node_is() -> None:
    """A question has pointed sides, an end is round, a role is a card, and what leads nowhere is marked."""
    drawing = workflow(ASKS)
    kinds = {each.id: (each.shape, each.tone, each.number) for each in drawing.nodes}
    assert kinds["ask"] == (Shape.QUESTION, Tone.QUESTION, "1")
    assert kinds["pay"] == (Shape.BOX, Tone.ACTION, "2")
    assert kinds["ask:1"] == (Shape.ROUND, Tone.DONE, "")
    assert kinds["ask:2"] == (Shape.CARD, Tone.ESCALATE, "")
    assert kinds["ask:3"] == (Shape.BOX, Tone.FAULT, "")


def test_a_way_to_what_was_passed_is_a_way_back() -> None:
    """A way that leads to an earlier question is drawn as a way back, and the first step stays above."""
    drawing = workflow(ASKS)
    assert [(each.source, each.target) for each in drawing.edges if each.back] == [("sure", "ask")]
    assert min(drawing.nodes, key=lambda each: each.y).id == "ask"


def test_back_to_one_question_is_drawn() -> None:
    """“Back” from a question that only one other leads to goes to that one."""
    one = workflow_of(Step("a", "A?", branches=(Branch("x", "b"), Branch("y", "done"))),
                      Step("b", "B?", branches=(Branch("y", "done"), Branch("z", "back"))))  # fmt: skip
    assert ("b", "a") in {(each.source, each.target) for each in workflow(one).edges if each.back}


def test_the_last_step_ends() -> None:
    """A last step that asks nothing leads to the end; a question without answers leads nowhere."""
    drawing = workflow(workflow_of(Step("a", "Look"), Step("b", "Go home")))
    assert texts(drawing, "b:0") == "Done"
    assert not workflow(workflow_of(Step("a", "Really?"))).edges


def test_faults_are_marked() -> None:
    """What is wrong is marked at its node with the sentence that says it."""
    broken = workflow_of(
        Step("a", "Which?", branches=(Branch("x", "gone"), Branch("y", "b"), Branch("w", "back"), Branch("z", "done"))),
        Step("b", "Again?", branches=(Branch("x", "b"),)),
        Step("c", "Never?"),
    )
    drawing = draw(broken, faults=True)
    marks = {each.id: each.fault for each in drawing.nodes if each.fault}
    assert marks == {
        "a:0": "“Which?” leads to “gone”, which is not a step here.",
        "a:2": "“Which?” is the first question: nothing lies before it to go back to.",
        "b": "“Again?” never comes to an end: no way from it is done or escalates.",
        "c": "“Never?” has no way out: give it answers.",
    }
    assert {each.id for each in draw(broken).nodes if each.fault} == {"a:0"}
    assert len(list(way_problems(broken))) == 6


def test_two_steps_with_one_id_are_both_drawn() -> None:
    """While somebody writes, two steps may bear the same id, or none: each is drawn."""
    drawing = workflow(workflow_of(Step("a", "One"), Step("a", "Two"), Step("", "Three")))
    assert [each.about for each in drawing.nodes if each.number] == ["a", "a", ""]


def test_nothing_to_draw() -> None:
    """A workflow without steps is an empty drawing."""
    drawing = draw(workflow_of())
    assert (drawing.nodes, drawing.edges, drawing.words) == ((), (), ())


def test_told_in_words() -> None:
    """A drawing says in sentences what it shows."""
    assert workflow(ASKS, Words(lambda text: text.replace("Say so at {{house}}.", ""))).words == (
        ASKED,
        "2. Pay back",
        "3. Are they content? “Yes”: Done. “No”: Go to 1. “Oh”: Back to the question before.",
    )


@pytest.mark.parametrize("path", STARTER, ids=lambda path: path.name[:7])
def test_the_starter_manual_is_readable(path: Path) -> None:
    """In the drawings of the starter manual nothing overlaps, and no way runs through a node or a label."""
    assert not list(unreadable(draw(parse_procedure(path.read_text("utf-8")), faults=True)))


@pytest.mark.parametrize("seed", range(12))
def test_workflows_by_chance_are_readable(seed: int) -> None:
    """In drawings of workflows made by chance nothing overlaps, and no way runs through a node or a label."""
    drawing = draw(by_chance(seed, 5 + 3 * seed), faults=True)
    assert not list(unreadable(drawing))


def test_the_same_workflow_gives_the_same_drawing() -> None:
    """A drawing is a function of the procedure."""
    assert draw(by_chance(7, 30)) == draw(by_chance(7, 30))


def test_many_steps_are_drawn() -> None:
    """A workflow of 30 steps, some 100 nodes, is drawn whole."""
    drawing = draw(by_chance(3, 30))
    assert len(drawing.nodes) > 70


def test_other_formats_are_drawn_in_their_order() -> None:
    """An article's steps follow each other; one with answers is drawn as a graph whatever its format."""
    steps = tuple(Step(f"s{n}", f"Step {n}") for n in range(6))
    article = draw(type(ASKS)("S-1", "T", ASKS.kind, Format.ARTICLE, "", "", steps=steps))
    assert [(each.source, each.target) for each in article.edges] == [(f"s{n}", f"s{n + 1}") for n in range(5)]
    assert len({each.y for each in article.nodes}) == 2
    assert article.neighbours("s0") == ("s1",)
