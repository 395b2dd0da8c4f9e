"""The fields that each kind of incident asks for: forms, gates, PDF and CSV come from this one list."""

from collections.abc import Mapping

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.domain.field_sets.complaint import COMPLAINT
from sopdesk.domain.field_sets.dispute import DISPUTE
from sopdesk.domain.field_sets.every import BASE, EVERY
from sopdesk.domain.field_sets.injury import ACCIDENT, INJURY
from sopdesk.domain.field_sets.investigation import INVESTIGATION
from sopdesk.domain.field_sets.short import ABUSE, NEAR_MISS, SECURITY
from sopdesk.domain.incident import IncidentKind

__all__ = [
    "FIELDS", "Asks", "FieldSpec", "base_field", "field_of", "fields_for", "fields_from_tables", "fields_in_force",
]  # fmt: skip

FIELDS: dict[IncidentKind, tuple[FieldSpec, ...]] = {
    IncidentKind.COMPLAINT: (*COMPLAINT, *EVERY),
    IncidentKind.DISPUTE: (*DISPUTE, *EVERY),
    IncidentKind.ACCIDENT: (*ACCIDENT, *EVERY),
    IncidentKind.INJURY: (*INJURY, *EVERY),
    IncidentKind.INVESTIGATION: (*INVESTIGATION, *EVERY),
    IncidentKind.NEAR_MISS: (*NEAR_MISS, *EVERY),
    IncidentKind.SECURITY: (*SECURITY, *EVERY),
    IncidentKind.ABUSE: (*ABUSE, *EVERY),
}


def fields_for(kind: IncidentKind) -> tuple[FieldSpec, ...]:
    """Give the fields that a kind of incident asks for, in the order of the form."""
    return FIELDS[kind]


def fields_from_tables(kind: IncidentKind) -> tuple[FieldSpec, ...]:
    """Give the fields that a table can fill: a name in it is no person who works here."""
    return tuple(each for each in FIELDS[kind] if each.asks is not Asks.PERSON)


def fields_in_force(kind: IncidentKind, values: Mapping[str, str], country: str = "") -> tuple[FieldSpec, ...]:
    """Give the fields that are asked for by what is filled in so far, and those that hold a value already."""
    return tuple(each for each in FIELDS[kind] if values.get(each.name) or each.applies(values, country))


def field_of(kind: IncidentKind, name: str) -> FieldSpec | None:
    """Give one field of a kind by its name, or None."""
    return next((each for each in FIELDS[kind] if each.name == name), None)


def base_field(name: str) -> FieldSpec | None:
    """Give one of the fields that every incident is logged with by its name, or None."""
    return next((each for each in BASE if each.name == name), None)
