"""Who answers for what across the whole manual, and where nobody does."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.role import Roles
from sopdesk.domain.sop import Procedure


@dataclass(frozen=True, slots=True)
class Charge:
    """What a role has to do with one step: letters are one or more of R, A, C, I."""

    step: str
    title: str
    letters: str
    must: bool = False


class GapKind(StrEnum):
    """What is missing in the whole."""

    ACCOUNTABLE = "nobody is accountable"
    RESPONSIBLE = "nobody does it"
    UNKNOWN = "no such role"
    UNHELD = "nobody has the role"
    ABOVE = "nobody above the limit"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: where it stands first, and in how many places in all."""

    kind: GapKind
    sentence: str
    sop: str
    number: str
    step: str = ""
    places: int = 1


InForce = tuple[str, Procedure]
"""A procedure's id and what is in force of it."""


def charges(content: Procedure) -> Iterator[tuple[str, Charge]]:
    """Give (role, charge) in the order of the steps; without a matrix whoever a step names does it."""
    cells = [(each.step, each.role, each.letters) for each in content.duties] or [
        (each.id, each.role, "R") for each in content.steps if each.role
    ]
    for step in content.steps:
        for at, role, letters in cells:
            if at == step.id:
                yield role, Charge(step.id, step.title, letters, step.must)


def gaps(manual: Iterable[InForce], roles: Roles, is_held: Callable[[str], bool]) -> tuple[Gap, ...]:
    """Give what is missing in the whole manual; a role that is missing in many places is told once."""
    found: dict[tuple[GapKind, str], list[Gap]] = {}
    for sop, content in manual:
        for key, gap in (*_of_steps(sop, content), *_of_roles(sop, content, roles, is_held)):
            found.setdefault((gap.kind, key), []).append(gap)
    order = list(GapKind)
    told = (
        Gap(first.kind, first.sentence, first.sop, first.number, first.step, len(same))
        for same in found.values()
        for first in same[:1]
    )
    return tuple(sorted(told, key=lambda gap: (order.index(gap.kind), gap.number)))


def _of_steps(sop: str, content: Procedure) -> Iterator[tuple[str, Gap]]:
    letters: dict[str, str] = {}
    for duty in content.duties:
        letters[duty.step] = letters.get(duty.step, "") + duty.letters
    for step in content.steps:
        where = (sop, content.number, step.id)
        key = f"{sop}#{step.id}"
        if "A" not in letters.get(step.id, ""):
            sentence = f"{content.number} {content.title}: nobody is accountable for “{step.title}”."
            yield key, Gap(GapKind.ACCOUNTABLE, sentence, *where)
        if "R" not in letters.get(step.id, "") and not step.role:
            yield (
                key,
                Gap(GapKind.RESPONSIBLE, f"{content.number} {content.title}: nobody does “{step.title}”.", *where),
            )


def _of_roles(
    sop: str, content: Procedure, roles: Roles, is_held: Callable[[str], bool]
) -> Iterator[tuple[str, Gap]]:  # fmt: skip
    for role in dict.fromkeys(filter(None, _named(content))):
        known = roles.find(role)
        if known is None or known.retired:
            sentence = f"“{role}” is named in procedures, and the house has no such role."
            yield role, Gap(GapKind.UNKNOWN, sentence, sop, content.number)
        elif not is_held(known.id):
            sentence = f"{known.name} answers for something, and nobody has this role."
            yield known.id, Gap(GapKind.UNHELD, sentence, sop, content.number)
    for limit in content.limits:
        above = roles.find(limit.above) if limit.above else None
        if above is not None and not above.retired and not is_held(above.id):
            sentence = f"Above the limit for “{limit.action}” stands {above.name}, and nobody has this role."
            yield f"{limit.action}/{above.id}", Gap(GapKind.ABOVE, sentence, sop, content.number, limit.step)


def _named(content: Procedure) -> Iterator[str]:
    """Give the roles that answer for something: owner, whoever does a step or is accountable, whoever has a limit."""
    yield content.owner
    yield from (each.role for each in content.steps)
    yield from (each.role for each in content.duties if set(each.letters) & {"R", "A"})
    yield from (each.role for each in content.limits)
