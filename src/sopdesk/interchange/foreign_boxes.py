"""Lists of boxes on a foreign page: what is to be ticked, and what is said below a box, which stays with it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sopdesk.domain.unclear import without_marks
from sopdesk.interchange.foreign_blocks import Section, uncounted
from sopdesk.interchange.procedure_lines import Line

BETWEEN = " · "
"""Stands between the headings that a line stands below."""
_WRAPPED = 60
"""A line of so many characters that does not end its sentence was broken by an editor, not by its writer."""
_BLOCK = re.compile(r"\s*(?:[-+*>|#]|\d{1,9}[.)]\s|```|~~~|!\[)")
_ENDS = re.compile(r".*(?:[.!?:;\u3002\uff01\uff1f\uff1a\u061f]|\\| {2})")
_HAS_LINK = re.compile(r"\]\(|\]\[|<https?:|<mailto:")
_ODD = re.compile(r"(?P<quoted>\s*>[\s>]*)?\s*(?:[-+*]|\d{1,9}[.)])\s+\[(?P<mark>[^\[\]]?)\](?P<words>\s.*|)")
_KNOWN_MARKS = " xX✓✔☑"


@dataclass(slots=True)
class Box:
    """A box to tick: its words as Markdown, how far it is indented, and the lines below it that belong to it."""

    words: str
    number: int
    indent: int
    below: list[Line] = field(default_factory=list)


def boxes_of(lines: Sequence[Line], find: Callable[[Line], re.Match[str] | None]) -> tuple[list[Box], list[Line]]:
    """Give the boxes that `find` sees, each with what is said below it, and all other lines but empty boxes."""
    boxes: list[Box] = []
    rest: list[Line] = []
    around: list[Box] = []
    for at, each in enumerate(lines):
        if _is_empty(each):
            continue
        before = lines[at - 1] if at else None
        if found := find(each):
            indent = _indent(each)
            around = [*(box for box in around if box.indent < indent), Box(found["text"].strip(), each.number, indent)]
            boxes.append(around[-1])
            continue
        if around and _goes_on(each, before) and not around[-1].below:
            _add(around[-1], each, joined=_wraps(around[-1].words, each))
            continue
        if each.text.strip() and not (each.code and before is not None and before.code):
            around = [box for box in around if box.indent < _indent(each)]
        if around:
            around[-1].below.append(each)
        else:
            rest.append(each)
    return boxes, rest


def told_below(boxes: Sequence[Box]) -> Iterator[Line]:
    """Give what boxes say beyond their words, as a list: those with text below them, and those with links."""
    for each in boxes:
        words, _ = without_marks(each.words)
        below = _trimmed(each.below)
        if not below and not _HAS_LINK.search(words):
            continue
        yield Line(each.number, f"- {words}")
        if not below:
            continue
        if not _BLOCK.match(below[0].text):
            yield Line(each.number, "")
        least = min(_indent(line) for line in below if line.text.strip())
        for line in below:
            yield Line(line.number, f"  {line.text.expandtabs(4)[least:]}".rstrip(), line.code)


def paths_of(found: Sequence[Section]) -> list[str]:
    """Give the titles above each section and its own, joined; a heading above all others is not repeated."""
    levels = [each.level for each in found if each.level]
    whole = levels[0] if levels and levels.count(levels[0]) == 1 and levels[0] == min(levels) else 0
    paths = []
    around: list[Section] = []
    for each in found:
        around = [*(one for one in around if one.level < each.level), *([each] if each.level else [])]
        above = [uncounted(one.title).rstrip(":") for one in around if one is not each and one.level != whole]
        paths.append(BETWEEN.join(filter(None, (*above, uncounted(each.title)))))
    return paths


def odd_boxes(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Tell of boxes that do not become lines to tick, with the number of the line."""
    for each in lines:
        found = None if each.code else _ODD.fullmatch(each.text)
        if found is None or found["words"].startswith("("):
            continue
        if _is_empty(each):
            yield each.number, "This box has no words; it was left out."
        elif found["mark"] and found["mark"] not in _KNOWN_MARKS:
            yield each.number, f"“[{found['mark']}]” is no box to tick that is known here; it stays as text."
        elif found["quoted"]:
            yield each.number, "This box stands in a quotation; it stays as text."


def _is_empty(line: Line) -> bool:
    found = None if line.code else _ODD.fullmatch(line.text)
    return found is not None and not found["words"].strip()


def _goes_on(line: Line, before: Line | None) -> bool:
    """Tell a line that continues the paragraph of the line before it."""
    return bool(before and before.text.strip() and line.text.strip() and not line.code and not _BLOCK.match(line.text))


def _wraps(words: str, line: Line) -> bool:
    """Tell whether a sentence goes on in this line, or the writer begins to explain."""
    if _ENDS.fullmatch(words):
        return False
    return len(words) >= _WRAPPED or line.text.strip()[0].islower()


def _add(box: Box, line: Line, *, joined: bool) -> None:
    if joined:
        box.words = f"{box.words} {line.text.strip()}"
    else:
        box.below.append(Line(line.number, " " * (box.indent + 2) + line.text.strip()))


def _trimmed(lines: list[Line]) -> list[Line]:
    """Give lines without the blank ones around them."""
    said = [at for at, each in enumerate(lines) if each.text.strip()]
    return lines[said[0] : said[-1] + 1] if said else []


def _indent(line: Line) -> int:
    text = line.text.expandtabs(4)
    return len(text) - len(text.lstrip())
