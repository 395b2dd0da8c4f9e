"""The full-text index: the only room that knows Whoosh. Derived from the desk, disposable, never the truth."""
