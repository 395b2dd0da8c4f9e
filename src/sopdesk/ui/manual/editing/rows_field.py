"""Rows of small fields, such as the lines to tick of a step: added, moved and taken out, all by keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.manual.editing.numbers import no_number
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.choices import Choice, Choices, Tick
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, clear, column, row

Row = Mapping[str, str]
FEW = 13
"""So many letters of a choice are seen at least."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field of each row. `choices` makes it a list, `check` a box, `offers` a line that completes what is typed.

    A `wide` field has a line of its own; others stand beside each other, `narrow` ones as wide as a number. What stands
    in a field for a `number` and is none is said below the row. `empty` says in the field what an empty one means.
    """

    name: str
    words: str
    choices: Choices = ()
    check: bool = False
    offers: Sequence[str] = ()
    wide: bool = False
    narrow: bool = False
    number: bool = False
    empty: str = ""
    only: tuple[str, Sequence[str]] = ("", ())
    """The field is shown only where the field of this name says one of these."""


class RowsField(QWidget):
    """Shows rows of fields; `changed` tells that somebody typed, `asked` that a further row is wanted."""

    changed = Signal()
    asked = Signal()

    def __init__(self, name: str, columns: Sequence[Column], add: str) -> None:
        super().__init__()
        self._name, self._columns = name, columns
        self.lines: list[RowLine] = []
        self._column = column(gap=tokens.SNUG)
        more = row(button(add, self.asked.emit, kind="quiet", icon="plus"), None)
        self.setLayout(column(label(name, "label"), self._column, more, gap=tokens.HAIR))

    def rows(self) -> list[dict[str, str]]:
        """Give every row as it stands."""
        return [each.values() for each in self.lines]

    def unread(self) -> dict[str, str]:
        """Give what stands where a number belongs and is none, by `field_key`."""
        return {
            field_key(name, line.values(), at): typed
            for at, line in enumerate(self.lines) for name, typed in line.unread().items()
        }  # fmt: skip

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; fields that stay are left alone."""
        if len(rows) != len(self.lines):
            clear(self._column)
            self.lines = []
            for _ in rows:
                self._put()
        for line, values in zip(self.lines, rows, strict=True):
            line.set_values(values)

    def offer(self, name: str, choices: Choices) -> None:
        """Offer other choices in one column of every row, those to come as well."""
        self._columns = [replace(each, choices=choices) if each.name == name else each for each in self._columns]
        for line in self.lines:
            line.offer(name, choices)

    def take_focus(self) -> None:
        """Take the keyboard to the first field of the last row."""
        if self.lines:
            self.lines[-1].take_focus()

    def _put(self) -> None:
        line = RowLine(f"{self._name} {len(self.lines) + 1}", self._columns)
        self.lines.append(line)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._remove(line))
        line.moved.connect(lambda by: self._move(line, by))
        line.asked.connect(self.asked)
        self._column.addWidget(line)
        line.show()  # now: the keyboard may go there at once

    def _remove(self, line: RowLine) -> None:
        left = [each.values() for each in self.lines if each is not line]
        self._show_again(left)

    def _move(self, line: RowLine, by: int) -> None:
        at = self.lines.index(line)
        to = at + by
        if 0 <= to < len(self.lines):
            rows = self.rows()
            rows[at], rows[to] = rows[to], rows[at]
            self.set_rows(rows)
            self.lines[to].take_focus()
            self.changed.emit()

    def _show_again(self, rows: Sequence[Row]) -> None:
        clear(self._column)
        self.lines = []
        self.set_rows(rows)
        self.changed.emit()


