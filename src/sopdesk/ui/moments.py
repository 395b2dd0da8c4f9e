"""Telling when the window is drawn for the first time and when one can search, for benchmarks/start.py."""

from __future__ import annotations

import os
import sys
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sopdesk.services.finder import Finder

ASKED = "SOPDESK_TIMES"
"""The environment variable that asks for the moments, printed with the seconds since 1970."""
_EACH = 2


class Moments(QObject):
    """Prints "painted" and "searchable" with the time of each."""

    def __init__(self, window: QWidget, finder: Finder) -> None:
        super().__init__(window)
        self._finder = finder
        self._looking = QTimer(self, interval=_EACH)
        self._looking.timeout.connect(self._look)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look out for the first paint."""
        if event.type() is QEvent.Type.Paint and not self._looking.isActive():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)  # once this event and those of its children are through
        return False

    def _painted(self) -> None:
        say("painted")
        self._looking.start()

    def _look(self) -> None:
        if self._finder.search("the").ready:
            self._looking.stop()
            say("searchable")


def watch(window: QWidget, finder: Finder) -> None:
    """Print the moments of a window if the environment asks for them."""
    if os.environ.get(ASKED):
        Moments(window, finder)


def say(moment: str) -> None:
    """Print a moment with the time."""
    sys.stdout.write(f"{moment} {time():.6f}\n")
    sys.stdout.flush()
