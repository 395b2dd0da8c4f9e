"""The line in which a page says what happened: never a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame

from sopdesk.ui import icons, tokens
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.labels import breakable, icon_label, label
from sopdesk.ui.widgets.rows import row

_ICONS = {
    "success": ("check", "on_success_soft"),
    "danger": ("incidents", "on_danger_soft"),
    "warning": ("incidents", "on_warning_soft"),
    "note": ("info", "on_accent_soft"),
}


class MessageLine(QFrame):
    """One sentence at the top of a page; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = icon_label("info")
        self.sentence = label("")
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._do: Callable[[], object] | None = None
        self.offer = button("", self._press, kind="quiet")
        inside = row(self._icon, self.sentence, self.offer, icon_button(self.tr("Close message"), "close", self.clear))
        inside.setStretch(1, 1)
        inside.setContentsMargins(tokens.GAP, tokens.HAIR, tokens.HAIR, tokens.HAIR)
        self.setLayout(inside)
        self._fading = QTimer(self, singleShot=True, interval=tokens.BRIEF)
        self._fading.timeout.connect(self.clear)
        self.hide()

    def say(self, sentence: str, offer: str = "", do: Callable[[], object] | None = None) -> None:
        """Say that something is done; it goes away by itself unless it offers something, such as Undo."""
        self._show("success", sentence, offer, do)
        if not offer:
            self._fading.start()

    def note(self, sentence: str, offer: str = "", do: Callable[[], object] | None = None) -> None:
        """Say what a person should know; it stays."""
        self._show("note", sentence, offer, do)

    def warn(self, sentence: str, offer: str = "", do: Callable[[], object] | None = None) -> None:
        """Say what a person should look at; it stays."""
        self._show("warning", sentence, offer, do)

    def fail(self, sentence: str) -> None:
        """Say what went wrong, what was kept and what to do now; it stays."""
        self._show("danger", sentence, "", None)

    def clear(self) -> None:
        """Say nothing."""
        self._fading.stop()
        self.hide()

    def _press(self) -> None:
        do = self._do
        self.clear()
        if do is not None:
            do()

    def _show(self, tone: str, sentence: str, offer: str, do: Callable[[], object] | None) -> None:
        self._fading.stop()
        self._do = do
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        for each in (self.sentence, self._icon):
            self.style().unpolish(each)
            self.style().polish(each)
        icons.dress(self._icon, *_ICONS[tone])
        self.sentence.setText(breakable(sentence))
        self.offer.setText(offer)
        self.offer.setAccessibleName(offer)
        self.offer.setVisible(bool(offer))
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
