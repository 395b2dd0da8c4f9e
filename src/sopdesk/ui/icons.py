"""The line icons of the desk, coloured by token at run time."""

from functools import lru_cache
from weakref import WeakSet

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from shiboken6 import isValid

from sopdesk.ui import style, tokens

ARROW = 16
_NAME, _COLOUR, _SIZE = "icon_name", "icon_colour", "icon_size"


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (style.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(pixels * ratio), round(pixels * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    drawing = _drawing(name).replace("currentColor", QColor(colour).name())
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def picture(name: str, colour: str = "text", pixels: int = tokens.ICON) -> QPixmap:
    """Draw an icon in a colour token's colour, sharp on the screen in use; `pixels` grows with the text size."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    return _drawn(name, getattr(style.colours(), colour), style.size(pixels), ratio)


_dressed: WeakSet[QAbstractButton | QLabel] = WeakSet()
"""The controls that bear an icon. Asking Qt for all its widgets instead may give one that it is just deleting."""


def dress(control: QAbstractButton | QLabel, name: str, colour: str = "text", pixels: int = tokens.ICON) -> None:
    """Put an icon on a button or a label; it follows changes of scheme and text size."""
    for key, value in ((_NAME, name), (_COLOUR, colour), (_SIZE, pixels)):
        control.setProperty(key, value)
    _dressed.add(control)
    _put(control)


def undress(control: QAbstractButton | QLabel) -> None:
    """Take the icon away."""
    control.setProperty(_NAME, "")
    if isinstance(control, QLabel):
        control.clear()
    else:
        control.setIcon(QIcon())


def redress() -> None:
    """Draw every icon on show again, after a change of scheme or text size."""
    for control in tuple(_dressed):
        if isValid(control) and control.property(_NAME):
            _put(control)


def paint_arrow(field: QWidget) -> None:
    """Paint the arrow at the right end of a field that opens on a press, in the scheme's colour."""
    arrow, side = picture("down", "text_soft", ARROW), style.size(ARROW)
    painter = QPainter(field)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawPixmap(field.width() - side - 12, (field.height() - side) // 2, arrow)
    painter.end()


def _put(control: QAbstractButton | QLabel) -> None:
    name, colour, pixels = (control.property(each) for each in (_NAME, _COLOUR, _SIZE))
    drawn, disabled = (picture(name, each, pixels) for each in (colour, "text_soft"))
    if isinstance(control, QLabel):
        control.setPixmap(drawn)
        return
    if control.text():
        drawn, disabled = _with_room(drawn), _with_room(disabled)
    icon = QIcon(drawn)
    icon.addPixmap(disabled, QIcon.Mode.Disabled)
    control.setIcon(icon)
    control.setIconSize(drawn.deviceIndependentSize().toSize())


def _with_room(drawn: QPixmap) -> QPixmap:
    """Give the drawing with some room at its right, before the words of a button."""
    ratio = drawn.devicePixelRatio()
    wider = QPixmap(drawn.width() + round(tokens.SNUG * ratio), drawn.height())
    wider.fill(Qt.GlobalColor.transparent)
    wider.setDevicePixelRatio(ratio)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wider


style.look.changed.connect(redress)
