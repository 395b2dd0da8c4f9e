"""Labels with codes to scan: which sheet, from which label on, for which procedures."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.refusal import Refusal
from sopdesk.ui.saving import save_file
from sopdesk.ui.widgets.form import Question
from sopdesk.views.copies import LABEL_SHEETS

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen


class Labels(QObject):
    """Asks for the sheet and the file, and has labels drawn."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen

    def ask(self, sops: Collection[str]) -> None:
        """Ask on which sheet, and from which label on."""
        sheets = tuple((name, each.words) for name, each in LABEL_SHEETS.items())
        questions = [
            Question("sheet", self.tr("Sheet of labels"), "choice", sheets, needed=True),
            Question("start", self.tr("First label that is left"), hint=self.tr("1 is the one at the top left."),
                     needed=True),
        ]  # fmt: skip
        words = self.tr("Labels to scan") if len(sops) == 1 else self.tr("{n} labels to scan").format(n=len(sops))
        self._screen.ask(
            words, questions, self.tr("Save the labels"), lambda answers: self._save(sops, answers),
            sentence=self.tr(
                "A scanner that reads such a label opens the procedure as it is in force then, so labels stay right."
            ),
            values={"sheet": next(iter(LABEL_SHEETS)), "start": "1"},
        )  # fmt: skip

    def _save(self, sops: Collection[str], answers: dict[str, str]) -> None:
        sheet, start = answers["sheet"], answers["start"].strip()
        shape = LABEL_SHEETS[sheet]
        if not start.isdecimal() or not 1 <= int(start) <= shape.columns * shape.rows:
            said = self.tr("A sheet has the labels 1 to {n}: say which is the first that is left.")
            raise Refusal(said.format(n=shape.columns * shape.rows))
        exports = self._screen.workspace.exports
        save_file(
            self._screen, "labels.pdf", self.tr("Drawing labels"),
            lambda progress, cancelled: exports.labels_pdf(
                sops=sops, sheet=sheet, start=int(start), progress=progress, cancelled=cancelled
            ),
        )  # fmt: skip
