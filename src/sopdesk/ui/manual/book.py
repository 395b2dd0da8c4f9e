"""Taking what the manual's list shows onto paper: as a book, or as labels to scan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from sopdesk.ui.manual.exporting import Exporting
from sopdesk.ui.manual.labels import Labels
from sopdesk.ui.saving import save_file
from sopdesk.views.manual import SopRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from sopdesk.ui.screen import Screen

Shown = Callable[[], tuple[Sequence[SopRow], bool, datetime | None]]
"""Gives the rows that are shown, whether these are all, and the day as of which they are."""


class Book(QObject):
    """The menu Print of the manual's list."""

    def __init__(self, screen: Screen, shown: Shown) -> None:
        super().__init__(screen)
        self._screen, self._shown = screen, shown
        self._labels = Labels(screen)
        self._exporting = Exporting(screen)

    def offer(self) -> QPushButton:
        """Add the button with its menu to the screen."""
        at = self._screen.add_act(self.tr("Print"), _nothing, kind="quiet", icon="print")
        menu = QMenu(at)
        menu.addAction(self.tr("The manual as a book …"), self.save)
        menu.addAction(self.tr("Export as files …"), self.export)
        menu.addAction(self.tr("Labels to scan …"), self.labels)
        menu.addAction(self.tr("Copies on paper"), lambda: self._screen.frame.go("manual.copies"))
        at.setMenu(menu)
        return at

    def save(self) -> None:
        """Save what is shown as one PDF: the whole manual, or what the filters let through; also as of a day."""
        screen = self._screen
        rows, is_all, as_of = self._shown()
        by = screen.person.id if screen.person else ""
        sops = None if is_all else {each.id for each in rows}
        save_file(
            screen, "manual.pdf", self.tr("Printing the manual"),
            lambda progress, cancelled: screen.workspace.exports.manual_pdf(
                by=by, sops=sops, as_of=as_of, progress=progress, cancelled=cancelled
            ),
        )  # fmt: skip

    def export(self) -> None:
        """Take what is shown along as files."""
        rows, is_all, _ = self._shown()
        self._exporting.ask(() if is_all else [each.id for each in rows], "manual")

    def labels(self) -> None:
        """Draw labels for what is shown."""
        rows, _, _ = self._shown()
        self._labels.ask([each.id for each in rows])


def _nothing() -> None:
    """Leave it to the button's menu."""
