"""The people of a house as one organisation: who reports to whom, who stands in, who can be called."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sopdesk.domain.deputy import Deputy, DeputyNamed
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import Roles


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works in the house, as far as the reporting line goes."""

    id: str
    name: str
    roles: tuple[str, ...]
    reports_to: str = ""
    deputies: tuple[Deputy, ...] = ()


class Because(StrEnum):
    """Why somebody is to be called for a role."""

    HOLDS = "has the role"
    DEPUTY = "stands in"
    ABOVE = "is above it"


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who can be called for a role; `stands_for` is the person for whom a deputy stands in."""

    person: str
    on_duty: bool
    because: Because
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """The people of a house by id, and its roles."""

    members: Mapping[str, Member]
    roles: Roles

    @classmethod
    def of(cls, members: Iterable[Member], roles: Roles) -> "Organisation":
        """Give the organisation of these people."""
        return cls({each.id: each for each in members}, roles)

    def holders(self, role: str) -> tuple[str, ...]:
        """Give who has a role."""
        found = self.roles.find(role)
        return tuple(each.id for each in self.members.values() if found is not None and found.id in each.roles)

    def superiors(self, person: str) -> tuple[str, ...]:
        """Give to whom somebody reports: the person named or else whoever holds the nearest role above theirs.

        Of several roles the highest counts.
        """
        member = self.members.get(person)
        if member is not None and member.reports_to in self.members:
            return (member.reports_to,)
        return tuple(each for each in self.holders(self.superior_role(person)) if each != person)

    def superior_role(self, person: str) -> str:
        """Give the nearest role above somebody's that another has; "" where there is none."""
        member = self.members.get(person)
        roles = sorted((each for each in member.roles if self.roles.find(each)), key=self.roles.rank) if member else []
        above = self.roles.above(roles[-1]) if roles else ()
        return next((role for role in above if set(self.holders(role)) - {person}), "")

    def line(self, person: str) -> tuple[str, ...]:
        """Give everybody up the reporting line, the nearest first, each once; the person only if it is a circle."""
        found: dict[str, None] = {}
        waiting = list(self.superiors(person))
        while waiting:
            at = waiting.pop(0)
            if at not in found:
                found[at] = None
                waiting += self.superiors(at)
        return tuple(found)

    def check_lines(self) -> None:
        """Refuse lines in which somebody comes to report to themselves."""
        for each in self.members.values():
            if each.id in self.line(each.id):
                way = self.members[self.superiors(each.id)[0]].name
                raise Refusal(f"{each.name} would report to themselves by way of {way}.")

    def is_away(self, person: str, day: date) -> bool:
        """Tell whether somebody is away on a day, so that another stands in."""
        return any(each.for_days and each.covers(day) for each in self.members[person].deputies)

    def deputy_of(self, person: str, day: date) -> str:
        """Give who stands in for somebody on a day: whoever is named for that day, or else always; "" for nobody."""
        known = [each for each in self.members[person].deputies if each.person in self.members and each.covers(day)]
        chosen = sorted(known, key=lambda each: each.for_days)  # the last named for the day comes last
        return chosen[-1].person if chosen else ""

    def with_role(self, role: str, among: AbstractSet[str]) -> tuple[str, ...]:
        """Give who among some people has a role and, after them, who has one up its line: the higher stands in."""
        found = self.roles.find(role)
        wanted = (found.id, *self.roles.above(found.id)) if found else ()
        return tuple(dict.fromkeys(each for role in wanted for each in self.holders(role) if each in among))

    def calls(self, role: str, on_duty: AbstractSet[str], day: date) -> tuple[Call, ...]:
        """Give who can be called for a role: who has it, their deputies, then up the line; those on duty before all.

        Who is away and not on duty is not called.
        """
        found: dict[str, Call] = {}
        for call in self._calls(role, on_duty, day):
            found.setdefault(call.person, call)
        there = [each for each in found.values() if each.on_duty or not self.is_away(each.person, day)]
        return tuple(sorted(there, key=lambda each: not each.on_duty))

    def _calls(self, role: str, on_duty: AbstractSet[str], day: date) -> Iterator[Call]:
        known = self.roles.find(role)
        line = (known.id, *self.roles.above(known.id)) if known else ()
        for step, each in enumerate(line):
            holders = self.holders(each)
            for person in holders:
                yield Call(person, person in on_duty, Because.ABOVE if step else Because.HOLDS)
            for person in holders:
                deputy = self.deputy_of(person, day)
                if deputy:
                    yield Call(deputy, deputy in on_duty, Because.DEPUTY, person)


def name_deputy(
    organisation: Organisation, person: str, deputy: str, first: date | None, last: date | None
) -> DeputyNamed:
    """Name who stands in for somebody. Refuses the person themselves, and days that end before they begin."""
    if deputy not in organisation.members:
        raise Refusal("Whoever stands in must work here.")
    if deputy == person:
        raise Refusal("Nobody stands in for themselves.")
    if first is not None and last is not None and last < first:
        raise Refusal("The last day lies before the first.")
    known = organisation.members[person].deputies
    if any((each.person, each.first) == (deputy, first) for each in known):
        raise Refusal(f"{organisation.members[deputy].name} stands in already. End that first.")
    return DeputyNamed(deputy, first, last)
