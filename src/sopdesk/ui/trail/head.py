"""The head of the journal: what somebody outside the house writes down to check it later."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from sopdesk.ui import tokens
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.trail import Head


def _tr(text: str) -> str:
    return QCoreApplication.translate("Head", text)


class HeadCard(Card):
    """Origin, entries, root, fingerprint and the newest signed checkpoint, to be copied."""

    def __init__(self, times: Times) -> None:
        self._times = times
        self._head: Head | None = None
        self.facts = column(gap=tokens.SNUG)
        said = label(_tr("Kept outside this house, this shows later that nothing before it was changed."), "soft")
        top = row(label(_tr("Head and key"), "heading"), None, icon_button(_tr("Close"), "close", self._close))
        copy = button(_tr("Copy the checkpoint"), self._copy, icon="link")
        super().__init__(top, said, self.facts, row(copy, None))

    def show_head(self, head: Head) -> None:
        """Show a head."""
        self._head = head
        clear(self.facts)
        signed = self._times.moment(head.checkpoint_at) if head.checkpoint_at else _tr("none yet")
        facts = (
            (_tr("Log"), head.origin),
            (_tr("Entries"), self._times.number(head.size)),
            (_tr("Root"), head.root),
            (_tr("Newest checkpoint"), f"{signed}, {self._times.number(head.checkpoint_size)}"),
            (_tr("Fingerprint of the key"), head.fingerprint),
        )
        for word, value in facts:
            shown = label(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            name = label(word, "soft")
            name.setFixedWidth(tokens.RAIL)
            line = row(name, shown)
            line.setStretch(1, 1)
            self.facts.addLayout(line)
        self.show()

    def _copy(self) -> None:
        if self._head is not None:
            QApplication.clipboard().setText(self._head.checkpoint)

    def _close(self) -> None:
        self.hide()
