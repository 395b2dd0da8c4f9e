"""Letters to somebody concerned: what is ready to be sent, to whom and with which files, and what is kept of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sopdesk.domain.case import Incident
from sopdesk.domain.casework import detail
from sopdesk.domain.entering import record_entry
from sopdesk.domain.entry import EntryRecorded
from sopdesk.domain.field_sets.entries import LETTER
from sopdesk.domain.field_sets.every import CHANNELS
from sopdesk.domain.fields import field_of
from sopdesk.domain.gates import kind_of, lacking
from sopdesk.domain.incident import IncidentDetailed, IncidentMoved, Stage
from sopdesk.domain.letter_words import Facts, Purpose, body_of, subject_of
from sopdesk.domain.party import Party, PartyRole
from sopdesk.domain.refusal import Refusal

__all__ = [
    "Facts", "Letter", "Purpose", "check_written", "draft", "happened_to", "marks_left", "named", "record_letter",
]  # fmt: skip
_MARK = re.compile(r"\[[^\[\]\n]{3,80}\]")
_ANSWERS = {Purpose.ACKNOWLEDGEMENT: "acknowledged", Purpose.DECISION: "told"}
"""With what the names of the fields begin that a letter fills in: …_at, …_by, …_how."""

LetterEvent = EntryRecorded | IncidentDetailed | IncidentMoved


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is sent. What stands in square brackets is still to be written.

    `party` is whom in the file it goes to, "" for anybody else; `attached` are the digests of what goes with it.
    """

    to: str
    subject: str
    text: str
    party: str = ""
    attached: tuple[str, ...] = ()


def draft(purpose: Purpose, facts: Facts, to: str = "", party: str = "") -> Letter:
    """Give words to begin with; what is not known stands there as a mark to be replaced."""
    greeting = f"Dear {facts.name or '[name]'},"
    end = "\n".join(filter(None, (f"Our reference: {facts.number}", facts.contact)))
    text = "\n\n".join([greeting, *body_of(purpose, facts), f"{facts.writer}\n{facts.house}", end])
    return Letter(to, subject_of(purpose, facts), text, party)


def named(party: Party) -> str:
    """Give whose name stands at the head of a letter: a child's parent or guardian, else the person's own."""
    return (party.role is PartyRole.MINOR and party.further.get("guardian", "")) or party.name


def happened_to(party: Party) -> bool:
    """Tell whether somebody is written to as the one whom it happened to; all others learn nothing of that one."""
    return party.injured or party.role in {PartyRole.CUSTOMER, PartyRole.MINOR}


def marks_left(letter: Letter) -> tuple[str, ...]:
    """Give the marks that still stand in a letter."""
    return tuple(_MARK.findall(f"{letter.subject}\n{letter.text}"))


def check_written(letter: Letter) -> None:
    """Refuse a letter that has nothing in it, or in which a mark still stands."""
    if not letter.text.strip() or not letter.subject.strip():
        raise Refusal("Give the letter a subject and a text.")
    left = marks_left(letter)
    if left:
        raise Refusal(f"Write what belongs in the place of {left[0]}.")


def record_letter(incident: Incident, values: Mapping[str, str], *, by: str = "") -> list[LetterEvent]:
    """Keep a letter that was sent or came, with what follows from it in the same act.

    An acknowledgement and a decision that were sent fill in when, by whom and how that was told, where the file asks
    for it; an acknowledgement moves a new file on. `by` is who sent it.
    """
    entry = record_entry(incident, LETTER.name, values, closed=True)
    given = dict(entry.plain)
    events: list[LetterEvent] = [entry]
    purpose = given.get("purpose", "") if given.get("direction") == "sent" else ""
    if purpose in _ANSWERS and incident.stage is not Stage.CLOSED:
        told = _told(incident, _ANSWERS[Purpose(purpose)], given, by)
        events += [detail(incident, told)] if told else []
    if purpose != Purpose.ACKNOWLEDGEMENT or incident.stage is not Stage.LOGGED:
        return events
    if lacking(incident, Stage.ACKNOWLEDGED):
        return events  # what was sent was sent, whatever the file still needs
    return [*events, IncidentMoved(Stage.ACKNOWLEDGED, "A letter was sent.")]


def _told(incident: Incident, answers: str, given: Mapping[str, str], by: str) -> dict[str, str]:
    """Give what the file says of the telling; nothing where it asks for none, or somebody has said it already."""
    moment = f"{answers}_at"
    if field_of(kind_of(incident), moment) is None or not given.get("at") or incident.values.get(moment):
        return {}
    way = "in person" if given["way"] == "handed over" else given["way"]
    told = {moment: given["at"], f"{answers}_by": by, f"{answers}_how": way if way in CHANNELS else "other"}
    return {name: text for name, text in told.items() if text and not incident.values.get(name)}
