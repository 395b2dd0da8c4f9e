from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sopdesk.domain import casework
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.clock import ClocksApplied
from sopdesk.domain.deadline import Deadline, Timing, deadlines
from sopdesk.domain.deciding import check_decision
from sopdesk.domain.entry import EntryRecorded
from sopdesk.domain.field import Asks
from sopdesk.domain.fields import field_of
from sopdesk.domain.gates import lacking
from sopdesk.domain.incident import IncidentDetailed, IncidentKind, IncidentLogged, IncidentMoved, Source, Stage
from sopdesk.domain.legal_clock import LegalClock
from sopdesk.domain.legal_clocks import NOT_REPORTABLE, PRESETS, asks, is_undecided
from sopdesk.domain.reportable import ReportableDecided
from tests.domain.given import CARD, at, history, refuses, signature

YES = ReportableDecided(reportable=True, digest="d1", signature=signature(), reason="Taken to hospital")
NO = ReportableDecided(reportable=False, digest="d1", signature=signature(), reason="Treated here")


def hurt(*events: object, country: str = "GB", kind: IncidentKind = IncidentKind.INJURY, **values: str) -> Incident:
    """Give an injury that happened an hour before it was reported, with some values and further events."""
    logged = IncidentLogged("T-1", kind, at(-1), at(), "UTC", country=country)
    return fold("inc-1", history(logged, IncidentDetailed(tuple(values.items())), *events))


def by_law(incident: Incident, hour: float = 2) -> list[Deadline]:
    """Give the legal clocks of an incident."""
    return [each for each in deadlines(incident, at(hour)) if each.source]


@pytest.mark.parametrize(
    ("kind", "country", "values", "began", "hours"),
    [
        (IncidentKind.INJURY, "GB", {"riddor_class": "death"}, 0, 0.25),
        (IncidentKind.ACCIDENT, "GB", {"riddor_class": "over-seven-day absence"}, -1, 15 * 24),
        (IncidentKind.INJURY, "GB", {"riddor_class": "occupational disease"}, 0, 0.25),
        (IncidentKind.NEAR_MISS, "GB", {"dangerous_occurrence": "yes"}, 0, 0.25),
        (IncidentKind.COMPLAINT, "GB", {"category": "data or privacy"}, 0, 72),
        (IncidentKind.COMPLAINT, "GB", {"category": "safety or allergen", "safety_issue": "yes"}, 0, 0.25),
        (IncidentKind.INJURY, "US", {"osha_event": "death"}, 0, 8),
        (IncidentKind.INJURY, "US", {"osha_event": "amputation"}, 0, 24),
        (IncidentKind.INJURY, "US", {"osha_class": "days away"}, 0, 7 * 24),
    ],
)
def test_a_legal_clock_runs_once_the_fields_say_so(
    kind: IncidentKind, country: str, values: dict[str, str], began: float, hours: float
) -> None:
    """Each preset runs for its kind, in its country, from when the law counts, and names its source."""
    [clock] = by_law(hurt(kind=kind, country=country, **values))
    assert (clock.began, clock.due, clock.met_at) == (at(began), at(began) + timedelta(hours=hours), None)
    assert not by_law(hurt(kind=kind, country="IE", **values))
    assert not by_law(hurt(kind=kind, country=country))


def test_every_preset_fits_the_fields() -> None:
    """The fields of every condition exist with these values, what stops a clock is a moment or a day, ids differ."""
    for each in PRESETS:
        for kind in map(IncidentKind, each.kinds):
            met_by = field_of(kind, each.met_by)
            assert met_by is not None
            assert met_by.asks in {Asks.MOMENT, Asks.DATE}
            for one in each.when:
                spec = field_of(kind, one.field)
                assert spec is not None
                assert set(one.values) <= set(spec.choices or ("yes", "no"))
        assert each.source
    assert len({each.id for each in PRESETS}) == len(PRESETS)


def test_telling_the_authority_stops_the_clock() -> None:
    """The moment that is filled in counts; a day counts from its beginning."""
    [told] = by_law(hurt(riddor_class="death", authority_told_at="about 2026-05-04T09:10+01:00[Europe/London]"))
    assert (told.met_at, told.state) == (at(0) + timedelta(minutes=10), Timing.OK)
    [late] = by_law(hurt(riddor_class="death", authority_told_at="2026-05-04T10:00+00:00[UTC]"))
    assert late.state is Timing.LATE
    [form] = by_law(hurt(country="US", osha_class="days away", completed_on="2026-05-06"))
    assert form.met_at is not None
    assert (form.met_at.isoformat(), form.state) == ("2026-05-06T00:00:00+00:00", Timing.OK)


def test_a_signed_no_stops_the_clock_and_a_yes_lets_it_run() -> None:
    """The decision is the answer of the field, too; a later one takes its place; a form has to be filled in anyway."""
    file = hurt(NO, riddor_class="death", reportable="yes")
    [clock] = by_law(file)
    assert (clock.met_at, clock.note, file.values["reportable"]) == (at(2), NOT_REPORTABLE, "no")
    [clock] = by_law(hurt(NO, YES, riddor_class="death"))
    assert (clock.met_at, clock.note) == (None, "")
    [form] = by_law(hurt(NO, country="US", osha_class="days away"))
    assert form.met_at is None


