"""The trail's screens."""

SCREENS: dict[str, str] = {}
"""Each screen by its name, with its module and class: see places.py."""
