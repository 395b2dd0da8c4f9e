"""The places of a body that a record can name: those of a drawn figure, and words where nobody knows more exactly."""

_LIMBS = (
    "shoulder", "upper arm", "elbow", "forearm", "wrist", "hand", "finger", "hip", "thigh", "knee", "lower leg",
    "ankle", "foot", "toe",
)  # fmt: skip
SIDES, VIEWS = ("left", "right"), ("front", "back")
_MIDDLE = {
    "front": ("head (front)", "left eye", "right eye", "face", "neck (front)", "chest", "belly"),
    "back": ("head (back)", "neck (back)", "upper back", "lower back"),
}
WORDS = ("head", "eye", *(each for each in _LIMBS), "neck", "back", "inside", "whole body")
"""What is said without a figure, as in a table: a part without its side, or none that can be pointed at."""


def limb(part: str, side: str, view: str) -> str:
    """Name a place that a body has twice and that can be seen from two sides: "left knee (front)"."""
    return f"{side} {part} ({view})"


def places(view: str) -> tuple[str, ...]:
    """Give the places of the figure seen from the front or the back; left and right are the person's own."""
    return (*_MIDDLE[view], *(limb(part, side, view) for part in _LIMBS for side in SIDES))


FIGURE = (*places("front"), *places("back"))
"""Every place that can be marked on the figure."""
BODY = (*FIGURE, *WORDS)
"""Everything that a record can say about where on the body."""
