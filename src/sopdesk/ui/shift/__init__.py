"""The shift on the screen, and what it reminds of."""

SCREENS = {"today.shift": "sopdesk.ui.shift.view:ShiftScreen"}
"""Each screen by its name, with its module and class: see places.py."""
