"""Who is at the desk: tiles, the PIN, and locking when nobody is."""
