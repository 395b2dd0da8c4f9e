"""The places of the rail, and which screen shows what; a screen is imported at its first visit."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from sopdesk.ui import (
    authority,
    checklists,
    evidence,
    house,
    imports,
    incidents,
    manual,
    privacy,
    schedule,
    shift,
    trail,
)

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame
    from sopdesk.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the rail."""

    name: str
    word: str
    icon: str


PLACES = (
    Place("today", str(QT_TRANSLATE_NOOP("Rail", "Today")), "today"),
    Place("manual", str(QT_TRANSLATE_NOOP("Rail", "Manual")), "manual"),
    Place("checklists", str(QT_TRANSLATE_NOOP("Rail", "Checklists")), "checklists"),
    Place("incidents", str(QT_TRANSLATE_NOOP("Rail", "Incidents")), "incidents"),
    Place("training", str(QT_TRANSLATE_NOOP("Rail", "Training")), "training"),
    Place("figures", str(QT_TRANSLATE_NOOP("Rail", "Figures")), "figures"),
    Place("trail", str(QT_TRANSLATE_NOOP("Rail", "Trail")), "trail"),
    Place("house", str(QT_TRANSLATE_NOOP("Rail", "House")), "house"),
)

SCREENS: dict[str, str] = {
    "today": "sopdesk.ui.today:TodayScreen",
    "training": "sopdesk.ui.planned:TrainingScreen",
    "figures": "sopdesk.ui.planned:FiguresScreen",
    **shift.SCREENS,
    **manual.SCREENS,
    **authority.SCREENS,
    **checklists.SCREENS,
    **incidents.SCREENS,
    **trail.SCREENS,
    **evidence.SCREENS,
    **house.SCREENS,
    **schedule.SCREENS,
    **privacy.SCREENS,
    **imports.SCREENS,
}
"""Every screen by its name: the module and the class. The part before the dot is the place of the rail."""


def make_screen(name: str, frame: Frame) -> Screen:
    """Import and make a screen."""
    module, _, shape = SCREENS.get(name, "sopdesk.ui.planned:PlannedScreen").partition(":")
    screen: Screen = getattr(import_module(module), shape)(frame)
    return screen
