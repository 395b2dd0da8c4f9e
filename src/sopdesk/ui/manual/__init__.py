"""The manual's screens."""

SCREENS: dict[str, str] = {
    "manual": "sopdesk.ui.manual.shelf:ManualScreen",
    "manual.page": "sopdesk.ui.manual.reader:ReaderScreen",
    "manual.drawing": "sopdesk.ui.manual.drawn:DrawnScreen",
    "manual.compare": "sopdesk.ui.manual.compare:CompareScreen",
    "manual.editor": "sopdesk.ui.manual.editor:EditorScreen",
    "manual.copies": "sopdesk.ui.manual.copies:CopiesScreen",
    "manual.copy": "sopdesk.ui.manual.copy:CopyScreen",
    "manual.demand": "sopdesk.ui.manual.demand:DemandScreen",
    "manual.suggestions": "sopdesk.ui.manual.suggestions:SuggestionsScreen",
    "manual.suggestion": "sopdesk.ui.manual.suggestion:SuggestionScreen",
    "manual.gaps": "sopdesk.ui.manual.gaps:GapsScreen",
    "manual.approval": "sopdesk.ui.manual.approval:ApprovalScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
