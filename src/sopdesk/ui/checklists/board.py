"""The part of a run's page that scrolls: exactly as high as its lines in the width that there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget
from shiboken6 import isValid

from sopdesk.ui import icons, style, tokens
from sopdesk.ui.widgets.buttons import button


class Scrolled(QWidget):
    """What scrolls. Words that wrap ask for their least width, where they are highest; the height follows the width."""

    def minimumSizeHint(self) -> QSize:
        """Give the least width only."""
        return QSize(super().minimumSizeHint().width(), 0)


class Board(QScrollArea):
    """It takes the room that is there and asks for none. What is next, scrolled out of sight, is one press away."""

    def __init__(self, inside: QLayout, name: str, go_next: Callable[[], object]) -> None:
        super().__init__()
        inner = Scrolled()
        inner.setObjectName("scrolled")
        inner.setLayout(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self._next: QWidget | None = None
        self._end: QWidget | None = None
        self.leads = button(self.tr("To the next line"), go_next, kind="primary", icon="down", key="Ctrl+Down")
        self.leads.setParent(self)
        self.leads.hide()
        self.verticalScrollBar().valueChanged.connect(self.look_for_next)
        self.verticalScrollBar().rangeChanged.connect(self.look_for_next)

    def lead_to(self, line: QWidget | None, end: QWidget) -> None:
        """Say which line is next (None for none), and where the run ends: there nobody is led away."""
        self._next, self._end = line, end
        self.look_for_next()

    def look_for_next(self) -> None:
        """Offer the way to the next line while it is out of sight."""
        line = self._next if self._next is not None and isValid(self._next) else None
        away = line is not None and not self._sees(line) and not (self._end is not None and self._sees(self._end))
        self.leads.setVisible(away)
        if line is None or not away:
            return
        above = line.mapTo(self.viewport(), QPoint()).y() < 0
        icons.dress(self.leads, "up" if above else "down", "on_accent")
        size, room = self.leads.sizeHint(), self.viewport().rect()
        left, top = (room.width() - size.width()) // 2, room.bottom() - size.height() - tokens.SNUG
        self.leads.setGeometry(left, top, size.width(), size.height())
        self.leads.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what has the keyboard in sight, as when a message takes room."""
        super().resizeEvent(event)
        inside = self.widget()
        at = inside.focusWidget() if inside is not None else None
        if at is not None and event.size().height() < event.oldSize().height():
            self.ensureWidgetVisible(at, 0, tokens.NEAR)
        self.look_for_next()

    def _sees(self, piece: QWidget) -> bool:
        return self.viewport().rect().intersects(QRect(piece.mapTo(self.viewport(), QPoint()), piece.size()))

    def sizeHint(self) -> QSize:
        """Ask for little, so that a sheet over it never makes the whole page scroll."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Need room for some lines."""
        return QSize(style.size(tokens.TILE), style.size(tokens.RAIL))
