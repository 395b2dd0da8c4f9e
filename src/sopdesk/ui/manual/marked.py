"""What differs between two revisions, as one text: added words underlined, removed ones struck through."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from sopdesk.domain.difference import Difference, EntryChange, How, TextChange
from sopdesk.domain.wording import Op, Piece, shortened, without_digests
from sopdesk.ui import style, tokens
from sopdesk.ui.manual.words import tr
from sopdesk.ui.widgets.prose import measure
from sopdesk.ui.widgets.prose_document import LINE_HEIGHT

_LOOKS = {Op.ADDED: ("on_success_soft", "success_soft"), Op.REMOVED: ("on_danger_soft", "danger_soft")}


class DifferenceView(QTextBrowser):
    """Shows a `domain.difference.Difference`; as high as its text."""

    def __init__(self) -> None:
        super().__init__()
        self._difference: Difference | None = None
        self.setProperty("kind", "prose")
        self.setAccessibleName(self.tr("What differs"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cursor = QTextCursor(self.document())
        style.on_change(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """Take on other colours and sizes."""
        self.setMaximumWidth(measure())
        if self._difference is not None:
            self.set_difference(self._difference)

    def set_difference(self, difference: Difference) -> None:
        """Show another difference."""
        self._difference = difference
        self.document().clear()
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(style.font(tokens.BODY))
        self._cursor = QTextCursor(self.document())
        self._legend()
        if not difference:
            self._words(self.tr("Nothing differs."), top=tokens.GAP)
        self._texts(difference.texts)
        for title, entries in self._groups(difference):
            if entries:
                self._words(title, size=tokens.HEADING, strong=True, top=tokens.WIDE)
            for each in entries:
                self._entry(each)
        self._fit()

    def sizeHint(self) -> QSize:
        """Give the width that reads well and the height of the text."""
        return QSize(measure(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width with the height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(ceil(self.document().size().height()) + 2)

    def _groups(self, difference: Difference) -> tuple[tuple[str, Sequence[EntryChange]], ...]:
        return (
            (self.tr("Steps"), difference.steps),
            (self.tr("Lines to tick"), difference.items),
            (self.tr("Questions"), difference.questions),
            (self.tr("Who does what"), difference.duties),
            (self.tr("How far each may go"), difference.limits),
            (self.tr("Other parts"), difference.parts),
            (self.tr("Related procedures"), difference.references),
        )

    def _legend(self) -> None:
        self._words("", small=True)
        self._piece((Op.ADDED, self.tr("added words are underlined")), small=True)
        self._plain("   ")
        self._piece((Op.REMOVED, self.tr("removed words are struck through")), small=True)

    def _texts(self, texts: Sequence[TextChange]) -> None:
        for each in texts:
            self._words(tr(each.name.capitalize()), strong=True, top=tokens.GAP)
            self._change(each)

    def _entry(self, each: EntryChange) -> None:
        self._words(_short(each.title or each.id), strong=True, top=tokens.GAP)
        self._plain(f"   {self._fate(each)}", "text_soft", small=True)
        for text in each.texts:
            self._words(tr(text.name.capitalize()), small=True, top=tokens.HAIR)
            self._change(text)

    def _fate(self, each: EntryChange) -> str:
        words = {How.ADDED: self.tr("added"), How.REMOVED: self.tr("removed"), How.CHANGED: self.tr("changed")}
        if each.was_at is not None and each.now_at is not None:
            moved = self.tr("moved from place {was} to {now}")
            words[How.MOVED] = moved.format(was=each.was_at + 1, now=each.now_at + 1)
        return ", ".join(words[how] for how in each.how if how in words)

    def _change(self, change: TextChange) -> None:
        self._words("")
        if change.spacing_only:
            self._plain(self.tr("Only spaces and line breaks differ."), "text_soft")
            return
        for each in shortened(change.pieces):
            self._piece(each)

    def _words(
        self, text: str, *, size: int = tokens.BODY, strong: bool = False, small: bool = False, top: int = 0
    ) -> None:
        """Begin a new paragraph."""
        shape = QTextBlockFormat()
        shape.setTopMargin(top)
        shape.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self.document().isEmpty():
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        if text:
            ink = self._ink("text_soft" if small else "text", tokens.SMALL if small else size, strong=strong)
            self._cursor.insertText(text, ink)

    def _plain(self, text: str, colour: str = "text", *, small: bool = False) -> None:
        self._cursor.insertText(text, self._ink(colour, tokens.SMALL if small else tokens.BODY))

    def _piece(self, piece: Piece, *, small: bool = False) -> None:
        op, text = piece
        ink, ground = _LOOKS.get(op, ("text", ""))
        look = self._ink(ink, tokens.SMALL if small else tokens.BODY)
        if ground:
            look.setBackground(style.colour(ground))
        look.setFontUnderline(op is Op.ADDED)
        look.setFontStrikeOut(op is Op.REMOVED)
        self._cursor.insertText(_short(text).replace("\n", "\u2028"), look)

    @staticmethod
    def _ink(colour: str, size: int, *, strong: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(style.font(size, strong=strong))
        made.setForeground(style.colour(colour))
        return made


def _short(text: str) -> str:
    """Say “picture” where a picture's digest stands: nobody reads 64 digits."""
    return without_digests(text, tr("picture"))
