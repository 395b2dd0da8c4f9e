"""The rows of the shift: time, what, how it stands and how far it is, large enough for two metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.line_painter import LineRole, paint_bar, paint_chip, write
from sopdesk.ui.widgets.lines import Line, LinesView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

Index = QModelIndex | QPersistentModelIndex
NARROW = 560
"""Below this many pixels, at a text size of 100 %, chip and act stand below the title."""


@dataclass(frozen=True, slots=True)
class ShiftRow(Line):
    """A line with the time that stands before it; its bar is how far its run is."""

    time: str = ""

    def spoken(self) -> str:
        """Give the row as a screen reader says it."""
        return ". ".join(each for each in (self.time, self.title, self.detail, self.chip, self.act) if each)


class ShiftRows(LinesView):
    """Rows as high as they need, all of them: the page scrolls, not the list."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setItemDelegate(ShiftPainter(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.modelReset.connect(self.fit)
        style.on_change(self.fit)

    def fit(self) -> None:
        """Be as high as the rows."""
        heights = (self.sizeHintForRow(n) for n in range(self.lines.rowCount()))
        self.setFixedHeight(sum(heights) + 2 * tokens.SNUG)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are higher where there is less room."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.fit()


class ShiftPainter(QStyledItemDelegate):
    """Draws a row of the shift."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height that a row needs."""
        line: Line = index.data(LineRole.LINE)
        title, lead = _height(tokens.HEADING), _height(tokens.LEAD)
        if line.heading:
            return QSize(0, _height(tokens.LEAD) + tokens.GAP)
        height = title + (lead + tokens.HAIR if line.detail else 0) + 2 * tokens.NEAR
        if self._is_narrow():
            height += lead + tokens.SNUG
        return QSize(0, max(height, style.size(tokens.TARGET)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        line: Line = index.data(LineRole.LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRect(option.rect)
        if line.heading:
            place = place.adjusted(tokens.NEAR, tokens.SNUG, 0, 0)
            write(painter, place, style.font(tokens.LEAD, strong=True), "text_soft", line.title)
        else:
            self._paint_ground(painter, place, QStyle.StateFlag(option.state))
            self._paint_row(painter, place.adjusted(tokens.NEAR, tokens.NEAR, -tokens.NEAR, -tokens.NEAR), line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if focus or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(style.colour("focus"), 2) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("hover"))
            painter.drawRoundedRect(place.adjusted(1, 2, -1, -2), tokens.CORNER, tokens.CORNER)

    def _paint_row(self, painter: QPainter, place: QRect, line: Line) -> None:
        large, lead = style.font(tokens.HEADING, strong=True), style.font(tokens.LEAD)
        if isinstance(line, ShiftRow) and line.time:
            width = QFontMetrics(large).horizontalAdvance(max("00:00", line.time, key=len)) + tokens.GAP
            write(painter, place, large, "text", line.time)
            place.setLeft(place.left() + width)
        if self._is_narrow():
            below = QRect(place.left(), place.bottom() - _height(tokens.LEAD), place.width(), _height(tokens.LEAD))
            self._paint_right(painter, below, line, left=True)
        else:
            place.setRight(self._paint_right(painter, QRect(place), line))
        top = QRect(place.left(), place.top(), place.width(), _height(tokens.HEADING))
        if not line.detail and not self._is_narrow():
            top.moveTop(place.center().y() - top.height() // 2)
        write(painter, top, large, "text", line.title)
        under = QRect(place.left(), top.bottom() + tokens.HAIR, place.width(), _height(tokens.LEAD))
        if line.bar is not None:
            width = min(style.size(tokens.TILE), place.width() // 3)
            bar = QRectF(under.left(), under.center().y() - tokens.HAIR, width, tokens.SNUG)
            paint_bar(painter, bar, line.bar, line.bar_colour)
            under.setLeft(under.left() + width + tokens.NEAR)
        write(painter, under, lead, "text_soft", line.detail)

    def _paint_right(self, painter: QPainter, place: QRect, line: Line, *, left: bool = False) -> int:
        """Draw act, chip and note; give where the left part has to end. `left`: in a line of their own."""
        act, at = style.font(tokens.LEAD, strong=True), place.right()
        width = min(QFontMetrics(act).horizontalAdvance(line.act), place.width() // 2)
        box = QRect(at - width, place.center().y() - _height(tokens.LEAD) // 2, width, _height(tokens.LEAD))
        write(painter, box, act, "accent", line.act)
        at -= width + (tokens.GAP if line.act else 0)
        if line.chip:
            made = style.font(tokens.BODY, strong=True)
            wide = paint_chip(painter, QRect(place.left(), place.top(), at - place.left(), place.height()), made,
                              line.chip, line.chip_kind, left=left)  # fmt: skip
            at -= wide + tokens.GAP
        return at

    def _is_narrow(self) -> bool:
        view = self.parent()
        return isinstance(view, LinesView) and view.viewport().width() < style.size(NARROW)


def _height(size: int) -> int:
    return QFontMetrics(style.font(size)).height()
