"""The room in which the form or the finished page of the editor is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.widgets.rows import Piece, column


class Room(QScrollArea):
    """Shows one piece; where the keyboard goes within it is always in sight."""

    def __init__(self, inside: Piece, name: str) -> None:
        super().__init__()
        self._holder = holder = QWidget()
        holder.setObjectName("scrolled")
        around = column(inside, None)
        around.setContentsMargins(tokens.GAP, 0, tokens.GAP, tokens.GAP)
        holder.setLayout(around)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setWidget(holder)
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self.show_keyboard)

    def follow_keyboard(self) -> None:
        """Keep in sight where the keyboard stands, wherever it is sent; the room itself does not stop it."""
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def show_keyboard(self) -> None:
        """Bring what has the keyboard into sight, once it has its place."""
        at = QApplication.focusWidget()
        if at is not None and self._holder.isAncestorOf(at):
            self.ensureWidgetVisible(at, 0, tokens.GAP)

    def _follow(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._following.start()
