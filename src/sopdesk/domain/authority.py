"""How far a role may go: the limits of the revisions in force, and the answer to somebody who asks for one of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from sopdesk.domain.role import BUILT_IN, Roles
from sopdesk.domain.sop import Limit


class Kind(StrEnum):
    """What an answer says."""

    YES = "yes"
    UP_TO = "yes_up_to"
    WITH = "with"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit of a revision in force, and where it stands."""

    sop: str
    number: str
    title: str
    label: str
    digest: str
    limit: Limit
    step_title: str = ""

    @property
    def key(self) -> str:
        """What uses are counted under: the same action, in whatever procedure it stands."""
        return action_key(self.limit.action)


def action_key(action: str) -> str:
    """Give the form under which the uses of an action are counted."""
    return " ".join(action.casefold().split())


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a role may do something, by which rule, and who may instead.

    `amount` is what was asked for, `left` how much of the limit is left (None: without limit) after what was `used`
    today. `of` is the role whose limit counts: a role may do what the role below it may. `who` are the roles that may
    decide it, the next one first. `barred` are conditions that the question itself says are not met. `source` is where
    to read it up: the rule, or one for the same action where the role has none.
    """

    kind: Kind
    action: str
    role: str
    amount: Decimal | None = None
    left: Decimal | None = None
    used: Decimal = Decimal(0)
    rule: Rule | None = None
    conditions: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    sure: bool = True
    source: Rule | None = None

    @property
    def of(self) -> str:
        """The role whose limit counts."""
        return self.rule.limit.role if self.rule else ""

    @property
    def together(self) -> str:
        """The role of the second person who has to agree, or ""."""
        return self.rule.limit.together if self.rule and self.kind is not Kind.NO else ""

    @property
    def enough(self) -> bool:
        """Tell whether what is asked for may be done."""
        if self.kind is Kind.NO:
            return False
        return self.amount is None or self.left is None or self.amount <= self.left


Used = Callable[[Rule], Decimal]
"""Gives how much of a rule's amount is used up already today."""
_RANK = {Kind.YES: 3, Kind.WITH: 2, Kind.UP_TO: 1, Kind.NO: 0}


def _readable(rules: Sequence[Rule]) -> Rule:
    """Give the rule that leads to a step, if one does."""
    return next((each for each in rules if each.limit.step), rules[0])


def nothing_used(_rule: Rule) -> Decimal:
    """Give nought: nothing was used today."""
    return Decimal(0)


def answers(
    rules: Sequence[Rule],
    roles: Iterable[str],
    *,
    amount: Decimal | None = None,
    used: Used = nothing_used,
    barred: Callable[[Rule], bool] = lambda _rule: False,
    met: Callable[[Rule], bool] = lambda _rule: False,
    house: Roles = BUILT_IN,
) -> tuple[Answer, ...]:
    """Answer for somebody with these roles, by the rules for one action: several answers where the rules differ.

    `barred` tells which rules' conditions are denied by the question, `met` which are confirmed by it.
    The role that goes furthest answers.
    """
    case = _Case(tuple(rules), amount, used, barred, met, house)
    found = [case.answer(role) for role in dict.fromkeys(roles)]
    return max(found, key=lambda given: min(map(_weight, given)), default=())


def _weight(answer: Answer) -> tuple[int, int, Decimal]:
    return (answer.enough, _RANK[answer.kind], Decimal("Infinity") if answer.left is None else answer.left)


@dataclass(frozen=True, slots=True)
class _Case:
    rules: tuple[Rule, ...]
    amount: Decimal | None
    used: Used
    barred: Callable[[Rule], bool]
    met: Callable[[Rule], bool]
    house: Roles

    def answer(self, role: str) -> tuple[Answer, ...]:
        """Answer for a role, and say who may where it may not."""
        found = self._verdicts(role)
        return tuple(replace(each, who=self._who(role, each)) for each in found)

    def _verdicts(self, role: str) -> tuple[Answer, ...]:
        """Give one verdict for each way in which the rules for a role differ."""
        own = [each for each in self.rules if each.limit.role == role]
        rules = own or self._inherited(role)
        open_rules = [each for each in rules if not self.barred(each)]
        chosen = [each for each in open_rules if self.met(each)] or open_rules
        if not chosen:
            barred = tuple(dict.fromkeys(each.limit.condition for each in rules))
            source = _readable(rules or self.rules)
            return (Answer(Kind.NO, source.limit.action, role, self.amount, barred=barred, source=source),)
        alike: dict[object, list[Rule]] = {}
        for each in chosen:
            alike.setdefault((each.limit.amount, each.limit.per, each.limit.together, each.limit.above), []).append(
                each
            )
        return tuple(self._verdict(role, same) for same in alike.values())

    def _verdict(self, role: str, same: Sequence[Rule]) -> Answer:
        rule = _readable(same)
        limit = rule.limit
        used = self.used(rule) if limit.amount else Decimal(0)
        left = None if limit.amount is None else max(limit.amount - used, Decimal(0))
        conditions = tuple(dict.fromkeys(each.limit.condition for each in same if each.limit.condition))
        if left is not None and not left:
            kind = Kind.NO
        elif left is not None and (self.amount is None or self.amount > left):
            kind = Kind.UP_TO
        else:
            kind = Kind.WITH if limit.together else Kind.YES
        return Answer(kind, limit.action, role, self.amount, left, used, rule, conditions, source=rule)

    def _inherited(self, role: str) -> list[Rule]:
        """Give the rules by which a role goes that has none of its own.

        Whom a rule names as the authority above decides without limit, unless somebody above them has a limit of
        their own; else a role may do what the nearest role below it may, or one of the house's own what its level may.
        """
        named = next((each for each in self.rules if each.limit.above == role), None)
        higher = set(self._above(role))
        if named is not None and not any(each.limit.role in higher for each in self.rules):
            return [replace(named, limit=Limit(named.limit.action, role, step=named.limit.step))]
        below = [each for each in self.rules if role in self._above(each.limit.role) and not each.limit.forbids]
        nearest = min((self._above(each.limit.role).index(role) for each in below), default=0)
        found = [each for each in below if self._above(each.limit.role).index(role) == nearest]
        known = self.house.find(role)
        return found or [each for each in self.rules if known is not None and each.limit.role == known.level]

    def _above(self, role: str) -> tuple[str, ...]:
        return self.house.above(role)

    def _who(self, role: str, answer: Answer) -> tuple[str, ...]:
        """Give the roles that may decide it where this role may not, the one next above first."""
        if answer.enough and answer.amount is not None:
            return ()
        if answer.enough and answer.left is None:
            return ()
        known = dict.fromkeys(
            (*self._chain(answer.rule), *self._above(role), *(each.limit.role for each in self.rules))
        )  # fmt: skip
        more = answer.left if answer.amount is None and answer.kind is not Kind.NO else None
        return tuple(each for each in known if each != role and self._may(each, more))

    def _may(self, role: str, more: Decimal | None) -> bool:
        """Tell whether a role may decide what was asked for or, with `more`, goes further than that."""
        found = self._verdicts(role)
        if more is not None:
            return all(each.kind is not Kind.NO and (each.left is None or each.left > more) for each in found)
        return all(each.enough for each in found)

    def _chain(self, rule: Rule | None) -> Iterable[str]:
        seen: list[str] = []
        above = rule.limit.above if rule else ""
        while above and above not in seen:
            seen.append(above)
            above = next((each.limit.above for each in self.rules if each.limit.role == above), "")
        return seen
