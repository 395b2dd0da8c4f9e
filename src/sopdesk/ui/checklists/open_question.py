"""The question of a line that stands open on its sheet: after a lock or a crash it is asked again, as it stood."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

Ask = Callable[..., object]


class OpenQuestion(QObject):
    """Kept as half-written text is (ui.half_written.Fields): the act that asks, its line, and what it was given."""

    changed = Signal()

    def __init__(self, asks: Mapping[str, Ask], parent: QObject) -> None:
        super().__init__(parent)
        self._asks = asks
        self._text = ""
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._ask_again)

    def begin(self, act: str, *given: str) -> None:
        """Say what is asked now."""
        self._tell(json.dumps([act, *given]))

    def end(self) -> None:
        """Say that nothing is asked any more."""
        self._tell("")

    def text(self) -> str:
        """Give what is asked, or ""."""
        return self._text

    def set_text(self, text: str) -> None:
        """Ask again what was asked, once the page is there."""
        self._text = text
        if text:
            self._again.start()
        else:
            self._again.stop()

    def _tell(self, text: str) -> None:
        self._text = text
        self._again.stop()
        self.changed.emit()

    def _ask_again(self) -> None:
        act, *given = json.loads(self._text)
        self._asks[act](*given)
