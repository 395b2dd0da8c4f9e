"""Words on the page: titles, notes, chips, badges."""

import re
from textwrap import wrap

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from sopdesk.ui import icons, style, tokens

_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = 12


def breakable(text: str) -> str:
    """Give a text in which very long words may go on in the next line: names and codes widen no page."""
    return _LONG_WORD.sub(lambda found: "\u200b".join(wrap(found[0], _PIECE, break_on_hyphens=False)), text)


def label(text: str = "", role: str = "", *, wraps: bool = True) -> QLabel:
    """Give a plain-text label.

    `role` is "display", "title", "heading", "lead", "strong", "soft", "small", "label", "wrong" or "".
    """
    made = QLabel(breakable(text) if wraps else text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wraps)
    if wraps:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def chip(text: str, kind: str = "plain") -> QLabel:
    """Give a small pill with a word in it; `kind` is "plain", "accent", "success", "warning" or "danger"."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("chip", kind)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def icon_label(name: str, colour: str = "text_soft", pixels: int = tokens.ICON) -> QLabel:
    """Give an icon that stands on the page by itself; a screen reader passes over it."""
    made = QLabel()
    icons.dress(made, name, colour, pixels)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def rule() -> QFrame:
    """Give a hair line between two parts."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


class PersonBadge(QWidget):
    """The round badge with somebody's initials."""

    def __init__(self, initials: str = "", name: str = "", pixels: int = 36) -> None:
        super().__init__()
        self._pixels = pixels
        self._initials = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_person(initials, name)

    def show_person(self, initials: str, name: str) -> None:
        """Show somebody's initials; the name is for screen readers."""
        self._initials = initials
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Give a square that grows with the text."""
        return QSize(style.size(self._pixels), style.size(self._pixels))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and the letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(style.colour("on_accent_soft"))
        painter.setFont(style.font(round(self._pixels * 0.4), strong=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
        painter.end()
