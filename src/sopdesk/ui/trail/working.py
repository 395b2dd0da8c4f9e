"""Long work that is going on, on the page that began it: what is done, how far it is, and a way to end it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar

from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import row


class WorkingCard(Card):
    """Hidden until work begins. `what` names the bar for whoever does not see it; `cancel` is what the button does."""

    def __init__(self, what: str, cancel: Callable[[], object]) -> None:
        super().__init__()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(what)
        self.doing = label("", "heading", wraps=False)
        self.stand = label("", "soft", wraps=False)
        self.cancel = button(self.tr("Cancel"), cancel, kind="plain")
        self.body.addLayout(row(self.doing, None, self.stand, self.cancel))
        self.body.addWidget(self.progress)
        self.hide()

    def begin(self, doing: str) -> None:
        """Say what begins; how far it will go is not known yet."""
        self.doing.setText(doing)
        self.stand.setText("")
        self.progress.setRange(0, 0)
        self.show()

    def show_progress(self, done: int, total: int, stand: str = "") -> None:
        """Show how far it is, with words for it or without."""
        self.progress.setRange(0, max(total, 0))
        self.progress.setValue(done)
        self.stand.setText(stand)
