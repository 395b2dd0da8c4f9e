"""Where existing material comes in: a folder of Markdown as a manual, a chart as a workflow, a table as incidents."""

SCREENS: dict[str, str] = {
    "house.import_manual": "sopdesk.ui.imports.manual:ImportManualScreen",
    "house.import_matrix": "sopdesk.ui.imports.matrix:ImportMatrixScreen",
    "house.import_workflow": "sopdesk.ui.imports.workflow:ImportWorkflowScreen",
    "house.import_incidents": "sopdesk.ui.imports.incidents:ImportIncidentsScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
