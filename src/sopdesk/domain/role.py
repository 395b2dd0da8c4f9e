"""The roles of a house: five built-in levels that carry rights, and its own, each with the rights of a level."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sopdesk.domain.event import Recorded, event, in_clock_order
from sopdesk.domain.person import ROLE_NAMES, Right, Role, may
from sopdesk.domain.refusal import Refusal

ROLE = "role-"
"""How the subject of a role begins; its id follows, for example "role-barista"."""
REPORTS_TO = {Role.FRONT_OF_HOUSE: Role.SHIFT_LEAD, Role.SHIFT_LEAD: Role.SUPERVISOR, Role.SUPERVISOR: Role.MANAGER}
"""To which level a built-in level reports, unless the house says otherwise; the auditor stands apart."""


@event("role.defined/1")
@dataclass(frozen=True, slots=True)
class RoleDefined:
    """A role of the house gets its name, the level whose rights it has, and the role to which it reports.

    Said again of the same role, it changes these.
    """

    name: str
    level: Role
    reports_to: str = ""


@event("role.retired/1")
@dataclass(frozen=True, slots=True)
class RoleRetired:
    """The house has this role no longer; its id is never given again."""


@dataclass(slots=True)
class HouseRole:
    """A role folded from its events."""

    id: str
    name: str
    level: Role
    reports_to: str = ""
    retired: bool = False

    @property
    def built_in(self) -> bool:
        """Whether it is one of the five levels."""
        return self.id in set(Role)


def fold(subject: str, events: Iterable[Recorded]) -> HouseRole:
    """Give the role that these events add up to in clock order."""
    name = subject.removeprefix(ROLE)
    role = HouseRole(name, name, Role(name) if name in set(Role) else Role.FRONT_OF_HOUSE)
    for each in in_clock_order(events):
        match each.what:
            case RoleDefined() as what:
                role.name, role.level, role.reports_to = what.name, what.level, what.reports_to
            case RoleRetired():
                role.retired = True
    return role


@dataclass(frozen=True, slots=True)
class Roles:
    """All roles of a house by id, the built-in levels among them."""

    known: Mapping[str, HouseRole] = field(default_factory=lambda: _BUILT_IN)

    @classmethod
    def of(cls, own: Iterable[HouseRole]) -> "Roles":
        """Give the built-in levels with what a house says of them, and the house's own roles."""
        known = {**_BUILT_IN, **{each.id: each for each in own}}
        return cls(dict(sorted(known.items(), key=lambda pair: _order(pair[1]))))

    def in_use(self) -> tuple[HouseRole, ...]:
        """Give the roles that somebody can have: in rising authority, the house's own after their level."""
        return tuple(each for each in self.known.values() if not each.retired)

    def find(self, words: str) -> HouseRole | None:
        """Give the role with this id or this name, however it is written; None where the house has none."""
        if words in self.known:
            return self.known[words]
        wanted = words.strip().casefold()
        return next((each for each in self.known.values() if wanted and each.name.casefold() == wanted), None)

    def name(self, role: str) -> str:
        """Name a role; one that the house does not know is named as it is written."""
        found = self.find(role)
        return found.name if found else role

    def names(self) -> dict[str, str]:
        """Give the name of every role by its id, of retired ones too."""
        return {each.id: each.name for each in self.known.values()}

    def rank(self, role: str) -> int:
        """Give the place of a role among all, in rising authority; those not known come last."""
        found = self.find(role)
        return list(self.known).index(found.id) if found else len(self.known)

    def levels(self, roles: Iterable[str]) -> tuple[Role, ...]:
        """Give the levels whose rights these roles carry; a retired or unknown role carries none."""
        found = (self.known.get(each) for each in roles)
        return tuple(dict.fromkeys(each.level for each in found if each is not None and not each.retired))

    def may(self, roles: Iterable[str], right: Right) -> bool:
        """Tell whether any of these roles allows something."""
        return may(self.levels(roles), right)

    def above(self, role: str) -> tuple[str, ...]:
        """Give the roles up the reporting line, the nearest first."""
        return tuple(self._up(role))

    def _up(self, role: str) -> Iterator[str]:
        found = self.find(role)
        seen = {found.id} if found else set()
        while found is not None and found.reports_to in self.known and found.reports_to not in seen:
            found = self.known[found.reports_to]
            seen.add(found.id)
            yield found.id


def _order(role: HouseRole) -> tuple[int, bool, str]:
    return (list(Role).index(role.level), not role.built_in, role.name.casefold())


_BUILT_IN: Mapping[str, HouseRole] = {
    str(each): HouseRole(str(each), ROLE_NAMES[each], each, str(REPORTS_TO.get(each, ""))) for each in Role
}
BUILT_IN = Roles()
"""The roles of a house that has said nothing of its own."""


def id_for(name: str) -> str:
    """Give the id that a new role's name makes: a to z, 0 to 9 and single dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def define(roles: Roles, role: str, *, name: str, level: Role, reports_to: str) -> RoleDefined:
    """Define a role, or change it. Refuses a name that is taken, an id of old, and a line that runs in a circle."""
    name = " ".join(name.split())
    if not name or not role:
        raise Refusal("Give the role a name with letters or figures, for example Barista.")
    before, same = roles.known.get(role), roles.find(name)
    if before is not None and before.retired:
        raise Refusal(f"{before.name} was a role of this house once. Its id is not given again: choose another name.")
    if same is not None and same.id != role:
        raise Refusal(f"There is a role {same.name} already.")
    if before is not None and before.built_in and level is not before.level:
        raise Refusal(f"{before.name} is a level of its own: its rights stay. Define a role beside it instead.")
    if reports_to and (reports_to not in roles.known or roles.known[reports_to].retired):
        raise Refusal("The role to which it is to report does not exist.")
    if reports_to and role in {reports_to, *roles.above(reports_to)}:
        raise Refusal(f"{name} would report to itself by way of {roles.name(reports_to)}.")
    return RoleDefined(name, level, reports_to)


def retire(roles: Roles, role: str, held_by: Iterable[str]) -> RoleRetired:
    """Retire a role. Refuses a built-in level, and one that somebody holds or that others report to."""
    found = roles.known.get(role)
    if found is None or found.retired:
        raise Refusal("There is no such role.")
    if found.built_in:
        raise Refusal(f"{found.name} is one of the five levels that carry the rights: it stays. Nobody need have it.")
    names = ", ".join(held_by)
    if names:
        raise Refusal(f"{found.name} is still held by {names}. Give them another role first.")
    below = ", ".join(each.name for each in roles.in_use() if each.reports_to == role)
    if below:
        raise Refusal(f"{below} still reports to {found.name}. Change that first.")
    return RoleRetired()
