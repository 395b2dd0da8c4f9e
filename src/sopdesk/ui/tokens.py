"""Every colour, size and distance of the desk, by name: the one place where they are decided.

Sizes are pixels at a text size of 100 %. `style.size` scales them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme. `on_x` is what is written on `x`; a `soft` is a quiet ground for its name."""

    page: str
    surface: str
    sunken: str
    hover: str
    line: str
    line_strong: str
    text: str
    text_soft: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    focus: str
    danger: str
    danger_hover: str
    on_danger: str
    danger_soft: str
    on_danger_soft: str
    warning: str
    on_warning: str
    warning_soft: str
    on_warning_soft: str
    success: str
    success_soft: str
    on_success_soft: str
    mark: str
    on_mark: str
    veil: str


LIGHT = Colours(
    page="#f6f5f2",
    surface="#ffffff",
    sunken="#eeece7",
    hover="#f1efeb",
    line="#e3e0da",
    line_strong="#87827a",
    text="#1f1d1a",
    text_soft="#5c5850",
    accent="#0b5c75",
    accent_hover="#094a5f",
    on_accent="#ffffff",
    accent_soft="#dcedf2",
    on_accent_soft="#0a4a5e",
    focus="#0b5c75",
    danger="#b3261e",
    danger_hover="#931e17",
    on_danger="#ffffff",
    danger_soft="#fbe5e2",
    on_danger_soft="#8a1c15",
    warning="#8a5300",
    on_warning="#ffffff",
    warning_soft="#fceccb",
    on_warning_soft="#6b4000",
    success="#1e6b3a",
    success_soft="#def1e3",
    on_success_soft="#175530",
    mark="#ffe08a",
    on_mark="#1f1d1a",
    veil="#661f1d1a",
)

DARK = Colours(
    page="#15171a",
    surface="#1e2124",
    sunken="#101214",
    hover="#272b2f",
    line="#31363a",
    line_strong="#868e94",
    text="#ecedee",
    text_soft="#aab1b6",
    accent="#7cc7de",
    accent_hover="#9ad5e7",
    on_accent="#06222c",
    accent_soft="#123743",
    on_accent_soft="#b0e1ee",
    focus="#7cc7de",
    danger="#ff8a80",
    danger_hover="#ffa69e",
    on_danger="#2b0603",
    danger_soft="#4a1b18",
    on_danger_soft="#ffc9c4",
    warning="#f2c063",
    on_warning="#2b1d00",
    warning_soft="#43320f",
    on_warning_soft="#fbdfa6",
    success="#7fd19b",
    success_soft="#173a24",
    on_success_soft="#b5e8c5",
    mark="#6b5410",
    on_mark="#fff4d1",
    veil="#99000000",
)

READ = (
    ("text", "page"), ("text", "surface"), ("text", "sunken"), ("text", "hover"), ("text_soft", "page"),
    ("text_soft", "surface"), ("text_soft", "sunken"), ("text_soft", "hover"), ("text_soft", "line"),
    ("accent", "page"),
    ("accent", "surface"), ("accent", "hover"), ("on_accent", "accent"), ("on_accent", "accent_hover"),
    ("on_accent_soft", "accent_soft"), ("danger", "surface"), ("danger", "page"), ("on_danger", "danger"),
    ("on_danger", "danger_hover"), ("on_danger_soft", "danger_soft"), ("warning", "surface"), ("warning", "page"),
    ("on_warning", "warning"),
    ("on_warning_soft", "warning_soft"), ("success", "surface"), ("success", "page"),
    ("on_success_soft", "success_soft"), ("on_mark", "mark"),
)  # fmt: skip
"""What is read on what: WCAG 2.2 success criterion 1.4.3 asks for a contrast of 4.5."""

SEEN = (
    ("line_strong", "surface"), ("line_strong", "page"), ("line_strong", "sunken"), ("focus", "page"),
    ("focus", "surface"), ("focus", "accent_soft"), ("accent", "sunken"),
)  # fmt: skip
"""Edges and marks that have to be seen beside what: success criterion 1.4.11 asks for a contrast of 3."""

# The type scale.
SMALL = 13
BODY = 15
LEAD = 17
HEADING = 20
TITLE = 27
DISPLAY = 36

# Distances.
HAIR = 4
SNUG = 8
NEAR = 12
GAP = 16
WIDE = 24
FAR = 32
AWAY = 48

# Shapes.
CORNER = 10
CARD_CORNER = 14
TARGET = 44
"""The least height of anything that a finger is to hit."""
KEY = 56
KEY_WIDE = 84
TILE = 128
TILE_WIDE = 172
ICON = 20
BOX = 22
"""The side of a box to tick."""
RAIL = 208
MEASURE = 75
"""The most characters in a line of running text."""
COLUMN = 920
"""The most pixels that a page of cards and forms takes in width."""

# Time, in milliseconds.
KEYSTROKE = 30
SCANNED = 60
"""A scanner types its next letter sooner than that, a hand hardly ever does."""
SETTLE = 500
BRIEF = 6000
IDLE = 3 * 60 * 1000
SMALLEST_TEXT, LARGEST_TEXT, TEXT_STEP = 100, 200, 10
