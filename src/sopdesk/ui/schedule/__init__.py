"""When the house is open, and when each checklist is due."""

SCREENS: dict[str, str] = {
    "house.hours": "sopdesk.ui.schedule.hours:HoursScreen",
    "house.holidays": "sopdesk.ui.schedule.holidays:HolidaysScreen",
    "house.plans": "sopdesk.ui.schedule.plans:PlansScreen",
    "house.plan": "sopdesk.ui.schedule.plan:PlanScreen",
    "checklists.missed": "sopdesk.ui.schedule.missed:MissedScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
