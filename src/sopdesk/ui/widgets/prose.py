"""Running text on a page: as wide as reads well, as high as it is long."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from sopdesk.domain.prose import Block
from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.prose_document import PICTURE_LINK, PictureSource, ProseWriter

_SAMPLE = "the quick brown fox jumps over the lazy dog and then it reads on in the manual "


def measure() -> int:
    """Give the width in pixels of the longest line that reads well."""
    return ceil(QFontMetricsF(style.font(tokens.BODY)).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * tokens.MEASURE)


class ProseView(QTextBrowser):
    """Shows blocks of `domain.prose`; loads nothing by itself.

    `followed` carries a link as in `prose.Span.link`; `picture_pressed` the source of a picture.
    """

    followed = Signal(str)
    picture_pressed = Signal(str)

    def __init__(self, picture: PictureSource = lambda _source: None, *, name: str = "", full: bool = False) -> None:
        super().__init__()
        self._blocks: Sequence[Block] = ()
        self._full = full
        self.setProperty("kind", "prose")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.anchorClicked.connect(self._follow)
        self._writer = ProseWriter(self.document(), picture, self.tr("[Picture cannot be shown: {name}]"))
        style.on_change(self.look_again)
        self.look_again()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show other blocks."""
        self._blocks = blocks
        self._writer.write(blocks)
        self._fit()

    def look_again(self) -> None:
        """Take on other colours and sizes."""
        if not self._full:
            self.setMaximumWidth(measure())
        self.set_blocks(self._blocks)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing: a text cannot reach for files or the network."""
        return None

    def sizeHint(self) -> QSize:
        """Give the width that reads well and the height of the text."""
        return QSize(measure(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width with the height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        self.setFixedHeight(max(ceil(document.size().height()) + 2, 1))

    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if link.startswith(PICTURE_LINK):
            self.picture_pressed.emit(link.removeprefix(PICTURE_LINK))
        else:
            self.followed.emit(link)
