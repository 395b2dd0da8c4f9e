"""A watch for pieces that come up as a window of their own for a moment, as what is shown before it has its place."""

from collections.abc import Callable
from traceback import extract_stack

from PySide6.QtWidgets import QDialog, QMainWindow, QWidget


def watch(tell: Callable[[str], object]) -> None:
    """From now on tell of each such piece, with the line that showed it."""
    show, set_visible = QWidget.show, QWidget.setVisible

    def look(widget: QWidget) -> None:
        if widget.parent() is None and not isinstance(widget, QMainWindow | QDialog):
            at = extract_stack(limit=3)[0]
            tell(f"{type(widget).__name__} flashes as a window: {at.filename}:{at.lineno}")

    def watched_show(self: QWidget) -> None:
        look(self)
        show(self)

    def watched_set_visible(self: QWidget, visible: bool) -> None:
        if visible:
            look(self)
        set_visible(self, visible)

    QWidget.show, QWidget.setVisible = watched_show, watched_set_visible  # type: ignore[method-assign] # on purpose
