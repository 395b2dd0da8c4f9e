"""How the states of a controlled copy are named on the screen."""

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.controlled_copy import CopyState
from sopdesk.views.copies import CopyRow

STATES = {
    CopyState.OUT: ("In the house", "success"),
    CopyState.CALLED_IN: ("Called in", "warning"),
    CopyState.RETURNED: ("Back", "plain"),
    CopyState.LOST: ("Lost", "danger"),
    CopyState.VOID: ("Void", "plain"),
}


def copy_chip(row: CopyRow) -> tuple[str, str]:
    """Give the words and the kind of chip that say how a copy stands."""
    if row.to_call_in and row.state is CopyState.OUT:
        return tr("To call in"), "danger"
    words, kind = STATES[row.state]
    return tr(words), kind


def tr(text: str) -> str:
    """Give a word in the language of the house."""
    return QCoreApplication.translate("Copies", text)
