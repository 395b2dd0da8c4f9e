"""The checklists' screens."""

SCREENS: dict[str, str] = {
    "checklists": "sopdesk.ui.checklists.runs:RunsScreen",
    "checklists.run": "sopdesk.ui.checklists.run:RunScreen",
    "checklists.handover": "sopdesk.ui.checklists.handover:HandoverScreen",
    "checklists.guide": "sopdesk.ui.checklists.guide:GuideScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
