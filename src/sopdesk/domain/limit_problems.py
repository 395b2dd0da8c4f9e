"""What is wrong with the authority limits of a procedure."""

from collections.abc import Iterator
from decimal import Decimal

from sopdesk.domain.problem import Problem, Weight
from sopdesk.domain.sop import Limit, Per, Procedure


def limit_problems(what: Procedure) -> Iterator[Problem]:
    """Give what is wrong with the limits, in their order."""
    seen: set[tuple[str, str, str]] = set()
    steps = {each.id for each in what.steps}
    asked = _asked(what)
    for place, limit in enumerate(what.limits):
        where, key = f"limit:{place}", (limit.action, limit.role, limit.condition)
        if not limit.action.strip() or not limit.role.strip():
            yield Problem(where, "A limit needs what is done and the role that may do it.")
        if not _is_amount(limit.amount):
            yield Problem(where, f"“{limit.amount}” is not an amount for “{limit.action}”.")
        if key in seen:
            yield Problem(where, f"“{limit.action}” has two limits for {limit.role}.")
        if limit.step and limit.step not in steps:
            yield Problem(where, f"“{limit.action}” names the step “{limit.step}”, which is not here.")
        yield from _authority(limit, where)
        yield from _words(limit, where, asked)
        seen.add(key)


def _authority(limit: Limit, where: str) -> Iterator[Problem]:
    if limit.forbids:
        if not limit.above:
            yield Problem(where, f"Say who may “{limit.action}” where {limit.role} may not.", Weight.HINT)
        if limit.together:
            sentence = f"“{limit.action}” is not for {limit.role}, so nobody is needed with them."
            yield Problem(where, sentence, Weight.WARNING)
    elif limit.amount is not None and not limit.above:
        sentence = f"Say whose authority “{limit.action}” takes above {limit.amount}."
        yield Problem(where, sentence, Weight.HINT)
    if limit.above and limit.above == limit.role:
        yield Problem(where, f"Above the limit of {limit.role} stands {limit.role} again.")
    if limit.amount is None and limit.per is not Per.CASE:
        sentence = f"“{limit.action}” counts per {limit.per}, and has no amount to count up to."
        yield Problem(where, sentence, Weight.WARNING)


def _asked(what: Procedure) -> dict[str, str]:
    """Give the first action that is asked for by each word."""
    asked: dict[str, str] = {}
    for limit in what.limits:
        for word in (limit.action, *limit.also):
            asked.setdefault(word.casefold(), limit.action)
    return asked


def _words(limit: Limit, where: str, asked: dict[str, str]) -> Iterator[Problem]:
    for word in limit.also:
        first = asked[word.casefold()]
        if first != limit.action:
            sentence = f"“{word}” stands for “{first}” and for “{limit.action}”: who asks for it gets two answers."
            yield Problem(where, sentence, Weight.WARNING)


def _is_amount(amount: object) -> bool:
    return amount is None or (isinstance(amount, Decimal) and amount.is_finite() and amount >= 0)
