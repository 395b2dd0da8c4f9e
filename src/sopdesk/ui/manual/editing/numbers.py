"""Numbers as people type them, and what they typed that is none: it is said, kept, and not handed in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from sopdesk.domain.problems import Problem
from sopdesk.ui.manual.editing.document import Document
from sopdesk.ui.manual.editing.places import places_of
from sopdesk.ui.manual.words import tr

LONGEST = 6
"""So many digits of minutes are about two years."""


def number_of(text: str) -> Decimal | None:
    """Give the number that is typed, with a point or a comma; None for anything else."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def minutes_of(text: str) -> int | None:
    """Give the whole minutes that are typed; None for anything else."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= LONGEST else None


def no_number(text: str) -> str:
    """Say that what is typed is no number; "" where it is one, or nothing."""
    if not text.strip() or number_of(text) is not None:
        return ""
    return tr("“{typed}” is not a number.").format(typed=text.strip())


def no_minutes(text: str) -> str:
    """Say that what is typed is no number of minutes; "" where it is one, or nothing."""
    if not text.strip() or minutes_of(text) is not None:
        return ""
    return tr("“{typed}” is not a number of whole minutes.").format(typed=text.strip())


def unread_problems(document: Document) -> Iterator[Problem]:
    """Name what was typed where a number belongs and is none."""
    known = {each.name for each in places_of(document.content)}
    for (place, name), typed in document.unread.items():
        if place in known:
            yield Problem(place, (no_minutes if name == "minutes" else no_number)(typed))
