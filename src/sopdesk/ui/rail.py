"""The rail at the left: the places, and how much waits on each."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from sopdesk.ui import icons, style, tokens
from sopdesk.ui.places import PLACES, Place
from sopdesk.ui.widgets.rows import column

MOST_SHOWN = 99


class _PlaceButton(QPushButton):
    """One place: icon, word, and the number that waits."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.word = QCoreApplication.translate("Rail", place.word)
        self._icon = place.icon
        self._waiting = 0
        self.setText(self.word)
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        icons.dress(self, place.icon, "text_soft")
        self.show_waiting(0)

    def show_waiting(self, waiting: int) -> None:
        """Show how much waits."""
        self._waiting = waiting
        self.setAccessibleName(
            self.tr("{place}, {n} waiting").format(place=self.word, n=waiting) if waiting else self.word
        )
        self.update()

    def nextCheckState(self) -> None:
        """Stay as it is: the window says which place is shown."""

    def checkStateSet(self) -> None:
        """Colour the icon with the word."""
        icons.dress(self, self._icon, "on_accent_soft" if self.isChecked() else "text_soft")

    def sizeHint(self) -> QSize:
        """Leave room for the number."""
        return super().sizeHint() + QSize(style.size(40), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number at the right, in a pill."""
        super().paintEvent(event)
        if not self._waiting:
            return
        words = str(self._waiting) if self._waiting <= MOST_SHOWN else f"{MOST_SHOWN}+"
        font = style.font(tokens.SMALL, strong=True)
        metrics = QFontMetrics(font)
        height = metrics.height() + 4
        place = self.rect()
        place.setLeft(place.right() - max(metrics.horizontalAdvance(words) + 14, height) - tokens.SNUG)
        place.setRight(place.right() - tokens.SNUG)
        place.setTop((self.height() - height) // 2)
        place.setHeight(height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(style.colour("on_accent"))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class Rail(QScrollArea):
    """The places below each other; `chosen` carries the place's name."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAccessibleName(self.tr("Places"))
        self._buttons = {place.name: _PlaceButton(place) for place in PLACES}
        for number, (name, each) in enumerate(self._buttons.items(), start=1):
            each.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            each.setShortcut(f"Alt+{number}")
            each.setToolTip(f"{each.word} (Alt+{number})")
        inside = column(*self._buttons.values(), None, gap=tokens.HAIR)
        inside.setContentsMargins(tokens.NEAR, tokens.GAP, tokens.NEAR, tokens.GAP)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._inside = QWidget()
        self._inside.setObjectName("scrolled")
        self._inside.setLayout(inside)
        self.setWidget(self._inside)
        style.on_change(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """Be as wide as the longest word needs at this text size."""
        for each in self._buttons.values():
            each.ensurePolished()
        widest = max(each.sizeHint().width() for each in self._buttons.values())
        self.setFixedWidth(max(widest + 2 * tokens.NEAR + tokens.SNUG, tokens.RAIL))

    def show_place(self, name: str) -> None:
        """Light up the place that is shown."""
        for each, made in self._buttons.items():
            made.setChecked(each == name)
            made.checkStateSet()

    def word(self, name: str) -> str:
        """Give what a place is called, or "" where the rail has none of that name."""
        return self._buttons[name].word if name in self._buttons else ""

    def show_waiting(self, counts: Mapping[str, int]) -> None:
        """Show how much waits on each place."""
        for name, made in self._buttons.items():
            made.show_waiting(counts.get(name, 0))
