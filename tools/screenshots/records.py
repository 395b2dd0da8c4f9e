"""The ways to what is recorded and leaves the house: incidents looked into, letters, registers, evidence, backups."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.letter import Purpose
from sopdesk.services.parcel import Redaction
from sopdesk.ui.evidence.checked import CheckedScreen
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.letter import LetterSheet
from sopdesk.ui.main_window import MainWindow
from tests.verifier.browser import browser, found
from tools.screenshots.camera import rest
from tools.screenshots.work import Ways
from tools.verifier import TARGET

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sopdesk.services.workspace import Workspace

_WIDE, _HIGH, _ABOVE = 1000, 1200, 16


def of_the_records(window: MainWindow, desk: Workspace) -> Ways:
    """Give the pictures by name, each with the way to its screen."""
    frame, rows = window.frame, desk.incidents.rows(limit=200)
    looked_into = next(
        each.id for each in rows if each.kind is IncidentKind.NEAR_MISS and each.stage is not Stage.CLOSED
    )
    complaint = next(each.id for each in rows if each.kind is IncidentKind.COMPLAINT)

    def file(card: str, incident: str) -> FileScreen:
        frame.go("incidents.file", incident)
        screen = window.current_screen()
        if not isinstance(screen, FileScreen):
            raise TypeError("the file did not open")
        shown: QWidget = getattr(screen, card)
        rest(window)
        for each in screen.findChildren(QScrollArea):
            inside = each.widget()
            if inside is not None and inside.isAncestorOf(shown):
                each.verticalScrollBar().setValue(shown.mapTo(inside, QPoint()).y() - _ABOVE)
        return screen

    def letter() -> None:
        screen = file("others_card", complaint)
        person = screen.person
        if person is not None:
            screen.open_sheet(LetterSheet(screen, person, Purpose.ACKNOWLEDGEMENT))

    def checked() -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "evidence.pdf"
            path.write_bytes(evidence_of(desk, looked_into))
            frame.go("trail.evidence")
            screen = window.current_screen()
            if isinstance(screen, CheckedScreen):
                screen.take(path)
            rest(window)

    return {
        "incident-inquiry": lambda: file("inquiry", looked_into),
        "incident-actions": lambda: file("planned", looked_into),
        "incident-attachments": lambda: file("attachments", looked_into),
        "incident-letter": letter,
        "incident-investigation": lambda: frame.go("incidents.investigation", looked_into),
        "incidents-actions": lambda: frame.go("incidents.actions"),
        "incidents-registers": lambda: frame.go("incidents.registers"),
        "evidence-give": lambda: frame.go("trail.give", looked_into),
        "evidence-checked": checked,
        "checkpoints": lambda: frame.go("trail.checkpoints"),
        "backups": lambda: frame.go("trail.backups"),
    }


def evidence_of(desk: Workspace, incident: str, redaction: Redaction | None = None) -> bytes:
    """Hand a file over as evidence, as the manager."""
    by = next(each.id for each in desk.people.tiles() if each.name.startswith("Ruth"))
    choice = desk.evidence.case(incident, by=by)
    return desk.evidence.pdf(desk.exports, choice, redaction or Redaction(), by=by, reason="The insurer asked for it.")


def take_papers(desk: Workspace, folder: Path) -> None:
    """Take the first page of evidence, and the verifier with a good, a redacted and a changed file."""
    program, printer = found(), shutil.which("pdftoppm")
    incident = _looked_into(desk)
    good = evidence_of(desk, incident)
    changed = bytearray(good)
    changed[good.index(b"/MediaBox") + 14] ^= 1
    files = {
        "good": good, "redacted": evidence_of(desk, incident, Redaction(frozenset({"narrative", "personal"}))),
        "changed": bytes(changed),
    }  # fmt: skip
    with TemporaryDirectory() as made:
        for name, content in files.items():
            (Path(made) / f"{name}.pdf").write_bytes(content)
        if printer is not None:
            out = folder / "evidence-first-page"
            command = [printer, "-r", "72", "-png", "-singlefile", f"{made}/good.pdf", str(out)]
            subprocess.run(command, check=True, timeout=60)  # noqa: S603 - found on this machine, with files made here
            print(f"{out}.png")
        if program is None:
            return
        with browser(program) as page:
            page.open(TARGET)
            for name in files:
                page.choose(Path(made) / f"{name}.pdf")
                page.picture(folder / f"verifier-{name}.png", _WIDE, _HIGH)
                print(folder / f"verifier-{name}.png")


def _looked_into(desk: Workspace) -> str:
    """Give the near miss that is being looked into."""
    rows = desk.incidents.rows(limit=200)
    return next(each.id for each in rows if each.kind is IncidentKind.NEAR_MISS and each.stage is not Stage.CLOSED)
