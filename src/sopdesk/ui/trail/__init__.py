"""The trail's screens."""

SCREENS: dict[str, str] = {
    "trail": "sopdesk.ui.trail.entries:TrailScreen",
    "trail.backups": "sopdesk.ui.trail.backups:BackupsScreen",
    "trail.check": "sopdesk.ui.trail.check:CheckScreen",
    "trail.checkpoints": "sopdesk.ui.trail.checkpoints:CheckpointsScreen",
}
"""Each screen by its name, with its module and class: see places.py."""
