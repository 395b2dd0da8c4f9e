"""Drawings: procedures, roles and people as nodes and ways with places. The only room that lays out graphs."""