class RowLine(QFrame):
    """One row. Enter in a line asks for a further row, Alt with an arrow moves this one."""

    changed = Signal()
    removed = Signal()
    moved = Signal(int)
    asked = Signal()

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._fields: dict[str, QWidget] = {}
        self._kept: dict[str, str] = {}
        self._sometimes: list[tuple[QWidget, Column]] = []
        whole = column(gap=tokens.HAIR)
        self._beside = beside = Flow(tokens.SNUG)
        for each in columns:
            field = self._fields[each.name] = self._make(each, name)
            named = field if each.check else _under(each.words, field)
            if each.wide:
                whole.addWidget(named)
            else:
                beside.add(named)
            if each.only[0]:
                self._sometimes.append((named, each))
        acts = QWidget()
        acts.setLayout(row(
            icon_button(self.tr("Up: {what}").format(what=name), "up", lambda: self.moved.emit(-1)),
            icon_button(self.tr("Down: {what}").format(what=name), "down", lambda: self.moved.emit(1)),
            icon_button(self.tr("Take out: {what}").format(what=name), "close", self.removed.emit), gap=0,
        ))  # fmt: skip
        beside.add(acts)
        whole.addWidget(beside)
        self._numbers = tuple(each.name for each in columns if each.number)
        self._wrong = label("", "wrong")
        self._wrong.hide()
        whole.addWidget(self._wrong)
        whole.setContentsMargins(tokens.SNUG, tokens.SNUG, tokens.SNUG, tokens.SNUG)
        self.setLayout(whole)
        self.changed.connect(self._show_fitting)

    def values(self) -> dict[str, str]:
        """Give what stands in the fields, and what was given beside them."""
        return {**self._kept, **{name: _value(field) for name, field in self._fields.items()}}

    def set_values(self, values: Row) -> None:
        """Show values; a name that has no field is kept as it is."""
        self._kept = {name: value for name, value in values.items() if name not in self._fields}
        for name, field in self._fields.items():
            if _value(field) != values.get(name, ""):
                _set(field, values.get(name, ""))
        self._say_wrong()
        self._show_fitting()

    def unread(self) -> dict[str, str]:
        """Give by field what stands where a number belongs and is none."""
        return {name: value for name, value in self.values().items() if name in self._numbers and no_number(value)}

    def offer(self, name: str, choices: Choices) -> None:
        """Offer other choices in one field."""
        field = self._fields[name]
        if isinstance(field, Choice):
            field.offer(choices)

    def take_focus(self) -> None:
        """Take the keyboard to the first field."""
        next(iter(self._fields.values())).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the row with Alt and an arrow; ask for a further one with Enter."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def _show_fitting(self) -> None:
        """Show the fields that belong to what the row says, and those in which something stands."""
        said = self.values()
        for named, each in self._sometimes:
            other, words = each.only
            named.setVisible(said.get(other) in words or bool(said[each.name]))
        self._beside.arrange()

    def _say_wrong(self) -> None:
        found = self.unread()
        for name in self._numbers:
            say_wrong(self._fields[name], no_number(found.get(name, "")))
        self._wrong.setText(" ".join(map(no_number, found.values())))
        self._wrong.setVisible(bool(found))

    def _make(self, each: Column, name: str) -> QWidget:
        said = f"{each.words}, {name}"
        if each.check:
            box = Tick(each.words)
            box.setAccessibleName(said)
            box.toggled.connect(self.changed)
            return box
        if each.choices:
            many = Choice(each.choices, name=said)
            many.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            many.setMinimumContentsLength(FEW)
            many.changed.connect(self.changed)
            return many
        line = QLineEdit()
        line.setAccessibleName(said)
        line.setPlaceholderText(each.empty)
        if each.narrow:
            line.setFixedWidth(style.size(tokens.TILE * 3 // 4))
        if each.offers:
            completer = QCompleter(list(each.offers), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        if each.number:
            line.textChanged.connect(self._say_wrong)
        line.textChanged.connect(self.changed)
        return line


def field_key(column: str, values: Row, at: int) -> str:
    """Name one field of one row: by the row's id where it has one, else by its place."""
    return f"{column}:{values.get('id') or at}"


def say_wrong(field: QWidget, sentence: str) -> None:
    """Mark a field as wrong; "" takes it back."""
    if bool(field.property("wrong")) != bool(sentence):
        field.setProperty("wrong", bool(sentence))
        field.style().unpolish(field)
        field.style().polish(field)
    field.setAccessibleDescription(sentence)


def _under(words: str, field: QWidget) -> QWidget:
    """Put a small word above a field."""
    whole = QWidget()
    above = label(words, "small", wraps=False)
    above.setBuddy(field)
    whole.setLayout(column(above, field, gap=0))
    return whole


def _value(field: QWidget) -> str:
    match field:
        case QLineEdit():
            return field.text()
        case Tick():
            return "yes" if field.isChecked() else ""
        case Choice():
            return field.value()
    return ""


def _set(field: QWidget, value: str) -> None:
    field.blockSignals(True)
    match field:
        case QLineEdit():
            field.setText(value)
            field.setCursorPosition(0)  # a long text shows its beginning
        case Tick():
            field.setChecked(value == "yes")
        case Choice():
            field.set_value(value)
    field.blockSignals(False)
