"""Pictures of every screen of the demo desk, in docs/screenshots/."""
