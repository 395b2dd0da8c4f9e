"""The text size that somebody has chosen for this desk: Ctrl++ and Ctrl+-, from 100 to 200 %."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sopdesk.ui import style, tokens

if TYPE_CHECKING:
    from sopdesk.services.drafts import Drafts

_KEY = "desk/text-size"


class TextSize(QObject):
    """Changes the text size and remembers it."""

    def __init__(self, drafts: Drafts, window: QWidget) -> None:
        super().__init__(window)
        self._drafts = drafts
        for keys, by in (("Ctrl++", tokens.TEXT_STEP), ("Ctrl+=", tokens.TEXT_STEP), ("Ctrl+-", -tokens.TEXT_STEP)):
            QShortcut(QKeySequence(keys), window, lambda by=by: self.change(style.look.theme.text + by))
        QShortcut(QKeySequence("Ctrl+0"), window, lambda: self.change(tokens.SMALLEST_TEXT))
        kept = drafts.recall(_KEY)
        if kept.isdecimal() and int(kept) != style.look.theme.text:
            style.wear(replace(style.look.theme, text=int(kept)))

    def change(self, per_cent: int) -> None:
        """Show another text size, and keep it for the next start."""
        style.wear(replace(style.look.theme, text=per_cent))
        self._drafts.remember(key=_KEY, text=str(style.look.theme.text))
