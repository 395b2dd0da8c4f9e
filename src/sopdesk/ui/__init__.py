"""The screens of the desk: they ask services and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace
    from sopdesk.ui.main_window import MainWindow
    from sopdesk.ui.style import Theme


def start(workspace: Workspace, fonts: Sequence[bytes] = (), theme: Theme | None = None) -> MainWindow:
    """Give the desk's window on an open workspace, dressed and ready to be shown; a QApplication has to exist.

    `fonts` are font files' bytes; the first family in them is used for everything.
    """
    from PySide6.QtWidgets import QApplication

    from sopdesk.ui import style
    from sopdesk.ui.main_window import MainWindow

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        message = "the desk's window needs a QApplication"
        raise TypeError(message)
    style.install(app, theme or style.Theme(), fonts)
    return MainWindow(workspace)
