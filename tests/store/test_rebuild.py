from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sopdesk.domain import (
    action,
    cause,
    deputy,
    duty,
    entry,
    erasure,
    guided,
    handover,
    incident,
    journey,
    keeping,
    mark,
    missed,
    opening,
    owner,
    party,
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
from sopdesk.domain.incident import Pinned, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.domain.person import Role
from sopdesk.domain.sop import Format, Kind, Limit, Per, Procedure, Reference, Step
from sopdesk.store.store import Store
from tests.domain.given import signature
from tests.store.given import START, Clock, logged, opened

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
AMOUNT = st.decimals(0, 100, places=2)
PINNED = st.builds(Pinned, st.sampled_from(["sop-1", "sop-2"]), st.just("SOP-1"), st.just("1.0"), st.just("d"))
LIMIT = st.builds(
    Limit, TEXT, TEXT, st.one_of(st.none(), st.decimals(0, 100, places=2)), TEXT, TEXT, st.sampled_from(Per), TEXT,
    st.lists(TEXT, max_size=2).map(tuple), st.sampled_from(["", "a", "b"]),
)  # fmt: skip
CONTENT = st.builds(
    Procedure,
    st.just("SOP-1"),
    TEXT,
    st.sampled_from(Kind),
    st.sampled_from(Format),
    TEXT,
    TEXT,
    steps=st.just((Step("a", "A"),)),
    references=st.just((Reference("R", "SOP-2", "a"),)),
    limits=st.lists(LIMIT, max_size=2).map(tuple),
    escalation=TEXT,
)
MOMENT = st.integers(-5, 5).map(lambda days: START + timedelta(days=days))
DAY, WHO = MOMENT.map(lambda instant: instant.date()), st.sampled_from(["person-1", "person-2"])
INCIDENT = st.one_of(
    st.builds(incident.IncidentNoted, TEXT),
    st.builds(party.PartyAdded, st.just("p1"), st.sampled_from(PartyRole), TEXT, TEXT),
    st.builds(party.PartyCorrected, st.just("p1"), st.sampled_from(["name", "occupation"]), TEXT, TEXT, TEXT),
    st.builds(entry.EntryRecorded, st.just("e1"), st.just("offer"), st.just((("answer", "refused"),))),
    st.builds(action.ActionPlanned, st.just("a1"), st.sampled_from(action.ActionSort), WHO, DAY, what=TEXT),
    st.builds(action.ActionChanged, st.just("a1"), WHO, DAY, WHO, DAY, TEXT),
    st.sampled_from([action.ActionDone("a1"), action.ActionVerified("a1"), action.ActionRefused("a1")]),
    st.builds(action.ActionChecked, st.just("a1"), st.booleans(), TEXT),
    st.builds(cause.CauseFound, st.just("c1"), st.sampled_from(cause.Method), because=TEXT),
    st.builds(cause.CauseMarked, st.just("c1"), st.booleans()),
    st.builds(incident.IncidentLinked, st.just("incident-2")),
    st.builds(owner.IncidentAssigned, WHO, TEXT),
    st.builds(incident.IncidentMoved, st.sampled_from(Stage), TEXT, st.sampled_from([(), ("Category",)])),
    st.builds(incident.ProcedurePinned, PINNED),
    st.builds(incident.IncidentCorrected, st.sampled_from(["place", "narrative"]), TEXT, TEXT, TEXT),
    st.builds(incident.IncidentReopened, TEXT),
)
RUN = st.one_of(
    st.builds(mark.ItemTicked, st.sampled_from("abc")),
    st.builds(mark.ItemUnticked, st.sampled_from("abc")),
    st.builds(mark.ItemSkipped, st.sampled_from("abc"), TEXT),
    st.builds(mark.ItemChosen, st.sampled_from("abc"), TEXT, st.booleans(), TEXT),
    st.builds(mark.ItemPhotographed, st.sampled_from("abc"), st.just("f" * 64), st.booleans()),
    st.builds(mark.ItemConfirmed, st.sampled_from("abc"), WHO),
    st.builds(run.RunCompleted, st.just(1), st.just(0), st.just(0), st.sampled_from(["", "handover-1"])),
    st.builds(run.RunReturned, TEXT),
)
HANDOVER = st.one_of(
    st.builds(handover.ItemLeft, st.sampled_from("12"), st.sampled_from(handover.About), TEXT, text=TEXT),
    st.builds(handover.ThingHanded, st.sampled_from("12"), st.sampled_from(handover.Sort), AMOUNT, TEXT, TEXT, TEXT),
    st.builds(handover.ThingReceived, st.sampled_from("12"), AMOUNT, AMOUNT, TEXT),
    st.builds(handover.ItemTicked, st.sampled_from("12"), st.sampled_from(handover.Tick)),
    st.builds(handover.ItemCarried, st.sampled_from("12"), st.just("handover-2")),
    st.builds(handover.HandoverAcknowledged),
    st.builds(handover.HandoverAddedTo, TEXT),
)
SOP = st.one_of(
    st.builds(revision.RevisionReturned, st.integers(1, 3), TEXT),
    st.builds(
        revision.RevisionApproved,
        st.integers(1, 3),
        st.just("d"),
        st.sampled_from(["1.0", "1.1", "2.0"]),
        st.sampled_from(revision.Significance),
        MOMENT,
        st.sampled_from(["sam", "tom"]).map(signature),
    ),
    st.builds(reviewing.ReviewAsked, st.integers(1, 3), st.lists(WHO, max_size=2).map(tuple), st.booleans()),
    st.builds(reviewing.ReviewGiven, st.integers(1, 3), st.just("d"), st.sampled_from(reviewing.Opinion)),
    st.builds(reviewing.ReviewExcused, st.integers(1, 3), WHO, TEXT),
    st.builds(review.ProcedureReviewed, st.just("d"), st.sampled_from(review.Verdict), st.just(signature()), TEXT),
    st.builds(review.ReviewDemanded, st.just("demand-1"), st.sampled_from(review.Ground), st.dates(), TEXT),
)
SUGGESTION = st.one_of(
    st.builds(suggestion.SuggestionAnswered, st.sampled_from(suggestion.Answer), TEXT),
    st.builds(suggestion.SuggestionWithdrawn),
)
GUIDE = st.one_of(
    st.builds(
        guided.GuideAnswered,
        st.sampled_from("abc"),
        st.just(0),
        st.sampled_from(["a", "b", "c", "done", "back", "escalate:manager"]),
    ),
    st.builds(guided.GuideSteppedBack, st.sampled_from("abc")),
    st.builds(guided.GuideNoted, st.sampled_from("abc"), TEXT),
    st.builds(guided.GuideTakenOver),
    st.builds(guided.GuideGivenUp, TEXT),
)
PERSON = st.one_of(
    st.builds(person.PersonChanged, st.lists(st.sampled_from(Role), max_size=2).map(tuple), TEXT),
    st.builds(person.SignInRefused, st.sampled_from(["pin", "password"])),
    st.builds(person.SignInSucceeded, st.sampled_from(["pin", "password"])),
    st.builds(person.PinSet, TEXT),
    st.builds(person.PersonLeft, TEXT),
    st.builds(person.NewPasswordAllowed, TEXT, MOMENT, st.just(signature())),
    st.builds(person.PasswordSet, TEXT, TEXT, TEXT),
    st.builds(deputy.ReportsTo, st.sampled_from(["", "person-2"])),
    st.builds(deputy.DeputyNamed, WHO, DAY, DAY),
    st.builds(deputy.DeputyReleased, WHO, DAY),
)
ROLE = st.one_of(
    st.builds(role.RoleDefined, TEXT, st.sampled_from(Role), st.sampled_from(["", "manager"])),
    st.builds(role.RoleRetired),
)
RETIRED = st.builds(journey.JourneyRetired)
ROTA = st.one_of(
    st.builds(
        rota.RotaChanged,
        st.lists(st.builds(rota.Shift, WHO, TEXT, st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple),
        st.lists(st.builds(rota.Turn, WHO, WHO, st.just((0, 3))), max_size=2).map(tuple),
    ),
    st.builds(rota.RotaDayChanged, DAY, WHO, WHO, st.booleans()),
)
SPANS = st.lists(st.builds(opening.Span, st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple)
OPENING = st.one_of(
    st.builds(opening.HoursChanged, DAY, st.lists(SPANS, min_size=7, max_size=7).map(tuple), TEXT),
    st.builds(opening.DayChanged, DAY, TEXT, SPANS, st.booleans()),
)
PLANNED = st.builds(
    schedule.SchedulePlanned,
    st.just("sop-1"),
    st.builds(schedule.Plan, st.sampled_from(schedule.Rhythm), first=st.one_of(st.none(), DAY), role=TEXT),
    TEXT,
)
CHECK = st.one_of(
    st.builds(missed.CheckExplained, TEXT),
    st.just(missed.CheckMissed("sop-1", "SOP-1", "T", "1.0", "d", "manager", START, START + timedelta(hours=1))),
)
SETTLES = st.lists(st.sampled_from(["suggestion-1", "suggestion-2"]), max_size=3).map(tuple)
SUBMITTED = st.builds(
    revision.RevisionSubmitted, st.integers(1, 3), CONTENT, st.just("d"), TEXT, settles=SETTLES,
    approvals=st.integers(1, 2),
)  # fmt: skip
GROUND = st.sampled_from(erasure.Basis)
GONE = st.builds(erasure.ErasedEntry, st.just("a"), st.integers(0, 9), st.just(("narrative",)), st.just(("d",)))
ERASED = st.builds(erasure.DisclosureErased, st.just("erasure-1"), GROUND, st.tuples(GONE))
ERASURE = st.one_of(
    st.builds(erasure.ErasureRefused, TEXT),
    st.builds(erasure.ErasureAgreed, st.just("d"), st.just(signature())),
)
KEEPING = st.one_of(
    st.builds(keeping.HoldPlaced, TEXT),
    st.builds(keeping.HoldLifted, TEXT),
    st.builds(keeping.RetentionExtended, DAY, TEXT),
)
ACT = st.one_of(
    st.tuples(st.sampled_from(["incident-1", "incident-2"]), INCIDENT),
    st.tuples(st.just("run-1"), RUN),
    st.tuples(st.just("guide-1"), GUIDE),
    st.tuples(st.just("handover-1"), HANDOVER),
    st.tuples(st.just("sop-1"), st.one_of(SOP, SUBMITTED)),
    st.tuples(st.just("person-1"), PERSON),
    st.tuples(st.just("role-barista"), ROLE),
    st.tuples(st.just("rota"), ROTA),
    st.tuples(st.just("hours"), OPENING),
    st.tuples(st.just("schedule-sop-1"), PLANNED),
    st.tuples(st.just("missed-sop-1-20260504T0800Z"), CHECK),
    st.tuples(st.just("journey-1"), st.one_of(st.builds(journey.JourneyRevised, TEXT, st.just(())), RETIRED)),
    st.tuples(st.just("duty-1"), st.one_of(st.builds(duty.DutyStarted, MOMENT), st.builds(duty.DutyEnded))),
    st.tuples(st.just("suggestion-1"), SUGGESTION),
    st.tuples(st.sampled_from(["incident-1", "run-1", "handover-1"]), ERASED),
    st.tuples(st.just("erasure-1"), ERASURE),
    st.tuples(st.just("keeping-incident-1"), KEEPING),
    st.tuples(st.just("use-1"), st.builds(use.AuthorityUseCorrected, TEXT)),
)  # fmt: skip
FIRST: dict[str, Any] = {
    "incident-1": logged("I-1"),
    "incident-2": logged("I-2"),
    "erasure-1": erasure.ErasureRequested(erasure.Basis.REQUEST, ()),
    "run-1": run.RunStarted("C-1", "sop-1", "SOP-1", "1.0", "d", "Closing"),
    "handover-1": handover.HandoverWritten("H-1", "Late", "run-1", "Milk", "A bang"),
    "guide-1": guided.GuideStarted("W-1", "sop-1", "SOP-1", "1.0", "d", "Refund", "a"),
    "sop-1": revision.RevisionSubmitted(1, Procedure("SOP-1", "T", Kind.PROCESS, Format.FAQ, "S", "o"), "d", "new"),
    "suggestion-1": suggestion.SuggestionMade("sop-1", "d", suggestion.Wish.CHANGE, "a", "Shorter"),
    "use-1": use.AuthorityUsed("sop-1", "SOP-1", "1.0", "d", "refund", "manager", "person-1", reference="Table 4"),
    "person-1": person.PersonRegistered((Role.MANAGER,), "Ana"),
}


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Give every row of every read model."""
    names = (
        "sop revision reference reviewer escalation authority_limit authority_use run guide incident pinned person "
        "handover handover_reader handover_open_item "
        "deputy role duty shift turn rota_day opening_week opening_day plan missed journey house"
    ).split()
    found = {}
    with store.reading() as connection:
        for name in names:
            there = connection.exec_driver_sql(f"SELECT * FROM {name}")  # noqa: S608 - a test's own name
            found[name] = sorted(map(tuple, there), key=repr)
    return found


@settings(max_examples=15, deadline=None)
@given(st.lists(ACT, max_size=25))
def test_rebuild_equals_live(acts: list[tuple[str, Any]]) -> None:
    """Whatever happened, folding the whole journal again gives exactly the rows that were written act by act."""
    with TemporaryDirectory() as folder, opened(Path(folder), create=True) as store:
        clock = Clock()
        for subject, first in FIRST.items():
            store.append("person-1", (subject, [first]), at=clock())
        for subject, what in acts:
            signed = getattr(what, "signature", None)  # nobody approves what they wrote themselves
            store.append(signed.signer if signed else "person-1", (subject, [what]), at=clock())
        live = rows(store)
        assert store.compare_models() == []
        assert store.rebuild() == store.size
        assert rows(store) == live
        [report] = store.verify_logs((), full=True)
        assert report.holds, report.sentence
