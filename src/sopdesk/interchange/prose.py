"""Markdown source → the blocks that screens and PDFs draw (CommonMark 0.31 with tables); raw HTML is shown as text.

No text makes it raise. Nothing is loaded, and a link leads nowhere but to the web, to mail or into the manual.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sopdesk.domain.prose import (
    Block,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    words_of,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 60
"""Quotes and lists within each other; a text with more of them is shown as it stands."""
_MARKED = re.compile(r"[\\`*_\[\]<&|\x00\r]|^[ \t#>\-+=~:0-9]|[ \t]$", re.MULTILINE)
"""What a text has that is more than paragraphs."""
_BLANK_LINES = re.compile(r"\n{2,}")
_WEB = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_INSIDE = re.compile(r"(?:[\w.\-]*\d[\w.\-]*)?(?:#[\w.\-]+)?")
_BOX = re.compile(r"\[([ xX])\](?:\s+|\Z)")


@cache
def _markdown() -> "MarkdownIt":
    """Give the reader; it is loaded when the first text with marks is read."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")


def read_prose(text: str) -> tuple[Block, ...]:
    """Give the blocks of a Markdown text."""
    if not _MARKED.search(text):
        parts = _BLANK_LINES.split(text.strip("\n"))
        return tuple(Paragraph((Span(each.replace("\n", " ")),)) for each in parts if each)
    try:
        tokens = _markdown().parse(text)
    except RecursionError:  # brackets nested by the thousand: nobody meant them
        return (Paragraph((Span(text),)),)
    if any(each.level >= _DEEPEST - 1 for each in tokens):  # the reader leaves out what is nested deeper
        return (Paragraph((Span(text),)),)
    return tuple(_blocks(_Tokens(tokens)))


def plain_text(text: str) -> str:
    """Give the words of a Markdown text without its marks, a line per block: for searching and summaries."""
    return "\n".join(_words(read_prose(text)))


def is_link(target: str) -> bool:
    """Tell whether a link may be followed: to the web, to mail, or into the manual."""
    return bool(target) and bool(_WEB.fullmatch(target) or _INSIDE.fullmatch(target))


class _Tokens:
    """Tokens read one after the other."""

    def __init__(self, tokens: "Sequence[Token]") -> None:
        self._tokens = tokens
        self._at = 0

    def next(self) -> "Token | None":
        """Give the next token, or None at the end."""
        if self._at == len(self._tokens):
            return None
        self._at += 1
        return self._tokens[self._at - 1]


def _blocks(tokens: _Tokens) -> Iterator[Block]:
    """Give blocks until the block that encloses them closes."""
    while (token := tokens.next()) is not None and token.nesting >= 0:
        match token.type:
            case "paragraph_open":
                yield from _paragraphs(tokens)
            case "heading_open":
                yield Heading(int(token.tag[1:]), _spans_only(_inline(tokens)))
            case "bullet_list_open" | "ordered_list_open":
                start = token.attrs.get("start", 1)
                yield ListBlock(tuple(_items(tokens)), token.type.startswith("ordered"), int(start))
            case "blockquote_open":
                yield Quote(tuple(_blocks(tokens)))
            case "table_open":
                yield _table(tokens)
            case "fence" | "code_block":
                yield Code(token.content.removesuffix("\n"), (token.info.split() or [""])[0])
            case "hr":
                yield Rule()


def _items(tokens: _Tokens) -> Iterator[ListItem]:
    while (token := tokens.next()) is not None and token.nesting > 0:
        blocks = tuple(_blocks(tokens))
        first = blocks[0] if blocks else None
        found = _BOX.match(first.spans[0].text) if isinstance(first, Paragraph) else None
        if found is None or not isinstance(first, Paragraph) or first.spans[0].code:
            yield ListItem(blocks)
        else:
            rest = (Span(first.spans[0].text[found.end() :]), *first.spans[1:])
            yield ListItem((Paragraph(tuple(each for each in rest if each.text)), *blocks[1:]), found[1] != " ")


def _table(tokens: _Tokens) -> Table:
    rows: list[tuple[Spans, ...]] = []
    cells: list[Spans] = []
    align: list[str] = []
    while (token := tokens.next()) is not None and token.type != "table_close":
        match token.type:
            case "tr_open":
                cells = []
            case "tr_close":
                rows.append(tuple(cells))
            case "th_open" | "td_open":
                if not rows:
                    align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
                cells.append(_spans_only(_inline(tokens)))
    return Table(rows[0], tuple(rows[1:]), tuple(align))


def _inline(tokens: _Tokens) -> list[Span | Picture]:
    """Give what the inline token holds, and pass the token that closes its block."""
    token = tokens.next()
    found = list(_pieces(token.children or [])) if token else []
    tokens.next()
    return found


def _pieces(tokens: "Sequence[Token]") -> Iterator[Span | Picture]:
    bold = italic = 0
    links: list[str] = []
    for token in tokens:
        link = links[-1] if links else ""
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                target = unquote(str(token.attrs.get("href", "")))
                links.append(target if is_link(target) else "")
            case "link_close":
                links.pop()
            case "softbreak" | "hardbreak":
                yield Span(" " if token.type == "softbreak" else "\n", bold > 0, italic > 0, link=link)
            case "image":
                yield _image(token, link)
            case _:
                yield Span(token.content, bold > 0, italic > 0, token.type == "code_inline", link)


def _image(token: "Token", link: str) -> Span | Picture:
    source = unquote(str(token.attrs.get("src", "")))
    alt = words_of(_spans_only(_pieces(token.children or [])))
    if not source or re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:|[/\\]", source):
        return Span(alt or source, link=link or (source if is_link(source) else ""))
    return Picture(source, alt, str(token.attrs.get("title", "")))


def _paragraphs(tokens: _Tokens) -> Iterator[Paragraph | Picture]:
    """Give a paragraph; pictures in it stand on their own, between what was before and after them."""
    run: list[Span] = []
    for piece in (*_inline(tokens), None):
        if isinstance(piece, Span):
            run.append(piece)
            continue
        if spans := _joined(run):
            yield Paragraph(spans)
        run = []
        if piece is not None:
            yield piece


def _spans_only(pieces: Sequence[Span | Picture] | Iterator[Span | Picture]) -> Spans:
    """Give spans; a picture where none can stand is told by what it shows."""
    return _joined([each if isinstance(each, Span) else Span(each.alt or each.source) for each in pieces])


def _joined(run: Sequence[Span]) -> Spans:
    """Join neighbours that are set alike; breaks at either end are left out."""
    spans: list[Span] = []
    for each in run:
        last = spans[-1] if spans else None
        alike = last is not None and (last.bold, last.italic, last.code, last.link) == (
            each.bold, each.italic, each.code, each.link,
        )  # fmt: skip
        if last is not None and alike:
            spans[-1] = Span(last.text + each.text, each.bold, each.italic, each.code, each.link)
        elif each.text and (spans or each.text.strip()):
            spans.append(each)
    while spans and not spans[-1].text.strip():
        spans.pop()
    return tuple(spans)


def _words(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield words_of(block.spans)
            case ListBlock():
                for item in block.items:
                    yield from _words(item.blocks)
            case Quote():
                yield from _words(block.blocks)
            case Table():
                yield from (" ".join(map(words_of, row)) for row in (block.header, *block.rows))
            case Code():
                yield block.text
            case Picture():
                yield from (each for each in (block.alt, block.caption) if each)
            case Rule():
                pass
