"""Links, pictures and HTML in a foreign page: found outside code, and turned into what the manual knows."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from sopdesk.interchange.procedure_lines import Line, mark_code

_TEXT = r"(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,2000}"
_TARGET = r"<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*){0,5}"
_TITLE = r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?"
_TAGS = (
    "a abbr address article aside b blockquote br button caption cite code col colgroup dd del details div dl dt em "
    "figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label li link main mark meta "
    "nav ol p picture pre q s samp script section small source span strike strong style sub summary sup svg table "
    "tbody td tfoot th thead time tr tt u ul var video"
)
_TOKEN = re.compile(
    rf"""(?P<span>(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    |(?P<table><table\b(?:(?!<table\b).)*?</table\s*>)
    |(?P<comment><!--(?:(?!<!--).)*?-->)
    |(?P<link>(?P<bang>!?)\[(?P<text>{_TEXT})\]\(\s*(?P<target>{_TARGET}){_TITLE}\s*\))
    |(?P<define>^\ {{0,3}}\[(?P<label>[^\[\]\n]{{1,200}})\]:[ \t]*(?P<where>\S+)[^\n]*$)
    |(?P<image><img\b(?P<attributes>[^<>]*)>)
    |(?P<anchor><a\b[^<>]*?href\s*=\s*["'](?P<href>[^"'<>]*)["'][^<>]*>(?P<inner>[^<>\n]{{0,500}})</a\s*>)
    |(?P<tag></?(?:{"|".join(_TAGS.split())})\b[^<>]*>)
    |(?P<liquid>\{{%(?:(?!\{{%).)*?%\}})""",
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_CELL = re.compile(r"<t[hd]\b[^<>]*>(.*?)(?=<t[hd]\b|</t[hdr]\s*>|</table|\Z)", re.DOTALL | re.IGNORECASE)
_SITE_LINK = re.compile(r"""\{%-?\s*(?:page|link|post_url|relref|ref)\s+["']?([^"'%\s]+)["']?\s*-?%\}""")
_SETS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`", "tt": "`", "br": " ", "hr": ""}

Resolve = Callable[[str, str, int], str]
"""Takes a target, the words of the link and its line; gives Markdown for the whole link."""


@dataclass(slots=True)
class Seen:
    """What was met in a page beside links: lines of HTML tags, comments and tags of a site generator."""

    tags: list[int]
    comments: list[int]
    liquid: list[int]


def rewrite(lines: list[Line], link: Resolve, picture: Resolve) -> tuple[list[Line], Seen]:
    """Give the lines with every link and picture resolved and HTML reduced to Markdown; code stays as it is."""
    marked, _ = mark_code(lines)
    seen = Seen([], [], [])
    done: list[Line] = []
    run: list[Line] = []
    for each in (*marked, None):
        if each is not None and not each.code:
            run.append(each)
            continue
        done += _Passage(run, link, picture, seen).rewritten() if run else []
        run = []
        done += [each] if each is not None else []
    return done, seen


class _Passage:
    """Lines without code fences, rewritten as one text: a link may go over the end of a line."""

    def __init__(self, lines: list[Line], link: Resolve, picture: Resolve, seen: Seen) -> None:
        self._lines = lines
        self._link = link
        self._picture = picture
        self._seen = seen
        self._text = _SITE_LINK.sub(_address, "\n".join(each.text for each in lines))

    def rewritten(self) -> list[Line]:
        """Give the lines; only a table written on few lines makes more of them."""
        texts = self._sub(self._text, 0).split("\n")
        numbers = [each.number for each in self._lines]
        return [Line(numbers[min(at, len(numbers) - 1)], text) for at, text in enumerate(texts)]

    def _sub(self, text: str, first: int) -> str:
        return _TOKEN.sub(lambda found: self._replace(found, first + text.count("\n", 0, found.start())), text)

    def _replace(self, found: re.Match[str], at: int) -> str:
        number = self._lines[at].number
        if found["span"]:
            return found[0]
        if found["link"]:
            words, target = found["text"], html.unescape(found["target"].strip("<>"))
            if found["bang"]:
                return self._whole(found, self._picture(target, words.strip(), number))
            return self._whole(found, self._link(target, self._sub(words, at), number))
        if found["image"]:
            source, words = (_attribute(found["attributes"], name) for name in ("src", "alt"))
            return self._whole(found, self._picture(source, words, number))
        if found["anchor"]:
            return self._whole(found, self._link(html.unescape(found["href"]), found["inner"].strip(), number))
        if found["table"]:
            return self._whole(found, self._table(found, at))
        if found["define"]:
            return self._definition(found, number)
        return self._mark(found, number)

    def _definition(self, found: re.Match[str], number: int) -> str:
        kept = self._link(found["where"].strip("<>"), "x", number)
        where = re.fullmatch(r"\[x\]\((.*)\)", kept)
        return f"[{found['label']}]: {where[1]}" if where else ""

    def _table(self, found: re.Match[str], at: int) -> str:
        """Give a table of HTML as one of Markdown; every cell is one line."""
        self._seen.tags.append(self._lines[at].number)
        rows = [_CELL.findall(row) for row in re.split(r"<tr\b", found[0], flags=re.IGNORECASE)[1:]]
        rows = [[self._cell(cell, at) for cell in row] for row in rows if row]
        width = max(map(len, rows), default=0)
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        lines[1:1] = ["|" + " --- |" * width] if rows else []
        start = found.string.rfind("\n", 0, found.start()) + 1
        indent = re.match(r"[ \t]*", found.string[start : found.start()])
        return ("\n" + (indent[0] if indent else "")).join(lines)

    def _cell(self, text: str, at: int) -> str:
        marked = re.sub(r"<li\b[^<>]*>", " • ", text, flags=re.IGNORECASE)
        return " ".join(self._sub(marked, at).split()).replace("|", "\\|")

    def _mark(self, found: re.Match[str], number: int) -> str:
        if found["liquid"]:
            self._seen.liquid.append(number)
            return found[0]
        if found["comment"]:
            self._seen.comments.append(number)
            return "\n" * found[0].count("\n")
        self._seen.tags.append(number)
        name = re.sub(r"[^a-z0-9]", " ", found["tag"].lower()).split()[0]
        return _SETS.get(name, "") + "\n" * found[0].count("\n")

    @staticmethod
    def _whole(found: re.Match[str], text: str) -> str:
        """Keep the number of lines."""
        return text + "\n" * (found[0].count("\n") - text.count("\n"))


def _address(found: re.Match[str]) -> str:
    """Give the address that a site generator's command stands for; the number of lines stays the same."""
    return "\n" * found[0].count("\n") + found[1]


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", attributes, re.IGNORECASE)
    return html.unescape(next((each for each in found.groups() if each), "")) if found else ""
