"""How long a record is kept: retention by kind and country, longer with a reason, and the legal hold.

The years are presets that a house checks with its own adviser, never legal advice; each names its source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sopdesk.domain.case import Incident
from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.party import PartyRole
from sopdesk.domain.refusal import Refusal

KEEPING = "keeping-"
"""How the subject begins that holds what was decided about keeping a record; the record's own id follows."""


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many whole years after its close a record is kept, and by which rule."""

    years: int
    source: str


@event("hold.placed/1")
@dataclass(frozen=True, slots=True)
class HoldPlaced:
    """Nothing of a record may be erased until the hold is lifted: a claim, an inquiry, an insurer's question."""

    reason: str | None = sealed()


@event("hold.lifted/1")
@dataclass(frozen=True, slots=True)
class HoldLifted:
    """The hold on a record ends."""

    reason: str | None = sealed()


@event("retention.extended/1")
@dataclass(frozen=True, slots=True)
class RetentionExtended:
    """Somebody looked at a record whose time was up and decided that it is kept until a later day."""

    until: date
    reason: str | None = sealed()


@dataclass(slots=True)
class Keeping:
    """What was decided about keeping one record, folded."""

    id: str
    held: Stamp | None = None
    reason: str = ""
    until: date | None = None
    until_reason: str = ""

    @property
    def record(self) -> str:
        """The subject that is kept."""
        return self.id.removeprefix(KEEPING)


def fold(subject: str, events: Iterable[Recorded]) -> Keeping:
    """Give what events add up to; the latest decision counts."""
    state = Keeping(subject)
    for each in in_clock_order(events):
        match each.what:
            case HoldPlaced(reason) if state.held is None:
                state.held, state.reason = each.stamp, reason or ""
            case HoldLifted():
                state.held, state.reason = None, ""
            case RetentionExtended(until, reason):
                state.until, state.until_reason = until, reason or ""
    return state


def place_hold(keeping: Keeping, reason: str) -> HoldPlaced:
    """Put a record on legal hold. Refuses no reason, and one that is held already."""
    if keeping.held is not None:
        raise Refusal("This record is on legal hold already.")
    if not reason.strip():
        raise Refusal("Say why nothing of it may be erased: which claim or inquiry, and who asked.")
    return HoldPlaced(reason.strip())


def lift_hold(keeping: Keeping, reason: str) -> HoldLifted:
    """Lift a legal hold. Refuses no reason, and a record that is on none."""
    if keeping.held is None:
        raise Refusal("This record is not on legal hold.")
    if not reason.strip():
        raise Refusal("Say why the hold ends.")
    return HoldLifted(reason.strip())


def extend(keeping: Keeping, until: date, reason: str, today: date) -> RetentionExtended:
    """Keep a record until a later day. Refuses no reason, a day that is over, and one no later than decided."""
    if not reason.strip():
        raise Refusal("Say why it is kept longer, and what for.")
    if until <= today or (keeping.until is not None and until <= keeping.until):
        raise Refusal("Choose a later day than that.")
    return RetentionExtended(until, reason.strip())


_UK_INJURY = Retention(3, "UK: RIDDOR 2013 regulation 12; Claims and Payments Regulations 1979, regulation 25: 3 years")
_UK_CONTRACT = Retention(6, "UK: Limitation Act 1980 section 5, claims under a contract: 6 years")
_UK_PERSON = Retention(3, "UK: Limitation Act 1980 section 11, claims for personal injury: 3 years")
_US_INJURY = Retention(5, "US: 29 CFR 1904.33, records of injuries: 5 years after the year")
_US_CONTRACT = Retention(4, "US: Uniform Commercial Code § 2-725, claims about a sale: 4 years")
_US_PERSON = Retention(3, "US: house rule, as many states' time for claims of injury: 3 years")
_MINOR = Retention(21, "UK: Limitation Act 1980 sections 11 and 28: a child can claim until 21")
_MINOR_US = Retention(21, "US: house rule: a child's time begins at 18 in most states")

PRESETS: dict[str, dict[IncidentKind, Retention]] = {
    "GB": {
        IncidentKind.ACCIDENT: _UK_INJURY, IncidentKind.INJURY: _UK_INJURY,
        IncidentKind.COMPLAINT: _UK_CONTRACT, IncidentKind.DISPUTE: _UK_CONTRACT,
        IncidentKind.INVESTIGATION: _UK_CONTRACT,
    },
    "US": {
        IncidentKind.ACCIDENT: _US_INJURY, IncidentKind.INJURY: _US_INJURY,
        IncidentKind.COMPLAINT: _US_CONTRACT, IncidentKind.DISPUTE: _US_CONTRACT,
        IncidentKind.INVESTIGATION: _US_INJURY,
    },
}  # fmt: skip
"""Years by country (ISO 3166) and kind; what is not named is kept as long as somebody could claim for an injury."""


def retention(country: str, kind: IncidentKind, parties: Iterable[PartyRole] = ()) -> Retention:
    """Give how long a closed incident is kept; a country without presets is served with those of the UK."""
    known = country if country in PRESETS else "GB"
    if PartyRole.MINOR in set(parties):
        return _MINOR if known == "GB" else _MINOR_US
    return PRESETS[known].get(kind, _UK_PERSON if known == "GB" else _US_PERSON)


def rule_of(incident: Incident) -> Retention:
    """Give the rule by which an incident is kept: its country's, or that in which its currency is spent."""
    if incident.logged is None:
        raise Refusal("There is no such incident.")
    country = incident.country or ("US" if incident.logged.currency == "USD" else "GB")
    return retention(country, incident.logged.incident_kind, [each.role for each in incident.parties])


def kept_until(closed: date, rule: Retention) -> date:
    """Give the last day on which a record closed on a day is kept; 29 February is followed by 28 February."""
    try:
        return closed.replace(year=closed.year + rule.years)
    except ValueError:
        return closed.replace(year=closed.year + rule.years, day=28)
