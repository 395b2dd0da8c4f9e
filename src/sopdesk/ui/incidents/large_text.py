"""A text over the whole window, to be read; nothing in it acts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.overlay import Overlay
from sopdesk.ui.widgets.buttons import icon_button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row


class LargeText(Overlay):
    """Shows the words of a file with its name above and what is to be said about it below; Escape closes it."""

    def __init__(self, window: QWidget, name: str, text: str, said: str) -> None:
        super().__init__(window)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("{name}, to be read. Escape closes it.").format(name=name))
        self.text.setTabChangesFocus(True)
        close = icon_button(self.tr("Close"), "close", self.close_over, kind="plain")
        head = row(label(name, "heading"), close)
        head.setStretch(0, 1)
        card = Card(head, self.text, label(said, "small"))
        card.body.setStretch(1, 1)
        card.setMaximumWidth(tokens.COLUMN)
        middle = row(None, card, None)
        middle.setStretch(1, 1000)
        self.setLayout(column(middle))
        self.setContentsMargins(tokens.FAR, tokens.FAR, tokens.FAR, tokens.FAR)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.text)

    def close_over(self) -> None:
        """Go away for good: the text is somebody's."""
        super().close_over()
        self.deleteLater()
