"""Links, pictures, HTML and site generators' commands in a foreign page: what is known is kept, the rest is marked."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sopdesk.domain.unclear import marked, marked_block
from sopdesk.interchange.foreign_markup import Piece, block_lines, pieces
from sopdesk.interchange.html_words import Told
from sopdesk.interchange.procedure_lines import Line, mark_code, one_line

_TEXT = r"(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,2000}"
_TARGET = r"<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*){0,5}"
_TITLE = r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?"
_TAGS = (
    "a abbr address article aside b blockquote br button caption cite code col colgroup dd del details div dl dt em "
    "embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li link main mark "
    "meta nav ol option p picture pre q s samp section small source span strike strong sub summary sup table "
    "tbody td tfoot th thead time tr tt u ul var"
)
_MEDIA = "iframe|video|audio|object|svg|canvas|select|textarea|math"
_TOKEN = re.compile(
    rf"""(?P<span>(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    |(?P<comment><!--(?:(?!<!--).)*?-->|\{{%-?\s*comment\b.*?endcomment\s*-?%\}})
    |(?P<unseen><(?P<dark>script|style)\b.*?</(?P=dark)\s*>)
    |(?P<media><(?P<kind>{_MEDIA})\b[^<>]*/?>(?:(?:(?!<(?P=kind)\b).)*?</(?P=kind)\s*>)?)
    |(?P<link>(?P<bang>!?)\[(?P<text>{_TEXT})\]\(\s*(?P<target>{_TARGET}){_TITLE}\s*\))
    |(?P<define>^\ {{0,3}}\[(?P<label>[^\[\]\n]{{1,200}})\]:[ \t]*(?P<where>\S+)[^\n]*$)
    |(?P<image><img\b(?P<attributes>[^<>]*)>)
    |(?P<anchor><a\b[^<>]*?href\s*=\s*["'](?P<href>[^"'<>]*)["'][^<>]*>(?P<inner>[^<>\n]{{0,500}})</a\s*>)
    |(?P<head>^[ \t]*<h(?P<level>[1-6])\b[^<>]*>(?P<title>(?:(?!\n[ \t]*\n|</?h[1-6]\b).)*)</h(?P=level)\s*>[ \t]*$)
    |(?P<tag></?(?:{"|".join(_TAGS.split())})\b[^<>]*>)
    |(?P<liquid>\{{%-?\s*(?P<command>\w*)(?P<rest>(?:(?!\{{%).)*?)-?%\}})
    |(?P<attribute>\{{:[^{{}}\n]{{0,200}}\}})""",
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_SITE_LINK = re.compile(r"""\{%-?\s*(?:page|link|post_url|relref|ref)\s+["']?([^"'%\s]+)["']?\s*-?%\}""")
_QUOTED = re.compile(r"""["']([^"'\n]*)["']""")
_SETS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`", "tt": "`", "kbd": "`", "br": " ", "summary": "**"}
_NOTES = {"alert", "callout", "note", "warning", "hint", "admonition"}

Resolve = Callable[[str, str, int], str]
"""Takes a target, the words of the link and its line; gives Markdown for the whole link."""


@dataclass(slots=True)
class Seen:
    """What was met in a page beside links: lines of tags and comments, what to tell, and what was not understood."""

    tags: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    told: Told = field(default_factory=list)
    unread: Told = field(default_factory=list)


def rewrite(lines: list[Line], link: Resolve, picture: Resolve) -> tuple[list[Line], Seen]:
    """Give the lines with every link and picture resolved and HTML reduced to Markdown; code stays as it is."""
    marked_lines, _ = mark_code(lines)
    seen = Seen()
    done: list[Line] = []
    run: list[Line] = []
    for each in (*marked_lines, None):
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
        self._numbers = [each.number for each in lines]
        self._link = link
        self._picture = picture
        self._seen = seen
        self._text = _SITE_LINK.sub(_address, "\n".join(each.text for each in lines))

    def rewritten(self) -> list[Line]:
        """Give the lines."""
        done: list[Line] = []
        before = ""
        for piece in pieces(self._text):
            first = self._number(piece.at)
            if not piece.html:
                found = self._lines(piece)
            else:
                self._seen.tags.append(first)
                block = block_lines(piece.text, before, first, self._seen.told)
                found = [*([Line(first, "")] if before.strip() else []), *self._resolved(block), Line(first, "")]
            if done and found and not piece.html and not done[-1].text:
                found = found[1:] if not found[0].text.strip() else found
            done += found
            before += piece.text
        return mark_code([Line(each.number, each.text) for each in done])[0]

    def _number(self, at: int) -> int:
        return self._numbers[min(at, len(self._numbers) - 1)]

    def _lines(self, piece: Piece) -> list[Line]:
        texts = self._sub(piece.text, piece.at).split("\n")
        return [Line(self._number(piece.at + at), text) for at, text in enumerate(texts)]

    def _resolved(self, block: list[Line]) -> list[Line]:
        """Resolve what stands in a block line by line; marks that the reader of HTML made are counted."""
        for each in block:
            if "ot understood:" in each.text:
                self._seen.unread.append((each.number, each.text.strip("> `")))
        return [Line(each.number, self._replace_all(each.text, each.number)) for each in block]

    def _replace_all(self, text: str, number: int) -> str:
        return _TOKEN.sub(lambda found: self._replace(found, number), text)

    def _sub(self, text: str, first: int) -> str:
        def replaced(found: re.Match[str]) -> str:
            made = self._replace(found, self._number(first + text.count("\n", 0, found.start())))
            return made + "\n" * (found[0].count("\n") - made.count("\n"))  # the number of lines stays the same

        return _TOKEN.sub(replaced, text)

    def _replace(self, found: re.Match[str], number: int) -> str:
        if found["span"]:
            return found[0]
        if found["link"]:
            words, target = found["text"], html.unescape(found["target"].strip("<>"))
            if found["bang"]:
                return self._picture(target, words.strip(), number)
            return self._link(target, self._replace_all(words, number), number)
        if found["image"]:
            source, words = (_attribute(found["attributes"], name) for name in ("src", "alt"))
            return self._picture(source, words, number)
        if found["anchor"]:
            return self._link(html.unescape(found["href"]), found["inner"].strip(), number)
        if found["head"]:
            self._seen.tags.append(number)
            return f"{'#' * int(found['level'])} {one_line(self._replace_all(found['title'], number))}"
        if found["define"]:
            return self._definition(found, number)
        return self._mark(found, number)

    def _definition(self, found: re.Match[str], number: int) -> str:
        kept = self._link(found["where"].strip("<>"), "x", number)
        where = re.fullmatch(r"\[x\]\((.*)\)", kept)
        return f"[{found['label']}]: {where[1]}" if where else ""

    def _mark(self, found: re.Match[str], number: int) -> str:
        if found["liquid"]:
            return self._command(found, number)
        if found["comment"]:
            self._seen.comments.append(number)
            return ""
        if found["unseen"]:
            self._seen.told.append((number, f"A {found['dark'].lower()} was left out."))
            return ""
        if found["media"]:
            return self._unread(found, number)
        self._seen.tags.append(number)
        if found["attribute"]:
            return ""
        name = re.sub(r"[^a-z0-9]", " ", found["tag"].lower()).split()[0]
        if name == "hr":
            return "---" if _is_alone(found) else ""
        if name == "input" and re.search(r"checkbox|radio", found["tag"], re.IGNORECASE):
            bullet = re.search(r"(?:^|\n)\s*(?:[-+*]|\d+[.)])\s+$", found.string[: found.start()])
            return ("[x] " if "checked" in found["tag"].lower() else "[ ] ") if bullet else ""
        return _SETS.get(name, "")

    def _command(self, found: re.Match[str], number: int) -> str:
        """Turn a site generator's command into what it stands for; an unknown one is marked at its place."""
        name, rest = found["command"].lower(), found["rest"]
        if name in {"raw", "endraw"}:
            return ""
        if name in {"image", "img", "figure"} and (said := _QUOTED.findall(rest)):
            return self._picture(said[0], said[1] if len(said) > 1 else "", number)
        if name.removeprefix("end") in _NOTES and _is_alone(found):
            return ":::" if name.startswith("end") else f":::{_note_kind(name, rest)}"
        return self._unread(found, number)

    def _unread(self, found: re.Match[str], number: int) -> str:
        raw = one_line(found[0])
        self._seen.unread.append((number, raw))
        if _is_alone(found) and not found.string[: found.start()].rpartition("\n")[2]:
            return marked_block(raw)
        return marked(raw).replace("|", "\\|") if _in_table(found) else marked(raw)


def _is_alone(found: re.Match[str]) -> bool:
    """Tell whether something stands on a line of its own."""
    before = found.string[: found.start()].rpartition("\n")[2]
    after = found.string[found.end() :].partition("\n")[0]
    return not before.strip() and not after.strip()


def _in_table(found: re.Match[str]) -> bool:
    return found.string[: found.start()].rpartition("\n")[2].lstrip().startswith("|")


def _note_kind(name: str, rest: str) -> str:
    if said := re.search(r"\b(warning|danger|caution|error|important)\b", rest, re.IGNORECASE):
        return said[1].lower()
    return "warning" if name == "warning" else "note"


def _address(found: re.Match[str]) -> str:
    """Give the address that a site generator's command stands for; the number of lines stays the same."""
    return "\n" * found[0].count("\n") + found[1]


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""", attributes, re.IGNORECASE)
    return html.unescape(next((each for each in found.groups() if each), "")) if found else ""
