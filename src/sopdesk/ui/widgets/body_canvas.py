"""The figure of a body: what is marked on it, and marking by a press or with the arrow keys and Space."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sopdesk.ui import style, tokens
from sopdesk.views.body import BodyFigure, BodyPlace

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_PRESS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
SCALE, SMALL_SCALE = 1.9, 1.1
"""Pixels for a unit of the figure, whatever the text size: large enough for a finger, and where it is only shown."""


class BodyCanvas(QWidget):
    """Shows the figure with its marked places; `toggled(name)` when somebody presses one of them."""

    toggled = Signal(str)

    def __init__(self, figure: BodyFigure, *, marks: bool = True) -> None:
        super().__init__()
        self._figure = figure
        self._scale = SCALE if marks else SMALL_SCALE
        self._marked: frozenset[str] = frozenset()
        self._at = next(each for each in figure.places if each.name == "chest")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(marks)
        self._marks = marks
        if marks:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())
        self.mark(())

    def mark(self, places: Collection[str]) -> None:
        """Show these places as marked."""
        self._marked = frozenset(places)
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the size of the figure."""
        return QSize(round(self._figure.width * self._scale), round(self._figure.height * self._scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark the place that is pressed, or take its mark away."""
        place = self._place_at(event.position())
        if self._marks and place is not None:
            self._at = place
            self._toggle()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the place under the pointer."""
        place = self._place_at(event.position())
        QToolTip.showText(event.globalPosition().toPoint(), self.tr(place.name) if place else "", self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from place to place with the arrow keys; mark with Space or Enter."""
        key = Qt.Key(event.key())
        if not self._marks or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._at = self._figure.beside(self._at.name, *_STEPS[key])
            self._say()
            self.update()
        elif key in _PRESS:
            self._toggle()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where one is."""
        super().focusInEvent(event)
        self._say()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self._unit()
        painter.scale(unit, unit)
        for each in self._figure.places:
            self._paint(painter, each)
        painter.setPen(style.colour("text_soft"))
        font = QFont(style.font(tokens.SMALL))
        font.setPixelSize(10)
        painter.setFont(font)
        for words, x, y in self._figure.titles:
            painter.drawText(QRectF(x - 50, y - 10, 100, 20), Qt.AlignmentFlag.AlignCenter, self.tr(words))
        if self._marks and self.hasFocus():
            painter.setPen(QPen(style.colour("focus"), 3 / unit))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(_outline(self._at))
        painter.end()

    def _paint(self, painter: QPainter, each: BodyPlace) -> None:
        marked = each.name in self._marked
        painter.setPen(QPen(style.colour("on_danger_soft" if marked else "line_strong"), 1.2 if marked else 0.8))
        painter.setBrush(style.colour("danger" if marked else "sunken"))
        painter.drawPolygon(_outline(each))
        if marked:  # colour is never the only sign
            (x, y), reach = each.middle, each.cross
            painter.setPen(QPen(style.colour("on_danger"), reach / 1.7))
            painter.drawLine(QPointF(x - reach, y - reach), QPointF(x + reach, y + reach))
            painter.drawLine(QPointF(x - reach, y + reach), QPointF(x + reach, y - reach))

    def _place_at(self, at: QPointF) -> BodyPlace | None:
        return self._figure.at(at.x() / self._unit(), at.y() / self._unit())

    def _unit(self) -> float:
        return self.width() / self._figure.width

    def _toggle(self) -> None:
        self.toggled.emit(self._at.name)
        self._say()
        self.update()

    def _say(self) -> None:
        """Tell a screen reader where one is, and all that is marked."""
        marked = ", ".join(self.tr(each.name) for each in self._figure.places if each.name in self._marked)
        said = self.tr("Marked: {places}.").format(places=marked) if marked else self.tr("Nothing is marked.")
        if self._marks:
            state = self.tr("marked") if self._at.name in self._marked else self.tr("not marked")
            here = self.tr("{place}: {state}. Arrow keys go on, Space marks.")
            said = f"{here.format(place=self.tr(self._at.name), state=state)} {said}"
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))


def _outline(place: BodyPlace) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in place.outline])
