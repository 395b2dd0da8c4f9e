"""Fields for Markdown: several lines with buttons that put marks around words, and lists of such texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.form import TextField
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, clear, column, row

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".svg")


class MarkdownField(TextField):
    """Several lines of Markdown; a picture that is pasted or dropped is told of, not written."""

    pictured = Signal(bytes)

    def __init__(self, lines: int, name: str) -> None:
        super().__init__(lines)
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)  # the whole procedure has one undo

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take pictures as well as text."""
        return source.hasImage() or bool(picture_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Tell of a picture; write a text as plain text."""
        for data in pictures_in(source):
            self.pictured.emit(data)
        if not source.hasImage() and not picture_files(source):
            self.insertPlainText(source.text())

    def mark(self, before: str, after: str) -> None:
        """Put marks around the words that are chosen, or at the cursor."""
        cursor = self.textCursor()
        chosen = cursor.selectedText().replace("\u2029", "\n")
        start = cursor.selectionStart()
        cursor.insertText(f"{before}{chosen}{after}")
        cursor.setPosition(start + len(before))
        cursor.setPosition(start + len(before) + len(chosen), cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def begin_lines(self, with_: str) -> None:
        """Put a mark at the beginning of each line that is chosen."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        document = self.document()
        start, end = document.findBlock(first).blockNumber(), document.findBlock(last).blockNumber()
        for number in range(start, end + 1):
            cursor.setPosition(document.findBlockByNumber(number).position())
            cursor.insertText(with_)
        self.setFocus()

    def set_text(self, text: str) -> None:
        """Show a text, leaving the cursor alone where it is the same."""
        if self.toPlainText() != text:
            self.setPlainText(text)


def picture_files(source: QMimeData) -> list[str]:
    """Give the paths of picture files that are pasted or dropped."""
    return [each.toLocalFile() for each in source.urls() if each.toLocalFile().lower().endswith(SUFFIXES)]


def pictures_in(source: QMimeData) -> list[bytes]:
    """Give the bytes of pictures that are pasted or dropped: those of files as they are, others as PNG."""
    found = []
    for path in picture_files(source):
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - a path from the window system
                found.append(file.read())
        except OSError:
            continue  # a file that cannot be read drops nothing; the page says that no picture came
    image = source.imageData()
    if not found and isinstance(image, QImage):
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload] # PySide's stub wants bytes for the format
        found.append(bytes(held.data()))
    return found


class Tools(QWidget):
    """Buttons that write into the Markdown field used last; `fields` are (words, text) of the house's own fields."""

    def __init__(self, target: Callable[[], MarkdownField | None], fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._target = target
        marks = (
            (self.tr("Bold"), "**", "**"), (self.tr("Italic"), "*", "*"), (self.tr("Link"), "[", "](SOP-000)"),
        )  # fmt: skip
        pieces: list[QWidget] = []
        pieces += [button(words, partial(self._mark, before, after), kind="quiet") for words, before, after in marks]
        pieces.append(button(self.tr("List"), lambda: self._begin("- "), kind="quiet"))
        pieces.append(button(self.tr("Numbers"), lambda: self._begin("1. "), kind="quiet"))
        place = button(self.tr("Name or contact"), kind="quiet", icon="house")
        place.setMenu(self._menu(fields))
        room = Flow(0)
        for each in (*pieces, place):
            room.add(each)
        self.setLayout(column(room))

    def _menu(self, fields: Sequence[tuple[str, str]]) -> QMenu:
        menu = QMenu(self)
        for words, text in fields:
            menu.addAction(words).triggered.connect(lambda _on=False, text=text: self._mark(text, ""))
        return menu

    def _mark(self, before: str, after: str) -> None:
        if (field := self._target()) is not None:
            field.mark(before, after)

    def _begin(self, with_: str) -> None:
        if (field := self._target()) is not None:
            field.begin_lines(with_)


class TextsField(QWidget):
    """Several texts below each other, such as the tips of a step; one can be added and each taken out."""

    changed = Signal()
    pictured = Signal(bytes)

    def __init__(self, name: str, add: str) -> None:
        super().__init__()
        self._name = name
        self.fields: list[MarkdownField] = []
        self._column = column(gap=tokens.HAIR)
        self._title = label(name, "label")
        self.setLayout(column(self._title, self._column, row(button(add, self.add, kind="quiet", icon="plus"), None),
                              gap=tokens.HAIR))  # fmt: skip

    def texts(self) -> tuple[str, ...]:
        """Give the texts, empty ones too: they are being written."""
        return tuple(each.toPlainText() for each in self.fields)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show texts; fields that stay are left alone."""
        if len(texts) != len(self.fields):
            clear(self._column)
            self.fields = []
            for _ in texts:
                self._put()
        for field, text in zip(self.fields, texts, strict=True):
            field.set_text(text)

    def add(self) -> None:
        """Add an empty text and go there."""
        self._put()
        self.changed.emit()
        self.fields[-1].setFocus()

    def _put(self) -> None:
        field = MarkdownField(1, f"{self._name} {len(self.fields) + 1}")
        self.fields.append(field)
        field.textChanged.connect(self.changed)
        gone = icon_button(self.tr("Take out: {what}").format(what=field.accessibleName()), "close",
                           lambda: self._remove(field))  # fmt: skip
        line = row(field, gone, gap=tokens.HAIR)
        line.setStretch(0, 1)
        self._column.addLayout(line)
        field.show()  # now: the keyboard may go there at once

    def _remove(self, field: MarkdownField) -> None:
        left = [each.toPlainText() for each in self.fields if each is not field]
        clear(self._column)
        self.fields = []
        self.set_texts(left)
        self.changed.emit()
