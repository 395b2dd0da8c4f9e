"""SOPDesk: a house's manual of procedures and its incident log, as one evidence-grade record."""

__version__ = "0.1.0"
