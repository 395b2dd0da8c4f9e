"""A screen about one incident: what the acts on its parts need to know."""

from __future__ import annotations

from sopdesk.ui.screen import Screen
from sopdesk.views.incidents import IncidentFile


class CaseScreen(Screen):
    """A screen that shows an incident's file, or a part of it."""

    file: IncidentFile | None = None
