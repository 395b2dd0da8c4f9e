"""Personal data: what is kept about somebody, erasing it, holds, and whose time is up."""

SCREENS = {
    "house.privacy": "sopdesk.ui.privacy.home:PrivacyScreen",
    "house.kept": "sopdesk.ui.privacy.kept:KeptScreen",
}
