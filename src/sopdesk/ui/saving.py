"""Saving a file: where to is asked first, then it is made beside the window, and its digest is told."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.refusal import Trouble

if TYPE_CHECKING:
    from sopdesk.ui.background import Work
    from sopdesk.ui.screen import Screen


def tr(text: str) -> str:
    """Give a sentence in the language of the house."""
    return QCoreApplication.translate("Saving", text)


def save_file(
    screen: Screen, suggested: str, what: str, work: Work, *, recorded: bool = False, holds: str = ""
) -> None:
    """Ask where a file goes; make it beside the window with `work`, which gives its bytes; say that it is there.

    The kind of file is the ending of the name suggested; `recorded` says that the journal records that it left:
    then its digest stays on the page, to be copied. `holds` says what is in the file.
    """
    ending = Path(suggested).suffix
    asked = tr("Save as {kind}").format(kind=ending[1:].upper())
    name, _ = QFileDialog.getSaveFileName(screen, asked, suggested, f"{ending[1:].upper()} (*{ending})")
    if not name:
        return
    path = Path(name if name.lower().endswith(ending) else f"{name}{ending}")

    def keep(content: bytes) -> None:
        said = tr("Saved as {name}.").format(name=path)
        if holds:
            said = tr("{what}, saved as {name}.").format(what=holds, name=path)
        if not recorded:
            screen.attempt(lambda: write(path, content), said)
        elif screen.attempt(lambda: write(path, content)):
            digest = hashlib.sha256(content).hexdigest()
            said += " " + tr("The journal records that it left, with its SHA-256 {digest}.").format(digest=digest)
            copy = partial(QGuiApplication.clipboard().setText, digest)
            screen.message.note(said, tr("Copy the SHA-256"), copy)

    screen.frame.run_in_background(what, work, keep)


def write(path: Path, content: bytes) -> None:
    """Write a file; a disk that does not take it is told in a sentence."""
    try:
        path.write_bytes(content)
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble(tr("{name} could not be written: {why}.").format(name=path, why=why)) from error
