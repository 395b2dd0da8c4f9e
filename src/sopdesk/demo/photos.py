"""The photos of the demo café, drawn: a real desk holds what a telephone took, and those are nobody's to give away."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

WIDTH, HEIGHT = 640, 480
WALL, FLOOR, WOOD, STEEL, DARK, PAPER = "#d9d2c5", "#8d8478", "#9a6b43", "#b9bec2", "#3a3f44", "#f6f3ea"
LED, RED, GREEN, BLUE, GOLD = "#d92d20", "#b3392f", "#4f7a52", "#3d6a94", "#c99a3a"


def photo(motif: str, at: datetime, words: str = "") -> bytes:
    """Give a photo of something with the time in its corner, as an SVG; `words` stand on what is photographed."""
    scene = SCENES.get(motif, _room)(words)
    stamp = _box(WIDTH - 250, HEIGHT - 42, 250, 42, "#1d2226")
    stamp += _text(WIDTH - 14, HEIGHT - 14, at.strftime("%d.%m.%Y  %H:%M"), 20, "#ffd54a", "end")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{scene}{stamp}</svg>'
    ).encode()


def _box(x: float, y: float, wide: float, high: float, fill: str, edge: str = "none") -> str:  # noqa: PLR0917 - a shape
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{fill}" stroke="{edge}" stroke-width="3"/>'


def _disc(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"/>'


def _text(x: float, y: float, words: str, size: int, fill: str, anchor: str = "middle") -> str:  # noqa: PLR0917
    return (
        f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{fill}">{words}</text>'
    )


def _back(wall: str = WALL, floor: str = FLOOR, at: int = 360) -> str:
    return _box(0, 0, WIDTH, at, wall) + _box(0, at, WIDTH, HEIGHT - at, floor)


def _room(_words: str) -> str:
    tables = "".join(
        _box(x, 300, 120, 14, WOOD) + _box(x + 52, 314, 16, 80, DARK) + _disc(x + 60, 290, 12, PAPER)
        for x in (40, 260, 480)
    )
    lamps = "".join(_box(x + 58, 0, 4, 90, DARK) + _disc(x + 60, 104, 22, GOLD) for x in (40, 260, 480))
    return _back() + _box(150, 120, 340, 110, "#bcd3dd", WOOD) + lamps + tables


@lru_cache
def _shutters(_words: str) -> str:
    slats = "".join(_box(90, y, 460, 18, STEEL if y % 40 else "#a7adb2", "#8b9196") for y in range(60, 400, 20))
    return _back("#7b5a4a", "#5a5651", 410) + slats + _box(290, 372, 60, 26, DARK) + _disc(320, 385, 6, GOLD)


@lru_cache
def _kitchen(_words: str) -> str:
    tiles = "".join(_box(x, y, 78, 58, "#e8ece9", "#cfd5d1") for x in range(0, WIDTH, 80) for y in range(0, 240, 60))
    hob = _box(60, 250, 520, 120, STEEL, DARK) + "".join(_disc(x, 262, 24, DARK) for x in (140, 260, 380, 500))
    pans = "".join(_box(x, 120, 6, 40, DARK) + _disc(x + 3, 184, 30, "#70777d") for x in (160, 300, 440))
    return _back(floor="#6f7a75") + tiles + hob + pans + _box(60, 300, 520, 8, DARK)


def _label(words: str) -> str:
    lines = (words or "Cheese sandwich, egg, mustard").split(", ")
    text = "".join(_text(150, 190 + 40 * n, each, 28, DARK, "start") for n, each in enumerate(lines[1:5]))
    return (
        _back(WOOD, WOOD) + _box(110, 80, 420, 300, PAPER, DARK) + _text(320, 132, lines[0], 34, DARK)
        + _box(150, 146, 340, 3, DARK) + text
    )  # fmt: skip


def _seal(words: str) -> str:
    bag = '<path d="M180 150 Q320 90 460 150 L500 420 Q320 450 140 420 Z" fill="#4a5d7a" stroke="#2b3850"/>'
    return _back(WALL, WOOD, 300) + bag + _box(230, 250, 180, 70, RED) + _text(320, 298, words or "004 711", 36, PAPER)


def _board(words: str) -> str:
    lines = (words or "Leek soup 5.80, Cheese toast 6.40, Plum cake 3.90").split(", ")
    text = "".join(_text(150, 160 + 60 * n, each, 34, PAPER, "start") for n, each in enumerate(lines[:4]))
    return _back() + _box(110, 70, 420, 310, "#24302b", WOOD) + text


def _display(words: str) -> str:
    shown = words or "9.4 °C"
    clock = _disc(520, 110, 56, PAPER) + _box(518, 66, 4, 46, DARK) + _box(520, 108, 34, 4, DARK)
    bottles = "".join(_box(x, 250, 40, 120, PAPER, BLUE) + _box(x + 10, 226, 20, 26, BLUE) for x in range(130, 420, 56))
    return (
        _back("#e3e6e8") + _box(100, 60, 360, 330, STEEL, DARK) + bottles + _box(190, 90, 180, 80, "#111417")
        + _text(280, 148, shown, 48, LED) + clock
    )  # fmt: skip


def _crate(_words: str) -> str:
    cartons = "".join(_box(x, 190, 60, 150, PAPER, BLUE) for x in (170, 235, 300))
    torn = '<path d="M380 340 L372 240 L402 262 L420 216 L452 262 L444 340 Z" fill="#f6f3ea" stroke="#3d6a94"/>'
    pool = '<path d="M330 420 Q420 380 540 424 Q460 462 330 440 Z" fill="#ffffff"/>'
    return _back("#c9c2b4", "#9c958a", 330) + cartons + torn + _box(140, 300, 360, 90, GOLD, WOOD) + pool


@lru_cache
def _drain(_words: str) -> str:
    bars = "".join(_box(220 + 24 * n, 160, 12, 180, DARK) for n in range(8))
    return _box(0, 0, WIDTH, HEIGHT, "#a8b0ad") + _box(200, 140, 240, 220, STEEL, DARK) + bars


@lru_cache
def _ice(_words: str) -> str:
    cubes = "".join(_box(190 + 52 * (n % 5), 300 + 34 * (n // 5), 40, 28, "#e9f6fb", "#a9cfdd") for n in range(10))
    return _back() + _box(150, 60, 340, 340, STEEL, DARK) + _box(176, 90, 288, 170, "#e4e9ec", DARK) + cubes


def _hood(words: str) -> str:
    grease = "#6b5a3a" if words == "before" else "#c7ccd0"
    hood = f'<path d="M200 80 L440 80 L540 260 L100 260 Z" fill="{grease}" stroke="{DARK}"/>'
    mesh = "".join(_box(x, 268, 60, 40, grease, DARK) for x in range(110, 530, 70))
    return _back("#e8ece9") + hood + mesh


def _paper(words: str) -> str:
    lines = "".join(_box(190, 170 + 30 * n, 260 - 40 * (n % 3), 6, "#8b8f94") for n in range(7))
    return (
        _back(WOOD, WOOD) + _box(150, 50, 340, 380, PAPER, DARK) + _text(320, 120, words or "Receipt", 36, DARK) + lines
    )


def _trip(_words: str) -> str:
    mat = '<path d="M120 380 L300 330 L520 350 L470 430 L200 440 Z" fill="#4f4a44" stroke="#2e2b28"/>'
    fold = '<path d="M300 330 Q340 300 380 336 L372 352 Q340 322 306 346 Z" fill="#77706a"/>'
    return _back(at=300) + _box(250, 40, 150, 260, WOOD, DARK) + mat + fold


SCENES: dict[str, Callable[[str], str]] = {
    "shutters": _shutters, "kitchen": _kitchen, "label": _label, "seal": _seal, "board": _board, "display": _display,
    "crate": _crate, "drains": _drain, "ice": _ice, "hood-before": lambda _: _hood("before"), "hood-after": _hood,
    "receipt": _paper, "note": _paper, "insurance": _paper, "paper": _paper, "copy": _paper, "found": _trip,
}  # fmt: skip
"""What is photographed, by the id of the line that asks for it."""
