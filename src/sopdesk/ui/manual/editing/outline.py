"""The outline at the left of the editor: every place of the procedure; steps are moved and indented here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from sopdesk.ui import style, tokens
from sopdesk.ui.manual.editing.places import Place

NAME = Qt.ItemDataRole.UserRole
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Outline(QListWidget):
    """Shows places. The signals carry the place's name; moving and adding is for others to do.

    `chosen`: the keyboard stands there. `entered`: somebody wants to write there. `moved` by -1 or 1, `indented` by -1
    or 1, `dropped` before another place ("" for the end), `added` behind, `removed`.
    """

    chosen = Signal(str)
    entered = Signal(str)
    moved = Signal(str, int)
    indented = Signal(str, int)
    dropped = Signal(str, str)
    added = Signal(str)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Outline"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.currentItemChanged.connect(self._tell)
        self.itemActivated.connect(lambda item: self.entered.emit(item.data(NAME)))

    def show_places(self, places: Sequence[Place], wrong: Mapping[str, str], changed: AbstractSet[str]) -> None:
        """Show places; `wrong` holds by name what is wrong there, `changed` names those that read otherwise now.

        The place that is chosen stays chosen.
        """
        here = self.place()
        self.blockSignals(True)
        while self.count() > len(places):
            self.takeItem(self.count() - 1)
        for row, place in enumerate(places):
            item = self.item(row) if row < self.count() else QListWidgetItem(self)
            self._dress(item, place, wrong.get(place.name, ""), changed=place.name in changed)
        self.blockSignals(False)
        self.go_to(here)

    def place(self) -> str:
        """Give the name of the place that is chosen, or ""."""
        return str(self.currentItem().data(NAME)) if self.currentRow() >= 0 else ""

    def place_at(self, at: QPoint) -> str:
        """Give the name of the place at a point of the list, or ""."""
        item = self.itemAt(at) if self.viewport().rect().contains(at) else None
        return str(item.data(NAME)) if item is not None else ""

    def go_to(self, name: str) -> None:
        """Choose a place without telling anybody; the first one when it is not there."""
        rows = [row for row in range(self.count()) if self.item(row).data(NAME) == name]
        self.blockSignals(True)
        self.setCurrentRow(rows[0] if rows else 0)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and arrows, indent with Alt, Shift and arrows across, write with Enter, remove with Delete."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key, name = event.key(), self.place()
        if alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(name, -1 if key == Qt.Key.Key_Up else 1)
        elif alt and shift and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:  # Alt+Left alone goes back a page
            self.indented.emit(name, -1 if key == Qt.Key.Key_Left else 1)
        elif key in ENTER and not ctrl:
            self.entered.emit(name)
        elif key == Qt.Key.Key_Insert:
            self.added.emit(name)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(name)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where an entry was dropped; the list itself follows the procedure."""
        target = self._before(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.dropped.emit(self.place(), target)

    def _before(self, at: QPoint) -> str:
        item = self.itemAt(at)
        if item is None:
            return ""
        row = self.row(item) + (1 if at.y() > self.visualItemRect(item).center().y() else 0)
        return str(self.item(row).data(NAME)) if row < self.count() else ""

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(NAME))

    def _dress(self, item: QListWidgetItem, place: Place, wrong: str, *, changed: bool) -> None:
        item.setText("    " * place.level + ("● " if wrong else "") + place.words + (" ✎" if changed else ""))
        item.setData(NAME, place.name)
        said = [place.words, *([self.tr("changed")] if changed else []), *([wrong] if wrong else [])]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(said))
        item.setToolTip(". ".join(said[1:]) or place.words)
        movable = place.name.partition(":")[0] in {"step", "question", "part"}
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if movable else flags)
        item.setForeground(style.colour("text_soft" if place.empty else "text"))
        item.setFont(style.font(tokens.BODY))
        item.setSizeHint(QSize(0, style.size(tokens.TARGET - tokens.SNUG)))
