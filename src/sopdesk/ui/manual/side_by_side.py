"""Pictures that changed between two revisions, each beside the one that it took the place of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from sopdesk.domain.picture_change import PictureChange
from sopdesk.domain.sop import Picture
from sopdesk.ui import tokens
from sopdesk.ui.manual.picture import PictureView
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row


class SideBySide(Card):
    """A heading, and for each change the step with the picture before and the picture now."""

    def __init__(self, picture: Callable[[str], bytes | None]) -> None:
        self._column = column(gap=tokens.GAP)
        super().__init__(self._column)
        self._picture = picture

    def show_pictures(self, changes: Sequence[PictureChange]) -> None:
        """Show the pictures that changed; nothing where none did."""
        clear(self._column)
        self.setVisible(bool(changes))
        if changes:
            self._column.addWidget(label(self.tr("Pictures"), "heading"))
        for each in changes:
            self._column.addWidget(label(each.step, "strong"))
            both = row(self._side(self.tr("Before"), each.was), self._side(self.tr("Now"), each.now), gap=tokens.GAP)
            both.setStretch(0, 1)
            both.setStretch(1, 1)
            self._column.addLayout(both)

    def _side(self, words: str, shown: Picture | None) -> QWidget:
        made = QWidget()
        inside: QWidget = label(self.tr("No picture"), "soft")
        if shown is not None:
            inside = PictureView(shown, self._picture(shown.source))
        made.setLayout(column(label(words, "label"), inside, None, gap=tokens.HAIR))
        return made
