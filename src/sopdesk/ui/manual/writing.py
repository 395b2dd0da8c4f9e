"""The field in which a procedure is written: plain text, with the lines marked in which something is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFontDatabase, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from sopdesk.ui import style, tokens
from sopdesk.ui.manual.inserts import Insertion


class WritingField(QPlainTextEdit):
    """A procedure's text. Tab goes on to the next control, as everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._wrong: tuple[int, ...] = ()
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Text of the procedure"))
        style.on_change(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """Take on other colours and sizes."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(style.size(tokens.SMALL + 1))
        self.setFont(font)
        self.setStyleSheet(f"font-family: '{font.family()}'; font-size: {font.pixelSize()}px;")
        self.mark_lines(self._wrong)

    def mark_lines(self, lines: Iterable[int]) -> None:
        """Mark lines (from 1) in which something is wrong, and no others."""
        self._wrong = tuple(lines)
        marks = []
        for line in self._wrong:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(style.colour("danger_soft"))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = self._at_line(line)
            marks.append(mark)
        self.setExtraSelections(marks)

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the beginning of a line, in the middle of the field."""
        self.setTextCursor(self._at_line(line))
        self.centerCursor()
        self.setFocus()

    def place(self) -> int:
        """Give how many characters stand before the cursor."""
        units = self.toPlainText().encode("utf-16-le")[: 2 * self.textCursor().position()]
        return len(units.decode("utf-16-le", errors="ignore"))

    def insert(self, what: Insertion) -> None:
        """Put a piece in, as one act to undo, and select the words to be typed over.

        Line breaks that already stand at its place are taken up by the piece's own.
        """
        cursor = self.textCursor()
        text = self.toPlainText()
        at = _units(text[: what.at])
        following = len(text) - len(text[what.at :].lstrip("\n"))
        cursor.setPosition(at)
        cursor.setPosition(_units(text[:following]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(what.text)
        start = at + _units(what.text[: what.start])
        cursor.setPosition(start)
        cursor.setPosition(start + what.length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()

    def replace_all(self, text: str) -> None:
        """Put another text in place of this one, so that it can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _at_line(self, line: int) -> QTextCursor:
        block = self.document().findBlockByNumber(max(min(line, self.blockCount()) - 1, 0))
        return QTextCursor(block)


def _units(text: str) -> int:
    """Count as Qt does: a character beyond the first plane is two."""
    return len(text.encode("utf-16-le")) // 2
