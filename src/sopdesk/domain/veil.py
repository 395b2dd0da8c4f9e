"""What is kept back of one file from a reader who sees it in parts: people, fields, and names within any text."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sopdesk.domain.attachment import AttachmentAdded, AttachmentCorrected
from sopdesk.domain.case import Incident
from sopdesk.domain.confidence import KEPT_BACK, masked, names_of
from sopdesk.domain.entry import EntryCorrected, EntryRecorded
from sopdesk.domain.event import ERASED, Recorded
from sopdesk.domain.field_sets.entries import ENTRIES
from sopdesk.domain.field_sets.party import PARTY
from sopdesk.domain.fields import fields_for
from sopdesk.domain.gates import kind_of
from sopdesk.domain.incident import IncidentCorrected, IncidentDetailed, IncidentKind
from sopdesk.domain.party import Party, PartyAdded, PartyCorrected

Pairs = tuple[tuple[str, str], ...]
PARTY_GUARDED = frozenset(each.name for each in PARTY if each.confidential)


@dataclass(frozen=True, slots=True)
class Veil:
    """What of one file a reader does not see; what they wrote themselves they do.

    `people` by id; `fields` by name, those with a value that somebody else wrote; `guarded` are the names of all that
    are confidential, of the kind and of its entries; `names` are taken out of every text.
    """

    reader: str
    people: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def over(self, text: str) -> str:
        """Give a text with the names of those who are kept back taken out."""
        return masked(text, self.names)

    def over_field(self, name: str, value: str) -> str:
        """Give the value of a field as the reader sees it; one that is empty stays so."""
        return KEPT_BACK if name in self.fields else self.over(value)

    def over_party(self, party: Party, own: Party | None) -> Party:
        """Give somebody concerned as the reader sees them, `own` being what they wrote of them themselves."""
        if party.party in self.people:
            return Party(party.party, party.role, injured=party.injured, confidential=True)
        mine = own.further if own else {}
        further = {
            name: KEPT_BACK if name in PARTY_GUARDED and mine.get(name) != text else text
            for name, text in party.further.items()
        }
        return replace(party, further=further)

    def over_event(self, recorded: Recorded) -> Recorded:
        """Give an event without what the reader does not see."""
        if recorded.stamp.actor == self.reader:
            return recorded
        return replace(recorded, what=self._over(recorded.what))

    def _over(self, what: Any) -> Any:  # noqa: ANN401 - an event
        match what:
            case IncidentDetailed() | EntryRecorded():
                plain, personal = _pairs(what.plain, self.guarded), what.personal
                return replace(what, plain=plain, personal=personal and _pairs(personal, self.guarded))
            case IncidentCorrected() | EntryCorrected() if what.field in self.guarded:
                return _unsaid(what)
            case PartyAdded() if what.party in self.people:
                return PartyAdded(what.party, what.role, KEPT_BACK, injured=what.injured, confidential=True)
            case PartyAdded():
                return replace(what, further=what.further and _pairs(what.further, PARTY_GUARDED))
            case PartyCorrected() if what.party in self.people or what.field in PARTY_GUARDED:
                return _unsaid(what)
            case AttachmentAdded() if what.party in self.people:
                return replace(what, name=KEPT_BACK, description=None)
            case AttachmentCorrected() if self.people:  # it does not say whom the attachment is about
                return _unsaid(what)
            case _:
                return what


def veil_of(incident: Incident, own: Incident, reader: str) -> Veil:
    """Give what is kept back from somebody who sees a file in parts; `own` is the file as far as they wrote it."""
    guarded = guarded_in(kind_of(incident))
    values, written = incident.values, {each.party: each.values() for each in own.parties}
    people = [each for each in incident.parties if each.confidential and written.get(each.party) != each.values()]
    fields = frozenset(name for name in guarded if values.get(name) and values[name] != own.values.get(name))
    names = names_of(each.name for each in people)
    return Veil(reader, frozenset(each.party for each in people), fields, guarded, names)


def guarded_in(kind: IncidentKind) -> frozenset[str]:
    """Give the names of the fields of a kind, and of its entries, that only those see who handle incidents."""
    entries = (each for sort in ENTRIES[kind] for each in sort.fields)
    return frozenset(each.name for each in (*fields_for(kind), *entries) if each.confidential)


def _unsaid(what: Any) -> Any:  # noqa: ANN401 - an event of correction
    return replace(what, was=KEPT_BACK, now=KEPT_BACK, reason=KEPT_BACK)


def _pairs(pairs: Pairs, guarded: Collection[str]) -> Pairs:
    """Give fields with their values, without those that are guarded; what was erased stays the word for it."""
    if str(pairs) == ERASED:
        return pairs
    return tuple((name, KEPT_BACK if name in guarded else text) for name, text in pairs)
