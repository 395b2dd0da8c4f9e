"""Drawing one line of a list: icon, title and detail at the left, chip, note and act at the right."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sopdesk.ui import icons, style, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from sopdesk.ui.widgets.lines import Line, Spans

NARROW = 430
"""Below this many pixels, at a text size of 100 %, a line stacks its parts."""
Index = QModelIndex | QPersistentModelIndex


class LineRole(IntEnum):
    """Under which role of the model a whole line is found."""

    LINE = Qt.ItemDataRole.UserRole


class LinePainter(QStyledItemDelegate):
    """Draws a line: icon, title and detail at the left, chip, note and act at the right."""

    def __init__(self, parent: QObject, line: Callable[[int], Line]) -> None:
        """Draw for a view; `line` gives a line by its number."""
        super().__init__(parent)
        self._line = line
        self._heights: dict[tuple[bool, bool, bool], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height that a line needs; all are asked whenever some are added, so each sort is measured once."""
        line = self._line(index.row())
        heading, detail, more = line.sort
        sort = heading, detail, more and self._is_narrow()
        if sort not in self._heights:
            self._heights[sort] = self._height(heading=heading, detail=detail, stacked=sort[2])
        return QSize(0, self._heights[sort])

    def look_again(self) -> None:
        """Measure anew: the size of the text may be another one."""
        self._heights.clear()

    @staticmethod
    def _height(*, heading: bool, detail: bool, stacked: bool) -> int:
        title, small = QFontMetrics(style.font(tokens.BODY)).height(), QFontMetrics(style.font(tokens.SMALL)).height()
        if heading:
            return small + tokens.GAP + tokens.SNUG
        height = title + (small + tokens.HAIR if detail else 0) + 2 * tokens.NEAR
        return max(height + (title + tokens.SNUG if stacked else 0), style.size(tokens.TARGET))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        line: Line = index.data(LineRole.LINE)
        rectangle = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.heading:
            painter.setFont(style.font(tokens.SMALL, strong=True))
            painter.setPen(style.colour("text_soft"))
            inside = rectangle.adjusted(tokens.NEAR, 0, 0, -tokens.HAIR)
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, line.title)
        else:
            self._paint_line(painter, rectangle, line, QStyle.StateFlag(option.state))
        painter.restore()

    def _paint_line(self, painter: QPainter, rectangle: QRect, line: Line, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(style.colour("focus"), 2))
            painter.setBrush(style.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(rectangle.adjusted(1, 2, -1, -2), tokens.CORNER, tokens.CORNER)
        elif chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(rectangle.adjusted(0, 1, 0, -1), tokens.CORNER, tokens.CORNER)
        inside = rectangle.adjusted(tokens.NEAR, 0, -tokens.NEAR, 0)
        if line.ticked is not None:
            inside.setLeft(_paint_box(painter, inside, ticked=line.ticked) + tokens.NEAR)
        elif line.icon:
            drawn = icons.picture(line.icon, "on_accent_soft" if chosen else "text_soft")
            side = style.size(tokens.ICON)
            painter.drawPixmap(inside.left(), inside.center().y() - side // 2, drawn)
            inside.setLeft(inside.left() + side + tokens.NEAR)
        if self._is_narrow():
            under = QFontMetrics(style.font(tokens.BODY)).height() + tokens.SNUG
            if line.chip or line.note or line.act:
                place = inside.adjusted(0, inside.height() - under - tokens.NEAR, 0, -tokens.NEAR)
                self._paint_right(painter, place, line, chosen=chosen)
                inside.setBottom(place.top())
        else:
            inside.setRight(self._paint_right(painter, inside, line, chosen=chosen))
        title, detail = style.font(tokens.BODY, strong=True), style.font(tokens.SMALL)
        height, small = QFontMetrics(title).height(), QFontMetrics(detail).height() if line.detail else 0
        top = inside.top() + (inside.height() - height - small - (2 if small else 0)) // 2
        ink, soft = ("on_accent_soft", "on_accent_soft") if chosen else ("text", "text_soft")
        write(painter, QRect(inside.left(), top, inside.width(), height), title, ink, line.title, line.title_marks)
        if small:
            place = QRect(inside.left(), top + height + 2, inside.width(), small)
            write(painter, place, detail, soft, line.detail, line.detail_marks)

    def _is_narrow(self) -> bool:
        """Tell whether chip, note and act need a line of their own."""
        view = self.parent()
        return isinstance(view, QListView) and view.viewport().width() < style.size(NARROW)

    def _paint_right(self, painter: QPainter, inside: QRect, line: Line, *, chosen: bool) -> int:
        """Draw act, note and chip from the right edge on; give where the left part has to end."""
        right = inside.right()
        if line.act:
            made = style.font(tokens.BODY, strong=True)
            ink = "on_accent_soft" if chosen else "accent"
            right -= _write_right(painter, inside, right, made, ink, line.act) + tokens.GAP
        if line.note:
            made, ink = style.font(tokens.SMALL), "on_accent_soft" if chosen else "text_soft"
            width = _write_right(painter, inside, right, made, ink, line.note)
            if line.bar is not None:
                width = max(width, style.size(tokens.AWAY))
                under = inside.center().y() + QFontMetrics(made).height() // 2 + tokens.HAIR
                paint_bar(painter, QRectF(right - width, under, width, tokens.HAIR), line.bar, line.bar_colour)
            right -= width + tokens.GAP
        if line.chip:
            made = style.font(tokens.SMALL, strong=True)
            room = QRect(inside.left(), inside.top(), right - inside.left(), inside.height())
            right -= paint_chip(painter, room, made, line.chip, line.chip_kind, most=inside.width() // 3) + tokens.GAP
        return right


def _paint_box(painter: QPainter, inside: QRect, *, ticked: bool) -> int:
    """Draw the box of a line that can be chosen; give where it ends."""
    side = style.size(tokens.BOX)
    place = QRect(inside.left(), inside.center().y() - side // 2, side, side)
    painter.setPen(QPen(style.colour("accent" if ticked else "text_soft"), 1.5))
    painter.setBrush(style.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), tokens.CORNER / 2, tokens.CORNER / 2)
    if ticked:
        drawn = icons.picture("check", "on_accent", tokens.BOX - tokens.HAIR)
        painter.drawPixmap(place.adjusted(1, 1, -1, -1), drawn)
    return place.right()


_CHIPS = {
    "plain": ("line", "text_soft"),
    "accent": ("accent_soft", "on_accent_soft"),
    "success": ("success_soft", "on_success_soft"),
    "warning": ("warning_soft", "on_warning_soft"),
    "danger": ("danger_soft", "on_danger_soft"),
}


def paint_chip(
    painter: QPainter, room: QRect, font: QFont, words: str, kind: str, *, most: int = 0, left: bool = False
) -> int:
    """Draw a chip at the right (or left) edge of some room; give how wide it is."""
    metrics = QFontMetrics(font)
    width = min(metrics.horizontalAdvance(words), most or room.width()) + 18
    at = room.left() if left else room.right() - width
    place = _middle(room, at, width, metrics.height() + 6)
    ground, ink = _CHIPS[kind]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.colour(ground))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    write(painter, place.adjusted(9, 3, -9, -3), font, ink, words)
    return width


def paint_bar(painter: QPainter, place: QRectF, share: float, colour: str) -> None:
    """Draw how much of a whole is used or done: a bar with round ends."""
    radius = place.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.colour("line"))
    painter.drawRoundedRect(place, radius, radius)
    painter.setBrush(style.colour(colour))
    used = QRectF(place)
    used.setWidth(max(place.width() * min(max(share, 0.0), 1.0), place.height()))
    painter.drawRoundedRect(used, radius, radius)


def _write_right(  # noqa: PLR0917 - where, how, what
    painter: QPainter, inside: QRect, right: int, font: QFont, ink: str, text: str
) -> int:
    """Write words that end at a place; give how wide they are."""
    width = min(QFontMetrics(font).horizontalAdvance(text), inside.width() // 3)
    write(painter, _middle(inside, right - width, width, QFontMetrics(font).height()), font, ink, text)
    return width


def _middle(inside: QRect, left: int, width: int, height: int) -> QRect:
    return QRect(left, inside.center().y() - height // 2, width, height)


def write(  # noqa: PLR0917 - where, how, what
    painter: QPainter, place: QRect, font: QFont, ink: str, text: str, marks: Spans = ()
) -> None:
    """Write one line of text, shortened to its place, with marked words on the marking ground and underlined."""
    flat = text.replace("\n", " ")
    shown = QFontMetrics(font).elidedText(flat, Qt.TextElideMode.ElideRight, place.width() + 1)
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    formats = []
    for start, end in marks:
        if start < len(shown):
            made, look = QTextLayout.FormatRange(), QTextCharFormat()
            look.setBackground(style.colour("mark"))
            look.setForeground(style.colour("on_mark"))
            look.setFontUnderline(True)
            made.start, made.length, made.format = start, min(end, len(shown)) - start, look
            formats.append(made)
    layout.setFormats(formats)
    layout.beginLayout()
    layout.createLine().setLineWidth(place.width() + tokens.AWAY)
    layout.endLayout()
    painter.setPen(style.colour(ink))
    layout.draw(painter, QPointF(place.topLeft()))
