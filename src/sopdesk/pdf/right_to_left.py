"""Lines of Arabic and Hebrew: words in the order in which they are read (Unicode UAX #9, applied to whole words).

HarfBuzz joins and turns the letters inside a word; reportlab lays words from left to right. So lines are broken
first, in the order of speech, and then the words of each line are put in the order of sight.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

Word = TypeVar("Word")

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTIONS = {"L": "L", "EN": "N", "AN": "N", "R": "R", "AL": "R"}


def direction(text: str) -> str:
    """Tell how a text begins to run: "R" or "L", by its first letter; "" when it has none."""
    found = (_DIRECTIONS.get(unicodedata.bidirectional(each), "") for each in text)
    return next((each for each in found if each in {"L", "R"}), "")


def _level(text: str, before: str, after: str, base: str) -> str:
    """Give the direction of one word; one without letters runs with its neighbours when they agree."""
    own = direction(text)
    if own:
        return own
    if any(each.isdigit() for each in text):
        return "L"
    return before if before == after else base


def in_order_of_sight(words: list[Word], text_of: Callable[[Word], str], base: str) -> list[Word]:
    """Give the words of one line from left to right; `base` is the direction of the whole text."""
    levels: list[str] = []
    for place, word in enumerate(words):
        before = levels[-1] if levels else base
        after = next(filter(None, (direction(text_of(each)) for each in words[place + 1 :])), base)
        levels.append(_level(text_of(word), before, after, base))
    stretches = [(level, [words[n] for n, _ in group]) for level, group in groupby(enumerate(levels), lambda e: e[1])]
    ordered = reversed(stretches) if base == "R" else stretches
    return [word for level, stretch in ordered for word in (reversed(stretch) if level == "R" else stretch)]


def break_lines(
    words: Iterable[Word], width_of: Callable[[Word], float], space: float, room: float
) -> list[list[Word]]:
    """Give words as lines no wider than the room, one word at least in each."""
    lines: list[list[Word]] = [[]]
    used = 0.0
    for word in words:
        wide = width_of(word)
        if lines[-1] and used + space + wide > room:
            lines.append([])
            used = 0.0
        used += wide + (space if lines[-1] else 0)
        lines[-1].append(word)
    return lines
