"""What differs between two texts, word by word."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum


class Op(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


Piece = tuple[Op, str]
Changed = Callable[[list[str], list[str]], Iterable[Piece]]

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_PARAGRAPH = re.compile(r".+?(?:\n\s*\n|\Z)", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
MOST_WORK = 250_000
"""Units are aligned while the pairs of equal ones are fewer; else words give way to paragraphs, and those to all."""


LONG = 240
"""So many characters that stay the same are shown at most between two changes."""


def shortened(pieces: Iterable[Piece]) -> list[Piece]:
    """Leave out the middle of long passages that stay the same."""
    done: list[Piece] = []
    for op, text in pieces:
        if op is Op.SAME and len(text) > LONG:
            head, tail = text[: LONG // 2].rsplit(maxsplit=1), text[-LONG // 2 :].split(maxsplit=1)
            done.append((op, f"{''.join(head[:1])} … {''.join(tail[-1:])}"))
        else:
            done.append((op, text))
    return done


def without_digests(text: str, word: str = "picture") -> str:
    """Put a word and six digits where the digest of a picture stands: nobody reads 64 of them."""
    return _DIGEST.sub(lambda match: f"{word} {match[0][:6]}", text)


def marks(old: str, new: str) -> tuple[Piece, ...]:
    """Give the pieces of both texts in reading order; what is the same reads as in the new text.

    Line breaks within a paragraph count as spaces. Removed and same pieces together are the old text but for such
    spacing, added and same ones exactly the new text. Huge texts are compared paragraph by paragraph.
    """
    words = _Units(_WORD.findall(old), _WORD.findall(new))
    if words.work() <= MOST_WORK:
        return tuple(_joined(_tidied(words.pieces(_changed_whole))))
    return tuple(_joined(_Units(_PARAGRAPH.findall(old), _PARAGRAPH.findall(new)).pieces(_changed_paragraphs)))


class _Units:
    """Two lists of words or paragraphs, and what lies between their common beginning and their common end."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        self.old, self.new = old, new
        self.head = _common(old, new)
        tail = _common(old[self.head :][::-1], new[self.head :][::-1])
        self.old_end, self.new_end = len(old) - tail, len(new) - tail

    def middle(self) -> tuple[list[str], list[str]]:
        return self.old[self.head : self.old_end], self.new[self.head : self.new_end]

    def work(self) -> int:
        """Count the pairs of equal units in between."""
        old, new = (Counter(_key(each) for each in units) for units in self.middle())
        return sum(count * new[key] for key, count in old.items())

    def pieces(self, changed: Changed) -> list[Piece]:
        """Compare the lists; what was replaced is told by `changed`, all in between where that is too much work."""
        between = _aligned if self.work() <= MOST_WORK else _replaced
        return [
            *_same(self.old[: self.head], self.new[: self.head]),
            *between(*self.middle(), changed),
            *_same(self.old[self.old_end :], self.new[self.new_end :]),
        ]


def _replaced(old: list[str], new: list[str], changed: Changed) -> Iterable[Piece]:
    return changed(old, new)


def _aligned(old: list[str], new: list[str], changed: Changed) -> Iterable[Piece]:
    matcher = SequenceMatcher(None, [_key(each) for each in old], [_key(each) for each in new], autojunk=False)
    for op, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if op == "equal":
            yield from _same(old[old_from:old_to], new[new_from:new_to])
        else:
            yield from changed(old[old_from:old_to], new[new_from:new_to])


def _same(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Give units as in the new text; a space that is gone at its end is told, or two words would run together."""
    for before, after in zip(old, new, strict=True):
        yield (Op.SAME, after)
        if not after[-1].isspace() and before[-1].isspace():
            yield (Op.REMOVED, before[len(before.rstrip()) :])


def _changed_whole(old: list[str], new: list[str]) -> Iterator[Piece]:
    yield from ((Op.REMOVED, each) for each in old)
    yield from ((Op.ADDED, each) for each in new)


def _changed_paragraphs(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Compare paragraphs that stand in the same place by their words."""
    for before, after in zip(old, new, strict=False):
        yield from _tidied(_Units(_WORD.findall(before), _WORD.findall(after)).pieces(_changed_whole))
    yield from _changed_whole(old[len(new) :], new[len(old) :])


def _tidied(pieces: list[Piece]) -> list[Piece]:
    """Take a lone word between two changes as changed too: a row of single marks cannot be read."""
    runs = _joined(pieces)
    tidy: list[Piece] = []
    for place, (op, text) in enumerate(runs):
        lone = op is Op.SAME and 0 < place < len(runs) - 1 and len(_WORD.findall(text)) == 1 and not _ends(text)
        tidy += [(Op.REMOVED, text), (Op.ADDED, text)] if lone else [(op, text)]
    return tidy


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours: between two unchanged pieces first what was removed, then what was added."""
    found: list[Piece] = []
    texts: dict[Op, list[str]] = {Op.SAME: [], Op.REMOVED: [], Op.ADDED: []}
    for op, text in (*pieces, (Op.SAME, "")):
        if op is Op.SAME and (texts[Op.REMOVED] or texts[Op.ADDED] or not text):
            found += [(each, "".join(parts)) for each, parts in texts.items() if parts]
            texts = {each: [] for each in texts}
        texts[op].append(text)
    return found


def _common(old: list[str], new: list[str]) -> int:
    """Count the units at the beginning that both have in common."""
    count = 0
    for before, after in zip(old, new, strict=False):
        if _key(before) != _key(after):
            break
        count += 1
    return count


def _key(unit: str) -> str:
    """Give what is compared of a unit: its words, and whether a paragraph ends behind it."""
    return " ".join(unit.split()) + ("\n\n" if _ends(unit) else "")


def _ends(unit: str) -> bool:
    return _BLANK_LINE.search(unit) is not None
