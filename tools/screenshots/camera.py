"""What takes the pictures, and how long it waits for the window."""

import time
from collections.abc import Collection
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from sopdesk.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screenshots"
COLOURS = 128
"""Colours a picture is reduced to, so that the repository stays small."""


class Camera:
    """Takes pictures of one window: all, or those whose names begin with one of the words `wanted`."""

    def __init__(self, window: QWidget, wanted: Collection[str] = (), folder: Path = PICTURES) -> None:
        """Stand before a window."""
        self.window, self._wanted, self._folder = window, tuple(wanted), folder

    def wants(self, name: str) -> bool:
        """Tell whether a picture is wanted."""
        return not self._wanted or name.startswith(self._wanted)

    def take(self, name: str, wait: int = 400) -> None:
        """Draw the window as it is after a moment."""
        if not self.wants(name):
            return
        settle(wait)
        path = self._folder / f"{name}.png"
        self.window.grab().save(str(path))
        with Image.open(path) as drawn:
            drawn.convert("RGB").quantize(COLOURS).save(path, optimize=True)
        print(path)


def settle(milliseconds: int) -> None:
    """Let the window work for a while; work beside it goes on meanwhile, which it would not in QTest.qWait."""
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def rest(window: MainWindow) -> None:
    """Wait until no work goes on beside the window."""
    settle(100)
    while window.frame.busy():
        settle(50)
