import random
from datetime import timedelta, timezone

import pytest

from sopdesk.domain import casework, entering, gates
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.event import ERASED
from sopdesk.domain.incident import (
    IncidentClosed,
    IncidentCorrected,
    IncidentDetailed,
    IncidentKind,
    IncidentLogged,
    IncidentMoved,
    IncidentNoted,
    IncidentReopened,
    Pinned,
    ProcedurePinned,
    Severity,
    Stage,
)
from sopdesk.domain.party import PartyAdded, PartyRole
from tests.domain.given import CARD, at, history, refuses, signature

LOGGED = IncidentLogged(
    "T-2026-1", IncidentKind.COMPLAINT, at(-2), at(-1), "Europe/Berlin", place="Counter", narrative="Cold soup",
)  # fmt: skip
HANDLED = IncidentDetailed((("category", "quality"), ("finding", "upheld"), ("remedy_given", "New soup")))
ACCEPTED = IncidentDetailed((("accepted", "yes"),))
ACKNOWLEDGED, INVESTIGATING, RESOLVED, FOLLOWED_UP = (
    IncidentMoved(stage) for stage in (Stage.ACKNOWLEDGED, Stage.INVESTIGATING, Stage.RESOLVED, Stage.FOLLOWED_UP)
)
CLOSED = IncidentClosed("d9", signature(), "Content")
REFUND = Pinned("sop-1", "SOP-012", "1.0", "d1")
DONE = (LOGGED, HANDLED, ACCEPTED, ACKNOWLEDGED, RESOLVED, FOLLOWED_UP)


def given(*events: object) -> Incident:
    """Give the incident of these events, one an hour."""
    return fold("inc-1", history(*events))


def log(**answers: object) -> IncidentLogged:
    """Log a complaint about cold soup at the beginning; `answers` replace or add to the form."""
    form = {
        "number": "T-2026-1", "kind": IncidentKind.COMPLAINT, "narrative": " Cold soup ", "occurred_at": at(-2),
        "now": at(), "zone": "Europe/Berlin",
    } | answers  # fmt: skip
    return casework.log(**form)  # type: ignore[arg-type] # the tests name the types


def test_a_minor_complaint_is_logged_in_a_line() -> None:
    """Only the kind and what happened are needed; what is not said about the report is that it came now."""
    logged = log()
    assert (logged.narrative, logged.place, logged.reported_at, logged.severity) == (
        "Cold soup", None, at(), Severity.LOW,
    )  # fmt: skip
    assert log(reported_at=at(-1), place=" Counter ", procedures=[REFUND]).procedures == (REFUND,)


def test_an_incident_says_what_happened() -> None:
    """Nothing is logged without words."""
    assert "what happened" in refuses(lambda: log(narrative=" "))


def test_nothing_happened_in_the_future() -> None:
    """Neither the event nor its report lies in the future, nor the report before the event."""
    assert "future" in refuses(lambda: log(occurred_at=at(1)))
    assert "future" in refuses(lambda: log(reported_at=at(1)))
    assert "before it happened" in refuses(lambda: log(reported_at=at(-3)))
    assert log(occurred_at=at() + timedelta(minutes=4)).occurred_at > at()


def test_card_numbers_are_refused_wherever_they_are_typed() -> None:
    """A full card number is refused in every text of a file."""
    file = given(LOGGED)
    acts = [
        lambda: log(narrative=CARD),
        lambda: log(place=CARD),
        lambda: log(done_at_once=CARD),
        lambda: log(channel=CARD),
        lambda: entering.add_party(file, PartyRole.CUSTOMER, {"remarks": CARD}),
        lambda: casework.detail(file, {"subject": CARD}),
        lambda: casework.note(file, CARD),
        lambda: casework.move(file, Stage.ACKNOWLEDGED, CARD),
        lambda: casework.correct(file, "subject", CARD, reason="x"),
        lambda: casework.correct(file, "subject", "Soup", reason=CARD),
        lambda: casework.check_closing(given(*DONE), CARD),
        lambda: casework.reopen(given(*DONE, CLOSED), reason=CARD),
    ]
    assert all("card number" in refuses(act) for act in acts)


def test_somebody_concerned_is_added_with_something_to_know_them_by() -> None:
    """A party has a name or something else that tells them apart."""
    file = given(LOGGED, PartyAdded("p1", PartyRole.WITNESS, "Ida"))
    added = entering.add_party(file, PartyRole.CUSTOMER, {"name": " Jo ", "phone": " ", "email": "jo@example.org"})
    assert added == PartyAdded("p2", PartyRole.CUSTOMER, "Jo", email="jo@example.org")
    assert "Give a name" in refuses(lambda: entering.add_party(file, PartyRole.CUSTOMER, {"name": " "}))
    assert (file.parties[0].name, file.parties[0].phone) == ("Ida", "")


