"""Beginning to do a procedure: a checklist to tick, or a decision workflow to follow question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.person import Right
from sopdesk.domain.sop import Format

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame

SCREENS = {Format.CHECKLIST: "checklists.run", Format.WORKFLOW: "checklists.guide"}
"""What can be begun, and the screen on which it is done."""


def begin(frame: Frame, sop: str, which: Format) -> None:
    """Begin a checklist or a workflow, once somebody is there whose name it bears."""
    why = QCoreApplication.translate("Checklists", "Starting it is recorded with your name.")
    frame.require_person(lambda _who: frame.go(SCREENS[which], sop=sop), right=Right.RUN, why=why)
