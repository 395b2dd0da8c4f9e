"""The trail's screens."""

SCREENS: dict[str, str] = {
    "trail": "sopdesk.ui.trail.entries:TrailScreen",
    "trail.check": "sopdesk.ui.trail.check:CheckScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
