"""Showing a file to somebody who does not see all of it: what is kept back says so, and is never empty."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.event import Recorded
from sopdesk.domain.field import FieldSpec
from sopdesk.domain.field_sets.party import PARTY
from sopdesk.domain.field_words import said
from sopdesk.domain.party import Party
from sopdesk.domain.veil import Veil
from sopdesk.services.told import Told
from sopdesk.services.wording import tell
from sopdesk.views.incidents import EntryView, HandView, IncidentFile, PartyView

_PERSON = re.compile(r"\bperson-[0-9a-z]+")
OF_OTHERS = Told("added to the file", KEPT_BACK)
"""How the entry of somebody else stands in the story of a file of which one sees what one wrote oneself."""


def people_seen(
    parties: Sequence[Party], own: Sequence[Party], veil: Veil | None, names: Mapping[str, str]
) -> tuple[PartyView, ...]:
    """Give the people of a file; of those who are kept back the role alone. `own` is what the reader wrote of them."""
    written = {each.party: each for each in own}
    return tuple(
        party_seen(each if veil is None else veil.over_party(each, written.get(each.party)), names,
                   withheld=veil is not None and each.party in veil.people)
        for each in parties
    )  # fmt: skip


def party_seen(party: Party, names: Mapping[str, str], *, withheld: bool = False) -> PartyView:
    """Give somebody concerned with what is known of them as label and words."""
    values = {} if withheld else party.values()
    known = (each for each in PARTY if each.name != "name" and values.get(each.name))
    return PartyView(party, tuple((each.label, said(each, values[each.name], names)) for each in known), withheld)


def entries_seen(entries: Sequence[EntryView], own: Sequence[EntryView], veil: Veil) -> tuple[EntryView, ...]:
    """Give the entries of a file without guarded fields that others wrote, and without names that are kept back."""
    written = {each.entry: {spec.name: value for spec, value in each.fields} for each in own}
    shown = []
    for each in entries:
        mine = written.get(each.entry, {})
        fields = tuple(
            (spec, value if mine.get(spec.name) == value else _over(spec, value, veil)) for spec, value in each.fields
        )
        signed = tuple(_hand_seen(hand, veil) for hand in each.signed)
        shown.append(replace(each, fields=fields, signed=signed))
    return tuple(shown)


def file_seen(file: IncidentFile, veil: Veil, own: Sequence[EntryView]) -> IncidentFile:
    """Give a file as somebody sees it in parts; people, attachments and the story are so already."""
    over = veil.over
    return replace(
        file, channel=over(file.channel), place=over(file.place), narrative=over(file.narrative),
        done_at_once=over(file.done_at_once), outcome=over(file.outcome),
        fields=tuple((spec, veil.over_field(spec.name, value)) for spec, value in file.fields),
        values={name: veil.over_field(name, value) for name, value in file.values.items()},
        entries=entries_seen(file.entries, own, veil),
        attachments=tuple(
            replace(each, name=over(each.name), description=over(each.description)) for each in file.attachments
        ),
        actions=over_all(file.actions, over), causes=over_all(file.causes, over),
        wait=over_all(file.wait, over), reportable=over_all(file.reportable, over),
        escalated=over_all(file.escalated, over),
        figure=None if "body_parts" in veil.fields else file.figure,
    )  # fmt: skip


def told_seen(recorded: Recorded, veil: Veil | None, called: Mapping[str, str]) -> Told:
    """Give what an event was in words, without what is kept back; `called` has the words of what it names by id."""
    if veil is None:
        return tell(recorded, called)
    told = tell(veil.over_event(recorded), called)
    if recorded.stamp.actor == veil.reader:
        return told
    over = veil.over
    return replace(told, text=over(told.text), was=over(told.was), now=over(told.now), reason=over(told.reason))


def named(told: Told, names: Mapping[str, str]) -> Told:
    """Give what an event was with people by their names where it has their ids."""
    words = (_PERSON.sub(lambda one: names.get(one[0], one[0]), each) for each in (told.text, told.was, told.now))
    text, was, now = words
    return replace(told, text=text, was=was, now=now)


def _hand_seen(hand: HandView, veil: Veil) -> HandView:
    """Give a signature on the screen; neither name nor hand of somebody who is kept back."""
    return hand if veil.over(hand.name) == hand.name else replace(hand, name=KEPT_BACK, strokes=())


def _over(spec: FieldSpec, value: str, veil: Veil) -> str:
    return KEPT_BACK if spec.confidential and value else veil.over(value)


def over_all(value: Any, over: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever a view is made of
    """Give views, however deep, with each of their texts as `over` gives it."""
    if type(value) is str:
        return over(value)
    if type(value) is tuple:
        return tuple(over_all(each, over) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: over_all(getattr(value, each.name), over) for each in fields(value)})
    return value
