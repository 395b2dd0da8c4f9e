"""Buttons: primary for the one act of a page, plain and quiet for the others, danger for what takes away."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from sopdesk.ui import icons, tokens

_ICON_COLOURS = {"primary": "on_accent", "danger": "on_danger", "quiet": "accent"}


def button(
    text: str,
    do: Callable[[], object] | None = None,
    *,
    kind: str = "plain",
    icon: str = "",
    key: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Give a button of a kind ("primary", "plain", "quiet", "danger"), at least 44 px high; `key` as "Ctrl+S"."""
    made = QPushButton(text.replace("&", "&&"), parent)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    made.setAccessibleName(text)
    if icon:
        icons.dress(made, icon, _ICON_COLOURS.get(kind, "text"))
    if key:
        made.setShortcut(key)
        made.setToolTip(f"{text} ({key})")
    if do is not None:
        made.clicked.connect(lambda _checked=False: do())
    return made


def icon_button(
    name: str,
    icon: str,
    do: Callable[[], object] | None = None,
    *,
    kind: str = "quiet",
    key: str = "",
    colour: str = "text_soft",
) -> QPushButton:
    """Give a square button that shows an icon only; `name` is what a screen reader and the tooltip say."""
    made = button("", do, kind=kind, key=key)
    icons.dress(made, icon, colour)
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({key})" if key else name)
    made.setFixedWidth(tokens.TARGET + tokens.HAIR)
    return made
