"""Painting a drawing in the colours of the desk, in the drawing's own units."""

from collections.abc import Sequence
from math import atan2, cos, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication

from sopdesk.ui import style
from sopdesk.views.drawing import SLANT, Drawing, Edge, Line, Node, Shape, Tone

INKS = {
    Tone.PLAIN: ("surface", "text", "line_strong"),
    Tone.ACTION: ("surface", "text", "line_strong"),
    Tone.QUESTION: ("accent_soft", "on_accent_soft", "accent"),
    Tone.DONE: ("success_soft", "on_success_soft", "success"),
    Tone.ESCALATE: ("warning_soft", "on_warning_soft", "warning"),
    Tone.FAULT: ("danger_soft", "on_danger_soft", "danger"),
}
"""The colours of a tone: ground, letters, edge."""
_ARROW, _CORNER, _FAULT = 8.0, 6.0, 8.0


class DrawingPainter:
    """Paints with one painter; `ground` is the colour that lies behind, `current` the node that has the focus."""

    def __init__(self, painter: QPainter, ground: str = "surface") -> None:
        self._painter = painter
        self._ground = ground
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, drawing: Drawing, part: QRectF, current: str = "", *, focused: bool = False) -> None:
        """Paint what lies within a part of the drawing."""
        for edge in drawing.edges:
            if _frame(edge).intersects(part):
                self._way(edge, strong=focused and current in {edge.source, edge.target})
        for edge in drawing.edges:
            if edge.label:
                self._label(edge)
        for node in drawing.nodes:
            if place_of(node).adjusted(-6, -6, 6, 6).intersects(part):
                self._node(node, focused=focused and node.id == current, current=node.id == current)

    def _way(self, edge: Edge, *, strong: bool) -> None:
        painter, colour = self._painter, style.colour("accent" if strong else "line_strong")
        if edge.tone is Tone.FAULT:
            colour = style.colour("danger")
        line = Qt.PenStyle.DashLine if edge.back else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2.2 if strong else 1.3, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(*each) for each in edge.points]))
        if edge.directed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(_arrow(edge))

    def _label(self, edge: Edge) -> None:
        wide = max(QFontMetricsF(_font(each)).horizontalAdvance(each.text) for each in edge.label) + 6
        high = sum(each.high for each in edge.label)
        place = QRectF(edge.label_x - wide / 2, edge.label_y - high / 2, wide, high)
        self._painter.fillRect(place, style.colour(self._ground))
        self._write(edge.label, place, "text")

    def _node(self, node: Node, *, focused: bool, current: bool) -> None:
        painter, place = self._painter, place_of(node)
        ground, ink, line = INKS[node.tone]
        if focused:
            painter.setPen(QPen(style.colour("focus"), 2.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(-5, -5, 5, 5), _CORNER + 4, _CORNER + 4)
        painter.setPen(QPen(style.colour(line), 2.4 if current else 1.2))
        painter.setBrush(style.colour(ground))
        self._shape(node, place)
        self._write(node.lines, place, ink)
        if node.number:
            painter.setFont(_font(Line(node.number, node.lines[-1].size if node.lines else 12.0, strong=True)))
            painter.setPen(style.colour(ink))
            corner = QPointF(SLANT + 2 if node.shape is Shape.QUESTION else _CORNER, 3)
            painter.drawText(QRectF(place.topLeft() + corner, place.size()), Qt.AlignmentFlag.AlignLeft, node.number)
        if node.fault:
            self._fault(place)

    def _shape(self, node: Node, place: QRectF) -> None:
        if node.shape is Shape.QUESTION:
            self._painter.drawPolygon(pointed(place))
            return
        round_ = min(node.height / 2, 20.0) if node.shape is Shape.ROUND else _CORNER
        self._painter.drawRoundedRect(place, round_, round_)
        if node.shape is Shape.CARD:
            self._painter.drawLine(place.topLeft() + QPointF(5, 4), place.bottomLeft() + QPointF(5, -4))

    def _fault(self, place: QRectF) -> None:
        """Put a mark at the upper right: what is wrong is never shown by colour alone."""
        painter, middle = self._painter, place.topRight() + QPointF(-4, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("danger"))
        painter.drawEllipse(middle, _FAULT, _FAULT)
        painter.setPen(style.colour("on_danger"))
        painter.setFont(_font(Line("!", 12.0, strong=True)))
        around = QRectF(middle.x() - _FAULT, middle.y() - _FAULT, 2 * _FAULT, 2 * _FAULT)
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, "!")

    def _write(self, lines: Sequence[Line], place: QRectF, ink: str) -> None:
        """Write lines into the middle of a place; one that a screen sets too wide is set narrower."""
        painter = self._painter
        painter.setPen(style.colour(ink))
        y = place.center().y() - sum(each.high for each in lines) / 2
        for each in lines:
            font = _font(each)
            wide = QFontMetricsF(font).horizontalAdvance(each.text)
            if wide > place.width() - 4:
                font.setStretch(max(int(100 * (place.width() - 4) / wide), 50))
            painter.setFont(font)
            painter.drawText(QRectF(place.x(), y, place.width(), each.high), Qt.AlignmentFlag.AlignCenter, each.text)
            y += each.high


def place_of(node: Node) -> QRectF:
    """Give the frame of a node."""
    return QRectF(node.x, node.y, node.width, node.height)


def pointed(place: QRectF) -> QPolygonF:
    """Give the outline of a question."""
    middle = place.center().y()
    return QPolygonF([
        QPointF(place.left(), middle), place.topLeft() + QPointF(SLANT, 0), place.topRight() - QPointF(SLANT, 0),
        QPointF(place.right(), middle), place.bottomRight() - QPointF(SLANT, 0),
        place.bottomLeft() + QPointF(SLANT, 0),
    ])  # fmt: skip


def _font(line: Line) -> QFont:
    made = QFont(QApplication.font())
    made.setPixelSize(round(line.size))
    made.setWeight(QFont.Weight.DemiBold if line.strong else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _frame(edge: Edge) -> QRectF:
    return QPolygonF([QPointF(*each) for each in edge.points]).boundingRect().adjusted(-9, -9, 9, 9)


def _arrow(edge: Edge) -> QPolygonF:
    (fx, fy), (x, y) = edge.points[-2:]
    angle = atan2(y - fy, x - fx)
    wings = (QPointF(x - _ARROW * cos(angle + side), y - _ARROW * sin(angle + side)) for side in (0.42, -0.42))
    return QPolygonF([QPointF(x, y), *wings])
