"""Who goes to whom for what, as a procedure has it: limits, ways out that escalate, and its escalation section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from sopdesk.domain.flow import ESCALATE
from sopdesk.domain.role import Roles
from sopdesk.domain.sop import Procedure


class How(StrEnum):
    """Where it stands: a limit of authority, a way out of a question, or a sentence of the escalation section."""

    LIMIT = "limit"
    BRANCH = "branch"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Escalation:
    """One reason to go to another role: for what, from which role ("": whoever is at it), and where it stands.

    A sentence (TEXT) names its roles in words: `to` is "" until the house's roles are known. `amount` is the limit.
    """

    role: str
    to: str
    what: str
    how: How
    step: str = ""
    amount: Decimal | None = None
    condition: str = ""


_SENTENCE = re.compile(r"(?<=[^\d][.!?])\s+|\n+")
_LIST_SIGN = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def escalations(content: Procedure) -> Iterator[Escalation]:
    """Give every reason in a procedure to go to another role, in the order of its parts."""
    for step in content.steps:
        for branch in step.branches:
            if branch.go.startswith(ESCALATE):
                what = f"{step.title} {branch.answer}".strip()
                yield Escalation(step.role, branch.go.removeprefix(ESCALATE), what, How.BRANCH, step.id)
    for limit in content.limits:
        if limit.above:
            yield Escalation(
                limit.role, limit.above, limit.action, How.LIMIT, limit.step, limit.amount, limit.condition
            )
    for sentence in _SENTENCE.split(content.escalation):
        plain = _LINK.sub(r"\1", _LIST_SIGN.sub("", sentence)).replace("*", "").strip()
        if plain:
            yield Escalation("", "", plain, How.TEXT)


def roles_named(sentence: str, roles: Roles) -> tuple[str, ...]:
    """Give the roles whose names stand in a sentence, in the order in which they stand there."""
    ids = {each.name.casefold(): each.id for each in roles.in_use()}
    found = _names(tuple(ids)).findall(sentence.casefold())
    return tuple(dict.fromkeys(ids[name] for name in found))


@cache
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Give what finds names as whole words, the longer one where two begin alike."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest))})s?\b")
