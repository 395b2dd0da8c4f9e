"""The outline of an SVG path (SVG 1.1, chapter 8) as moves, lines and cubic curves, all absolute."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Point = tuple[float, float]
Segment = tuple[str, tuple[float, ...]]
"""("M", x y), ("L", x y), ("C", x1 y1 x2 y2 x y) or ("Z",)."""

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FARTHEST = 1e7


def outline(data: str) -> list[Segment]:
    """Give the segments of a path's data. What follows a mistake is left out, as the standard says."""
    pen = _Pen()
    for command, numbers in _commands(data):
        pen.take(command, numbers)
    return pen.segments


def _commands(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Give each command with its numbers; a command is repeated while numbers follow."""
    command, numbers = "", list[float]()
    for letter, number in _TOKEN.findall(data):
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                yield letter, ()
            continue
        numbers.append(max(-_FARTHEST, min(_FARTHEST, float(number))))
        if command and len(numbers) == _TAKES[command.upper()]:
            yield command, tuple(numbers)
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)


@dataclass(slots=True)
class _Pen:
    """Where the pen is, where its stroke began, and the last control point for smooth curves."""

    segments: list[Segment] = field(default_factory=list)
    at: Point = (0.0, 0.0)
    start: Point = (0.0, 0.0)
    control: Point | None = None
    last: str = ""

    def take(self, command: str, numbers: tuple[float, ...]) -> None:
        kind = command.upper()
        if kind != "M" and not self.segments:
            return
        before = (self.at if command.islower() else (0.0, 0.0)) if kind != "A" else (0.0, 0.0)
        if kind not in {"A", "H", "V"}:
            numbers = tuple(each + before[n % 2] for n, each in enumerate(numbers))
        _DRAW[kind](self, numbers, command.islower())
        self.last = kind

    def move(self, numbers: tuple[float, ...], _: bool) -> None:  # noqa: FBT001 - a row of the table below
        self.at = self.start = (numbers[0], numbers[1])
        self.segments.append(("M", numbers))

    def line(self, numbers: tuple[float, ...], _: bool) -> None:  # noqa: FBT001
        self.at = (numbers[0], numbers[1])
        self.segments.append(("L", self.at))

    def across(self, numbers: tuple[float, ...], relative: bool) -> None:  # noqa: FBT001
        self.line((numbers[0] + (self.at[0] if relative else 0), self.at[1]), False)  # noqa: FBT003

    def down(self, numbers: tuple[float, ...], relative: bool) -> None:  # noqa: FBT001
        self.line((self.at[0], numbers[0] + (self.at[1] if relative else 0)), False)  # noqa: FBT003

    def curve(self, numbers: tuple[float, ...], _: bool) -> None:  # noqa: FBT001
        self.control, self.at = (numbers[2], numbers[3]), (numbers[4], numbers[5])
        self.segments.append(("C", numbers))

    def smooth(self, numbers: tuple[float, ...], _: bool) -> None:  # noqa: FBT001
        self.curve((*self._mirrored("CS"), *numbers), False)  # noqa: FBT003

    def quadratic(self, numbers: tuple[float, ...], _: bool) -> None:  # noqa: FBT001
        (x0, y0), (x1, y1, x, y) = self.at, numbers
        first = (x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0))
        second = (x + 2 / 3 * (x1 - x), y + 2 / 3 * (y1 - y))
        self.segments.append(("C", (*first, *second, x, y)))
        self.control, self.at = (x1, y1), (x, y)

    def smooth_quadratic(self, numbers: tuple[float, ...], _: bool) -> None:  # noqa: FBT001
        self.quadratic((*self._mirrored("QT"), *numbers), False)  # noqa: FBT003

    def arc(self, numbers: tuple[float, ...], relative: bool) -> None:  # noqa: FBT001
        rx, ry, turn, large, sweep, x, y = numbers
        end = (x + self.at[0], y + self.at[1]) if relative else (x, y)
        self.segments.extend(arc(self.at, (abs(rx), abs(ry)), math.radians(turn), (bool(large), bool(sweep)), end))
        self.at = end

    def close(self, _: tuple[float, ...], __: bool) -> None:  # noqa: FBT001
        self.at = self.start
        self.segments.append(("Z", ()))

    def _mirrored(self, after: str) -> Point:
        if self.last not in after or self.control is None:
            return self.at
        return (2 * self.at[0] - self.control[0], 2 * self.at[1] - self.control[1])


_DRAW: dict[str, Callable[[_Pen, tuple[float, ...], bool], None]] = {
    "M": _Pen.move, "L": _Pen.line, "H": _Pen.across, "V": _Pen.down, "C": _Pen.curve, "S": _Pen.smooth,
    "Q": _Pen.quadratic, "T": _Pen.smooth_quadratic, "A": _Pen.arc, "Z": _Pen.close,
}  # fmt: skip


def arc(start: Point, radii: Point, turn: float, flags: tuple[bool, bool], end: Point) -> list[Segment]:
    """Give an elliptical arc as cubic curves (SVG 1.1, appendix F.6); `flags` are large arc and sweep."""
    if not all(radii) or start == end:
        return [("L", end)]
    cos, sin = math.cos(turn), math.sin(turn)
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x, y = cos * half[0] + sin * half[1], cos * half[1] - sin * half[0]
    grow = math.sqrt(max(1.0, (x / radii[0]) ** 2 + (y / radii[1]) ** 2))
    rx, ry = radii[0] * grow, radii[1] * grow
    over = (rx * y) ** 2 + (ry * x) ** 2
    reach = math.sqrt(max(0.0, (rx * ry) ** 2 - over) / over) * (1 if flags[0] != flags[1] else -1)
    cx, cy = reach * rx * y / ry, -reach * ry * x / rx
    middle = (
        cos * cx - sin * cy + (start[0] + end[0]) / 2,
        sin * cx + cos * cy + (start[1] + end[1]) / 2,
    )
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = (math.atan2((-y - cy) / ry, (-x - cx) / rx) - first) % (2 * math.pi)
    if not flags[1]:
        sweep -= 2 * math.pi
    return _curves(middle, (rx, ry), (cos, sin), first, sweep)


def _curves(middle: Point, radii: Point, turned: Point, first: float, sweep: float) -> list[Segment]:
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    pull = 4 / 3 * math.tan(step / 4)

    def place(x: float, y: float) -> Point:
        x, y = x * radii[0], y * radii[1]
        return (middle[0] + turned[0] * x - turned[1] * y, middle[1] + turned[1] * x + turned[0] * y)

    found: list[Segment] = []
    for n in range(count):
        a, b = first + n * step, first + (n + 1) * step
        one = place(math.cos(a) - pull * math.sin(a), math.sin(a) + pull * math.cos(a))
        two = place(math.cos(b) + pull * math.sin(b), math.sin(b) - pull * math.cos(b))
        found.append(("C", (*one, *two, *place(math.cos(b), math.sin(b)))))
    return found
