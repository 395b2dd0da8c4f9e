"""The legal clocks that are known: presets for a country, each with its source; never legal advice."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sopdesk.domain.clock import HOUR, Clock
from sopdesk.domain.field import When
from sopdesk.domain.field_sets.injury import RIDDOR
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.legal_clock import Begins, LegalClock

if TYPE_CHECKING:
    from sopdesk.domain.case import Incident

AT_ONCE = 15
"""Minutes: "without delay" and "immediately" are a quarter of an hour at the desk, as the house's own "at once" is."""
DAY = 24 * HOUR
NOT_REPORTABLE = "not reportable"
HURT = (IncidentKind.ACCIDENT, IncidentKind.INJURY)
_RIDDOR_AT_ONCE = (
    "death", "specified injury", "person not at work taken to hospital", "dangerous occurrence", "gas incident",
)  # fmt: skip
_RECORDABLE = ("death", "days away", "transfer or restriction", "other recordable case")

PRESETS = (
    LegalClock(
        "riddor-at-once", "Tell the enforcing authority without delay (the written report follows within 10 days)",
        HURT, AT_ONCE, f"{RIDDOR}, regulations 4 to 7 and 11, Schedule 1", "GB",
        when=(When("riddor_class", _RIDDOR_AT_ONCE),),
    ),
    LegalClock(
        "riddor-over-seven-days", "Report the absence of more than seven days", HURT, 15 * DAY,
        f"{RIDDOR}, regulation 4(2) and Schedule 1", "GB", Begins.OCCURRED,
        when=(When("riddor_class", ("over-seven-day absence",)),),
    ),
    LegalClock(
        "riddor-disease", "Report the disease without delay once it is diagnosed", HURT, AT_ONCE,
        f"{RIDDOR}, regulations 8 and 9, Schedule 1", "GB", when=(When("riddor_class", ("occupational disease",)),),
    ),
    LegalClock(
        "riddor-dangerous-occurrence", "Tell the enforcing authority of the dangerous occurrence without delay",
        (IncidentKind.NEAR_MISS,), AT_ONCE, f"{RIDDOR}, regulation 7, Schedules 1 and 2", "GB",
        when=(When("dangerous_occurrence", ("yes",)),),
    ),
    LegalClock(
        "data-breach-72-hours", "Tell the Information Commissioner of the breach of personal data, if it is one",
        (IncidentKind.COMPLAINT,), 72 * HOUR, "UK GDPR, Article 33(1)", "GB",
        when=(When("category", ("data or privacy",)),),
    ),
    LegalClock(
        "data-complaint", "Acknowledge the complaint, if it is about personal data of whoever complains",
        (IncidentKind.COMPLAINT,), 30 * DAY,
        "Data Protection Act 2018, section 164A(3), in force from 19 June 2026", "GB",
        when=(When("category", ("data or privacy",)),), met_by="acknowledged_at", decided=False,
    ),
    LegalClock(
        "unsafe-food", "Tell the food authority immediately, if the food sold may do harm", (IncidentKind.COMPLAINT,),
        AT_ONCE, "Regulation (EC) No 178/2002, Article 19(3), as it applies in Great Britain", "GB",
        when=(When("category", ("safety or allergen",)), When("safety_issue", ("yes",))),
    ),
    LegalClock(
        "osha-fatality", "Tell OSHA of the death", HURT, 8 * HOUR, "29 CFR 1904.39(a)(1)", "US",
        when=(When("osha_event", ("death",)),),
    ),
    LegalClock(
        "osha-severe-injury", "Tell OSHA of the in-patient stay, the amputation or the loss of an eye", HURT, DAY,
        "29 CFR 1904.39(a)(2)", "US", when=(When("osha_event", ("in-patient stay", "amputation", "loss of an eye")),),
    ),
    LegalClock(
        "osha-301", "Complete OSHA Form 301 and the line of the log", HURT, 7 * DAY, "29 CFR 1904.29(b)(3)", "US",
        when=(When("osha_class", _RECORDABLE),), met_by="completed_on", decided=False,
    ),
)  # fmt: skip
_IN_FORCE = {"data-complaint": datetime(2026, 6, 19, tzinfo=UTC)}
"""From when a law asks it; what the house was told before does not run against it."""
MET_BY_LETTER = {"acknowledged_at": "acknowledgement", "told_at": "decision"}
"""Fields that a letter recorded as sent stands for, by what it is for; also where a kind asks for no such field."""


def legal_clocks(incident: "Incident") -> Iterator[LegalClock]:
    """Give the legal clocks that can run for an incident: by its kind and country, presets and those of the house."""
    if incident.logged is None or incident.logged.source is not None:
        return
    own = incident.clocks.legal if incident.clocks else ()
    for each in (*PRESETS, *own):
        begun = each.id not in _IN_FORCE or incident.reported_at >= _IN_FORCE[each.id]
        if begun and incident.logged.incident_kind in each.kinds and each.country in {"", incident.country}:
            yield each


def applying(incident: "Incident") -> Iterator[LegalClock]:
    """Give the legal clocks whose conditions hold."""
    return (each for each in legal_clocks(incident) if all(one.holds(incident.values) for one in each.when))


def asks(incident: "Incident") -> bool:
    """Tell whether "reportable?" can be asked of an incident: a clock that can run for it depends on the answer."""
    return any(each.decided for each in legal_clocks(incident))


def is_undecided(incident: "Incident") -> bool:
    """Tell whether somebody has to decide: a legal clock applies or somebody held it reportable, and nobody signed."""
    held = asks(incident) and incident.values.get("reportable") == "yes"
    return incident.reportable is None and (held or any(each.decided for each in applying(incident)))


def to_tell(incident: "Incident") -> list[LegalClock]:
    """Give the legal clocks of a case that was decided to be reportable, and of which nobody has said they are met."""
    said = incident.reportable
    if said is None or not said.reportable:
        return []
    return [each for each in applying(incident) if each.decided and not incident.values.get(each.met_by)]


def clocks_by_law(incident: "Incident") -> Iterator[Clock]:
    """Give the legal clocks that run, or ran until they were met or the case was decided not to be reportable."""
    said, stamp = incident.reportable, incident.reportable_stamp
    for each in applying(incident):
        began = incident.occurred_at if each.begins is Begins.OCCURRED else incident.reported_at
        met_at, note = _met_at(incident, each), ""
        if met_at is None and each.decided and said is not None and stamp is not None and not said.reportable:
            met_at, note = stamp.at, NOT_REPORTABLE
        yield Clock(each.words, began, each.span, met_at=met_at, source=each.source, note=note)


def _met_at(incident: "Incident", law: LegalClock) -> datetime | None:
    """Give when a legal clock was met: by its field or else by the first letter sent that stands for it."""
    met_at, purpose = _instant(incident.values.get(law.met_by, "")), MET_BY_LETTER.get(law.met_by)
    if met_at is not None or purpose is None:
        return met_at
    letters = (each for each in incident.entries.values() if each.values.get("direction") == "sent")
    sent = (each for each in letters if each.sort == "letter" and each.values.get("purpose") == purpose)
    return min((_instant(each.values.get("at", "")) or each.stamp.at for each in sent), default=None)


def _instant(value: str) -> datetime | None:
    """Give the instant of a field that holds a moment, or a day from its beginning (UTC)."""
    if not value:
        return None
    found = datetime.fromisoformat(value.removeprefix("about ").partition("[")[0])
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
