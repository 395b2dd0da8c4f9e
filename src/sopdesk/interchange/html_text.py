"""HTML → Markdown: what has a meaning in a manual is kept, the rest stands at its place as not understood, or is told.

Nothing is loaded and nothing is executed: scripts and styles are left out, and it is said so.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from sopdesk.domain.unclear import marked_block
from sopdesk.interchange.foreign_blocks import anchor_of
from sopdesk.interchange.html_table import table_lines
from sopdesk.interchange.html_words import BREAK, DEEPEST, FOREIGN, UNSEEN, HtmlWords, Told, raw_of
from sopdesk.interchange.procedure_lines import Line, one_line

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe li main nav noscript object ol p pre script section style "
    "summary table tbody td template tfoot th thead tr ul video audio canvas embed".split()
)
_HEADS = frozenset(f"h{level}" for level in range(1, 7))
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[>+\-=|]|~(?=~~))|^(\s*\d{1,9})(?=[.)](?:\s|$))")
_PICTURE = re.compile(r"!\[(?:[^\[\]\\]|\\.)*\]\([^\s()]*\)")


def markdown_of(source: str, told: Told, *, plain: bool = True) -> list[Line]:
    """Give HTML as lines of Markdown that bear the number of the line they come from.

    `plain`: its words are words; else they may hold Markdown themselves, as HTML within a page of Markdown may.
    """
    return HtmlText(tree_of(source), told, plain=plain).lines()


def tree_of(source: str) -> BeautifulSoup:
    """Give HTML as a tree; nothing in it is loaded or executed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 thinks aloud about texts that look like XML, an address or a file name
        return BeautifulSoup(source, "html.parser")


class HtmlText(HtmlWords):
    """A tree of HTML on its way to Markdown."""

    def __init__(self, tree: BeautifulSoup, told: Told, *, plain: bool = True) -> None:
        super().__init__(told, _anchors(tree), plain=plain)
        self._tree = tree
        self._holding = _holding_blocks(tree)
        for each in tree.find_all(["li", "dt", "dd"]):  # items that were never closed lie within each other
            if each.parent is not None and each.parent.name in {"li", "dt", "dd"}:
                each.parent.insert_after(each)

    def title(self) -> str:
        """Give what the head of the file calls it."""
        found = self._tree.find("title")
        return one_line(found.get_text()) if found else ""

    def lines(self) -> list[Line]:
        """Give the whole as lines."""
        return self._within(self._tree)

    def _is_block(self, node: object) -> bool:
        return isinstance(node, Tag) and (node.name in _BLOCKS or id(node) in self._holding)

    # -- blocks

    def _within(self, tag: Tag) -> list[Line]:
        """Give what a tag holds, block after block, with an empty line between them."""
        done: list[Line] = []
        run: list[object] = []
        for child in (*tag.children, None):
            if child is not None and not self._is_block(child):
                run.append(child)
                continue
            for block in (self._paragraph(run), self._block(child) if isinstance(child, Tag) else []):
                done += [Line(block[0].number, ""), *block] if done and block else block
            run = []
        return done

    def _paragraph(self, run: list[object]) -> list[Line]:
        number = next((each.sourceline for each in run if isinstance(each, Tag) and each.sourceline), self.line)
        text = self.words(run).strip()
        text = re.sub(r"^(?:\\\n\s*)+|(?:\s*\\\n?)+$" if "\\\n" in text else r"\A\Z", "", text)
        said = [re.sub(r"^(\[[ x]\]) +", r"\1 ", each.strip()) for each in text.split("\n")]
        if self._is_plain:
            said = [_AT_START.sub(_escaped, each) if not _is_made(each) else each for each in said]
        return [Line(number, each) for each in said] if text.strip() else []

    def _block(self, tag: Tag) -> list[Line]:
        self.line = tag.sourceline or self.line
        if self.depth >= DEEPEST:
            self._told.append((self.line, "This is nested too deeply; it was taken as plain words."))
            return [Line(self.line, self.plain(one_line(tag.get_text(" "))))]
        self.depth += 1
        try:
            return self._kind(tag, tag.name, self.line)
        finally:
            self.depth -= 1

    def _kind(self, tag: Tag, name: str, at: int) -> list[Line]:
        match name:
            case _ if name in _MAKERS:
                return list(_MAKERS[name](self, tag))
            case "table":
                return [Line(at, each) for each in table_lines(tag, self._cell)] or self._within(tag)
            case "pre":
                return [Line(at + n, each) for n, each in enumerate(_fenced(tag))]
            case "blockquote":
                return [Line(each.number, f"> {each.text}".rstrip()) for each in self._within(tag)]
            case "hr":
                return [Line(at, "---")]
            case _ if name in FOREIGN:
                return [Line(at, marked_block(raw_of(tag)))]
            case _ if name in UNSEEN and (name != "nav" or self._is_plain):
                self.left_out(tag)
                return []
        return self._within(tag)

    def head_lines(self, tag: Tag) -> Iterator[Line]:
        """Give nothing of the file's head; say what was left out of it."""
        for found in tag.find_all(sorted(UNSEEN)):
            self.left_out(found)
        yield from ()

    def term_lines(self, tag: Tag) -> Iterator[Line]:
        """Give a term or a summary, which stands out."""
        if words := one_line(self.words(tag.children)):
            yield Line(self.line, f"**{words.strip('*')}**")

    def heading_lines(self, tag: Tag) -> Iterator[Line]:
        """Give a heading; pictures in it stand below, for a title is words."""
        at = self.line
        words = self.words(tag.children).replace(BREAK, " ")
        bare = one_line(_PICTURE.sub(" ", words))
        if bare:
            yield Line(at, f"{'#' * int(tag.name[1])} {bare}")
        for each in _PICTURE.findall(words):
            yield from (Line(at, ""), Line(at, each))

    def list_lines(self, tag: Tag) -> Iterator[Line]:
        """Give a list, item by item."""
        start = tag.get("start")
        number = int(start) if isinstance(start, str) and re.fullmatch(r"\d{1,6}", start) else 1
        for item in tag.children:
            if isinstance(item, Comment) or (isinstance(item, NavigableString) and not item.strip()):
                continue
            inside = self._item(item)
            mark = f"{number}. " if tag.name == "ol" else "- "
            for place, each in enumerate(inside):
                yield Line(each.number, f"{mark if not place else ' ' * len(mark)}{each.text}".rstrip())
            number += bool(inside)

    def _item(self, item: object) -> list[Line]:
        if not isinstance(item, Tag) or not self._is_block(item):
            return self._paragraph([item])
        lines = self._within(item) if item.name == "li" else self._block(item)
        loose = item.find("p", recursive=False) is not None
        return lines if loose else [each for at, each in enumerate(lines) if each.text or not _tight(lines, at)]

    def _cell(self, tag: Tag) -> str:
        """Give a cell of a table on one line."""
        said = []
        for child in tag.children:
            if isinstance(child, Tag) and child.name in {"td", "th", "tr"}:
                continue  # cells that were never closed lie within each other; each is read on its own
            if isinstance(child, Tag) and self._is_block(child):
                bullet = child.name in {"ul", "ol"}
                said += [_in_cell(each.text, bullet=bullet) for each in self._block(child) if each.text]
            else:
                said.append(self._inline(child).replace(BREAK, " "))
        return one_line(" ".join(said) if any(map(self._is_block, tag.children)) else "".join(said))


