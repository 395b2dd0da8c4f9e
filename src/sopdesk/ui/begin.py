"""Beginning: the desk's window on an open workspace, or the first-run page that turns into it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from sopdesk import ui
from sopdesk.ui import moments
from sopdesk.ui.backing_up import BackupKeeper, back_up_at_closing
from sopdesk.ui.frame import Frame
from sopdesk.ui.indexing import IndexKeeper
from sopdesk.ui.trail.carrying import CheckpointKeeper

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace
    from sopdesk.ui.first_run import Found
    from sopdesk.ui.main_window import MainWindow
    from sopdesk.ui.restore_first import FromBackup


class DeskWindow:
    """What is on the screen: the first-run page or the desk; `let_go` closes the desk's folder at the end."""

    def __init__(self) -> None:
        self.page: QWidget | None = None
        self._workspace: Workspace | None = None

    def show(self) -> None:
        """Show the window."""
        if self.page is not None:
            self.page.show()

    def open_desk(self, workspace: Workspace, fonts: Sequence[bytes] = ()) -> MainWindow:
        """Put the desk in place of what was shown."""
        self._workspace = workspace
        window = ui.start(workspace, fonts)
        self.keeper = IndexKeeper(window.frame)
        self.backups = BackupKeeper(window.frame)
        self.checkpoints = CheckpointKeeper(window.frame)
        moments.watch(window, workspace.finder)
        former, self.page = self.page, window
        if former is not None:
            window.show()
            former.close()
        return window

    def tell_mishap(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Say on the page what went wrong in a way that no screen expected: the program's last answer to an error."""
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sentence = getattr(error, "sentence", "")
        if not sentence:
            logging.getLogger(__name__).error("unexpected", exc_info=(kind, error, trace))
            sentence = QCoreApplication.translate(
                "Mishap", "Something went wrong that SOPDesk did not expect. What was recorded before is kept; look at "
                "the page before doing it again. The log file tells more.",
            )  # fmt: skip
        if self._workspace is not None and isinstance(frame := getattr(self.page, "frame", None), Frame):
            frame.say(sentence)

    def let_go(self) -> None:
        """Make the backup planned at closing, and close the desk's folder: the last checkpoint is signed."""
        if self._workspace is not None:
            self.keeper.rest()
            self.backups.rest()
            self.checkpoints.rest()
            back_up_at_closing(self._workspace)
            self._workspace.close()
            self._workspace = None


def open_desk(workspace: Workspace, fonts: Sequence[bytes] = ()) -> DeskWindow:
    """Give the window on an open desk."""
    window = DeskWindow()
    window.open_desk(workspace, fonts)
    return window


def first_run(found: Found, fonts: Sequence[bytes] = (), backup: FromBackup | None = None) -> DeskWindow:
    """Give the window on a desk that does not exist yet; it turns into the desk once that is founded or restored."""
    from sopdesk.ui.first_run import begin as founding_page

    window = DeskWindow()
    page = founding_page(found, fonts, backup=backup)
    page.founded.connect(window.open_desk)
    window.page = page
    return window
