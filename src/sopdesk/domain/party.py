"""Somebody concerned by an incident: what is known of them, as added and as corrected since."""

from dataclasses import dataclass, field
from enum import StrEnum

from sopdesk.domain.event import ERASED, event, sealed

FIRST = ("name", "phone", "email", "address", "remarks")
"""The personal fields that the event itself has; all others of field_sets/party.py stand under `further`."""
PLAIN = ("role", "injured", "confidential")
"""What is said of somebody without naming them."""


class PartyRole(StrEnum):
    """What somebody has to do with an incident."""

    CUSTOMER = "customer"
    WITNESS = "witness"
    STAFF = "staff"
    CONTRACTOR = "contractor"
    VISITOR = "visitor"
    MINOR = "minor"
    REPRESENTATIVE = "representative"
    INSURER = "insurer"
    AUTHORITY = "authority"


@event("party.added/1")
@dataclass(frozen=True, slots=True)
class PartyAdded:
    """Somebody concerned: customer, witness, staff …; everything personal is sealed.

    `injured`: this is who was hurt. `confidential`: shown only to those who handle incidents.
    """

    party: str
    role: PartyRole
    name: str | None = sealed()
    phone: str | None = sealed()
    email: str | None = sealed()
    address: str | None = sealed()
    remarks: str | None = sealed()
    further: tuple[tuple[str, str], ...] | None = sealed()
    injured: bool = False
    confidential: bool = False


@event("party.corrected/1")
@dataclass(frozen=True, slots=True)
class PartyCorrected:
    """What is known of somebody was wrong or has changed; both stand side by side, with the reason.

    `field` is one of field_sets/party.py, or "role", "injured" or "confidential" ("yes" or "no").
    """

    party: str
    field: str
    was: str | None = sealed()
    now: str | None = sealed()
    reason: str | None = sealed()


@dataclass(slots=True)
class Party:
    """Somebody concerned, folded; `further` holds what has no attribute of its own, by the field's name."""

    party: str
    role: PartyRole
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    remarks: str = ""
    further: dict[str, str] = field(default_factory=dict)
    injured: bool = False
    confidential: bool = False

    def values(self) -> dict[str, str]:
        """Give everything that is known by the name of its field, also role, injured and confidential."""
        said = {"injured": "yes" if self.injured else "", "confidential": "yes" if self.confidential else ""}
        first = {name: getattr(self, name) for name in FIRST}
        return {name: text for name, text in {"role": self.role.value, **said, **first, **self.further}.items() if text}


PartyEvent = PartyAdded | PartyCorrected


def fold_party(parties: list[Party], what: PartyEvent) -> int:
    """Bring the people of a file on; give how many corrections that makes. Whoever is not known is passed over."""
    if isinstance(what, PartyAdded):
        personal = (what.name, what.phone, what.email, what.address, what.remarks)
        further = {} if str(what.further) == ERASED else dict(what.further or ())
        first = dict(zip(FIRST, (text or "" for text in personal), strict=True))
        parties.append(
            Party(what.party, what.role, **first, further=further, injured=what.injured, confidential=what.confidential)
        )
        return 0
    found = [each for each in parties if each.party == what.party]
    for each in found:
        _correct(each, what.field, what.now or "")
    return len(found)


def _correct(party: Party, name: str, now: str) -> None:
    """Put the new value in place; where it was erased the plain ones stay as they were."""
    if name in FIRST:
        setattr(party, name, now)
    elif name not in PLAIN:
        party.further[name] = now
    elif now != ERASED:
        setattr(party, name, PartyRole(now) if name == "role" else now == "yes")
