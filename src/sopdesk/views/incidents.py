"""Incidents, as shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sopdesk.domain.circle import Circle
from sopdesk.domain.confidence import Sight
from sopdesk.domain.deadline import Deadline
from sopdesk.domain.field import FieldSpec
from sopdesk.domain.field_sets.entries import EntrySpec
from sopdesk.domain.finger import Hand, Strokes
from sopdesk.domain.gates import Lack
from sopdesk.domain.incident import IncidentKind, Pinned, Severity, Source, Stage
from sopdesk.domain.party import Party
from sopdesk.domain.waiting import Wait
from sopdesk.views.actions import ActionView
from sopdesk.views.attachments import AttachmentView
from sopdesk.views.body import BodyFigure
from sopdesk.views.confidence import Confided, HiddenFile
from sopdesk.views.escalating import EscalationStep
from sopdesk.views.investigation import CauseView
from sopdesk.views.people import SignatureView
from sopdesk.views.pinned import PinnedView
from sopdesk.views.reportable import ReportableView


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident in the list; `summary` is the beginning of the narrative, `clock` the running one due first.

    `circle` is who sees it; `own_words`: it is kept from the reader, who logged it, and this is what they wrote.
    `owner` is who looks after it, as id and name; `overridden`: it went on although something was missing.
    """

    id: str
    number: str
    kind: IncidentKind
    stage: Stage
    severity: Severity
    summary: str
    occurred_at: datetime
    recorded_at: datetime
    recorder: str
    procedures: tuple[str, ...]
    imported: bool
    clock: Deadline | None = None
    circle: Circle = Circle.READERS
    own_words: bool = False
    owner: str = ""
    owner_name: str = ""
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of an incident's story: who, what in plain words, when; for corrections also old and new value."""

    at: datetime
    who: str
    what: str
    text: str = ""
    field: str = ""
    was: str = ""
    now: str = ""
    reason: str = ""
    signature: SignatureView | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class HandView:
    """A signature on the screen: the printed name, the strokes (none where the name was typed), when, and beside whom.

    `holds`: the words are still those that were signed.
    """

    name: str
    hand: Hand
    strokes: Strokes
    at: datetime
    beside: str
    holds: bool


@dataclass(frozen=True, slots=True)
class EntryView:
    """One of several, such as an offer or a statement: its fields with their values, and who confirmed it when.

    `digest` stands for its words; `signed` are the signatures on the screen.
    """

    entry: str
    spec: EntrySpec
    fields: tuple[tuple[FieldSpec, str], ...]
    who: str
    recorded_at: datetime
    confirmed: tuple[tuple[str, datetime], ...]
    corrections: int
    digest: str = ""
    signed: tuple[HandView, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyView:
    """Somebody concerned as the reader may see them: label and words of what is known, without the name.

    `withheld`: confidential, and the reader is none of those who handle incidents; then `party` holds the role alone.
    """

    party: Party
    facts: tuple[tuple[str, str], ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """An incident that may belong to another one, and why: the same reference, the same person, place, alike words."""

    row: IncidentRow
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposedProcedure:
    """A procedure that fits the words typed, with the revision in force."""

    pinned: Pinned
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """One incident with everything that belongs to it. `missing` holds the fields that the next stage needs.

    `lacks` holds everything that it needs, `may_miss` also fields that these may make needed, `to_close` the
    same for the close. `fields` are all those
    of its kind in its country, empty ones and those whose conditions do not hold among them; `values` holds every
    value by the field's name. `people` are the names of those who work here, by id. `late` is how late it was
    entered; `past` is the moment as at which the file is shown, None for now. `sight` is how much of it the reader
    sees, `confided` who else does; `hidden_links` are linked files that are kept from them. `overridden` names what
    was missing when it went on all the same.

    `run` is the checklist run or the guided workflow it came from, `run_number` what people call it; "" for none.
    """

    row: IncidentRow
    zone: str
    occurred_about: bool
    reported_at: datetime
    channel: str
    place: str
    narrative: str
    done_at_once: str
    role_on_duty: str
    potential: Severity | None
    fields: tuple[tuple[FieldSpec, str], ...]
    parties: tuple[Party, ...]
    procedures: tuple[tuple[Pinned, str], ...]
    story: tuple[Happening, ...]
    missing: tuple[FieldSpec, ...]
    deadlines: tuple[Deadline, ...]
    signature: SignatureView | None
    outcome: str
    run: str
    source: Source | None
    digest: str
    run_number: str = ""
    country: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[Lack, ...] = ()
    may_miss: tuple[FieldSpec, ...] = ()
    to_close: tuple[FieldSpec, ...] = ()
    entries: tuple[EntryView, ...] = ()
    linked: tuple[IncidentRow, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    late: timedelta | None = None
    concerned: tuple[PartyView, ...] = ()
    past: datetime | None = None
    attachments: tuple[AttachmentView, ...] = ()
    figure: BodyFigure | None = None
    actions: tuple[ActionView, ...] = ()
    pinned: tuple[PinnedView, ...] = ()
    causes: tuple[CauseView, ...] = ()
    wait: Wait | None = None
    sight: Sight = Sight.FULL
    confided: Confided | None = None
    hidden_links: tuple[HiddenFile, ...] = ()
    reportable: ReportableView | None = None
    escalated: tuple[EscalationStep, ...] = ()
    overridden: tuple[str, ...] = ()
