"""The number with which a new procedure begins."""

import re
from collections import Counter
from collections.abc import Iterable

_NUMBER = re.compile(r"(.*?)(\d+)")


def next_number(numbers: Iterable[str], usual: str = "SOP-001") -> str:
    """Give the next free number in the way that most numbers of the manual are written."""
    taken = set(numbers)
    matches = [found for each in taken if (found := _NUMBER.fullmatch(each))]
    if not matches:
        return usual
    prefix = Counter(found[1] for found in matches).most_common(1)[0][0]
    last = max((found for found in matches if found[1] == prefix), key=lambda found: int(found[2]))
    return f"{prefix}{int(last[2]) + 1:0{len(last[2])}d}"
