"""The screens of authority: “May I …?”, every limit in force, and what was used today."""

SCREENS: dict[str, str] = {
    "manual.may": "sopdesk.ui.authority.may:MayScreen",
    "manual.authority": "sopdesk.ui.authority.limits:AuthorityScreen",
    "manual.duties": "sopdesk.ui.manual.duties_of_role:DutiesScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
