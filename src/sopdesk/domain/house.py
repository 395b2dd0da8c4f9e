"""The house itself, its site and its station: what stands at the beginning of every record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sopdesk.domain.circle import Circle, ConfidenceRuled
from sopdesk.domain.event import ERASED, Recorded, event, in_clock_order, sealed
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Kind

HOUSE = "house"
"""The subject id of the house: there is one in a desk."""
MOST_APPROVALS = 5
COUNTRIES = {"GB": "United Kingdom", "US": "United States"}
"""The countries whose records are known (ISO 3166-1); elsewhere a record has the fields that every country shares."""
_ZONES = {
    "GB": ("Europe/London", "Europe/Belfast"),
    "US": (
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix",
        "America/Anchorage", "America/Detroit", "America/Boise", "America/Indiana", "America/Kentucky",
        "America/North_Dakota", "Pacific/Honolulu", "US/",
    ),
}  # fmt: skip


@event("log.opened/1")
@dataclass(frozen=True, slots=True)
class LogOpened:
    """The first entry of every log: its origin and key, and the log that it continues, if any."""

    origin: str
    vkey: str
    station: str
    continues: str = ""
    checkpoint: str = ""
    reason: str = ""


@event("house.founded/1")
@dataclass(frozen=True, slots=True)
class HouseFounded:
    """The house's name, site, local time zone, currency and country; its contacts name people, and are sealed.

    `country` (ISO 3166-1) is the one whose law asks for fields of a record; "" where none was named.
    """

    name: str
    site: str
    zone: str
    currency: str = "EUR"
    contacts: tuple[tuple[str, str], ...] = sealed(default=())
    country: str = ""


@event("house.changed/1")
@dataclass(frozen=True, slots=True)
class HouseChanged:
    """The house's name, site or contacts change; the fields of the manual follow."""

    name: str
    site: str
    zone: str
    currency: str = "EUR"
    contacts: tuple[tuple[str, str], ...] = sealed(default=())
    country: str = ""


@event("evidence.exported/1")
@dataclass(frozen=True, slots=True)
class EvidenceExported:
    """Something left the house: what it covers, in words and counts, and the digest of the file. `reason`: whom for."""

    scope: str
    form: str
    digest: str
    entries: int
    withheld: int = 0
    reason: str | None = sealed()


@event("approvals.ruled/1")
@dataclass(frozen=True, slots=True)
class ApprovalsRuled:
    """So many approvals does a revision of this kind take, from the next one that is handed in."""

    procedure_kind: Kind
    approvals: int


@dataclass(slots=True)
class House:
    """The house folded from its events."""

    id: str = HOUSE
    name: str = ""
    site: str = ""
    zone: str = "UTC"
    currency: str = "EUR"
    country: str = ""
    contacts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    exports: int = 0
    approvals: dict[Kind, int] = field(default_factory=dict)
    circles: dict[IncidentKind, Circle] = field(default_factory=dict)

    def approvals_for(self, kind: Kind) -> int:
        """Give how many approvals a revision of a kind takes: one, where the house has not set another rule."""
        return self.approvals.get(kind, 1)


def country_of(zone: str) -> str:
    """Give the country that a time zone says, or "" where it says none of those whose records are known."""
    return next((country for country, starts in _ZONES.items() if zone.startswith(starts)), "")


def fold(subject: str, events: Iterable[Recorded]) -> House:
    """Give the house that these events add up to in clock order."""
    house = House(subject)
    for each in in_clock_order(events):
        match each.what:
            case HouseFounded() | HouseChanged() as what:
                house.name, house.site, house.zone = what.name, what.site, what.zone
                known = () if str(what.contacts) == ERASED else what.contacts
                house.currency, house.country = what.currency, what.country
                house.contacts = MappingProxyType(dict(known))
            case ApprovalsRuled(kind, approvals):
                house.approvals[kind] = approvals
            case ConfidenceRuled(kind, circle):
                house.circles[kind] = circle
            case EvidenceExported():
                house.exports += 1
    return house


def rule_approvals(house: House, kind: Kind, approvals: int) -> ApprovalsRuled:
    """Set how many approvals a revision of a kind takes. Refuses none, too many, and what is the rule already."""
    if not 1 <= approvals <= MOST_APPROVALS:
        raise Refusal(f"A revision takes between 1 and {MOST_APPROVALS} approvals.")
    if house.approvals_for(kind) == approvals:
        raise Refusal("That is the rule already.")
    return ApprovalsRuled(kind, approvals)
