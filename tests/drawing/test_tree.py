from sopdesk.domain.sop import Format, Kind, Phase, Procedure, Step
from sopdesk.drawing.sequence import sequence
from sopdesk.drawing.tree import Leaf, tree
from sopdesk.views.drawing import Drawing
from tests.drawing.given import unreadable

PEOPLE = (
    Leaf("a", "Ada", ("Manager", "here until 18:00")), Leaf("b", "Ben", ("Shift lead",), "a"),
    Leaf("c", "Cleo", (), "a"), Leaf("d", "Dina with a name that does not fit into one line", (), "b"),
)  # fmt: skip


def ways(drawing: Drawing) -> set[tuple[str, str]]:
    """Give which nodes are joined."""
    return {(each.source, each.target) for each in drawing.edges}


def test_who_hangs_under_whom() -> None:
    """A parent stands above its children, in the middle."""
    drawing = tree("The house", PEOPLE)
    assert ways(drawing) == {("a", "b"), ("a", "c"), ("b", "d")}
    places = {each.id: each for each in drawing.nodes}
    assert places["a"].y < places["b"].y == places["c"].y < places["d"].y
    assert drawing.words[1] == "Ben (Shift lead), under Ada."
    assert not list(unreadable(drawing))
    assert not any(each.directed for each in drawing.edges)


def test_arrows_lead_up() -> None:
    """Where something is handed up, the arrows point from each to the one above."""
    drawing = tree("Escalation", PEOPLE, arrows=True)
    assert ways(drawing) == {("b", "a"), ("c", "a"), ("d", "b")}
    assert all(each.points[0][1] > each.points[-1][1] for each in drawing.edges)


def test_circles_and_missing_parents() -> None:
    """Who hangs under somebody unknown stands at the top; a circle is cut in one place."""
    leaves = (Leaf("x", "X", (), "y"), Leaf("y", "Y", (), "x"), Leaf("z", "Z", (), "x"), Leaf("q", "Q", (), "gone"))
    drawing = tree("Odd", leaves)
    assert ways(drawing) == {("x", "y"), ("x", "z")}
    assert len(drawing.nodes) == 4
    assert tree("Nobody", ()).nodes == ()


def test_phases_stand_above_their_steps() -> None:
    """Steps before, during and after the task stand in rows of their own, under the name of the phase."""
    steps = (
        Step("a", "Look", phase=Phase.BEFORE),
        Step("b", "Warm up", phase=Phase.BEFORE),
        Step("c", "Do", phase=Phase.DURING),
    )
    drawing = sequence(Procedure("S-1", "T", Kind.PROCESS, Format.CHECKLIST, "", "", steps=steps))
    assert ["".join(line.text for line in each.lines) for each in drawing.nodes if not each.number] == [
        "Before the task", "During the task",
    ]  # fmt: skip
    assert drawing.neighbours("b") == ("phase:2",)
    assert not list(unreadable(drawing))