def test_details_are_those_that_the_kind_asks_for() -> None:
    """A kind of incident takes its own fields, with values that they can take; personal ones lie apart."""
    file = given(IncidentLogged("T-2", IncidentKind.ABUSE, at(), at(), "UTC"))
    what = casework.detail(file, {"said_or_done": "Shouted", "ban": "given", "warning": " "})
    assert what == IncidentDetailed((("ban", "given"),), (("said_or_done", "Shouted"),))
    assert "no field “soup”" in refuses(lambda: casework.detail(file, {"soup": "x"}))
    assert "takes one of" in refuses(lambda: casework.detail(file, {"ban": "forever"}))
    assert "Nothing new" in refuses(lambda: casework.detail(file, {"warning": ""}))


def test_a_detail_is_corrected_not_replaced() -> None:
    """A field that is filled takes no second value; the same value does no harm."""
    file = given(LOGGED, HANDLED)
    assert "Correct it" in refuses(lambda: casework.detail(file, {"category": "other"}))
    assert casework.detail(file, {"category": "quality", "accepted": "yes"}) == ACCEPTED


def test_a_remark_can_always_be_added() -> None:
    """A remark changes nothing, so a closed file takes it too."""
    assert casework.note(given(*DONE, CLOSED), " Called ") == IncidentNoted("Called")
    assert "Write something" in refuses(lambda: casework.note(given(LOGGED), " "))
    assert "no such incident" in refuses(lambda: casework.note(Incident("inc-9"), "x"))


def test_a_procedure_is_named_once() -> None:
    """A further procedure concerned is pinned to its revision, each only once."""
    assert casework.pin(given(LOGGED), REFUND) == ProcedurePinned(REFUND)
    pinned = given(LOGGED, ProcedurePinned(REFUND), ProcedurePinned(REFUND))
    assert pinned.procedures == [REFUND]
    assert "already" in refuses(lambda: casework.pin(pinned, REFUND))


def test_an_incident_goes_on_to_later_stages_only() -> None:
    """The course of an incident runs forward; closing takes a signature."""
    file = given(LOGGED, ACKNOWLEDGED)
    assert casework.move(file, Stage.INVESTIGATING, " Asked the cook ") == IncidentMoved(
        Stage.INVESTIGATING, "Asked the cook"
    )
    assert casework.move(file, Stage.INVESTIGATING, "").text is None
    assert "already" in refuses(lambda: casework.move(file, Stage.ACKNOWLEDGED, ""))
    assert "signature" in refuses(lambda: casework.move(file, Stage.CLOSED, ""))


def test_what_is_missing_is_asked_for_when_the_stage_needs_it() -> None:
    """A stage is not reached while a field that it needs is empty."""
    file = given(LOGGED)
    sentence = refuses(lambda: casework.move(file, Stage.RESOLVED, ""))
    assert sentence == "Before this incident is resolved, fill in “Category”, “Finding”, “Remedy given”."
    assert casework.move(given(LOGGED, HANDLED), Stage.RESOLVED, "").stage is Stage.RESOLVED
    assert [each.name for each in gates.missing(given(LOGGED, HANDLED), Stage.CLOSED)] == ["accepted"]


def test_a_correction_stands_beside_what_it_corrects() -> None:
    """A correction keeps what the field said, what it says now, and why."""
    file = given(LOGGED, HANDLED)
    assert casework.correct(file, "category", "other", reason=" Wrong ") == IncidentCorrected(
        "category", "quality", "other", "Wrong"
    )
    assert casework.correct(file, "amount", "12,5", reason="Till").was is None
    assert "why" in refuses(lambda: casework.correct(file, "category", "other", reason=" "))
    assert "says already" in refuses(lambda: casework.correct(file, "category", "quality", reason="x"))
    assert "no field" in refuses(lambda: casework.correct(file, "soup", "x", reason="x"))
    assert "closed" in refuses(lambda: casework.correct(given(*DONE, CLOSED), "amount", "1", reason="x"))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("severity", "awful", "low, medium, high or severe"),
        ("occurred_at", "yesterday", "date and time"),
        ("occurred_at", "2026-05-04T06:00", "zone"),
        ("occurred_at", "2026-05-04T08:30+00:00", "after the incident was recorded"),
        ("occurred_at", "2026-05-04T07:30+00:00", "before it happened"),
        ("reported_at", "2026-05-04T05:00+00:00", "before it happened"),
        ("narrative", " ", "what happened"),
    ],
)
def test_a_correction_takes_what_the_field_takes(name: str, text: str, words: str) -> None:
    """A corrected time, severity or narrative is as sound as a first one."""
    assert words in refuses(lambda: casework.correct(given(LOGGED), name, text, reason="x"))


def test_a_time_is_corrected_in_any_zone() -> None:
    """A corrected time is recorded in UTC, in whatever zone it was given; the first severity stays beside the new."""
    file = given(LOGGED)
    event = casework.correct(
        file, "occurred_at", at(-3).astimezone(timezone(timedelta(hours=2))).isoformat(), reason="x"
    )
    assert event.now == at(-3).isoformat()
    assert casework.correct(file, "reported_at", at(-0.5).isoformat(), reason="x").now == at(-0.5).isoformat()
    assert casework.correct(file, "place", " Bar ", reason="x").now == "Bar"
    assert casework.correct(file, "narrative", "Cold tea", reason="x").was == "Cold soup"
    worse = given(LOGGED, event, casework.correct(file, "severity", "high", reason="x"))
    assert (worse.occurred_at, worse.reported_at, worse.severity) == (at(-3), at(-1), Severity.HIGH)
    assert worse.corrections == 2
    assert worse.logged == LOGGED


