"""What stands within a line of HTML: words, marks, links, pictures, fields; given as Markdown."""

import re
from collections.abc import Iterable

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from sopdesk.domain.unclear import marked
from sopdesk.interchange.procedure_lines import one_line

DEEPEST = 80
"""Tags within each other; what lies deeper is taken as plain words."""
BREAK = "\\\n"
FOREIGN = frozenset("iframe video audio object embed canvas svg math applet map select textarea frameset".split())
"""Tags that mean nothing in a manual: they stand marked at their place."""
UNSEEN = {
    "script": "A script", "style": "A style sheet", "template": "A template", "noscript": "A note for browsers",
    "nav": "The page's own navigation",
}  # fmt: skip
"""Tags that are left out, and told."""
_TOLD = frozenset(("src", "href", "data", "type", "name", "title", "alt", "value"))
_SETS = dict.fromkeys(("strong", "b"), "**") | dict.fromkeys(("em", "i", "cite", "dfn", "var"), "*")
_SETS |= dict.fromkeys(("del", "s", "strike"), "~~")
_SPECIAL = re.compile(r"([\\`*_\[\]])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPACE = re.compile(r"[ \t\r\n\f]+")

Told = list[tuple[int, str]]
"""Remarks: the line of the source, and a sentence."""


class HtmlWords:
    """Reads what stands within lines; `line` is where it is in the source."""

    def __init__(self, told: Told, anchors: dict[str, str], *, plain: bool) -> None:
        """`plain`: words are words; else they may hold Markdown. `anchors` tells where names in the file lead."""
        self._told = told
        self._anchors = anchors
        self._is_plain = plain
        self.depth = 0
        self.line = 1

    def words(self, nodes: Iterable[object]) -> str:
        """Give what stands within a line."""
        return "".join(map(self._inline, nodes))

    def _inline(self, node: object) -> str:
        if isinstance(node, PreformattedString):  # comments, declarations
            return ""
        if isinstance(node, NavigableString):
            return self.plain(_SPACE.sub(" ", str(node)))
        if not isinstance(node, Tag):
            return ""
        self.line = node.sourceline or self.line
        if self.depth >= DEEPEST:
            return self.plain(one_line(node.get_text(" ")))
        self.depth += 1
        try:
            return self._marked(node, node.name)
        finally:
            self.depth -= 1

    def _marked(self, tag: Tag, name: str) -> str:  # noqa: PLR0911 - a case for each kind of tag
        match name:
            case "br":
                return BREAK
            case "img":
                return self._picture(tag)
            case "a" if tag.get("href"):
                return self._link(tag, str(tag["href"]))
            case _ if name in _SETS:
                return _around(self.words(tag.children), _SETS[name])
            case "code" | "kbd" | "samp" | "tt":
                return _code(one_line(tag.get_text()))
            case "input":
                return self._field(tag)
            case "q":
                return f"“{self.words(tag.children)}”"
            case _ if name in UNSEEN:
                self.left_out(tag)
                return ""
            case _:
                return marked(raw_of(tag)) if name in FOREIGN else self.words(tag.children)

    def _picture(self, tag: Tag) -> str:
        alt = _SPECIAL.sub(r"\\\1", one_line(str(tag.get("alt") or "")))
        source = str(tag.get("src") or tag.get("data-src") or "")
        return f"![{alt}]({_target(source)})" if source else alt

    def _link(self, tag: Tag, target: str) -> str:
        words = self.words(tag.children).replace(BREAK, " ")
        if target.startswith("#"):
            target = f"#{self._anchors.get(target[1:], '')}"
        if not words.strip() or target == "#":
            return words
        return _around(words, "[", f"]({_target(target)})")

    def _field(self, tag: Tag) -> str:
        kind = str(tag.get("type") or "text").lower()
        if kind in {"checkbox", "radio"}:
            return "[x] " if tag.has_attr("checked") else "[ ] "
        return "" if kind == "hidden" else marked(raw_of(tag))

    def plain(self, text: str) -> str:
        """Give words that mean nothing but themselves."""
        if not self._is_plain:
            return text
        return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text)).replace("<", "&lt;")

    def left_out(self, tag: Tag) -> None:
        """Tell that a tag was left out."""
        words = one_line(tag.get_text(" ")) if tag.name in {"nav", "noscript"} else ""
        self._told.append((self.line, f"{UNSEEN[tag.name]} was left out" + (f": “{words[:80]}”." if words else ".")))


def _around(words: str, before: str, after: str = "") -> str:
    """Set marks around words; white space stays outside."""
    bare = words.strip(" \n")
    if not bare or bare == "\\":
        return words
    start = words.index(bare)
    return f"{words[:start]}{before}{bare}{after or before}{words[start + len(bare) :]}"


def _code(text: str) -> str:
    if not text:
        return ""
    ticks = "`" * (max((len(each) for each in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _target(target: str) -> str:
    bare = target.strip()
    return re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", bare)


def raw_of(tag: Tag) -> str:
    """Give a tag as it was written, and the words in it."""
    named = ((name, value) for name, value in tag.attrs.items() if name in _TOLD)
    said = " ".join(f'{name}="{" ".join(value) if isinstance(value, list) else value}"' for name, value in named)
    words = one_line(tag.get_text(" "))
    return f"<{tag.name}{' ' if said else ''}{said}>" + (f" {words}" if words else "")
