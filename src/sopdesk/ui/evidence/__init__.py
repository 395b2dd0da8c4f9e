"""Evidence's screens: handing it over, and checking what somebody handed over."""

SCREENS: dict[str, str] = {
    "trail.give": "sopdesk.ui.evidence.give:GiveScreen",
    "trail.evidence": "sopdesk.ui.evidence.checked:CheckedScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
