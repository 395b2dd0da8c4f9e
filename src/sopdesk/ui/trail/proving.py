"""The proof of one entry for other tools: the proof and the entry's bytes, each saved as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.person import Right
from sopdesk.ui.saving import save_export, save_file
from sopdesk.ui.screen import Screen
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.services.tlog_proofs import TlogProofs


def tr(text: str) -> str:
    """Give a sentence in the language of the house."""
    return QCoreApplication.translate("Proving", text)


class Proving:
    """The two acts; who may take evidence along is asked for first."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    @property
    def _proofs(self) -> TlogProofs:
        return self._screen.workspace.tlog_proofs

    def has(self, entry: str) -> bool:
        """Tell whether an entry is of this station's log: it proves no other."""
        return self._proofs.has(entry)

    def save_proof(self, seq: int) -> None:
        """Save the proof; that it left is recorded."""
        self._ask(lambda who: save_export(
            self._screen, f"{seq}.tlog-proof", tr("Proving the entry"),
            lambda exports, _progress, _cancelled: self._proofs.proof(exports, seq, by=who.id),
        ))  # fmt: skip

    def save_body(self, seq: int) -> None:
        """Save the entry's bytes, which the proof is about; sealed values stand in them as digests."""
        self._ask(lambda who: save_file(
            self._screen, f"{seq}.json", tr("Saving the entry"),
            lambda _progress, _cancelled: self._proofs.body(seq, by=who.id),
        ))  # fmt: skip

    def _ask(self, save: Callable[[PersonView], None]) -> None:
        why = tr("What is handed over is recorded.")
        self._screen.frame.require_person(save, right=Right.EXPORT, why=why)
