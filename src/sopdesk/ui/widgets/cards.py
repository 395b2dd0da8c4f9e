"""Cards, and the panel that an empty page shows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.icons import dress
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import icon_label, label
from sopdesk.ui.widgets.rows import Piece, column, row

LARGE = 44
"""The pixels of an empty page's icon, at a text size of 100 %."""


class Card(QFrame):
    """A card with soft corners; put pieces into its `body`. `kind` is "card" or "sunken"."""

    def __init__(self, *pieces: Piece, title: str = "", kind: str = "card") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.body: QVBoxLayout = column(*([label(title, "heading")] if title else []), *pieces, gap=tokens.NEAR)
        self.body.setContentsMargins(tokens.WIDE, tokens.GAP + 4, tokens.WIDE, tokens.GAP + 4)
        self.setLayout(self.body)


class EmptyState(QWidget):
    """What a page without content shows: what it is for, and the first step."""

    def __init__(
        self, icon: str, title: str, sentence: str, act: str = "", do: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.title = label(title, "heading")
        self.sentence = label(sentence, "soft")
        self.act = button(act, do, kind="primary")
        for each in (self.title, self.sentence):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            each.setMaximumWidth(tokens.COLUMN // 2)
        self._icon = icon_label(icon, "accent", LARGE)
        inside = column(
            None,
            row(None, self._icon, None),
            _middle(self.title),
            _middle(self.sentence),
            row(None, self.act, None),
            None,
            gap=tokens.GAP,
        )
        inside.setContentsMargins(tokens.WIDE, tokens.AWAY, tokens.WIDE, tokens.AWAY)
        self.setLayout(inside)
        self.act.setVisible(bool(act))  # in its place by now: else it would come up as a window of its own

    def set_kind(self, kind: str) -> None:
        """Let the act be the page's "primary" one, or a "plain" one beside it."""
        self.act.setProperty("kind", kind)
        self.act.style().unpolish(self.act)
        self.act.style().polish(self.act)

    def say(self, title: str, sentence: str, icon: str = "") -> None:
        """Change the words, and perhaps the icon."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        if icon:
            dress(self._icon, icon, "accent", LARGE)


def _middle(words: QWidget) -> QHBoxLayout:
    """Give words their full width in the middle of the room or, where that is less, all of the room."""
    line = row(None, words, None)
    line.setStretch(1, 1000)
    return line
