"""Bringing a piece into sight."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from sopdesk.ui import tokens


def bring_into_sight(piece: QWidget, around: int = tokens.GAP) -> None:
    """Scroll every area around a piece until it is seen, once the page has taken on its new shape."""
    QTimer.singleShot(tokens.KEYSTROKE, piece, lambda: _bring(piece, around))


def _bring(piece: QWidget, around: int) -> None:
    above = piece.parentWidget() if isValid(piece) and piece.isVisible() else None
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(piece, 0, around)
        above = above.parentWidget()
