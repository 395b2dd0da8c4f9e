"""The field's own words and rules: events, folds and decisions. Standard library only, no I/O, no clock."""