def test_no_close_without_the_decision() -> None:
    """Where a legal clock applies, or somebody held the case reportable, the close takes a signed decision."""

    def words(file: Incident, stage: Stage = Stage.CLOSED) -> list[str]:
        return [each.words for each in lacking(file, stage) if "reportable" in each.words or "record" in each.words]

    wanted = ["have a supervisor decide whether it is reportable"]
    assert words(hurt(riddor_class="death")) == words(hurt(reportable="yes")) == wanted
    assert words(hurt(riddor_class="death"), Stage.RESOLVED) == words(hurt(reportable="no")) == []
    assert words(hurt(YES, riddor_class="death")) == words(hurt(NO, riddor_class="death")) == []
    data = {"category": "data or privacy"}
    told = hurt(YES, IncidentDetailed((("authority_told_at", "2026-05-04T09:00+00:00[UTC]"),)),
                kind=IncidentKind.COMPLAINT, **data)  # fmt: skip
    assert words(told) == []
    [lack] = words(hurt(YES, kind=IncidentKind.COMPLAINT, **data))
    assert lack.startswith("record when this was done: tell the Information Commissioner")
    assert not is_undecided(hurt(country="US", osha_class="days away"))
    assert not is_undecided(hurt(country="", reportable="yes"))


def test_a_house_brings_legal_clocks_of_its_own() -> None:
    """They run beside the presets, for their kinds and their country or for every country."""
    own = LegalClock("own-1", "Tell the insurer", ("injury",), 60, "Policy 7")
    file = hurt(ClocksApplied(legal=(own, replace(own, country="US"), replace(own, kinds=("dispute",)))))
    [clock] = by_law(file)
    assert (clock.name, clock.due, clock.source) == ("Tell the insurer", at(1), "Policy 7")


def test_imported_incidents_have_no_legal_clocks() -> None:
    """What was handled elsewhere, and a file whose beginning is not here, has none; nothing is decided there."""
    old = IncidentLogged("T-1", IncidentKind.INJURY, at(), at(), "UTC", country="GB", source=Source("a", 2, "d"))
    assert not asks(fold("inc-1", history(old)))
    assert not asks(fold("inc-1", history(IncidentMoved(Stage.ACKNOWLEDGED))))


def test_what_may_be_decided() -> None:
    """A decision takes a reason, a law that asks for it, and differs from the one before; it is never corrected."""
    check_decision(hurt(), reportable=False, reason="Treated here")
    check_decision(hurt(NO), reportable=True, reason="In hospital after all")
    assert "Say why" in refuses(lambda: check_decision(hurt(), reportable=True, reason=" "))
    assert "already" in refuses(lambda: check_decision(hurt(NO), reportable=False, reason="x"))
    assert "nothing to decide" in refuses(lambda: check_decision(hurt(country="IE"), reportable=True, reason="x"))
    assert "card" in refuses(lambda: check_decision(hurt(), reportable=True, reason=CARD)).lower()
    assert "Decide it anew" in refuses(lambda: casework.correct(hurt(NO), "reportable", "yes", reason="x"))


def sent(purpose: str, when: str = "", direction: str = "sent", entry: str = "e1") -> EntryRecorded:
    """Give a letter on the file."""
    plain = (("direction", direction), ("purpose", purpose), *((("at", when),) if when else ()))
    return EntryRecorded(entry, "letter", plain)


def own_law(met_by: str) -> ClocksApplied:
    """Give a law of the house's own for disputes, which waits for a letter."""
    law = LegalClock(
        "own-1", "Give the final answer", ("dispute",), 56 * 24 * 60, "Act 1", met_by=met_by, decided=False
    )
    return ClocksApplied((), (law,))


@pytest.mark.parametrize(("met_by", "purpose"), [("told_at", "decision"), ("acknowledged_at", "acknowledgement")])
def test_a_letter_stops_the_clock_of_the_law(met_by: str, purpose: str) -> None:
    """The first letter for it that was sent counts, at its moment or else at its recording; nothing else does."""

    def met(*events: object) -> datetime | None:
        [clock] = by_law(hurt(own_law(met_by), *events, kind=IncidentKind.DISPUTE, country="IE"))
        return clock.met_at

    when = f"{at(1):%Y-%m-%dT%H:%M}+00:00[UTC]"
    assert met() is None
    assert met(sent("question", when), sent(purpose, when, "received", "e2")) is None
    assert met(sent(purpose, when), sent(purpose, f"{at(5):%Y-%m-%dT%H:%M}+00:00[UTC]", entry="e2")) == at(1)
    assert met(sent(purpose)) is not None
    assert met(EntryRecorded("e1", "claim", (("direction", "sent"), ("purpose", purpose)))) is None


def test_a_complaint_about_personal_data_is_acknowledged_within_thirty_days() -> None:
    """Where the complaint came once the law was in force; the acknowledgement stops it, no decision is asked for."""
    day = datetime(2026, 6, 19, 9, tzinfo=UTC)

    def told(reported: datetime, **values: str) -> list[Deadline]:
        logged = IncidentLogged("T-1", IncidentKind.COMPLAINT, reported, reported, "UTC", country="GB")
        given = {"category": "data or privacy", **values}
        case = fold("inc-1", history(logged, IncidentDetailed(tuple(given.items()))))
        return [each for each in deadlines(case, reported) if "164A" in each.source]

    [clock] = told(day)
    assert clock.due == day + timedelta(days=30)
    assert told(day, acknowledged_at="2026-06-20T09:00+00:00[UTC]")[0].met_at == day + timedelta(days=1)
    assert told(day - timedelta(days=1)) == []
