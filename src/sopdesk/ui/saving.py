"""Saving a file: where to is asked first, then it is made and written beside the window, and its digest is told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from sopdesk.services.whole_file import WholeFile, write_file

if TYPE_CHECKING:
    from sopdesk.services.exports import Exports
    from sopdesk.ui.background import IsCancelled, Progress, Work
    from sopdesk.ui.screen import Screen

Make = Callable[["Exports", "Progress", "IsCancelled"], bytes]
"""Makes what leaves with the exports that it is given: they record it when its bytes are on the disk."""
write = write_file


def tr(text: str) -> str:
    """Give a sentence in the language of the house."""
    return QCoreApplication.translate("Saving", text)


def save_file(screen: Screen, suggested: str, what: str, work: Work) -> None:
    """Ask where a file goes; make it beside the window with `work`, which gives its bytes; say that it is there.

    The kind of file is the ending of the name suggested.
    """
    path = ask_place(screen, suggested)
    if path is None:
        return

    def save(progress: Progress, cancelled: IsCancelled) -> None:
        with WholeFile(path) as file:
            file.release(work(progress, cancelled))

    screen.frame.run_in_background(
        what, save, lambda _none: screen.message.note(tr("Saved as {name}.").format(name=path)), screen.message.fail
    )


def save_export(screen: Screen, suggested: str, what: str, make: Make, *, holds: str = "") -> None:
    """Save what the journal records as having left: staged, recorded, then released (services/whole_file.py).

    Its digest stays on the page, to be copied. `holds` says what is in the file.
    """
    path = ask_place(screen, suggested)
    if path is None:
        return

    def save(progress: Progress, cancelled: IsCancelled) -> str:
        with WholeFile(path) as file:
            content = make(screen.workspace.exports.into(file.stage), progress, cancelled)
            file.release(content)
        return hashlib.sha256(content).hexdigest()

    def tell(digest: str) -> None:
        said = tr("{what}, saved as {name}.") if holds else tr("Saved as {name}.")
        said = said.format(what=holds, name=path) + " "
        said += tr("The journal records that it left, with its SHA-256 {digest}.").format(digest=digest)
        copy = partial(QGuiApplication.clipboard().setText, digest)
        screen.frame.refresh()
        screen.message.note(said, tr("Copy the SHA-256"), copy)

    screen.frame.run_in_background(what, save, tell, screen.message.fail)


def ask_place(screen: Screen, suggested: str) -> Path | None:
    """Ask where a file goes; give None when nothing is chosen."""
    ending = Path(suggested).suffix
    asked = tr("Save as {kind}").format(kind=ending[1:].upper())
    name, _ = QFileDialog.getSaveFileName(screen, asked, suggested, f"{ending[1:].upper()} (*{ending})")
    if not name:
        return None
    return Path(name if name.lower().endswith(ending) else f"{name}{ending}")
