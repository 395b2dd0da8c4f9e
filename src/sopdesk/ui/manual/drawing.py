"""Pictures from their bytes, bounded: whatever a file claims of itself, nothing larger is ever drawn."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from sopdesk.ui.widgets.prose_document import read_picture

LARGE = 2400
"""The most pixels in width and height that a picture is ever drawn with."""
LARGEST_DRAWING = 5_000_000
"""The most bytes of an SVG file that is drawn."""


def draw(data: bytes, largest: int = LARGE) -> QImage:
    """Draw a picture within a square of `largest` pixels; a null image when it cannot be read."""
    largest = min(largest, LARGE)
    return _vector(data, largest) if is_vector(data) else read_picture(data, largest)


def is_vector(data: bytes) -> bool:
    """Tell whether the bytes begin as an SVG file does."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in head


def _vector(data: bytes, largest: int) -> QImage:
    if len(data) > LARGEST_DRAWING:
        return QImage()
    renderer = QSvgRenderer(QByteArray(data))
    natural = renderer.defaultSize()
    if not renderer.isValid() or natural.isEmpty():
        return QImage()
    size = natural.scaled(QSize(largest, largest), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image
