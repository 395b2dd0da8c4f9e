"""What roles answer for, as a table for other programs."""

from collections.abc import Iterable, Iterator

from sopdesk.interchange.table_export import table_csv
from sopdesk.views.duties import RoleDuties

HEADS = ("role", "what", "number", "procedure", "step", "letters", "words")


def duties_csv(roles: Iterable[RoleDuties]) -> bytes:
    """Give a row for each procedure that a role owns, each of its limits and each of its steps, as CSV."""
    return table_csv(HEADS, (row for role in roles for row in _rows(role)))


def _rows(role: RoleDuties) -> Iterator[tuple[str, ...]]:
    for each in role.owns:
        due = each.review_due.isoformat() if each.review_due else ""
        yield (role.role, "owns", each.number, each.title, "", "", f"review {due}" if due else "")
    for limit in role.limits:
        rule = limit.rule
        words = f"{rule.limit.action}: {limit.words}"
        yield (role.role, "may decide", rule.number, rule.title, rule.limit.step, "", words)
    for of in role.procedures:
        for charge in of.charges:
            yield (role.role, "step", of.number, of.title, charge.step, charge.letters, charge.title)
