"""A plain figure of a body, front and back, drawn as outlines: one half is drawn, the other is its mirror image."""

from collections.abc import Iterator
from math import cos, pi, sin

from sopdesk.domain.body import SIDES, VIEWS, limb, places
from sopdesk.views.body import BodyFigure, BodyPlace, Point

WIDE, HIGH, TOP = 120.0, 256.0, 20.0
"""The room of one view, and what is kept free above it for its title."""
_CENTRE = WIDE / 2
_HALF: dict[str, tuple[Point, ...]] = {
    "shoulder": ((43, 43), (33, 45), (28, 52), (27, 60), (41, 62)),
    "upper arm": ((27, 60), (41, 62), (37, 85), (24, 82)),
    "elbow": ((24, 82), (37, 85), (34, 96), (21, 93)),
    "forearm": ((21, 93), (34, 96), (28, 121), (17, 118)),
    "wrist": ((17, 118), (28, 121), (26, 128), (15, 125)),
    "hand": ((15, 125), (26, 128), (26, 143), (11, 141)),
    "finger": ((11, 141), (26, 143), (23, 156), (18, 160), (12, 157)),
    "hip": ((44, 104), (60, 104), (60, 125), (41, 119)),
    "thigh": ((41, 119), (59, 125), (58, 168), (44, 168)),
    "knee": ((44, 168), (58, 168), (57, 185), (44, 185)),
    "lower leg": ((44, 185), (57, 185), (55, 222), (46, 222)),
    "ankle": ((46, 222), (55, 222), (55, 231), (46, 231)),
    "foot": ((46, 231), (55, 231), (57, 243), (40, 243)),
    "toe": ((40, 243), (57, 243), (56, 250), (40, 252)),
}
"""The half at the left hand of whoever looks, in the room of one view."""
_TRUNK_UPPER = ((43, 43), (77, 43), (79, 62), (76, 80), (44, 80), (41, 62))
_TRUNK_LOWER = ((44, 80), (76, 80), (76, 104), (44, 104))
_NECK = ((54, 32), (66, 32), (67, 43), (53, 43))


def _round(x: float, y: float, across: float, down: float) -> tuple[Point, ...]:
    """Give an oval as points, clockwise from its right."""
    return tuple((x + across * cos(pi * n / 12), y + down * sin(pi * n / 12)) for n in range(24))


_HEAD = _round(60, 18, 13, 16)
_MIDDLE: dict[str, tuple[Point, ...]] = {
    "head (front)": (*_HEAD[12:], _HEAD[0]),
    "face": _HEAD[:13],
    "left eye": _round(65, 17, 3, 2.4),
    "right eye": _round(55, 17, 3, 2.4),
    "neck (front)": _NECK,
    "chest": _TRUNK_UPPER,
    "belly": _TRUNK_LOWER,
    "head (back)": _HEAD,
    "neck (back)": _NECK,
    "upper back": _TRUNK_UPPER,
    "lower back": _TRUNK_LOWER,
}


def body_figure() -> BodyFigure:
    """Give the figure; seen from the front, the person's right is at the left hand of whoever looks."""
    found = tuple(each for view in VIEWS for each in _view(view))
    titles = tuple((f"{view.capitalize()}", _shift(view) + _CENTRE, TOP / 2) for view in VIEWS)
    return BodyFigure(len(VIEWS) * WIDE, TOP + HIGH, found, titles)


def _view(view: str) -> Iterator[BodyPlace]:
    outlines = dict(_MIDDLE)
    for part, outline in _HALF.items():
        near, far = reversed(SIDES) if view == "front" else SIDES
        outlines[limb(part, near, view)] = outline
        outlines[limb(part, far, view)] = tuple((2 * _CENTRE - x, y) for x, y in outline)
    shift = _shift(view)
    for name in _in_order(view):
        yield BodyPlace(name, view, tuple((x + shift, y + TOP) for x, y in outlines[name]))


def _in_order(view: str) -> tuple[str, ...]:
    """Give the places of a view, the eyes last: they lie upon the face."""
    return tuple(sorted(places(view), key=lambda each: each.endswith("eye")))


def _shift(view: str) -> float:
    return VIEWS.index(view) * WIDE
