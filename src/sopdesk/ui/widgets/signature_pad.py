"""A pad on which somebody signs by finger, pen or mouse, and a signature as it was made."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sopdesk.domain.finger import HIGH, WIDE, Strokes
from sopdesk.ui import style

INK = 2.4
"""How thick a stroke is, in units of the room in which it lies."""
LARGE, SMALL = 0.8, 0.4
"""Pixels for a unit of the room, whatever the text size: on the pad, and where a signature is only shown."""


class SignatureView(QWidget):
    """Shows a signature; `scale` is pixels for a unit of its room."""

    def __init__(self, strokes: Strokes = (), *, scale: float = SMALL) -> None:
        super().__init__()
        self.strokes = strokes
        self._scale = scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Give the size of the room."""
        return QSize(round(WIDE * self._scale), round(HIGH * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the room, a line to write upon, and the strokes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.width() / WIDE
        painter.fillRect(self.rect(), style.colour("surface"))
        painter.setPen(QPen(style.colour("line_strong"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.scale(unit, unit)
        painter.setPen(QPen(style.colour("line"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(30, HIGH * 0.78), QPointF(WIDE - 30, HIGH * 0.78))
        ink = QPen(style.colour("text"), INK)
        ink.setCapStyle(Qt.PenCapStyle.RoundCap)
        ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(ink)
        for stroke in self.strokes:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke]))
        painter.end()


class SignaturePad(SignatureView):
    """Takes the strokes of a hand; Qt hands those of a finger and of a pen on as those of a mouse."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(scale=LARGE)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._drawing = False

    def clear(self) -> None:
        """Take every stroke away."""
        self.strokes = ()
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = True
            self.strokes = (*self.strokes, (self._point(event),))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke; what lies outside stays at the edge."""
        if self._drawing:
            point, last = self._point(event), self.strokes[-1]
            if point != last[-1]:
                self.strokes = (*self.strokes[:-1], (*last, point))
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if self._drawing:
            self._drawing = False
            self.changed.emit()

    def _point(self, event: QMouseEvent) -> tuple[int, int]:
        unit = self.width() / WIDE
        x, y = round(event.position().x() / unit), round(event.position().y() / unit)
        return min(max(x, 0), WIDE), min(max(y, 0), HIGH)