def test_an_incident_is_closed_when_it_is_resolved() -> None:
    """A file is closed when it is resolved, complete, and says how it ended."""
    casework.check_closing(given(*DONE), "Content")
    assert "resolve it" in refuses(lambda: casework.check_closing(given(LOGGED), "x"))
    assert "how it ended" in refuses(lambda: casework.check_closing(given(*DONE), " "))
    assert "Accepted" in refuses(lambda: casework.check_closing(given(LOGGED, HANDLED, RESOLVED), "x"))
    assert "closed" in refuses(lambda: casework.check_closing(given(*DONE, CLOSED), "x"))
    assert "no such incident" in refuses(lambda: casework.check_closing(Incident("inc-9"), "x"))
    assert "no such incident" in refuses(lambda: gates.missing(Incident("inc-9"), Stage.CLOSED) and None)


def test_a_closed_incident_is_reopened_with_a_reason() -> None:
    """A closed file changes only after it was taken up again, with the reason."""
    closed = given(*DONE, ("sam", CLOSED))
    assert closed.stage is Stage.CLOSED
    assert closed.closed_stamp is not None
    assert casework.reopen(closed, reason=" New witness ") == IncidentReopened("New witness")
    assert "why" in refuses(lambda: casework.reopen(closed, reason=""))
    assert "not closed" in refuses(lambda: casework.reopen(given(LOGGED), reason="x"))
    again = given(*DONE, CLOSED, IncidentReopened("x"))
    assert (again.stage, again.closed, again.reopened) == (Stage.INVESTIGATING, None, 1)


def test_acts_done_apart_do_not_undo_each_other() -> None:
    """Of acts at two stations unknown to each other the first value, the further stage and the first close stand."""
    file = given(
        LOGGED, HANDLED, IncidentDetailed((("category", "other"),)), RESOLVED, ACKNOWLEDGED, ACCEPTED,
        ("sam", CLOSED), ("tom", CLOSED), FOLLOWED_UP, IncidentNoted("x"),
    )  # fmt: skip
    assert file.values["category"] == "quality"
    assert [stage for stage, _ in file.stages] == [Stage.LOGGED, Stage.RESOLVED, Stage.CLOSED]
    assert file.closed_stamp is not None
    assert file.closed_stamp.actor == "sam"
    assert given(LOGGED, ACKNOWLEDGED, IncidentReopened("x")).stage is Stage.ACKNOWLEDGED


def test_a_file_is_the_same_in_whatever_order_its_events_arrive() -> None:
    """A late event of another station gives the same file as one in time."""
    events = history(*DONE, IncidentCorrected("place", "Counter", "Bar", "x"), CLOSED, IncidentReopened("x"), RESOLVED)
    for seed in range(20):
        assert fold("inc-1", random.Random(seed).sample(events, len(events))) == fold("inc-1", events)
    assert fold("inc-1", events[1:3]).logged is None


def test_an_erased_file_still_stands() -> None:
    """Where personal words were erased the file keeps its course, its times and its severity."""
    abuse = IncidentLogged("T-3", IncidentKind.ABUSE, at(), at(), "UTC", place=ERASED, narrative=ERASED)
    file = given(
        abuse, PartyAdded("p1", PartyRole.CUSTOMER, ERASED, ERASED), IncidentDetailed((), ERASED),  # type: ignore[arg-type] # erased
        IncidentCorrected("severity", ERASED, ERASED, ERASED), IncidentCorrected("occurred_at", ERASED, ERASED, ERASED),
        IncidentCorrected("place", ERASED, ERASED, ERASED), IncidentClosed("d", signature(), ERASED),
    )  # fmt: skip
    assert (file.severity, file.occurred_at, file.values["place"]) == (Severity.LOW, at(), ERASED)
    assert file.erased
    assert file.parties[0].name == ERASED


def test_what_was_erased_is_not_asked_for_again() -> None:
    """A stage does not wait for personal details that were recorded and then erased."""
    abuse = IncidentLogged("T-3", IncidentKind.ABUSE, at(), at(), "UTC")
    file = given(abuse, IncidentDetailed((), ERASED))  # type: ignore[arg-type] # erased
    assert [each.name for each in gates.missing(file, Stage.CLOSED)] == ["supervisor_called"]


def test_personal_values_are_known_as_such() -> None:
    """Personal are place, narrative and what was done, the personal details, and what a correction added."""
    file = given(
        LOGGED, IncidentDetailed((("category", "other"),), (("said_or_done", "x"),)),
        IncidentCorrected("category", "other", "quality", "x"), IncidentCorrected("warning", None, "Ben did", "x"),
        IncidentCorrected("subject", None, None, "x"),
    )  # fmt: skip
    assert file.personal == {"place", "narrative", "done_at_once", "said_or_done", "warning", "subject"}
    assert file.values["subject"] == ""