_MAKERS: dict[str, Callable[[HtmlText, Tag], Iterable[Line]]] = {
    **dict.fromkeys(("ul", "ol", "menu"), HtmlText.list_lines),
    **dict.fromkeys(sorted(_HEADS), HtmlText.heading_lines),
    **dict.fromkeys(("dt", "summary"), HtmlText.term_lines),
    "head": HtmlText.head_lines,
}


def _holding_blocks(tree: BeautifulSoup) -> set[int]:
    """Give the ids of the tags that hold a block somewhere within them; each tag is looked at once."""
    holding: set[int] = set()
    for tag in tree.find_all(sorted(_BLOCKS)):
        above = tag.parent
        while above is not None and id(above) not in holding:
            holding.add(id(above))
            above = above.parent
    return holding


def _escaped(found: re.Match[str]) -> str:
    """Keep the start of a line of words from looking like Markdown."""
    return f"{found[3]}\\" if found[3] else f"{found[1]}\\{found[2]}"


def _tight(lines: list[Line], at: int) -> bool:
    """Tell an empty line before a list within an item, which needs none."""
    return at + 1 < len(lines) and bool(re.match(r"\s*(?:[-*+]|\d+[.)]) ", lines[at + 1].text))


def _is_made(line: str) -> bool:
    """Tell a line that this module began with a mark of its own."""
    return line.startswith(("[ ] ", "[x] "))


def _fenced(tag: Tag) -> list[str]:
    inner = tag.find("code")
    said = inner.get("class") if isinstance(inner, Tag) else None
    language = next((each[9:] for each in said or () if each.startswith("language-")), "")
    text = tag.get_text().strip("\n")
    fence = "`" * max(3, 1 + max((len(each) for each in re.findall("`+", text)), default=0))
    return [f"{fence}{re.sub(r'[^0-9A-Za-z+#.-]', '', language)}", *text.split("\n"), fence]


def _in_cell(text: str, *, bullet: bool) -> str:
    text = re.sub(r"^#{1,6} |^> ?|\\$", "", text)
    return re.sub(r"^\s*(?:- |\d+\. )", "• ", text) if bullet else text


def _anchors(tree: BeautifulSoup) -> dict[str, str]:
    """Give the heading that each name in the file leads to, by the anchor that its words make."""
    found: dict[str, str] = {}
    last = ""
    for tag in (each for each in tree.descendants if isinstance(each, Tag)):
        if tag.name in _HEADS:
            last = anchor_of(one_line(tag.get_text()))
        names = [each for each in (tag.get("id"), tag.get("name") if tag.name == "a" else None) if each]
        if names:
            within = None if tag.name in _HEADS or tag.name in {"html", "body"} else tag.find(_HEADS.__contains__)
            where = anchor_of(one_line(within.get_text())) if isinstance(within, Tag) else last
            found.update((str(name), where) for name in names if str(name) not in found)
    return found
