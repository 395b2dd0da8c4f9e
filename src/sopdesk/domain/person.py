"""People, roles and rights; credentials and signing in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sopdesk.domain.deputy import Deputy, DeputyNamed, DeputyReleased, ReportsTo
from sopdesk.domain.event import ERASED, Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Signature


class Role(StrEnum):
    """The roles of a house, in rising authority; the auditor stands apart."""

    FRONT_OF_HOUSE = "front-of-house"
    SHIFT_LEAD = "shift-lead"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    AUDITOR = "auditor"


ROLE_NAMES = {
    Role.FRONT_OF_HOUSE: "Front of house",
    Role.SHIFT_LEAD: "Shift lead",
    Role.SUPERVISOR: "Supervisor",
    Role.MANAGER: "Manager",
    Role.AUDITOR: "Auditor",
}


class Right(StrEnum):
    """What a role allows."""

    RUN = "do checklists"
    LOG = "log incidents"
    READ_INCIDENTS = "read incidents"
    HANDLE = "handle incidents"
    WRITE = "write procedures"
    APPROVE = "approve procedures"
    SIGN_OFF = "sign off checklists and incidents"
    READ_TRAIL = "read the trail"
    EXPORT = "export evidence"
    IMPORT = "import material"
    PLAN = "plan the rota, the schedule and the customer journey"
    REGISTER = "register people"
    PRIVACY = "decide about personal data"
    OVERRIDE = "go on although something is missing"
    BACK_UP = "make backups of the whole desk"


_STAFF = frozenset({Right.RUN, Right.LOG, Right.READ_INCIDENTS, Right.WRITE})
_LEAD = _STAFF | {Right.HANDLE}
_SUPERVISOR = _LEAD | {
    Right.APPROVE, Right.SIGN_OFF, Right.READ_TRAIL, Right.EXPORT, Right.IMPORT, Right.PLAN, Right.PRIVACY
}  # fmt: skip
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.FRONT_OF_HOUSE: _STAFF,
    Role.SHIFT_LEAD: _LEAD,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.MANAGER: _SUPERVISOR | {Right.REGISTER, Right.OVERRIDE, Right.BACK_UP},
    Role.AUDITOR: frozenset({Right.READ_INCIDENTS, Right.READ_TRAIL, Right.EXPORT}),
}

PIN, PASSWORD = "pin", "password"
FREE_TRIES = 3
"""How many wrong PINs or passwords in a row cost no waiting time."""
LONGEST_WAIT = timedelta(minutes=15)


@event("person.registered/1")
@dataclass(frozen=True, slots=True)
class PersonRegistered:
    """Somebody joins the house, under an id that is never used for anybody else. Roles are ids of domain.role."""

    roles: tuple[str, ...]
    name: str | None = sealed()


@event("person.changed/1")
@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Somebody's roles or printed name change."""

    roles: tuple[str, ...]
    name: str | None = sealed()


@event("person.left/1")
@dataclass(frozen=True, slots=True)
class PersonLeft:
    """Somebody leaves the house: no acts from now on; the record keeps the id."""

    reason: str | None = sealed()


@event("pin.set/1")
@dataclass(frozen=True, slots=True)
class PinSet:
    """A PIN is chosen; the argon2id hash is sealed."""

    verifier: str | None = sealed()


@event("password.set/1")
@dataclass(frozen=True, slots=True)
class PasswordSet:
    """A password is chosen, and with it the person's own signing key.

    `public_key` is Ed25519, base64; `private_key` is its other half, encrypted under the password. `allowed_by` is who
    allowed a new one without the old password.
    """

    public_key: str
    verifier: str | None = sealed()
    private_key: str | None = sealed()
    allowed_by: str = ""


@event("new_password.allowed/1")
@dataclass(frozen=True, slots=True)
class NewPasswordAllowed:
    """Somebody who has forgotten their password may choose a new one until an instant; a manager signs for it.

    `former_key` is the person's public key until then: what it signed stays valid.
    """

    former_key: str
    until: datetime
    signature: Signature
    reason: str | None = sealed()
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()


@event("sign_in.succeeded/1")
@dataclass(frozen=True, slots=True)
class SignInSucceeded:
    """Somebody signs in at the desk; `by` is "pin" or "password"."""

    by: str


@event("sign_in.refused/1")
@dataclass(frozen=True, slots=True)
class SignInRefused:
    """A wrong PIN or password; `by` is "pin" or "password"."""

    by: str


@dataclass(frozen=True, slots=True)
class Key:
    """A person's public key: since when, and who allowed it if the password before was forgotten."""

    public_key: str
    since: Stamp
    allowed_by: str = ""


