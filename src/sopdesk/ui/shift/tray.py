"""The system's notification area: tells what is due while the window is not looked at, and never names anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from sopdesk.ui import icons, tokens

if TYPE_CHECKING:
    from sopdesk.services.drafts import Drafts

_KEY = "desk/notification-area"
_OFF = "off"


def there_is_one() -> bool:
    """Tell whether this computer has a notification area that can tell something."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


def is_wanted(drafts: Drafts) -> bool:
    """Tell whether this desk uses it: yes, until somebody says no."""
    return drafts.recall(_KEY) != _OFF


def want(drafts: Drafts, *, on: bool) -> None:
    """Say whether this desk uses it."""
    drafts.remember(key=_KEY, text="" if on else _OFF)


class Tray(QObject):
    """Tells a sentence in the notification area while the window is hidden, or another program is in front of it."""

    pressed = Signal()

    def __init__(self, window: QWidget, drafts: Drafts) -> None:
        super().__init__(window)
        self._window = window
        self._drafts = drafts
        self.icon: QSystemTrayIcon | None = None

    def tell(self, words: str) -> None:
        """Tell a sentence, unless the window is looked at, or the desk does not want it."""
        if not (is_wanted(self._drafts) and there_is_one()):
            self.rest()
            return
        if self._window.isActiveWindow():
            return
        icon = self._shown()
        icon.showMessage(self.tr("SOPDesk"), words, icon.icon(), tokens.BRIEF)

    def rest(self) -> None:
        """Take the icon away."""
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None

    def _shown(self) -> QSystemTrayIcon:
        if self.icon is None:
            self.icon = QSystemTrayIcon(QIcon(icons.picture("checklists", "accent", tokens.AWAY)), self)
            self.icon.setToolTip(self.tr("SOPDesk: the shift"))
            self.icon.messageClicked.connect(self.pressed)
            self.icon.activated.connect(lambda _how: self.pressed.emit())
            self.icon.show()
        return self.icon
