"""Saving a PDF: the file is chosen first, then it is made beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.refusal import Trouble

if TYPE_CHECKING:
    from sopdesk.ui.background import Work
    from sopdesk.ui.screen import Screen


def tr(text: str) -> str:
    """Give a sentence in the language of the house."""
    return QCoreApplication.translate("Printing", text)


def save_pdf(screen: Screen, suggested: str, what: str, work: Work) -> None:
    """Ask where a PDF goes; make it beside the window with `work`, which gives its bytes; say that it is there."""
    name, _ = QFileDialog.getSaveFileName(screen, tr("Save as PDF"), suggested, "PDF (*.pdf)")
    if not name:
        return
    path = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")

    def keep(content: bytes) -> None:
        screen.attempt(lambda: write(path, content), tr("Saved as {name}.").format(name=path))

    screen.frame.run_in_background(what, work, keep)


def write(path: Path, content: bytes) -> None:
    """Write a file; a disk that does not take it is told in a sentence."""
    try:
        path.write_bytes(content)
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble(tr("{name} could not be written: {why}.").format(name=path, why=why)) from error
