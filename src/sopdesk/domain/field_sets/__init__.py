"""The fields of each kind of incident, one module a kind: data alone."""
