"""The gates of an incident's course: what stands between a file and each stage, the same on every path."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from sopdesk.domain.action import Waits
from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.field import FieldSpec
from sopdesk.domain.field_sets.injury import HURT
from sopdesk.domain.fields import field_of, fields_for
from sopdesk.domain.incident import ORDER, IncidentKind, Stage
from sopdesk.domain.legal_clocks import is_undecided, to_tell
from sopdesk.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that stands between a file and a stage, as words to be done; `field` where it is a field to fill in.

    `plain` are the words without what somebody wrote, where `words` repeat it: those are sealed and stay so.
    """

    words: str
    field: FieldSpec | None = None
    plain: str = ""

    @property
    def named(self) -> str:
        """What is lacking as the record of an override names it."""
        return self.field.label if self.field else self.plain or self.words


def lacking(incident: Incident, stage: Stage) -> tuple[Lack, ...]:
    """Give everything that has to be done before a file reaches a stage: every service asks here, and only here."""
    kind_of(incident)
    fields = missing(incident, stage)
    others = (lack for gate in _GATES for lack in gate(incident, stage))
    return (*(Lack(f"fill in “{each.label}”", each) for each in fields), *others)


def refuse_lacking(incident: Incident, stage: Stage) -> None:
    """Refuse a stage before everything that it needs is there."""
    lacks = lacking(incident, stage)
    if lacks:
        labels = ", ".join(f"“{each.field.label}”" for each in lacks if each.field)
        said = [*([f"fill in {labels}"] if labels else []), *(each.words for each in lacks if not each.field)]
        raise Refusal(f"Before this incident is {stage}, {' and '.join(said)}.")


def override_lacking(incident: Incident, stage: Stage, reason: str) -> tuple[str, ...]:
    """Give the names of what is lacking for a stage that is reached all the same. Refuses without a reason."""
    if not reason.strip():
        raise Refusal("Say why it goes on although something is missing.")
    refuse_card_numbers((reason,))
    lacks = lacking(incident, stage)
    if not lacks:
        raise Refusal("Nothing is missing any more: go on as usual.")
    return tuple(each.named for each in lacks)


def missing(incident: Incident, stage: Stage) -> list[FieldSpec]:
    """Give the fields that must be filled before the incident reaches a stage; what was erased is not asked again."""
    return [each for each in _needed(incident, stage) if each.applies(incident.values, incident.country)]


def may_miss(incident: Incident, stage: Stage) -> list[FieldSpec]:
    """Give the empty fields that a stage needs, and those that it needs once one of these is filled in so."""
    empty = _needed(incident, stage)
    names = {each.name for each in empty}
    known = incident.values
    return [each for each in empty if all(one.holds(known) or one.field in names for one in each.when)]


def _needed(incident: Incident, stage: Stage) -> list[FieldSpec]:
    """Give the empty fields that a stage needs, whether or not their conditions hold."""
    reach = ORDER.index(stage)
    return [
        each
        for each in fields_for(kind_of(incident))
        if each.needed_for is not None
        and ORDER.index(each.needed_for) <= reach
        and each.country in {"", incident.country}
        and not incident.values.get(each.name)
        and not (each.sealed and incident.erased)
        and not (each.name == _SAID_BY_ACTIONS and incident.actions)
        and not (each.name == HURT and _hurt_is_known(incident))
    ]


def _hurt_is_known(incident: Incident) -> bool:
    """Tell whether the file says by itself that somebody was hurt, or said so before it was erased."""
    injured = any(each.injured for each in incident.parties)
    return injured or incident.erased or bool(incident.values.get("injury"))


_SAID_BY_ACTIONS = "actions"
"""The field that nobody has to fill in once actions are planned one by one."""


def next_stage(stage: Stage) -> Stage | None:
    """Give the stage that comes next in the course; None after the last."""
    place = ORDER.index(stage)
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


def check_open(incident: Incident) -> None:
    """Refuse a change to a file that was never logged, or is closed."""
    kind_of(incident)
    if incident.stage is Stage.CLOSED:
        raise Refusal("This incident is closed. Reopen it first, with a reason.")


def kind_of(incident: Incident) -> IncidentKind:
    """Give the kind of an incident; refuse one that was never logged."""
    if incident.logged is None:
        raise Refusal("There is no such incident.")
    return incident.logged.incident_kind


def currency_of(incident: Incident) -> str:
    """Give the currency that amounts are in where none is said: the house's when the incident was logged."""
    return incident.logged.currency if incident.logged else ""


def _injured(incident: Incident, stage: Stage) -> Iterator[Lack]:
    """Ask for the injured person (accident book, OSHA 301), unless it is said of an accident that nobody was hurt."""
    kind = kind_of(incident)
    unhurt = kind is IncidentKind.ACCIDENT and incident.values.get(HURT) == "no"
    hurt = kind in {IncidentKind.ACCIDENT, IncidentKind.INJURY} and not unhurt
    named = any(each.injured for each in incident.parties)
    if hurt and not named and ORDER.index(stage) >= ORDER.index(Stage.RESOLVED):
        yield Lack("add who was injured")


def _course(incident: Incident, stage: Stage) -> Iterator[Lack]:
    """Ask for "resolved" before the close: a file is not closed from any earlier stage."""
    if stage is Stage.CLOSED and ORDER.index(incident.stage) < ORDER.index(Stage.RESOLVED):
        yield Lack("resolve it")


def _actions(incident: Incident, stage: Stage) -> Iterator[Lack]:
    """Ask for actions to be done and verified before the close; whether they worked may be looked at later."""
    words = {
        Waits.DOING: "have {what} done and verified",
        Waits.VERIFYING: "have {what} verified",
        Waits.REPLACING: "plan another action for {what}, which did not work",
    }
    for each in incident.actions.values() if stage is Stage.CLOSED else ():
        if each.waits in words:
            what = f"“{shorten(each.words, 60, placeholder=' …')}”"
            yield Lack(words[each.waits].format(what=what), plain=words[each.waits].format(what="an action"))


def _reportable(incident: Incident, stage: Stage) -> Iterator[Lack]:
    """Ask before the close for the signed decision, where a legal clock applies, and for what it asks to be told."""
    if stage is not Stage.CLOSED:
        return
    if is_undecided(incident):
        yield Lack("have a supervisor decide whether it is reportable")
    for each in to_tell(incident):
        spec = field_of(kind_of(incident), each.met_by)
        if spec is None or spec.needed_for is None:
            yield Lack(f"record when this was done: {each.words[:1].lower()}{each.words[1:]}")


_GATES = (_injured, _reportable, _actions, _course)
"""What a stage needs besides fields; each gives what is lacking. Signatures get their gates here."""
