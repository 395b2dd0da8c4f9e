"""The lines of a procedure file: which are structure, which are text, and how text is kept from looking like structure.

A line of text that would be read as structure begins with one backslash more than it says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)")
_ANY_FENCE = r" {0,3}(?:`{3,}|~{3,})"
LABELS = ("Tip", "Warning", "Evidence")
_LINK_TEXT = r"\[(?:[^\[\]\\]|\\.)*\]"
PICTURE = re.compile(r"!(?P<alt>" + _LINK_TEXT + r')\((?P<source><(?:[^<>\\]|\\.)*>|[^\s()<>]*)'
                     r'(?:\s+"(?P<caption>(?:[^"\\]|\\.)*)")?\)(?:\{\#(?P<id>[a-z0-9-]+)\})?\s*')  # fmt: skip
BRANCH = re.compile(r"- (?P<answer>" + _LINK_TEXT + r")\(#(?P<go>[^\s()]+)\)(?::(?:\s+(?P<action>.*))?)?")
ITEM = re.compile(r"- \[[ xX]\](?:\s+(?P<text>.*))?")
LABEL = re.compile(r"> \*\*(?P<label>Tip|Warning|Evidence):\*\*(?: (?P<text>.*)|\s*)")
IN_PART = re.compile(rf"\\*(?:##(?:\s.*)?|{_ANY_FENCE}.*)")
"""What a line of a part's text may not look like."""
IN_ANSWER = re.compile(rf"\\*(?:\#\#\#?(?:\s.*)?|{_ANY_FENCE}.*)")
"""What a line of an answer may not look like."""
IN_STEP = re.compile(
    rf"\\*(?:\#\#\#?\#?(?:\s.*)?|{_ANY_FENCE}.*|{PICTURE.pattern.replace('?P<', '?P<_')}|- \[[ xX]\](?:\s.*)?"
    rf"|- {_LINK_TEXT}\(\#.*|> \*\*(?:Tip|Warning|Evidence):\*\*.*)"
)
"""What a line of a step's text may not look like."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number in the file (from 1); `code` tells that it stands in a fenced code block."""

    number: int
    text: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """A heading with the lines below it; `level` counts how much deeper its mark is than the one looked for."""

    title: str
    number: int
    lines: tuple[Line, ...]
    level: int = 0


def mark_code(lines: Iterable[Line]) -> tuple[list[Line], int]:
    """Give the lines with those in fenced code blocks marked, and the number of a fence that never closes, or 0."""
    marked: list[Line] = []
    fence, opened = "", 0
    for each in lines:
        found = _FENCE.fullmatch(each.text)
        if fence:
            closes = found is not None and _closes(each.text, fence)
            marked.append(Line(each.number, each.text, code=True))
            fence = "" if closes else fence
        elif found is not None:
            fence, opened = found[1] or found[2], each.number
            marked.append(Line(each.number, each.text, code=True))
        else:
            marked.append(each)
    return marked, opened if fence else 0


def _closes(text: str, fence: str) -> bool:
    bare = text.strip(" \t")
    return len(bare) >= len(fence) and not bare.strip(fence[0])


def titled(lines: Sequence[Line], mark: str, deeper: int = 0) -> tuple[tuple[Line, ...], list[Titled]]:
    """Cut lines at headings with this mark ("##" or "###"): what stands before the first, then each heading's.

    Headings up to so much `deeper` cut as well.
    """
    marks = [mark + "#" * n for n in range(deeper + 1)]
    found = {at: depth for at, each in enumerate(lines) if not each.code
             for depth, wanted in enumerate(marks) if _is_heading(each.text, wanted)}  # fmt: skip
    ends = [*list(found)[1:], len(lines)]
    cut = [
        Titled(lines[at].text[len(mark) + depth :].strip(), lines[at].number, tuple(lines[at + 1 : end]), depth)
        for (at, depth), end in zip(found.items(), ends, strict=False)
    ]
    return tuple(lines[: next(iter(found), len(lines))]), cut


def _is_heading(text: str, mark: str) -> bool:
    return text.startswith(mark) and (len(text) == len(mark) or text[len(mark)].isspace())


def text_of(lines: Iterable[Line], structure: re.Pattern[str]) -> str:
    """Give lines as one text: a backslash before what would be structure is taken off, blank lines around are too."""
    return trimmed("\n".join(_unescaped(each, structure) for each in lines))


def _unescaped(line: Line, structure: re.Pattern[str]) -> str:
    escaped = not line.code and line.text.startswith("\\") and structure.fullmatch(line.text)
    return line.text[1:] if escaped else line.text


def escaped(text: str, structure: re.Pattern[str]) -> str:
    """Give a text as lines of the file: what would be read as structure gets a backslash."""
    lines = [Line(number, each) for number, each in enumerate(trimmed(text).split("\n"), 1)]
    return "\n".join(_escaped(lines, structure))


def _escaped(lines: list[Line], structure: re.Pattern[str]) -> Iterator[str]:
    marked, never_closed = mark_code(lines)
    for each in marked:
        if each.number == never_closed:
            yield "\\" + each.text
            yield from _escaped(lines[each.number - lines[0].number + 1 :], structure)
            return
        yield each.text if each.code or not structure.fullmatch(each.text) else "\\" + each.text


def trimmed(text: str) -> str:
    """Give a text without blank lines before and white space after it, with plain line ends."""
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()


def one_line(text: str) -> str:
    """Give a text on one line."""
    return " ".join(text.split())


def link_text(text: str) -> str:
    """Write a text between square brackets."""
    return "[" + re.sub(r"([\\\[\]])", r"\\\1", one_line(text)) + "]"


def from_link_text(text: str) -> str:
    """Read what stands between square brackets."""
    return re.sub(r"\\([\\\[\]])", r"\1", text[1:-1]).strip()
