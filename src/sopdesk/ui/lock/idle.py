"""Locks the desk after a while in which nobody has touched it."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from sopdesk.ui import tokens

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Emits `idle` when nobody has touched the program for `milliseconds`; 0 never does."""

    idle = Signal()

    def __init__(self, milliseconds: int = tokens.IDLE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self.set_time(milliseconds)

    def watch(self, window: QWindow) -> None:
        """Count the touches that a window gets."""
        window.installEventFilter(self)

    def set_time(self, milliseconds: int) -> None:
        """Change how long nobody may touch it."""
        self._timer.setInterval(milliseconds)
        if milliseconds:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at every touch."""
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
