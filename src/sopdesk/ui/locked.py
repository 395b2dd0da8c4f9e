"""What covers a screen that somebody may not see, or nobody while the desk is locked."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.rows import column
from sopdesk.views.people import PersonView


class LockedPanel(QWidget):
    """Says why a page is not shown, and offers the way in."""

    def __init__(self, ask: Callable[[], object]) -> None:
        super().__init__()
        self.panel = EmptyState("lock", "", "", self.tr("Sign in"), ask)
        self.setLayout(column(self.panel))

    def explain(self, screen: Screen, place: str, person: PersonView | None) -> None:
        """Say what is covered and why; a page that nobody has seen yet goes by its place in the rail."""
        title = screen.accessibleName() or place
        if person is None:
            self.panel.say(
                self.tr("{page}: sign in to see it").format(page=title),
                self.tr("Reading and searching the manual needs nobody. What was half written is kept."),
            )
        else:
            self.panel.say(
                self.tr("{page}: not for your roles").format(page=title),
                self.tr("This page needs somebody who may {right}.").format(right=screen.right or ""),
            )


def may_see(screen: Screen, person: PersonView | None) -> bool:
    """Tell whether somebody, or (None) nobody while the desk is locked, may see a screen."""
    if person is None:
        return not screen.needs_person and screen.right is None
    return screen.right is None or person.may(screen.right)
