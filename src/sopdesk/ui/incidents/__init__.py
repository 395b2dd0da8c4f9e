"""The incidents' screens."""

SCREENS: dict[str, str] = {
    "incidents": "sopdesk.ui.incidents.cases:CasesScreen",
    "incidents.actions": "sopdesk.ui.incidents.open_actions:OpenActionsScreen",
    "incidents.investigation": "sopdesk.ui.incidents.investigation:InvestigationScreen",
    "incidents.log": "sopdesk.ui.incidents.log:LogScreen",
    "incidents.registers": "sopdesk.ui.incidents.registers:RegistersScreen",
    "incidents.file": "sopdesk.ui.incidents.file:FileScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
