"""Choosing the second place where a desk begins, or beginning without one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row


class PlacePicker(QWidget):
    """Says what a second place is for, and which folder is chosen; `folder` is "" for none."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = ""
        said = self.tr(
            "Each signed checkpoint of the journal is written there by itself: a stick, or a folder in the network. "
            "You can choose one later under Trail, Checkpoints."
        )
        without = self.tr(
            "Without one, entries taken away at the end, or an older copy put in the desk’s place, are found only by "
            "a checkpoint that somebody was given."
        )
        self.chosen = label("", "strong")
        self.choose = button(self.tr("Choose a second place"), self.ask, icon="export")
        self.skip = button(self.tr("Begin without one"), lambda: self.take(""), kind="quiet")
        self.setLayout(
            column(label(said, "soft"), label(without, "soft"), self.chosen, row(self.choose, self.skip, None),
                   gap=tokens.NEAR)
        )  # fmt: skip
        self.take("")

    def ask(self) -> None:
        """Ask for the folder."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a second place"))
        if name:
            self.take(str(Path(name)))

    def take(self, folder: str) -> None:
        """Take a folder, or none."""
        self.folder = folder
        self.chosen.setText(folder or self.tr("None: the desk begins without one."))
        self.skip.setVisible(bool(folder))
