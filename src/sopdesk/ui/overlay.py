"""What lies over the whole window for a moment: a veil, and something floating on it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sopdesk.ui import style


class Overlay(QWidget):
    """Covers its window and follows its size; Escape or a press beside what floats closes it.

    The keyboard goes back to where it was: nothing that was being typed is left behind.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._under = window
        self._came_from: QWidget | None = None
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come up over the window."""
        self._came_from = self.window().focusWidget()
        self.setGeometry(self._under.rect())
        self.raise_()
        self.show()

    def close_over(self) -> None:
        """Go away and give the keyboard back."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self._under and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._under.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.colour("veil"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when somebody presses beside what floats."""
        if self.childAt(event.position().toPoint()) is None:
            self.close_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape; no key goes on to what is covered."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        event.accept()
