import pytest

from sopdesk.ui import tokens
from sopdesk.ui.tokens import DARK, LIGHT, Colours


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2, definition)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours (WCAG 2.2, definition)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), tokens.READ)
def test_text_can_be_read(scheme: Colours, ink: str, ground: str) -> None:
    """Text stands out from its ground by at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    assert contrast(getattr(scheme, ink), getattr(scheme, ground)) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), tokens.SEEN)
def test_controls_can_be_seen(scheme: Colours, edge: str, ground: str) -> None:
    """Edges of controls and the focus stand out by at least 3 to 1 (WCAG 2.2, 1.4.11)."""
    assert contrast(getattr(scheme, edge), getattr(scheme, ground)) >= 3


def test_contrast_is_computed_as_the_standard_says() -> None:
    """Black on white is 21 to 1, and #777777 on white just misses 4.5."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert 4.4 < contrast("#777777", "#ffffff") < 4.5


def test_targets_are_large_enough_for_fingers() -> None:
    """What is pressed is at least 44 pixels high."""
    assert tokens.TARGET >= 44
