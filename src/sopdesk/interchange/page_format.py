"""In which format a foreign page is written: guessed from its boxes, its questions and its pictures."""

import re
from collections.abc import Sequence

from sopdesk.domain.sop import Format
from sopdesk.interchange.foreign_blocks import Section, flat, groups_of
from sopdesk.interchange.foreign_boxes import boxes_of
from sopdesk.interchange.foreign_steps import MOSTLY, cut_list
from sopdesk.interchange.procedure_lines import PICTURE, Line

_TICK = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])\s+\[[ xX✓✔☑]?\]\s+(?P<text>\S.*)")
_BULLET = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])\s+(?P<text>\S.*)")


def guess_format(lines: Sequence[Line], found: Sequence[Section]) -> Format:
    """Guess in which format a page is written."""
    if _is_checklist(lines):
        return Format.CHECKLIST
    if _is_faq(found):
        return Format.FAQ
    return Format.PICTURE_GUIDE if _is_guide(found) else Format.ARTICLE


def list_line(line: Line) -> re.Match[str] | None:
    """Find an item of any list, ticked or not; its text is the group of that name."""
    return tick_line(line) or (None if line.code else _BULLET.fullmatch(line.text))


def tick_line(line: Line) -> re.Match[str] | None:
    """Find a box to tick; its text is the group of that name."""
    return None if line.code else _TICK.fullmatch(line.text)


def has_picture(lines: Sequence[Line]) -> bool:
    """Tell whether a picture stands on a line of its own."""
    return any(not each.code and PICTURE.fullmatch(each.text.strip()) for each in lines)


def _is_checklist(lines: Sequence[Line]) -> bool:
    boxes, rest = boxes_of(lines, tick_line)
    said = [each for each in rest if each.text.strip() and not each.code and not each.text.lstrip().startswith("#")]
    return len(boxes) >= 3 and len(boxes) >= len(said)  # noqa: PLR2004 - two boxes are no list


def _is_faq(found: Sequence[Section]) -> bool:
    asked = sum(1 for each in found if each.title.endswith("?"))
    level = max((each.level for each in found if each.title.endswith("?")), default=0)
    return asked >= 3 and asked >= MOSTLY * sum(1 for each in found if each.level == level)  # noqa: PLR2004


def _is_guide(found: Sequence[Section]) -> bool:
    """Tell a page with a picture in most of its steps: the sections of one level, or the items of its one list."""
    level = min((each.level for each in found[1:]), default=0)
    steps: list[Sequence[Line]] = [flat(group) for group in groups_of(found, level) if group[0].level]
    lists: list[list[Sequence[Line]]] = [list(cut_list(each.lines)[1]) for each in found]
    steps = max([steps, *lists], key=lambda each: sum(map(has_picture, each)))
    shown = sum(map(has_picture, steps))
    return shown >= 3 and shown >= MOSTLY * len(steps)  # noqa: PLR2004 - two pictures are no guide
