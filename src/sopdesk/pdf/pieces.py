"""Long texts in pieces, so that no row of a table is higher than a page."""

from collections.abc import Iterable

from sopdesk.pdf import fonts
from sopdesk.pdf.text import Span, like


def cut(spans: Iterable[Span], room: int, line: int) -> list[tuple[Span, ...]]:
    """Give spans in pieces of at most `room` characters each, where a line end counts as a line of so many."""
    found: list[tuple[Span, ...]] = []
    now: list[Span] = []
    left = room
    for span in spans:
        rest = span.text
        while rest:
            fits = _fitting(rest, left, line)
            if fits == len(rest):
                now.append(like(span, rest))
                left -= _cost(rest, line)
                break
            fits = fits or (0 if now else 1)
            now.append(like(span, rest[:fits]))
            found.append(tuple(now))
            now, left, rest = [], room, rest[fits:]
    return [*found, tuple(now)] if now or not found else found


def _cost(text: str, line: int) -> int:
    """Count characters as they will be printed: one that no font has becomes several, a line end a whole line."""
    ends = text.count("\n")
    if text.isascii() and (text.replace("\n", "") if ends else text).isprintable():
        return len(text) + ends * (line - 1)
    return sum(line if each == "\n" else fonts.letters(each) for each in text)


def _fitting(text: str, room: int, line: int) -> int:
    """Tell how many characters fit, up to a space where there is one."""
    if _cost(text[: room + 1], line) <= room and len(text) <= room:
        return len(text)
    used = 0
    for n, each in enumerate(text):
        used += _cost(each, line)
        if used > room:
            space = text.rfind(" ", n // 2, n)
            return space + 1 if space > 0 else n
    return len(text)
