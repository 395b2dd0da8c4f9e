"""Writing a procedure by its structure."""
