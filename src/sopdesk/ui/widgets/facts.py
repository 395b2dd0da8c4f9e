"""A word and its value beside each other, as in the facts of a file or of the house."""

from PySide6.QtWidgets import QHBoxLayout

from sopdesk.ui import tokens
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import row


def fact(word: str, value: str) -> QHBoxLayout:
    """Give a line with the word at the left and the value beside it."""
    name = label(word, "soft")
    name.setFixedWidth(tokens.RAIL)
    line = row(name, label(value))
    line.setStretch(1, 1)
    return line
