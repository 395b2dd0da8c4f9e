"""Where in a procedure's text a problem lies: problems name parts, people look for lines."""

import re

_PARTS = {
    "purpose": "Purpose", "scope": "Scope", "steps": "Steps", "questions": "Questions",
    "duty": "Responsibilities", "limit": "Limits", "reference": "References",
}  # fmt: skip
_FRONT = {"number": "number", "title": "title", "owner": "owner", "review": "review", "kind": "kind"}
_NAMED = {"step", "item", "question"}


def line_of(where: str, text: str) -> int:
    """Give the line (from 1) that a problem's `where` speaks of; 1 when it is nowhere in the text."""
    part, _, rest = where.partition(":")
    name = rest.partition(":")[0]
    if part in _NAMED or part == "branch":
        return _find(rf"\{{#{re.escape(name)}[\s}}]", text)
    if part in _FRONT:
        return _find(rf"^{_FRONT[part]}:", text)
    if part == "duty":
        return _find(rf"^\|\s*{re.escape(name)}\s*\|", text, or_else=_find(r"^## Responsibilities", text))
    if part in _PARTS:
        return _find(rf"^## {_PARTS[part]}", text) + (_row(rest) if part in {"limit", "reference"} else 0)
    return 1


def _row(place: str) -> int:
    """Count how many lines a place lies below its heading: roughly, for tables and lists."""
    return 2 + int(place) if place.isdigit() else 0


def _find(pattern: str, text: str, or_else: int = 1) -> int:
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else or_else
