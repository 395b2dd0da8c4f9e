"""A picture of a step: as wide as the text, and large on a press."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sopdesk.domain.sop import Picture
from sopdesk.ui import style, tokens
from sopdesk.ui.manual.drawing import LARGE, draw
from sopdesk.ui.overlay import Overlay
from sopdesk.ui.widgets.buttons import icon_button
from sopdesk.ui.widgets.labels import breakable, label
from sopdesk.ui.widgets.prose_document import LARGEST_PICTURE
from sopdesk.ui.widgets.rows import column, row

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class PictureView(QWidget):
    """A picture with its caption; a press opens it large. What cannot be read is a line that says so."""

    def __init__(self, picture: Picture, data: bytes | None) -> None:
        super().__init__()
        self.picture = picture
        self._data = data or b""
        small = draw(self._data, LARGEST_PICTURE) if data else QImage()
        pieces: list[QWidget] = []
        if small.isNull():
            name = picture.alt or picture.caption or picture.source
            pieces.append(label(self.tr("[Picture cannot be shown: {name}]").format(name=name), "soft"))
        else:
            self.button = PictureButton(small, picture.alt or picture.caption or self.tr("Picture"))
            self.button.clicked.connect(self.open_large)
            pieces.append(self.button)
            if picture.caption:
                pieces.append(label(picture.caption, "small"))
        self.setLayout(column(*pieces, gap=tokens.HAIR))

    def open_large(self) -> None:
        """Show the picture over the whole window."""
        over = LargePicture(self.window(), draw(self._data, LARGE), self.picture.alt or self.picture.caption)
        over.open()
        over.setFocus()


class PictureButton(QAbstractButton):
    """A picture to press."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(self.tr("Picture: {name}. Opens large.").format(name=name))
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(max(self._image.width(), tokens.TARGET))

    def sizeHint(self) -> QSize:
        """Give the picture's own size within the room there is."""
        width = min(self._image.width(), max(self.width(), 1)) if self.isVisible() else self._image.width()
        return QSize(self._image.width(), self._height(width))

    def minimumSizeHint(self) -> QSize:
        """Give the least size: a picture may become small."""
        return QSize(tokens.TARGET, tokens.TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the proportions in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(self._height(min(event.size().width(), self._image.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter as with Space."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, and the focus around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_within(self.rect(), self._image), self._image)
        focused = self.hasFocus()
        painter.setPen(QPen(style.colour("focus" if focused else "line"), 3 if focused else 1))
        painter.drawRect(_within(self.rect(), self._image).adjusted(0, 0, -1, -1))
        painter.end()

    def _height(self, width: int) -> int:
        return max(round(self._image.height() * width / max(self._image.width(), 1)), tokens.TARGET)


class LargePicture(Overlay):
    """A picture over the whole window, with what is to be said about it below; any press and Escape close it."""

    def __init__(self, window: QWidget, image: QImage, name: str, said: str = "") -> None:
        super().__init__(window)
        self._image, self._said = image, breakable(said)
        close = icon_button(self.tr("Close"), "close", self.close_over, kind="plain")
        self.setLayout(column(row(None, close), None))
        self.setContentsMargins(tokens.NEAR, tokens.NEAR, tokens.NEAR, tokens.NEAR)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("{name}, large. Escape closes it.").format(name=name or self.tr("Picture")))
        self.setAccessibleDescription(said)

    def close_over(self) -> None:
        """Go away for good: the picture takes room."""
        super().close_over()
        self.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close wherever somebody presses."""
        self.close_over()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil and the picture on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(tokens.FAR, tokens.FAR, -tokens.FAR, -tokens.FAR)
        if self._said:
            room.setBottom(self._write(painter, room))
        place = _within(room, self._image)
        painter.fillRect(place, style.colour("surface"))
        painter.drawImage(place, self._image)
        painter.end()

    def _write(self, painter: QPainter, room: QRect) -> int:
        """Write what is said at the bottom of some room; give where that begins."""
        painter.setFont(style.font(tokens.BODY))
        high = painter.boundingRect(room, _CENTRED, self._said).height() + 2 * tokens.SNUG
        place = QRect(room.left(), room.bottom() - high, room.width(), high)
        painter.fillRect(place, style.colour("surface"))
        painter.setPen(style.colour("text"))
        painter.drawText(place.adjusted(tokens.SNUG, tokens.SNUG, -tokens.SNUG, -tokens.SNUG), _CENTRED, self._said)
        return place.top() - tokens.SNUG


def _within(room: QRect, image: QImage) -> QRect:
    """Give where a picture stands in the middle of some room, in its proportions."""
    size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    return place
