"""The checklists' screens."""

SCREENS: dict[str, str] = {
    "checklists": "sopdesk.ui.checklists.runs:RunsScreen",
    "checklists.past": "sopdesk.ui.checklists.past:PastRunsScreen",
    "checklists.run": "sopdesk.ui.checklists.run:RunScreen",
    "checklists.handover": "sopdesk.ui.checklists.handover:HandoverScreen",
    "checklists.handovers": "sopdesk.ui.checklists.handover_book:HandoverBookScreen",
    "checklists.hand_over": "sopdesk.ui.checklists.hand_over:HandOverScreen",
    "checklists.guide": "sopdesk.ui.checklists.guide:GuideScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
