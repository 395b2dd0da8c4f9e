"""The order in which Tab goes through a form whose rows are made late."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from sopdesk.ui.widgets.rows import Flow


def keyboard_order(piece: QWidget) -> Iterator[QWidget]:
    """Give what takes the keyboard within a piece, in the order in which it is seen."""
    if piece.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield piece
        return
    if isinstance(piece, Flow):
        for each in piece.pieces():
            yield from keyboard_order(each)
    elif (inside := piece.layout()) is not None:
        yield from _order_within(inside)


def _order_within(inside: QLayout) -> Iterator[QWidget]:
    for item in filter(None, (inside.itemAt(n) for n in range(inside.count()))):
        if (piece := item.widget()) is not None:
            yield from keyboard_order(piece)
        elif (deeper := item.layout()) is not None:
            yield from _order_within(deeper)
