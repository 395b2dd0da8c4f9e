"""The trail's screens."""

SCREENS: dict[str, str] = {"trail": "sopdesk.ui.trail.trail:TrailScreen"}
"""Each screen by its name, with its module and class: see places.py."""
