"""What the desk can do: one method per act, one per question; who may is checked here, on every path."""
