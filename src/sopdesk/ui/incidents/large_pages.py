"""The first pages of an attached paper over the whole window, to be looked at; nothing in them acts."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.overlay import Overlay
from sopdesk.ui.widgets.buttons import icon_button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.attachments import DrawnPage, DrawnPages


class LargePages(Overlay):
    """Shows pages below each other with the name above and what is to be said below; Escape closes it."""

    def __init__(self, window: QWidget, name: str, pages: DrawnPages, said: str) -> None:
        super().__init__(window)
        self.paper = QScrollArea()
        self.paper.setWidgetResizable(True)
        self.paper.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.paper.setAccessibleName(self.tr("{name}, to be looked at. Escape closes it.").format(name=name))
        self.paper.setAccessibleDescription("\n".join(each.words for each in pages.pages))
        inside = QWidget()
        inside.setLayout(column(*(self._page(n, each) for n, each in enumerate(pages.pages, 1)), None, gap=tokens.GAP))
        self.paper.setWidget(inside)
        close = icon_button(self.tr("Close"), "close", self.close_over, kind="plain")
        head = row(label(name, "heading"), close)
        head.setStretch(0, 1)
        shown, all_ = len(pages.pages), pages.count
        much = self.tr("{all} pages.") if shown == all_ else self.tr("The first {shown} of {all} pages.")
        one = self.tr("1 page.") if all_ == 1 else much.format(shown=shown, all=all_)
        card = Card(head, self.paper, label(f"{one} {said}", "small"))
        card.body.setStretch(1, 1)
        card.setMaximumWidth(tokens.COLUMN)
        middle = row(None, card, None)
        middle.setStretch(1, 1000)
        self.setLayout(column(middle))
        self.setContentsMargins(tokens.FAR, tokens.NEAR, tokens.FAR, tokens.NEAR)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.paper)

    def close_over(self) -> None:
        """Go away for good: the pages are somebody's."""
        super().close_over()
        self.deleteLater()

    def _page(self, n: int, page: DrawnPage) -> QWidget:
        image = QImage.fromData(page.png)
        if image.isNull():
            return label(self.tr("Page {n} cannot be shown.").format(n=n), "soft")
        return PageView(image, self.tr("Page {n}").format(n=n), page.words)


class PageView(QWidget):
    """One page as wide as there is room, in its proportions."""

    def __init__(self, image: QImage, name: str, words: str) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the proportions in another width."""
        super().resizeEvent(event)
        high = round(self._image.height() * self.width() / max(self._image.width(), 1))
        self.setFixedHeight(min(high, 20 * self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page on white, as paper is, with a line around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.drawImage(place, self._image)
        painter.setPen(style.colour("line"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()
