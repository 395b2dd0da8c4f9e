"""Where existing material comes in: a folder of Markdown as a manual, a table as incidents."""

SCREENS: dict[str, str] = {
    "house.import_manual": "sopdesk.ui.imports.manual:ImportManualScreen",
    "house.import_incidents": "sopdesk.ui.imports.incidents:ImportIncidentsScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
