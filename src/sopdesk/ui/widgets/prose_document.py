"""Prose put into a Qt document piece by piece: no markup is ever read, so nothing in a text can act."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QImage,
    QImageReader,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableCellFormat,
    QTextTableFormat,
)  # fmt: skip

from sopdesk.domain import prose
from sopdesk.domain.prose import Block, Spans
from sopdesk.ui import style, tokens

PictureSource = Callable[[str], bytes | None]
"""Gives a picture's bytes by its source, or None."""
PICTURE_LINK = "picture:"
"""What the link of a picture begins with; the source follows."""
LARGEST_PICTURE = 540
LINE_HEIGHT = 132

_ALIGN = {"right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}
_MARKERS = (
    QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare,
)  # fmt: skip


def read_picture(data: bytes, largest: int = LARGEST_PICTURE) -> QImage:
    """Read a picture, at most `largest` pixels wide and high; a null image when it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > largest:
        reader.setScaledSize(size.scaled(QSize(largest, largest), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class ProseWriter:
    """Writes blocks into a document, in the colours and sizes shown now."""

    def __init__(self, document: QTextDocument, picture: PictureSource, unreadable: str) -> None:
        self._document = document
        self._picture = picture
        self._unreadable = unreadable
        self._cursor = QTextCursor(document)
        self._indent = 0
        self._fresh = True

    def write(self, blocks: Sequence[Block]) -> None:
        """Write all blocks from the beginning."""
        self._document.clear()
        self._document.setDefaultFont(style.font(tokens.BODY))
        self._document.setDocumentMargin(0)
        self._document.setIndentWidth(tokens.WIDE)
        self._cursor = QTextCursor(self._document)
        self._fresh = True
        self._write_all(blocks)

    def _write_all(self, blocks: Sequence[Block]) -> None:
        for each in blocks:
            self._write_one(each)

    def _write_one(self, block: Block) -> None:
        match block:
            case prose.Paragraph(spans):
                self._begin(tokens.NEAR)
                self._spans(spans)
            case prose.Heading(level, spans):
                self._begin(tokens.SNUG, top=tokens.SNUG)
                self._spans(spans, size=tokens.HEADING if level <= 2 else tokens.LEAD, strong=True)  # noqa: PLR2004
            case prose.ListBlock():
                self._list(block)
            case prose.Table():
                self._table(block)
            case prose.Code(text):
                self._code(text)
            case prose.Picture():
                self._picture_block(block)
            case prose.Quote(blocks):
                self._quote(blocks)
            case prose.Rule():
                self._begin(tokens.NEAR)
                self._cursor.insertText("―――", self._ink("text_soft"))

    def _begin(self, below: int, *, top: int = 0, indent: int | None = None, lines: int = LINE_HEIGHT) -> None:
        shape = QTextBlockFormat()
        shape.setBottomMargin(below)
        shape.setTopMargin(0 if self._fresh else top)
        shape.setIndent(self._indent if indent is None else indent)
        shape.setLineHeight(lines, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._fresh:
            self._cursor.setBlockFormat(shape)
            self._fresh = False
        else:
            self._cursor.insertBlock(shape)

    def _end(self, below: int) -> None:
        """Leave some room after the last block."""
        shape = self._cursor.blockFormat()
        shape.setBottomMargin(below)
        self._cursor.setBlockFormat(shape)

    def _ink(self, colour: str = "text", *, size: int = tokens.BODY, strong: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(style.font(size, strong=strong))
        made.setForeground(style.colour(colour))
        return made

    def _spans(self, spans: Spans, *, size: int = tokens.BODY, strong: bool = False, colour: str = "text") -> None:
        for each in spans:
            made = self._ink(colour, size=size, strong=strong or each.bold)
            made.setFontItalic(each.italic)
            if each.code:
                made.setFontFamilies([_fixed()])
                made.setBackground(style.colour("sunken"))
            if each.link:
                made.setAnchor(True)
                made.setAnchorHref(each.link)
                made.setForeground(style.colour("accent"))
                made.setFontUnderline(True)
            self._cursor.insertText(each.text.replace("\n", "\u2028"), made)

    def _list(self, block: prose.ListBlock) -> None:
        shape = QTextListFormat()
        shape.setStyle(self._marker(block))
        shape.setIndent(self._indent + 1)
        shape.setStart(block.start)
        listed = None
        for item in block.items:
            self._begin(tokens.HAIR, indent=0)
            if listed is None:
                listed = self._cursor.createList(shape)
            else:
                listed.add(self._cursor.block())
            if item.ticked is not None:
                self._cursor.insertText("☑ " if item.ticked else "☐ ", self._ink())
            first, *rest = item.blocks or (prose.Paragraph(()),)
            self._indent += 1
            if isinstance(first, prose.Paragraph):
                self._spans(first.spans)
            else:
                self._write_one(first)
            self._write_all(rest)
            self._indent -= 1
        self._end(tokens.NEAR)

    def _marker(self, block: prose.ListBlock) -> QTextListFormat.Style:
        """Choose what stands before the items: nothing where each has its box to tick."""
        if block.items and all(each.ticked is not None for each in block.items):
            return QTextListFormat.Style.ListStyleUndefined
        return QTextListFormat.Style.ListDecimal if block.ordered else _MARKERS[min(self._indent, 2)]

    def _table(self, block: prose.Table) -> None:
        self._begin(0)
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(tokens.SNUG)
        shape.setCellSpacing(0)
        shape.setHeaderRowCount(1)
        shape.setBottomMargin(tokens.NEAR)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        rows = (block.header, *block.rows)
        table = self._cursor.insertTable(len(rows), max(len(block.header), 1), shape)
        for number, cells in enumerate(rows):
            for place, spans in enumerate(cells):
                table.cellAt(number, place).setFormat(_cell(header=not number))
                self._cursor = table.cellAt(number, place).firstCursorPosition()
                align = QTextBlockFormat()
                side = block.align[place] if place < len(block.align) else ""
                align.setAlignment(_ALIGN.get(side, Qt.AlignmentFlag.AlignLeft))
                self._cursor.setBlockFormat(align)
                self._spans(spans, size=tokens.SMALL, strong=not number)
        self._after_frame()

    def _code(self, text: str) -> None:
        shape = self._frame_shape("sunken")
        self._cursor.insertFrame(shape)
        made = self._ink(size=tokens.SMALL)
        made.setFontFamilies([_fixed()])
        self._cursor.insertText(text.rstrip("\n").replace("\n", "\u2028"), made)
        self._after_frame()

    def _quote(self, blocks: Sequence[Block]) -> None:
        shape = self._frame_shape("accent_soft")
        self._cursor.insertFrame(shape)
        indent, self._indent = self._indent, 0
        self._fresh = True
        self._write_all(blocks)
        self._indent = indent
        self._end(0)
        self._after_frame()

    def _frame_shape(self, ground: str) -> QTextFrameFormat:
        shape = QTextFrameFormat()
        shape.setBackground(style.colour(ground))
        shape.setPadding(tokens.NEAR)
        shape.setTopMargin(tokens.HAIR)
        shape.setBottomMargin(tokens.NEAR)
        shape.setLeftMargin(tokens.WIDE * self._indent)
        return shape

    def _after_frame(self) -> None:
        """Go on after a frame or a table, in the block that Qt puts there."""
        frame = self._cursor.currentFrame()
        self._cursor = frame.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._fresh = True

    def _picture_block(self, block: prose.Picture) -> None:
        self._begin(tokens.HAIR if block.caption else tokens.NEAR, lines=100)
        data = self._picture(block.source)
        image = read_picture(data) if data else QImage()
        if image.isNull():
            words = self._unreadable.format(name=block.alt or block.source)
            self._cursor.insertText(words, self._ink("text_soft"))
        else:
            self._cursor.insertImage(image, f"{PICTURE_LINK}{block.source}")
            self._link_picture(block)
        if block.caption:
            self._begin(tokens.NEAR)
            self._cursor.insertText(block.caption, self._ink("text_soft", size=tokens.SMALL))

    def _link_picture(self, block: prose.Picture) -> None:
        """Make the picture just written a link that opens it large, with its words for screen readers."""
        self._cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setAnchor(True)
        look.setAnchorHref(f"{PICTURE_LINK}{block.source}")
        look.setToolTip(block.alt)
        self._cursor.mergeCharFormat(look)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.clearSelection()


def _cell(*, header: bool) -> QTextTableCellFormat:
    made = QTextTableCellFormat()
    made.setBottomBorder(1)
    made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBottomBorderBrush(style.colour("line_strong" if header else "line"))
    made.setVerticalAlignment(QTextTableCellFormat.VerticalAlignment.AlignTop)
    return made


def _fixed() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
