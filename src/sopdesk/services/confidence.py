"""Keeping back confidential people of a file from readers who do not handle incidents."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sopdesk.domain.attachment import AttachmentAdded, AttachmentCorrected
from sopdesk.domain.event import Recorded
from sopdesk.domain.field_sets.party import PARTY
from sopdesk.domain.field_words import said
from sopdesk.domain.party import Party, PartyAdded, PartyCorrected
from sopdesk.services.told import Told
from sopdesk.views.incidents import PartyView

_PERSON = re.compile(r"\bperson-[0-9a-z]+")
KEPT_BACK = "(kept back: confidential)"


def people_seen(parties: Sequence[Party], names: Mapping[str, str], *, all_: bool) -> tuple[PartyView, ...]:
    """Give the people of a file; of those who are confidential a reader who may not see `all_` sees the role alone."""
    return tuple(_seen(each, names, withheld=each.confidential and not all_) for each in parties)


def story_seen(recorded: Recorded, told: Told, people: Sequence[PartyView]) -> Told:
    """Give what an event was in words, without those about somebody who is kept back."""
    withheld = {each.party.party for each in people if each.withheld}
    match recorded.what:
        case PartyAdded(party) if party in withheld:
            return replace(told, text=KEPT_BACK)
        case AttachmentAdded(party=party) if party in withheld:
            return replace(told, text=KEPT_BACK)
        case PartyCorrected(party) if party in withheld:
            return replace(told, was=KEPT_BACK, now=KEPT_BACK, reason=KEPT_BACK)
        case AttachmentCorrected() if withheld:  # it does not say whom the attachment is about
            return replace(told, was=KEPT_BACK, now=KEPT_BACK, reason=KEPT_BACK)
        case _:
            return told


def named(told: Told, names: Mapping[str, str]) -> Told:
    """Give what an event was with people by their names where it has their ids."""
    words = (_PERSON.sub(lambda one: names.get(one[0], one[0]), each) for each in (told.text, told.was, told.now))
    text, was, now = words
    return replace(told, text=text, was=was, now=now)


def _seen(party: Party, names: Mapping[str, str], *, withheld: bool) -> PartyView:
    if withheld:
        return PartyView(Party(party.party, party.role, injured=party.injured, confidential=True), (), withheld=True)
    values = party.values()
    known = (each for each in PARTY if each.name != "name" and values.get(each.name))
    return PartyView(party, tuple((each.label, said(each, values[each.name], names)) for each in known))
