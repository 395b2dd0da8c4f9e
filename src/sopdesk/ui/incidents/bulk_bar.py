"""What can be done with the files that are chosen in the list, and how many they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from sopdesk.domain.person import Right
from sopdesk.ui.incidents.bulk_acts import BulkActs
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow

if TYPE_CHECKING:
    from sopdesk.ui.incidents.choosing import ChoosingView
    from sopdesk.ui.screen import Screen


class BulkBar(Flow):
    """The acts on several files, shown while they are chosen; each to whoever may do it."""

    def __init__(self, screen: Screen, view: ChoosingView) -> None:
        super().__init__()
        self._screen, self._view = screen, view
        self.acting = BulkActs(screen, view)
        self.count = label("", "strong")
        self.add(self.count)
        acts = self.acting
        self._acts: dict[QPushButton, Right] = {}
        self._act(tr("Give to…"), acts.give, "person", Right.HANDLE)
        self._act(tr("Next stage"), acts.move_on, "right", Right.HANDLE)
        self._act(tr("Close and sign"), acts.close, "sign", Right.SIGN_OFF)
        self._act(tr("Legal hold"), acts.hold, "lock", Right.PRIVACY)
        self._act(tr("Link to one another"), acts.link, "plus", Right.LOG)
        self.add(button(tr("Choose all"), view.choose_all, kind="quiet"))
        self.add(button(tr("Choose none"), view.end_choosing, kind="quiet"))
        view.picked.connect(self.look)
        self.look()

    def look(self) -> None:
        """Say how many are chosen, and offer what can be done with them."""
        count = len(self._view.chosen_data())
        said = tr("Chosen: {count}").format(count=self._screen.frame.times.number(count))
        self.count.setText(said if count else tr("Press the lines that you mean"))
        for each, right in self._acts.items():
            each.setVisible(self._screen.may(right))
            each.setEnabled(count > 0)
        self.setVisible(self._view.choosing)
        self.arrange()

    def _act(self, words: str, do: Callable[[], object], icon: str, right: Right) -> None:
        made = button(words, do, icon=icon)
        self._acts[made] = right
        self.add(made)
