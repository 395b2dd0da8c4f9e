"""Drawings on the screen."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sopdesk.domain.sop import Branch, Format, Kind, Procedure, Step
from sopdesk.drawing.procedure import draw
from sopdesk.ui import style
from sopdesk.ui.widgets.drawing_painter import place_of
from sopdesk.ui.widgets.drawing_view import DrawingView

STEPS = (
    Step("ask", "Is it ours?", branches=(
        Branch("Yes", "pay", "Say so."), Branch("No", "done"), Branch("I cannot tell", "escalate:shift-lead"),
        Branch("Odd", "gone"),
    )),
    Step("pay", "Pay back", role="shift-lead"),
    Step("sure", "Content?", branches=(Branch("Yes", "done"), Branch("No", "ask"))),
)  # fmt: skip
WORKFLOW = Procedure("SOP-1", "Money back", Kind.PROCESS, Format.WORKFLOW, "", "", steps=STEPS)


@pytest.fixture
def view(qtbot: QtBot, dressed: None) -> Iterator[DrawingView]:
    """Give a drawing that is looked at."""
    made = DrawingView()
    qtbot.addWidget(made)
    made.show_drawing(draw(WORKFLOW, faults=True))
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    yield made
    style.wear(style.Theme("light"))


def middle(view: DrawingView, name: str) -> QPoint:
    """Give where a node stands."""
    node = view.canvas.drawing.node(name)
    assert node is not None
    return (place_of(node).center() * view.canvas.scale).toPoint()


def test_a_press_on_a_node_leads_to_its_step(view: DrawingView, qtbot: QtBot) -> None:
    """A press on a step, or on what an answer leads to, goes to the step."""
    pressed: list[str] = []
    view.chosen.connect(pressed.append)
    for name in ("pay", "ask:1"):
        qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle(view, name))
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert pressed == ["pay", "ask"]


def test_the_arrows_walk_along_the_ways(view: DrawingView, qtbot: QtBot) -> None:
    """Down goes along a way, up against it, left and right beside; Enter goes to the step."""
    pressed: list[str] = []
    view.chosen.connect(pressed.append)
    canvas = view.canvas
    canvas.choose("ask:0")
    walked = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Up):
        qtbot.keyClick(canvas, key)
        walked.append(canvas.current)
    assert walked == ["pay", "sure", "pay", "ask", "sure"]
    canvas.choose("ask:0")
    beside = set()
    for _ in range(4):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
        beside.add(canvas.current)
    assert beside == {"ask:0", "ask:1", "ask:2", "ask:3"}
    assert canvas.walk(Qt.Key.Key_Left) != canvas.current
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert pressed == ["ask"]


def test_right_and_left_go_on_where_nothing_lies_beside(view: DrawingView, qtbot: QtBot) -> None:
    """In a row of steps right goes to the next one, left to the one before."""
    steps = tuple(Step(f"s{n}", f"Step {n}") for n in range(3))
    view.show_drawing(draw(Procedure("SOP-2", "Row", Kind.PROCESS, Format.ARTICLE, "", "", steps=steps)))
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(view.canvas, key)
        walked.append(view.canvas.current)
    assert walked == ["s1", "s2", "s2", "s1"]


def test_who_cannot_see_it_is_told(view: DrawingView) -> None:
    """The drawing has a name and says in words what it shows, and of each node what is wrong with it."""
    assert view.canvas.accessibleName() == "Money back"
    assert "“Yes”: Say so. Go to 2." in view.canvas.accessibleDescription()
    view.canvas.choose("ask:3")
    assert "which is not a step here" in view.canvas.accessibleDescription()
    view.in_words.click()
    assert view._either.currentWidget() is view._told
    view.in_words.click()
    assert view._either.currentWidget() is view.area


def test_larger_and_smaller(view: DrawingView, qtbot: QtBot) -> None:
    """Keys, buttons and the wheel with Ctrl make it larger and smaller, within bounds; Fit shows it as before."""
    before = view.canvas.scale
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.scale == pytest.approx(1.2 * before)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.scale == pytest.approx(before)
    down = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view.area.viewport(), down)
    assert view.canvas.scale < before
    for _ in range(30):
        view.make_larger()
    assert view.canvas.scale == 4
    view.fit()
    assert view.canvas.scale == pytest.approx(before)


def test_the_text_size_counts(view: DrawingView) -> None:
    """At a text size of 200 % the drawing is larger too."""
    before = view.canvas.scale
    style.wear(style.Theme("light", 200))
    assert view.canvas.scale > 1.5 * before


def drag(view: DrawingView, qtbot: QtBot, begin: QPoint, end: QPoint) -> None:
    """Drag from one place to another."""
    qtbot.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(view.canvas, begin + QPoint(9, 9))
    qtbot.mouseMove(view.canvas, end)
    view.canvas.grab()
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=end)


def test_ways_are_drawn_in_the_editor(view: DrawingView, qtbot: QtBot) -> None:
    """Dragging from a step to another asks for a way, dragging the end of a way for another target."""
    said: list[tuple[object, ...]] = []
    canvas = view.canvas
    canvas.way_wanted.connect(lambda *what: said.append(what))
    canvas.way_moved.connect(lambda *what: said.append(what))
    canvas.add_wanted.connect(lambda what: said.append((what,)))
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    drag(view, qtbot, middle(view, "pay"), middle(view, "ask"))
    assert said == []
    canvas.drawn_upon = True
    drag(view, qtbot, middle(view, "sure"), middle(view, "pay"))
    drag(view, qtbot, middle(view, "sure"), QPoint(2, 2))
    end = next(each for each in canvas.drawing.edges if (each.source, each.branch) == ("ask", 3)).points[-1]
    drag(view, qtbot, (QPointF(*end) * canvas.scale).toPoint(), middle(view, "sure"))
    canvas.choose("pay")
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    assert said == [("sure", "pay"), ("ask", 3, "sure"), ("pay",)]


def test_the_ground_is_moved_by_hand(view: DrawingView, qtbot: QtBot) -> None:
    """Dragging the ground moves a drawing that is larger than its room."""
    view.zoom(3)
    bar = view.area.verticalScrollBar()
    assert bar.maximum() > 0
    port = view.area.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    qtbot.mouseMove(port, QPoint(5, 250))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(5, 250))
    assert bar.value() == 50


def test_it_looks_well(view: DrawingView, look: Callable[..., None]) -> None:
    """The drawing is painted in both schemes, with its faults and the node that has the keyboard."""
    view.canvas.setFocus()
    view.canvas.choose("ask:3")
    assert not view.canvas.grab().isNull()
    look(view, "drawing", (1000, 620))