@dataclass(slots=True)
class Person:
    """A person folded from their events; `failures` counts wrong PINs and passwords in a row.

    `levels` are those whose rights the house's own roles give: the roles of the house know them, not the person.
    """

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    levels: tuple[Role, ...] = ()
    registered: Stamp | None = None
    left: Stamp | None = None
    pin_verifier: str = ""
    password_verifier: str = ""
    keys: list[Key] = field(default_factory=list)
    allowed: Recorded | None = None
    private_key: str = ""
    failures: int = 0
    last_failure: datetime | None = None
    wrong_password: bool = False
    reports_to: str = ""
    deputies: list[Deputy] = field(default_factory=list)

    def key_at(self, stamp: Stamp) -> str:
        """Give the public key with which the person signed when something was recorded, "" before their first.

        What it signed can be checked for ever; from the next one on it signs nothing more.
        """
        return next((each.public_key for each in reversed(self.keys) if each.since.order < stamp.order), "")

    def may(self, right: Right) -> bool:
        """Tell whether one of the person's roles allows it, now."""
        return self.left is None and may((*self.roles, *self.levels), right)

    def may_choose_anew(self, now: datetime) -> bool:
        """Tell whether the person may choose a password without the one before."""
        return self.allowed is not None and now < self.allowed.what.until


_NOTHING: frozenset[Right] = frozenset()
_RIGHTS_OF: dict[str, frozenset[Right]] = {str(role): rights for role, rights in RIGHTS.items()}


def may(roles: Iterable[str], right: Right) -> bool:
    """Tell whether any of these levels allows something; a role that is no level has no rights by itself."""
    return any(right in _RIGHTS_OF.get(role, _NOTHING) for role in roles)


def fold(subject: str, events: Iterable[Recorded]) -> Person:
    """Give the person that these events add up to in clock order."""
    person = Person(subject)
    for each in in_clock_order(events):
        _apply(person, each)
    return person


def _apply(person: Person, recorded: Recorded) -> None:
    match recorded.what:
        case PersonRegistered(roles, name):
            person.roles, person.name, person.registered = roles, name or "", recorded.stamp
        case PersonChanged(roles, name):
            person.roles, person.name = roles, name or person.name
        case PersonLeft():
            person.left = recorded.stamp
        case PinSet(verifier):
            person.pin_verifier = _secret(verifier)
            _succeed(person, PIN)
        case PasswordSet() as what:
            person.password_verifier, person.private_key = _secret(what.verifier), _secret(what.private_key)
            person.keys.append(Key(what.public_key, recorded.stamp, what.allowed_by))
            person.allowed = None
            _succeed(person, PASSWORD)
        case NewPasswordAllowed():
            person.allowed = recorded
        case SignInSucceeded(by):
            _succeed(person, by)
        case SignInRefused(by):
            person.failures, person.last_failure = person.failures + 1, recorded.stamp.at
            person.wrong_password = person.wrong_password or by == PASSWORD
        case ReportsTo(superior):
            person.reports_to = superior
        case DeputyNamed() | DeputyReleased() as what:
            _stand_in(person, what)


def _stand_in(person: Person, what: DeputyNamed | DeputyReleased) -> None:
    """Name or release a deputy; said twice of the same days, the last one counts."""
    person.deputies = [each for each in person.deputies if (each.person, each.first) != (what.deputy, what.first)]
    if isinstance(what, DeputyNamed):
        person.deputies.append(Deputy(what.deputy, what.first, what.last))


def _secret(sealed_value: str | None) -> str:
    """Give a sealed secret; an erased one is none at all."""
    return "" if sealed_value is None or sealed_value == ERASED else sealed_value


def _succeed(person: Person, by: str) -> None:
    """End the wait; a right PIN alone does not make wrong passwords forgotten, or it would buy new guesses."""
    if by == PASSWORD or not person.wrong_password:
        person.failures, person.last_failure, person.wrong_password = 0, None, False


def wait_until(person: Person) -> datetime | None:
    """Give the instant before which no further PIN or password is tried, or None.

    After three wrong ones in a row the wait is 5 seconds and doubles with each further one, up to 15 minutes.
    """
    if person.last_failure is None or person.failures < FREE_TRIES:
        return None
    seconds = 5 * 2 ** min(person.failures - FREE_TRIES, 10)
    return person.last_failure + min(timedelta(seconds=seconds), LONGEST_WAIT)


def check_try(person: Person, now: datetime) -> None:
    """Refuse a try to sign in or to sign by somebody who has left, or before the wait is over.

    A wait that ends later than the longest one was reckoned by a clock that ran ahead, and locks nobody out.
    """
    if person.registered is None or person.left is not None:
        raise Refusal("This person does not work here any more.")
    until = wait_until(person)
    if until is not None and until - LONGEST_WAIT <= now < until:
        seconds = int((until - now).total_seconds()) + 1
        raise Refusal(f"Too many wrong tries. Try again in {seconds} seconds.")


def register(name: str, roles: tuple[str, ...]) -> PersonRegistered:
    """Register somebody. Refuses an empty name and a person without a role."""
    if not name.strip():
        raise Refusal("Give the person's name as it is to be printed beside a signature.")
    if not roles:
        raise Refusal("Give the person at least one role.")
    return PersonRegistered(roles, name.strip())
