"""People as screens show them, made from the rows of the store and the roles of the house."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sopdesk.domain.deputy import Deputy
from sopdesk.domain.reporting import Member, Organisation
from sopdesk.domain.role import Roles
from sopdesk.views.people import PersonView


def person_view(row: Any, roles: Roles) -> PersonView:  # noqa: ANN401 - a row of the table
    """Give somebody as on a tile."""
    held = tuple(each for each in row.roles.split(",") if each)
    wait = row.wait_until
    return PersonView(
        row.subject,
        row.name,
        initials(row.name),
        held,
        ", ".join(roles.name(each) for each in held),
        bool(row.has_pin),
        bool(row.has_password),
        datetime.fromisoformat(wait) if wait else None,
        roles.levels(held),
    )


def initials(name: str) -> str:
    """Give the one or two letters that stand for a name on a tile."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def organisation_of(
    people: Sequence[Any], deputies: Sequence[Any], roles: Roles, instead: Mapping[str, tuple[str, ...]]
) -> Organisation:
    """Give the organisation of those who work here; `instead` are roles that somebody might have."""
    stand_ins: dict[str, list[Deputy]] = {}
    for subject, other, first, last in deputies:
        stand_ins.setdefault(subject, []).append(Deputy(other, _day(first), _day(last)))
    return Organisation.of(
        (
            Member(
                row.subject, row.name, instead.get(row.subject, tuple(each for each in row.roles.split(",") if each)),
                row.reports_to, tuple(stand_ins.get(row.subject, ())),
            )
            for row in people
            if row.left_at is None
        ),
        roles,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
