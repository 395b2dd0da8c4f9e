"""Noticing a search that ends without an answer from the manual: counted once it has settled, never by person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame
    from sopdesk.views.today import FoundAll

_SETTLED = 1500
"""How long (ms) words have to stand before they count as what somebody meant to ask."""


class Unanswered(QObject):
    """Counts a question that found nothing, once: after a pause, or when Enter is pressed on it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._words = ""
        self._counted = ""
        self._pause = QTimer(self, singleShot=True, interval=_SETTLED)
        self._pause.timeout.connect(self.count)

    def look_at(self, found: FoundAll, *, answered: bool) -> None:
        """Take note of what a search gave; anything that can be chosen ends the matter."""
        self._pause.stop()
        self._words = "" if answered or not found.ready or self._frame.day is not None else found.text
        if self._words and not self._words.startswith(self._counted or "\0"):
            self._pause.start()

    def count(self) -> None:
        """Count the words that stand now: they have settled."""
        self._pause.stop()
        words, self._words = self._words, ""
        if words and words != self._counted:
            self._counted = words
            self._frame.workspace.gaps.count(words, self._frame.person)

    def forget(self) -> None:
        """Begin anew: the field was emptied, or something was chosen."""
        self._pause.stop()
        self._words = self._counted = ""
