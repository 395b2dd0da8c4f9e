"""Asking the customer after a file is resolved: within 48 hours, what was said, and what follows from the answer.

The customer's "no" opens the file again in the same act (ISO 10002:2018, 8.9 and 9.3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sopdesk.domain.case import Incident
from sopdesk.domain.entering import record_entry
from sopdesk.domain.entry import EntryRecorded
from sopdesk.domain.field_sets.entries import FOLLOW_UP
from sopdesk.domain.gates import kind_of, refuse_lacking
from sopdesk.domain.incident import ORDER, IncidentKind, IncidentMoved, IncidentReopened, Stage
from sopdesk.domain.refusal import Refusal

TRIES = 3
"""After so many tries in which nobody was reached, a file counts as followed up."""
IN_TIME = timedelta(hours=48)
"""A preset: by then the customer is asked."""
PROMOTERS, DETRACTORS = 9, 6
"""From this answer on somebody would recommend the house; up to that one they would not (Net Promoter Score)."""

FollowUpEvent = EntryRecorded | IncidentMoved | IncidentReopened


@dataclass(frozen=True, slots=True)
class Asked:
    """One try to reach a customer; `in_time` is None where nothing was resolved by then. None: not answered."""

    in_time: bool | None
    reached: bool
    satisfaction: int | None = None
    recommendation: int | None = None
    agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class FollowUpFigures:
    """What customers answered: shares from 0 to 1, satisfaction 1 to 5, `net` −100 to 100; None without answers."""

    tries: int
    reached: int
    in_time: float | None
    satisfaction: float | None
    rated: int
    net: int | None
    recommended: int
    disagreed: int


def follow_up(incident: Incident, values: Mapping[str, str]) -> list[FollowUpEvent]:
    """Record one try to reach the customer, with what follows: followed up, or opened again by the customer's "no".

    Refuses a file that is not resolved yet, and one whose customer nobody can ask.
    """
    kind_of(incident)
    if ORDER.index(incident.stage) < ORDER.index(Stage.RESOLVED):
        raise Refusal("Resolve it first; then the customer is asked.")
    entry = record_entry(incident, FOLLOW_UP.name, values, closed=True)
    given = dict((*entry.plain, *(entry.personal or ())))
    if given.get("agrees") == "no":
        words = given.get("reply", "")
        reason = f"The customer does not agree. {words}".strip()
        return [entry, IncidentReopened(reason)]
    if incident.stage is not Stage.RESOLVED:
        return [entry]
    if given.get("reached") == "yes" or tries(incident) + 1 >= TRIES:
        refuse_lacking(incident, Stage.FOLLOWED_UP)
        said = given.get("said") if given.get("reached") == "yes" else f"Nobody was reached in {TRIES} tries."
        return [entry, IncidentMoved(Stage.FOLLOWED_UP, said)]
    return [entry]


def tries(incident: Incident) -> int:
    """Give how often the customer was asked, or could not be reached, since the file was resolved last."""
    resolved = [stamp.order for stage, stamp in incident.stages if stage is Stage.RESOLVED]
    since = resolved[-1] if resolved else (0, "", 0)
    return sum(each.sort == FOLLOW_UP.name and each.stamp.order > since for each in incident.entries.values())


def asked(incident: Incident) -> list[tuple[str, Asked]]:
    """Give every follow-up of a file by its entry, for figures."""
    found = (each.entry for each in incident.entries.values() if each.sort == FOLLOW_UP.name)
    return [(entry, _asked(incident, entry)) for entry in found]


def figures(all_asked: Iterable[Asked]) -> FollowUpFigures:
    """Sum up follow-ups."""
    found = list(all_asked)
    rated = [each.satisfaction for each in found if each.satisfaction is not None]
    scores = [each.recommendation for each in found if each.recommendation is not None]
    timed = [each.in_time for each in found if each.in_time is not None]
    net = sum((each >= PROMOTERS) - (each <= DETRACTORS) for each in scores)
    return FollowUpFigures(
        len(found), sum(each.reached for each in found), sum(timed) / len(timed) if timed else None,
        sum(rated) / len(rated) if rated else None, len(rated), round(100 * net / len(scores)) if scores else None,
        len(scores), sum(each.agrees is False for each in found),
    )  # fmt: skip


def to_say(kind: IncidentKind, *, named: str = "") -> str:
    """Give words to begin with, on the phone or in writing."""
    whom = f"Good day, {named}. " if named else "Good day. "
    matter = {
        IncidentKind.COMPLAINT: "what you told us about",
        IncidentKind.DISPUTE: "what we disagreed about",
        IncidentKind.ABUSE: "what happened here",
    }.get(kind, "what happened to you here")
    return (
        f"{whom}I am calling about {matter}. We have looked into it, and I would like to know whether it is settled "
        "for you. How satisfied are you with how we dealt with it, from 1 to 5? How likely are you to recommend us, "
        "from 0 to 10? Is there anything that we should still do?"
    )


def _asked(incident: Incident, entry: str) -> Asked:
    found = incident.entries[entry]
    before = (each for each in incident.stages if each[1].order < found.stamp.order)
    resolved = [stamp.at for stage, stamp in before if stage is Stage.RESOLVED]
    number = {name: int(found.values[name]) for name in ("satisfaction", "recommendation") if found.values.get(name)}
    agrees = {"yes": True, "no": False}.get(found.values.get("agrees", ""))
    return Asked(
        found.stamp.at - resolved[-1] <= IN_TIME if resolved else None, found.values.get("reached") == "yes",
        number.get("satisfaction"), number.get("recommendation"), agrees,
    )  # fmt: skip
