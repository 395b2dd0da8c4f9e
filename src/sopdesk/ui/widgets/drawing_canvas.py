"""The ground on which a drawing is painted: pressed, walked along by keyboard, and in an editor drawn upon."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import QToolTip, QWidget

from sopdesk.ui import style
from sopdesk.ui.widgets.drawing_painter import DrawingPainter, place_of
from sopdesk.views.drawing import Drawing, Edge, Node

_FAR = 6
"""So many pixels of dragging are a press that slipped."""
_NEAR = 12.0
"""So near to the end of a way, in units, the way itself is taken hold of."""
EMPTY = Drawing("", 0.0, 0.0, (), ())


class DrawingCanvas(QWidget):
    """Paints a drawing at a scale and says what is done to it.

    `chosen` carries what the node pressed is about. While `drawn_upon`: `add_wanted` carries the step after which one
    is to follow, `way_wanted` the steps that a new way joins, `way_moved` step, place of the answer and new target.
    """

    chosen = Signal(str)
    walked = Signal(QRectF)
    add_wanted = Signal(str)
    way_wanted = Signal(str, str)
    way_moved = Signal(str, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.drawing = EMPTY
        self.scale = 1.0
        self.drawn_upon = False
        self.current = ""
        self._pressed: QPointF | None = None
        self._held: Edge | None = None
        self._hand: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        style.on_change(self.update)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing; the node that was chosen stays so if it is there."""
        self.drawing = drawing
        if drawing.node(self.current) is None:
            self.current = drawing.nodes[0].id if drawing.nodes else ""
        self.setAccessibleName(drawing.title)
        self.setAccessibleDescription(" ".join(drawing.words))
        self.show_at(self.scale)

    def show_at(self, scale: float) -> None:
        """Show it at a scale."""
        self.scale = scale
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Give the drawing's size at its scale."""
        return QSize(max(round(self.drawing.width * self.scale), 1), max(round(self.drawing.height * self.scale), 1))

    def node_at(self, place: QPointF) -> Node | None:
        """Give the node at a place in pixels."""
        unit = place / self.scale
        return next((each for each in self.drawing.nodes if place_of(each).contains(unit)), None)

    def choose(self, name: str) -> None:
        """Make a node the current one, and tell it to who cannot see it."""
        node = self.drawing.node(name)
        if node is None:
            return
        self.current = name
        self.setAccessibleDescription(node.words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.walked.emit(self.place_of_current())
        self.update()

    def place_of_current(self) -> QRectF:
        """Give where the current node stands, in pixels."""
        node = self.drawing.node(self.current)
        around = place_of(node) if node is not None else QRectF()
        return QRectF(around.topLeft() * self.scale, around.size() * self.scale)

    def walk(self, key: Qt.Key) -> str:
        """Give the node that an arrow key leads to: down along a way, up against it, beside, or the nearest."""
        if self.drawing.grid:
            return self._beside(key)
        edges, here = self.drawing.edges, self.current
        targets = [each.target for each in edges if each.source == here]
        sources = [each.source for each in edges if each.target == here]
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            way = targets if key == Qt.Key.Key_Down else sources
            forward = [each for each in way if each != here]
            return self._nearest(forward) if forward else here
        beside = {each.target for each in edges if each.source in sources} | {here}
        row = sorted(filter(None, map(self.drawing.node, beside or {here})), key=lambda each: (each.x, each.y))
        names = [each.id for each in row]
        if names == [here]:
            return self.walk(Qt.Key.Key_Down if key == Qt.Key.Key_Right else Qt.Key.Key_Up)
        step = 1 if key == Qt.Key.Key_Right else -1
        return names[(names.index(here) + step) % len(names)] if here in names else here

    def _beside(self, key: Qt.Key) -> str:
        """Give the nearest node in a direction; what lies straight ahead goes before what lies askew."""
        here = self.drawing.node(self.current)
        if here is None:
            return self.current
        across, way = (
            key in {Qt.Key.Key_Left, Qt.Key.Key_Right},
            1 if key in {Qt.Key.Key_Right, Qt.Key.Key_Down} else -1,
        )
        found = []
        for each in self.drawing.nodes:
            dx, dy = each.x - here.x, each.y - here.y
            ahead, askew = (dx, dy) if across else (dy, dx)
            if ahead * way > 1:
                found.append((abs(ahead) + 3 * abs(askew) if not across else abs(ahead) * 9 + abs(askew), each.id))
        return min(found, default=(0.0, self.current))[1]

    def _nearest(self, names: list[str]) -> str:
        """Give the first of the nodes that lies in the way's usual direction, or else the first at all."""
        here = self.drawing.node(self.current)
        found = [each for each in map(self.drawing.node, names) if each is not None]
        if here is None or not found:
            return self.current
        return min(found, key=lambda each: (abs(each.x + each.width / 2 - here.x - here.width / 2), each.y)).id

    # -- what Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is exposed."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), style.colour("surface"))
        painter.scale(self.scale, self.scale)
        part = QRectF(event.rect().topLeft() / self.scale, event.rect().size() / self.scale)
        DrawingPainter(painter).paint(self.drawing, part, self.current, focused=self.hasFocus())
        start = self.drawing.node(self.current)
        if self._hand is not None and (self._held or start):
            painter.setPen(QPen(style.colour("accent"), 2, Qt.PenStyle.DotLine))
            begin = QPointF(*self._held.points[0]) if self._held else place_of(start).center() if start else QPointF()
            painter.drawLine(begin, self._hand / self.scale)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, choose with Enter, add with Insert."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.choose(self.walk(key))
        elif key == Qt.Key.Key_Home and self.drawing.nodes:
            self.choose(self.drawing.nodes[0].id)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose_current()
        elif key == Qt.Key.Key_Insert and self.drawn_upon and (node := self.drawing.node(self.current)):
            self.add_wanted.emit(node.about)
        else:
            super().keyPressEvent(event)

    def _choose_current(self) -> None:
        node = self.drawing.node(self.current)
        if node is not None and node.about:
            self.chosen.emit(node.about)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a node, or of the end of a way."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        place = event.position()
        self._pressed, self._held = place, self._way_at(place) if self.drawn_upon else None
        node = self.node_at(place)
        if self._held is None and node is None:
            self._pressed = None
            event.ignore()  # the view pans
        elif node is not None:
            self.choose(node.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the way that is being made."""
        if self._pressed is None:
            over = self.node_at(event.position())
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            event.ignore()
        elif self.drawn_upon and (event.position() - self._pressed).manhattanLength() > _FAR:
            self._hand = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say what was done: a press on a node, or a way drawn to one."""
        if self._pressed is None:
            event.ignore()
            return
        node, held, drawn = self.node_at(event.position()), self._held, self._hand is not None
        self._pressed = self._held = self._hand = None
        self.update()
        if not drawn:
            self._choose_current()
            return
        start = self.drawing.node(self.current)
        if node is None or not node.number:
            return
        if held is not None:
            source = self.drawing.node(held.source)
            self.way_moved.emit(source.about if source else held.source, held.branch, node.about)
        elif start is not None and start.about:
            self.way_wanted.emit(start.about, node.about)

    def _way_at(self, place: QPointF) -> Edge | None:
        """Give the way whose end lies at a place."""
        unit = place / self.scale
        for each in self.drawing.edges:
            end = QPointF(*each.points[-1])
            if each.branch >= 0 and (unit - end).manhattanLength() <= _NEAR:
                return each
        return None

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what is wrong with the node beneath it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            node = self.node_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), node.fault if node is not None else "", self)
            return True
        return super().event(event)
