"""Showing the attachments of a file as its reader may see them."""

from collections.abc import Mapping, Sequence

from sopdesk.domain.attachment import Attachment
from sopdesk.domain.case import Incident
from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.field_sets.entries import entry_of
from sopdesk.domain.gates import kind_of
from sopdesk.views.attachments import AttachmentView
from sopdesk.views.incidents import PartyView


def attachment_views(
    state: Incident, people: Sequence[PartyView], names: Mapping[str, str]
) -> tuple[AttachmentView, ...]:
    """Give the attachments of a file as its reader may see them, in the order in which they came."""
    return tuple(_view(each, state, people, names) for each in state.attachments.values())


def _view(each: Attachment, state: Incident, people: Sequence[PartyView], names: Mapping[str, str]) -> AttachmentView:
    what = each.what
    about = next((one for one in people if one.party.party == each.party), None)
    withheld = about is not None and about.withheld
    name, description = (KEPT_BACK, "") if withheld else (each.name, each.description)
    return AttachmentView(
        what.digest, what.media_type, what.size, what.way, what.hidden, what.captured_at, what.time_from,
        name, description, each.party, each.entry, _about(each, state, about),
        names.get(each.stamp.actor, each.stamp.actor), each.stamp.at, each.corrections, each.erased, withheld,
    )  # fmt: skip


def _about(each: Attachment, state: Incident, person: PartyView | None) -> str:
    words = []
    if person is not None:
        words.append(person.party.role.value if person.withheld else person.party.name or person.party.role.value)
    entry = state.entries.get(each.entry)
    spec = entry_of(kind_of(state), entry.sort) if entry else None
    if entry is not None and spec is not None:
        alike = [one.entry for one in state.entries.values() if one.sort == entry.sort]
        words.append(f"{spec.label} {alike.index(entry.entry) + 1}")
    return ", ".join(words)
