"""Saying in plain words what an event was: for the story of an incident and the lines of the trail."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, tzinfo
from types import MappingProxyType
from typing import Any

from sopdesk.domain import (
    controlled_copy,
    deputy,
    duty,
    evidence,
    holding,
    house,
    journey,
    log_key,
    mark,
    missed,
    opening,
    opening_words,
    person,
    review,
    reviewing,
    revision,
    role,
    rota,
    run,
    schedule,
    suggestion,
    use,
)
from sopdesk.domain.event import Recorded
from sopdesk.domain.money import money
from sopdesk.domain.person import ROLE_NAMES
from sopdesk.domain.plan_words import in_words
from sopdesk.services.clock_wording import CLOCKS
from sopdesk.services.erasure_wording import ERASURES
from sopdesk.services.guide_wording import GUIDES
from sopdesk.services.handover_wording import HANDOVERS
from sopdesk.services.incident_wording import INCIDENTS
from sopdesk.services.told import Told, day_words, moment_words
from sopdesk.store.trail import AREAS

_STEP = re.compile("“(step:[^”]+)”")
_QUOTED = re.compile("“([^”]+)”")
NOTHING: Mapping[str, str] = MappingProxyType({})


def tell(recorded: Recorded, called: Mapping[str, str] = NOTHING, zone: tzinfo = UTC) -> Told:
    """Say what an event was; `called` has the words of the items, steps and answers that it names by their ids."""
    told = _TELL[type(recorded.what)](recorded.what)
    what = _QUOTED.sub(lambda found: f"“{called.get(found[1], found[1])}”", told.what) if called else told.what
    text = told.text if told.moment is None else told.text.replace("{moment}", moment_words(told.moment, zone))
    text = _STEP.sub(lambda found: f"“{called.get(found[1], found[1])}”", text)
    return replace(told, what=what, text=text)


def area_of(subject: str) -> str:
    """Name the part of the desk that a subject belongs to."""
    prefix = subject.split("-", 1)[0]
    return next((area for area, prefixes in AREAS.items() if f"{prefix}-" in prefixes), "house")


def _approved(what: revision.RevisionApproved) -> Told:
    given: object = what.decisions  # a sealed value may be the word for an erased one
    why = given if isinstance(given, str) else "; ".join(f"{each.sentence} {each.reason}" for each in what.decisions)
    return Told(f"approved revision {what.label} ({what.significance})", "effective from {moment}", reason=why,
                occurred_at=what.effective_from, moment=what.effective_from)  # fmt: skip


def _asked(what: reviewing.ReviewAsked) -> Told:
    order = " one after the other" if what.in_order else ""
    count = len(what.reviewers)
    return Told(f"asked {count} {'person' if count == 1 else 'people'} to review the revision{order}")


def _reviewed(what: reviewing.ReviewGiven) -> Told:
    given: object = what.comments  # a sealed value may be the word for an erased one
    said = given if isinstance(given, str) else "; ".join(each.text for each in what.comments)
    return Told(f"reviewed the revision: {what.opinion}", said)


def _submitted(what: revision.RevisionSubmitted) -> Told:
    source = f" (imported from {what.imported_from})" if what.imported_from else ""
    return Told(f"handed in “{what.content.title}” for approval{source}", reason=what.reason)


def _counted(what: mark.ItemCounted) -> Told:
    outside = "" if what.in_bounds else ", out of bounds"
    return Told(f"recorded {what.value} for “{what.item}”{outside}", what.done_about_it or "")


def _chosen(what: mark.ItemChosen) -> Told:
    wrong = "" if what.in_order else ", not in order"
    return Told(f"chose “{what.choice}” for “{what.item}”{wrong}", what.done_about_it or "")


def _cash(what: mark.CashCounted) -> Told:
    said = "" if what.total == what.expected else f" instead of {what.expected:f}"
    return Told(f"counted {what.total:f}{said} for “{what.item}”", what.done_about_it or "")


def _skipped(what: mark.ItemSkipped) -> Told:
    allowed = f", allowed by {what.allowed_by}" if what.allowed_by else ""
    return Told(f"skipped “{what.item}”{allowed}", reason=what.reason or "")


def _founded(what: house.HouseFounded | house.HouseChanged) -> Told:
    verb = "founded" if isinstance(what, house.HouseFounded) else "changed"
    given: object = what.contacts  # a sealed value may be the word for an erased one
    contacts = given if isinstance(given, str) else "; ".join(f"{name}: {value}" for name, value in what.contacts)
    return Told(f"{verb} the house {what.name}, {what.site}", contacts)


def _used(what: use.AuthorityUsed) -> Told:
    amount = "" if what.amount is None else f" {money(what.amount, what.currency)}"
    second = f", together with {what.second}" if what.second else ""
    return Told(
        f"used their authority: {what.action}{amount}, by {what.number}, revision {what.label}{second}",
        what.reference or "",
    )


def _roles(roles: tuple[str, ...]) -> str:
    return ", ".join(_role(each) for each in roles)


def _role(name: str) -> str:
    """Name a level; of the house's own roles the trail knows the name."""
    return ROLE_NAMES[person.Role(name)].lower() if name in set(person.Role) else f"role:{name}"


