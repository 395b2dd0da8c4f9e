"""People concerned and entries of a file: how they are added, filled in and corrected."""

from collections.abc import Mapping
from dataclasses import replace

from sopdesk.domain import finger
from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.entry import Entry, EntryConfirmed, EntryCorrected, EntryRecorded
from sopdesk.domain.field import FieldSpec
from sopdesk.domain.field_sets.entries import EntrySpec, entry_of
from sopdesk.domain.field_sets.party import PARTY
from sopdesk.domain.gates import check_open, currency_of, kind_of
from sopdesk.domain.party import FIRST, PLAIN, PartyAdded, PartyCorrected, PartyRole
from sopdesk.domain.refusal import Refusal


def add_party(
    incident: Incident,
    role: PartyRole,
    personal: Mapping[str, str],
    *,
    injured: bool = False,
    confidential: bool = False,
) -> PartyAdded:
    """Add somebody concerned. Refuses an entry that says nothing, and a closed file."""
    check_open(incident)
    party = new_party(role, personal, injured=injured, confidential=confidential)
    return replace(party, party=f"p{len(incident.parties) + 1}")


def new_party(
    role: PartyRole, personal: Mapping[str, str], *, injured: bool = False, confidential: bool = False
) -> PartyAdded:
    """Give the first party of a file, from what is known by the names of field_sets/party.py."""
    given = {name: _party_field(name).check(text) for name, text in personal.items() if text.strip()}
    if not given:
        raise Refusal("Give a name, or something by which this person can be told apart.")
    refuse_card_numbers(given.values())
    first = {name: text for name, text in given.items() if name in FIRST}
    further = tuple(sorted((name, text) for name, text in given.items() if name not in FIRST))
    return PartyAdded("p1", role, **first, further=further or None, injured=injured, confidential=confidential)


def correct_party(incident: Incident, party: str, name: str, now: str, *, reason: str) -> PartyCorrected:
    """Correct what is known of somebody, or add to it. Refuses without a reason, and a closed file."""
    check_open(incident)
    found = next((each for each in incident.parties if each.party == party), None)
    if found is None:
        raise Refusal("Nobody like that is named in this file.")
    clean = _plain(name, now) if name in PLAIN else _party_field(name).check(now)
    was = found.values().get(name, "")
    _check_change(was, clean, reason)
    if clean == "" and not any(text for each, text in found.values().items() if each not in {*PLAIN, name}):
        raise Refusal("Leave a name, or something by which this person can be told apart.")
    return PartyCorrected(party, name, was or None, clean, reason.strip())


def record_entry(
    incident: Incident, sort: str, values: Mapping[str, str], *, entry: str = "", closed: bool = False
) -> EntryRecorded:
    """Begin an entry, or fill in empty fields of one. Refuses what its sort does not take, and a second value.

    `closed`: also in a closed file, as what a customer says later.
    """
    if not closed:
        check_open(incident)
    found = _entry(incident, entry) if entry else None
    spec = _sort(incident, found.sort if found else sort)
    before = found.values if found else {}
    clean = {name: _entry_field(spec, name).check(text, currency_of(incident)) for name, text in values.items()}
    for name, text in clean.items():
        if before.get(name) and text and before[name] != text:
            raise Refusal(f"“{_entry_field(spec, name).label}” is recorded already. Correct it instead, with a reason.")
    new = {name: text for name, text in clean.items() if text and not before.get(name)}
    lacks = [_entry_field(spec, name).label for name in spec.needed if not (before | new).get(name)]
    if lacks and not (found and found.erased):
        raise Refusal(f"Fill in “{lacks[0]}”.")
    if not new:
        raise Refusal("Nothing new was filled in.")
    refuse_card_numbers(new.values())
    plain = {name: text for name, text in new.items() if not _entry_field(spec, name).sealed}
    personal = {name: text for name, text in new.items() if name not in plain}
    entry = entry or f"e{len(incident.entries) + 1}"
    return EntryRecorded(entry, spec.name, tuple(sorted(plain.items())), tuple(sorted(personal.items())) or None)


def correct_entry(incident: Incident, entry: str, name: str, now: str, *, reason: str) -> EntryCorrected:
    """Correct a field of an entry; whoever had confirmed it has to confirm it again. Refuses without a reason."""
    check_open(incident)
    found = _entry(incident, entry)
    spec = _sort(incident, found.sort)
    clean = _entry_field(spec, name).check(now, currency_of(incident))
    was = found.values.get(name, "")
    _check_change(was, clean, reason)
    if not clean and name in spec.needed:
        raise Refusal(f"“{_entry_field(spec, name).label}” is needed.")
    return EntryCorrected(entry, name, was or None, clean, reason.strip())


def confirm_entry(incident: Incident, entry: str, digest: str, by: str) -> EntryConfirmed:
    """Confirm an entry as one's own words. Refuses a sort that nobody confirms, and a second time."""
    check_open(incident)
    found = _entry(incident, entry)
    if not _sort(incident, found.sort).confirmed:
        raise Refusal("This is nothing that somebody confirms.")
    if any(each.actor == by for each in found.confirmed):
        raise Refusal("You have confirmed this already.")
    return EntryConfirmed(entry, digest)


def sign_entry(incident: Incident, entry: str, digest: str, name: str, strokes: finger.Strokes) -> finger.EntrySigned:
    """Sign an entry on the screen as one's own words. Refuses a sort that nobody confirms, and a second time."""
    check_open(incident)
    found = _entry(incident, entry)
    if not _sort(incident, found.sort).confirmed:
        raise Refusal("This is nothing that somebody confirms.")
    if any((each.what.name or "").casefold() == name.strip().casefold() and each.what.digest == digest
           for each in found.signed):  # fmt: skip
        raise Refusal(f"{name.strip()} has signed this already.")
    refuse_card_numbers((name,))
    return finger.sign(entry, digest, name, strokes)


def _party_field(name: str) -> FieldSpec:
    found = next((each for each in PARTY if each.name == name), None)
    if found is None:
        raise Refusal(f"Nothing is asked about somebody under “{name}”.")
    return found


def _plain(name: str, text: str) -> str:
    clean = text.strip().lower()
    allowed = [each.value for each in PartyRole] if name == "role" else ["yes", "no"]
    if clean not in allowed:
        raise Refusal(f"This takes one of: {', '.join(allowed)}.")
    return "" if clean == "no" else clean


def _check_change(was: str, now: str, reason: str) -> None:
    if not reason.strip():
        raise Refusal("Say why it is corrected.")
    if was == now:
        raise Refusal("That is what the file says already.")
    refuse_card_numbers((now, reason))


def _entry(incident: Incident, entry: str) -> Entry:
    if entry not in incident.entries:
        raise Refusal("There is no such entry in this file.")
    return incident.entries[entry]


def _sort(incident: Incident, name: str) -> EntrySpec:
    found = entry_of(kind_of(incident), name)
    if found is None:
        raise Refusal(f"A {kind_of(incident)} holds no “{name}”.")
    return found


def _entry_field(spec: EntrySpec, name: str) -> FieldSpec:
    found = next((each for each in spec.fields if each.name == name), None)
    if found is None:
        raise Refusal(f"{spec.label} has no field “{name}”.")
    return found
