"""What a mistyped word probably was: a known word one letter away."""

from collections.abc import Callable, Iterator

from sopdesk.search.words import STOP

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
SHORTEST = 4
"""Shorter words are left alone: almost any two of them are one letter apart."""


def corrections(word: str, frequency: Callable[[str], int]) -> list[str]:
    """Give the known words that one slip of the finger turns into this one, the most frequent first.

    A slip is a letter too many, too few or wrong, or two letters swapped (Damerau 1964). "wand" is not taken for "and":
    nobody asks for a small word alone.
    """
    if len(word) < SHORTEST or word.isdigit():
        return []
    near = {each for each in _one_slip_away(word) if frequency(each) and (each not in STOP or len(each) > SHORTEST)}
    return sorted(near, key=lambda each: (-frequency(each), each))


def split(word: str, frequency: Callable[[str], int]) -> tuple[str, str] | None:
    """Give the two known words that were typed without a space between them, or None."""
    cuts = [(word[:i], word[i:]) for i in range(3, len(word) - 2)]
    known = [cut for cut in cuts if all(map(frequency, cut))]
    return max(known, key=lambda cut: min(map(frequency, cut)), default=None)


def _one_slip_away(word: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        left, right = word[:i], word[i:]
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in _ALPHABET:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]