def _days(first: date | None, last: date | None) -> str:
    """Say from when until when."""
    words = [f"from {day_words(first)}" if first else "", f"until {day_words(last)}" if last else ""]
    return " ".join(each for each in words if each)


def _defined(what: role.RoleDefined) -> Told:
    line = f", reports to {_role(what.reports_to)}" if what.reports_to else ""
    return Told(f"defined the role {what.name}", f"rights of {_role(what.level)}{line}")


def _rota(what: rota.RotaChanged) -> Told:
    shifts = "; ".join(f"{each.name} {rota.clock(each.starts)}–{rota.clock(each.ends)}" for each in what.shifts)
    return Told("set the week of the rota", shifts)


def _rota_day(what: rota.RotaDayChanged) -> Told:
    does = "works as the week says" if what.as_usual else f"works {what.shift}" if what.shift else "does not work"
    return Told("changed a day of the rota", f"{day_words(what.day)}: {what.person} {does}")


SECRETS = {"pin": "PIN"}
_VERDICTS = {
    review.Verdict.KEEP: "it stays as it is",
    review.Verdict.REVISE: "it has to be revised",
    review.Verdict.RETIRE: "it is not needed any more",
}
_GROUNDS = {
    review.Ground.LAW: "a law asks for it",
    review.Ground.POLICY: "a policy asks for it",
    review.Ground.OCCURRENCE: "something happened",
}
_WISHES = {
    suggestion.Wish.CHANGE: "suggested a change",
    suggestion.Wish.DOES_NOT_WORK: "said that it does not work",
    suggestion.Wish.QUESTION: "asked a question",
}
_TELL: dict[type, Callable[[Any], Told]] = {
    revision.RevisionSubmitted: _submitted,
    revision.RevisionReturned: lambda e: Told("returned the revision to its author", reason=e.reason),
    revision.RevisionApproved: _approved,
    reviewing.ReviewAsked: _asked,
    reviewing.ReviewGiven: _reviewed,
    reviewing.ReviewExcused: lambda e: Told("went on without a review", reason=e.reason),
    revision.ProcedureWithdrawn: lambda e: Told(
        "withdrew the procedure", "from {moment}", reason=e.reason, occurred_at=e.effective_from,
        moment=e.effective_from,
    ),
    controlled_copy.CopyIssued: lambda e: Told(
        f"issued copy {e.number} of {e.sop_number}, revision {e.label}{f', as a card {e.form}' if e.form else ''}",
        " · ".join(filter(None, (e.place, e.holder or ""))),
    ),
    controlled_copy.CopyCalledIn: lambda e: Told("called the copy in", reason=e.reason or ""),
    controlled_copy.CopyReturned: lambda e: Told("took the copy back", e.remark or ""),
    controlled_copy.CopyLost: lambda e: Told("recorded the copy as lost", reason=e.reason or ""),
    controlled_copy.CopyVoided: lambda e: Told("made the copy void", reason=e.reason or ""),
    review.ProcedureReviewed: lambda e: Told(f"reviewed the procedure: {_VERDICTS[e.verdict]}", e.remark),
    review.ReviewDemanded: lambda e: Told(f"demanded a review by {day_words(e.due)} ({_GROUNDS[e.ground]})",
                                          reason=e.reason),
    suggestion.SuggestionMade: lambda e: Told(_WISHES[e.wish] + (f" (step “{e.place}”)" if e.place else ""), e.text),
    suggestion.SuggestionAnswered: lambda e: Told(f"{e.answer} the suggestion", e.words),
    suggestion.SuggestionWithdrawn: lambda _: Told("took the suggestion back"),
    run.RunStarted: lambda e: Told(f"started {e.title} ({e.sop_number}, revision {e.label})"),
    mark.ItemTicked: lambda e: Told(f"ticked “{e.item}”"),
    mark.ItemUnticked: lambda e: Told(f"took back “{e.item}”"),
    mark.ItemCounted: _counted,
    mark.ItemNoted: lambda e: Told(f"wrote for “{e.item}”", e.text or ""),
    mark.ItemSkipped: _skipped,
    mark.ItemChosen: _chosen,
    mark.CashCounted: _cash,
    mark.ItemPhotographed: lambda e: Told(f"added a photo to “{e.item}”"),
    mark.ItemConfirmed: lambda e: Told(f"had “{e.item}” confirmed by {e.second}"),
    run.RunCompleted: lambda e: Told(
        f"completed the checklist: {e.done} done, {e.skipped} skipped, {e.out_of_bounds} out of bounds",
    ),
    run.RunReturned: lambda e: Told("refused the sign-off", reason=e.reason or ""),
    run.RunSignedOff: lambda _: Told("signed off the checklist"),
    **INCIDENTS,
    **CLOCKS,
    **HANDOVERS,
    **GUIDES,
    **ERASURES,
    person.PersonRegistered: lambda e: Told(f"registered somebody as {_roles(e.roles)}", e.name or ""),
    person.PersonChanged: lambda e: Told(f"changed somebody to {_roles(e.roles)}", e.name or ""),
    person.PersonLeft: lambda e: Told("recorded that somebody left the house", reason=e.reason or ""),
    person.PinSet: lambda _: Told("set a PIN"),
    person.PasswordSet: lambda e: Told(
        "set a password, with a signing key of its own",
        f"without the old one: {e.allowed_by} allowed it" if e.allowed_by else "",
    ),
    person.NewPasswordAllowed: lambda e: Told(
        "allowed a new password without the old one", "until {moment}", reason=e.reason or "", moment=e.until
    ),
    deputy.ReportsTo: lambda e: Told(f"recorded whom somebody reports to: {e.person or 'whoever has the role above'}"),
    deputy.DeputyNamed: lambda e: Told(f"named {e.deputy} as deputy", _days(e.first, e.last)),
    deputy.DeputyReleased: lambda e: Told(f"ended that {e.deputy} is deputy", _days(e.first, None)),
    duty.DutyStarted: lambda e: Told("came on duty", "until {moment} at the latest", moment=e.until),
    duty.DutyEnded: lambda _: Told("went off duty"),
    role.RoleDefined: _defined,
    role.RoleRetired: lambda _: Told("retired the role"),
    journey.JourneyRevised: lambda e: Told(
        f"drew the journey “{e.title}”", f"{len(e.stages)} stages", reason=e.reason
    ),
    journey.JourneyRetired: lambda e: Told("took the journey out of use", reason=e.reason),
    rota.RotaChanged: _rota,
    rota.RotaDayChanged: _rota_day,
    opening.HoursChanged: lambda e: Told(
        f"set the opening hours from {day_words(e.first)} on", opening_words.week(e.week), reason=e.reason
    ),
    opening.DayChanged: lambda e: Told(f"set the hours of {day_words(e.day)}", opening_words.changed(e)),
    schedule.SchedulePlanned: lambda e: Told(
        "planned when the checklist is due",
        f"{in_words(e.plan)}, role:{e.plan.role}" if e.plan.role else in_words(e.plan), reason=e.reason,
    ),
    missed.CheckMissed: lambda e: Told(
        "noted that it was missed: nobody began it in time", f"due by {{moment}}, role:{e.role}", moment=e.due_by
    ),
    missed.CheckExplained: lambda e: Told("explained why it was missed", e.text or ""),
    person.SignInSucceeded: lambda e: Told(f"signed in with the {SECRETS.get(e.by, e.by)}"),
    person.SignInRefused: lambda e: Told(f"was refused: wrong {SECRETS.get(e.by, e.by)}"),
    house.LogOpened: lambda e: Told(
        f"opened the log {e.origin} of station {e.station}",
        f"continues {e.continues}" if e.continues else "", reason=e.reason,
    ),
    log_key.KeyRotated: lambda e: Told(
        "gave the log another key",
        "planned" if e.why is log_key.Why.PLANNED else "somebody else may have had the former one",
        reason=e.reason or "",
    ),
    use.AuthorityUsed: _used,
    use.AuthorityUseCorrected: lambda e: Told("took back a use of authority", reason=e.reason or ""),
    house.HouseFounded: _founded,
    house.HouseChanged: _founded,
    house.ApprovalsRuled: lambda e: Told(
        f"set how many approvals a revision of the kind {e.procedure_kind} takes: {e.approvals}"
    ),
    holding.CheckpointHandedOver: lambda e: Told(
        f"handed over the checkpoint of {e.size} entries ({e.way})", f"to {e.holder}" if e.holder else ""
    ),
    holding.PlaceChosen: lambda e: Told(
        "chose the second place for checkpoints" if e.place else "did without a second place for checkpoints",
        e.place or "",
    ),
    holding.ReminderSet: lambda e: Told(
        f"set after how many days an old checkpoint outside is recalled to a manager: {e.days}"
    ),
    evidence.EvidenceBundled: lambda e: Told(
        f"stated what is handed over as evidence: {sum(each.count for each in e.logs)} entries, "
        f"{e.withheld} sealed values kept back", reason=e.reason or "",
    ),
    house.EvidenceExported: lambda e: Told(
        f"exported {e.scope} as {e.form} ({e.entries} {'entry' if e.entries == 1 else 'entries'})", e.digest,
        reason=e.reason or "",
    ),
}  # fmt: skip
