"""The banner that says, as long as the page is shown, that this is not what is in force."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from sopdesk.ui import icons, tokens
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import icon_label, label
from sopdesk.ui.widgets.rows import row

_INKS = {"danger": "on_danger_soft", "warning": "on_warning_soft", "note": "on_accent_soft"}


class Banner(QFrame):
    """A sentence over the page that cannot be closed, with the way to what is in force."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = icon_label("history")
        self.title = label("", "strong")
        self.offer = button("", self._press)
        self._do: Callable[[], object] | None = None
        inside = row(self._icon, self.title, self.offer)
        inside.setStretch(1, 1)
        inside.setContentsMargins(tokens.GAP, tokens.SNUG, tokens.GAP, tokens.SNUG)
        self.setLayout(inside)
        self.hide()

    def say(
        self, tone: str, sentence: str, offer: str = "", do: Callable[[], object] | None = None, icon: str = "history"
    ) -> None:
        """Show a sentence in a tone: "danger", "warning" or "note"."""
        self._do = do
        self.setProperty("tone", tone)
        for each in (self, self.title):
            each.style().unpolish(each)
            each.style().polish(each)
        icons.dress(self._icon, icon, _INKS[tone])
        self.title.setText(sentence)
        self.setAccessibleName(sentence)
        self.offer.setText(offer)
        self.offer.setAccessibleName(offer)
        self.offer.setVisible(bool(offer))
        self.show()

    def _press(self) -> None:
        if self._do is not None:
            self._do()
