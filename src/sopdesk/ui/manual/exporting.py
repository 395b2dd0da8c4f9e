"""Taking procedures along as files: a tree of Markdown that comes in again, or who is responsible for what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.refusal import Refusal
from sopdesk.ui.saving import save_file
from sopdesk.ui.widgets.form import Question

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen

TREE = "tree"


class Exporting(QObject):
    """Asks for the form, then for the place, and writes the procedures in force among those named."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen

    def ask(self, sops: Sequence[str], name: str) -> None:
        """Ask in which form these procedures leave (all of them, when none is named); `name` is suggested."""
        forms = (
            (TREE, self.tr("Markdown files")), ("xlsx", self.tr("Responsibilities, XLSX")),
            ("csv", self.tr("Responsibilities, CSV")), ("md", self.tr("Responsibilities, Markdown")),
            ("ticks.md", self.tr("Checklists to tick, Markdown")), ("lines.csv", self.tr("Checklists, CSV")),
        )  # fmt: skip
        self._screen.ask(
            self.tr("Export as files"), [Question("form", self.tr("As"), "choice", forms, needed=True)],
            self.tr("Choose the place"), lambda answers: self._export(answers["form"], sops, name),
            sentence=self.tr("Only what is in force leaves. Markdown files can be imported again, here or elsewhere."),
            values={"form": TREE},
        )  # fmt: skip

    def _export(self, form: str, sops: Sequence[str], name: str) -> None:
        if form == TREE:
            self.choose_folder(sops, name)
        elif "." in form:
            lists, ending = self._screen.workspace.checklist_files, form.partition(".")[2]
            save_file(
                self._screen, f"{name}-{form}", self.tr("Writing the checklists"),
                lambda _progress, _cancelled: lists.write(ending, sops),
            )  # fmt: skip
        else:
            matrices = self._screen.workspace.matrices
            save_file(
                self._screen, f"{name}.{form}", self.tr("Writing the responsibilities"),
                lambda _progress, _cancelled: matrices.write(form, sops),
            )  # fmt: skip

    def choose_folder(self, sops: Sequence[str], name: str) -> None:
        """Ask in which folder the tree is made; it gets a folder of its own there."""
        chosen = QFileDialog.getExistingDirectory(self._screen, self.tr("Where the folder of the manual is made"))
        if not chosen:
            raise Refusal(self.tr("No folder was chosen, so nothing was exported."))
        self.write_tree(Path(chosen) / name, sops)

    def write_tree(self, folder: Path, sops: Sequence[str]) -> None:
        """Write the tree beside the window."""
        exports, screen = self._screen.workspace.exports, self._screen
        said = self.tr("Written to {folder}, procedures: {n}.")
        screen.frame.run_in_background(
            self.tr("Writing the files"),
            lambda _progress, _cancelled: exports.manual_markdown(folder, sops),
            lambda count: screen.message.note(said.format(folder=folder, n=screen.frame.times.number(count))),
            screen.message.fail,
        )
