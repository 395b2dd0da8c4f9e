"""The house and its people, as shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sopdesk.domain.person import Right, Role, may


@dataclass(frozen=True, slots=True)
class HouseView:
    """The house: its name, site, station, time zone (IANA), currency (ISO 4217), country (ISO 3166-1), contacts.

    `role_names` are the names of its roles by id, in rising authority.
    """

    name: str
    site: str
    station: str
    zone: str
    currency: str
    contacts: Mapping[str, str]
    role_names: Mapping[str, str] = field(default_factory=dict)
    country: str = ""


@dataclass(frozen=True, slots=True)
class MissingContact:
    """A contact that procedures in force name and the house has not given: in how many, and the first of them."""

    name: str
    procedures: int
    sop: str
    number: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody of the house, as on a tile of the lock screen.

    `id` is the pseudonym that the journal holds; `roles` are ids, `levels` those whose rights they carry.
    """

    id: str
    name: str
    initials: str
    roles: tuple[str, ...]
    role_names: str
    has_pin: bool
    has_password: bool
    wait_until: datetime | None = None
    levels: tuple[Role, ...] = ()

    def may(self, right: Right) -> bool:
        """Tell whether one of the person's roles allows it: the house's own by the level that they carry."""
        return may(self.levels or self.roles, right)


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key with which somebody signs: from when until when (None: now), and who allowed it after a lost password.

    `chosen_by` is who chose its password, where that was not the person.
    """

    public_key: str
    since: datetime
    until: datetime | None
    allowed_by: str
    chosen_by: str = ""


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A signature as it is printed: who, when (UTC, with the local zone), meaning, digest of what was signed.

    `holds` is False when the signature does not fit the record beside which it stands. `key` says in words where the
    signer's key came from, if not from their own password alone.
    """

    name: str
    at: datetime
    zone: str
    meaning: str
    digest: str
    holds: bool
    key: str = ""

    @property
    def signer(self) -> str:
        """The printed name, and where the key came from if that has to be known."""
        return f"{self.name}, {self.key}" if self.key else self.name
