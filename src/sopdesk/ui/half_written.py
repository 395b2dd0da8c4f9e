"""Half-written text, kept outside the record per person, page and field: it survives a lock, a crash, a power cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from sopdesk.domain.card import keep_last_four
from sopdesk.domain.refusal import Trouble
from sopdesk.ui import tokens

if TYPE_CHECKING:
    from sopdesk.services.drafts import Drafts


class Fields(Protocol):
    """Several fields that are kept as one text; "" is what stands there before anybody has written."""

    changed: Any

    def text(self) -> str:
        """Give what is half written."""

    def set_text(self, text: str) -> None:
        """Put in what was half written."""


Kept = QLineEdit | QPlainTextEdit | Fields


class HalfWritten(QObject):
    """Watches the fields of one page; `turn_to` keeps what stands there and brings what belongs to the next."""

    def __init__(self, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._owner = ""
        self._fields: dict[str, Kept] = {}
        self._empty: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._waiting: dict[str, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=tokens.SETTLE)
        self._pause.timeout.connect(self.keep)

    def watch(self, field: Kept, name: str, *, empty: str = "") -> None:
        """Keep what is typed in a field from now on; bring what was half written for the owner shown.

        `empty` is what stands in the field before anybody has written: that is not kept.
        """
        self._fields[name], self._empty[name] = field, empty
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.textChanged.connect(self._soon)
        else:
            field.changed.connect(self._soon)
        if self._owner:
            self._bring(name)

    def let_go(self, name: str) -> None:
        """Write down what stands in a field and watch it no longer: it is about to leave the page."""
        self.keep()
        for each in (self._fields, self._empty, self._kept):
            each.pop(name, None)

    def drop(self, name: str) -> None:
        """Watch a field no longer and forget what was half written there: it is recorded now, or not wanted."""
        self.let_go(name)
        if self._owner:
            self._waiting[self._key(name)] = ""
            self._write()

    def turn_to(self, owner: str) -> None:
        """Keep what stands there for the owner before, then show what was half written for another.

        An owner names page, subject and person; "" is nobody, whose text is not kept: it goes to who comes next.
        """
        if owner == self._owner:
            return
        self.keep()
        before, self._owner = self._owner, owner
        for name, field in self._fields.items():
            written = "" if before else _text(field)
            self._bring(name)
            if written not in {"", self._empty[name]} and _text(field) == self._empty[name]:
                _set_text(field, written)

    def keep(self) -> None:
        """Write down now what is half written."""
        self._pause.stop()
        if not self._owner:
            return
        for name, field in self._fields.items():
            text = _text(field)
            if text != self._kept.get(name, ""):
                self._waiting[self._key(name)] = "" if text == self._empty[name] else text
                self._kept[name] = text
        self._write()

    def _soon(self) -> None:
        """Write down in a moment; whoever types without a pause loses no more than that moment."""
        if not self._pause.isActive():
            self._pause.start()

    def _write(self) -> None:
        """Write down what waits; while the desk takes something large it waits in memory and is tried again."""
        try:
            for key in tuple(self._waiting):
                self._drafts.remember(key=key, text=self._waiting[key])
                del self._waiting[key]
        except Trouble:
            self._pause.start()

    def forget(self, name: str) -> None:
        """Empty a field and forget what was half written there: it is recorded now."""
        _set_text(self._fields[name], self._empty[name])
        self.keep()

    def _bring(self, name: str) -> None:
        key = self._key(name)
        text = self._waiting.get(key, self._drafts.recall(key)) if self._owner else ""
        text = text or self._empty[name]
        self._kept[name] = text
        _set_text(self._fields[name], text)
        self._pause.stop()

    def _key(self, name: str) -> str:
        return f"{self._owner}/{name}"


def _text(field: Kept) -> str:
    """Give what stands in a field; a full card number is not kept, half written or not."""
    return keep_last_four(field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text())


def _set_text(field: Kept, text: str) -> None:
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
        field.moveCursor(QTextCursor.MoveOperation.End)  # whoever comes back writes on
    elif isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.set_text(text)
