"""The large tick of one line: the box, what is to be done, and below it who did it and when."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from sopdesk.ui import icons, style, tokens
from sopdesk.ui.widgets.labels import breakable

_WRAPS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_WIDTHS = 8
"""How many widths the heights are kept for."""
_LOOKS = {
    "open": ("surface", "line_strong", "", "text"),
    "waits": ("sunken", "line_strong", "lock", "text_soft"),
    "done": ("accent", "accent", "check", "on_accent"),
    "skipped": ("warning_soft", "warning", "skip", "on_warning_soft"),
    "outside": ("danger_soft", "danger", "incidents", "on_danger_soft"),
}
"""How a box looks: ground, edge, icon and its ink. The icons differ, so the colour is never the only sign."""


class LineMark(QCheckBox):
    """A box to tick with its words, over the whole width of the line; the words wrap.

    `look` is "open", "waits" (for an earlier phase), "done", "skipped" or "outside" (of the bounds).
    """

    def __init__(self, text: str, asked: str = "") -> None:
        super().__init__()
        self._title = breakable(text)
        self._asked = breakable(asked)
        self._recorded = ""
        self._look = "open"
        self.by_finger = False
        """Whether the last press came from a finger or the mouse."""
        self._measured: dict[tuple[int, int, str], tuple[int, int]] = {}
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_mark("open", "")

    def show_mark(self, look: str, recorded: str) -> None:
        """Show what was recorded for the line, in words."""
        self._look, self._recorded = look, breakable(recorded)
        self.setChecked(look not in {"open", "waits"})
        waits = self.tr("waits for what comes first") if look == "waits" else ""
        self.setAccessibleDescription(". ".join(filter(None, (self._asked, waits, recorded))))
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Leave the box as it is: it shows what is recorded, not what was pressed."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Know that a finger is used."""
        self.by_finger = True
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the line; a button would go to whatever stands next to it."""
        self.by_finger = False
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Leave the second press of two on the same spot: the page may have moved another line under the finger."""
        event.accept()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on the line."""
        return self.rect().contains(pos)

    def heightForWidth(self, width: int) -> int:
        """Give the height that the words take in a width, at least a finger's."""
        title, small = self._heights(self._words_width(width))
        return max(title + small + 2 * tokens.SNUG, style.size(tokens.TARGET))

    def sizeHint(self) -> QSize:
        """Give a size with room for a dozen words."""
        width = style.size(tokens.RAIL)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Give the least size: some words beside the box."""
        return QSize(style.size(tokens.TILE), style.size(tokens.TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the box and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = style.size(tokens.BOX + tokens.HAIR)
        title, small = self._heights(self._words_width(self.width()))
        top = (self.height() - title - small) // 2
        self._paint_box(painter, QRect(tokens.NEAR, (self.height() - side) // 2, side, side))
        left = self.width() - self._words_width(self.width()) - tokens.SNUG
        self._write(painter, QRect(left, top, self._words_width(self.width()), title), self._title, tokens.BODY, "text")
        under = self._under()
        if under:
            place = QRect(left, top + title, self._words_width(self.width()), small)
            self._write(painter, place, under, tokens.SMALL, "danger" if self._look == "outside" else "text_soft")
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        around = self.rect().adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(style.colour("focus"), 2))
            painter.setBrush(style.colour("hover"))
            painter.drawRoundedRect(around, tokens.CORNER, tokens.CORNER)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("hover"))
            painter.drawRoundedRect(around, tokens.CORNER, tokens.CORNER)

    def _paint_box(self, painter: QPainter, place: QRect) -> None:
        ground, edge, icon, ink = _LOOKS[self._look]
        painter.setPen(QPen(style.colour(edge), 2))
        painter.setBrush(style.colour(ground))
        painter.drawRoundedRect(place, tokens.HAIR + 2, tokens.HAIR + 2)
        if icon:
            drawn = icons.picture(icon, ink, tokens.ICON)
            side = style.size(tokens.ICON)
            corner = place.center() - QPoint(side // 2 - 1, side // 2 - 1)
            painter.drawPixmap(corner, drawn)

    @staticmethod
    def _write(painter: QPainter, place: QRect, text: str, pixels: int, ink: str) -> None:
        painter.setFont(style.font(pixels))
        painter.setPen(style.colour(ink))
        painter.drawText(place, _WRAPS, text)

    def _under(self) -> str:
        return self._recorded or self._asked

    def _words_width(self, width: int) -> int:
        beside = 2 * tokens.NEAR + style.size(tokens.BOX + tokens.HAIR) + tokens.SNUG
        return max(width - beside, style.size(tokens.AWAY))

    def _heights(self, width: int) -> tuple[int, int]:
        """Measure title and what is below it; a layout asks often, so the answers are kept while they hold."""
        asked = (width, style.size(tokens.BODY), self._under())
        if asked not in self._measured:
            if len(self._measured) > _WIDTHS:
                self._measured.clear()
            self._measured[asked] = (
                _height(self._title, tokens.BODY, width), _height(self._under(), tokens.SMALL, width)
            )  # fmt: skip
        return self._measured[asked]


def _height(text: str, pixels: int, width: int) -> int:
    if not text:
        return 0
    return QFontMetrics(style.font(pixels)).boundingRect(QRect(0, 0, width, 1), _WRAPS, text).height()
