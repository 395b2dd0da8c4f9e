from datetime import date

import pytest

from sopdesk.domain import casework, gates
from sopdesk.domain.action import ActionPlanned, ActionSort
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.incident import (
    ORDER,
    IncidentCorrected,
    IncidentDetailed,
    IncidentKind,
    IncidentLinked,
    IncidentLogged,
    IncidentMoved,
    Severity,
    Stage,
)
from sopdesk.domain.party import PartyAdded, PartyRole
from tests.domain.given import CARD, at, history, refuses

_RAMP = ActionPlanned("a1", ActionSort.CORRECTIVE, "leo", date(2026, 5, 18), what="Mend Ida's ramp")


def given(kind: IncidentKind, *events: object, country: str = "GB") -> Incident:
    """Give an incident of a kind after these events."""
    return fold(
        "inc-1", history(IncidentLogged("T-1", kind, at(), at(), "UTC", country=country, currency="GBP"), *events)
    )


def names(incident: Incident, stage: Stage) -> list[str]:
    """Give the fields that a stage waits for."""
    return [each.name for each in gates.missing(incident, stage)]


def test_conditional_fields_are_needed_when_their_condition_holds() -> None:
    """What has to be said about a reportable injury is asked when it is reportable, and may be asked before."""
    injury = given(IncidentKind.INJURY)
    assert "riddor_class" not in names(injury, Stage.RESOLVED)
    assert "riddor_class" in [each.name for each in gates.may_miss(injury, Stage.RESOLVED)]
    reportable = given(IncidentKind.INJURY, IncidentDetailed((("reportable", "yes"),)))
    assert "riddor_class" in names(reportable, Stage.RESOLVED)
    elsewhere = given(IncidentKind.INJURY, IncidentDetailed((("reportable", "yes"),)), country="")
    assert "riddor_class" not in [each.name for each in gates.may_miss(elsewhere, Stage.RESOLVED)]


def test_an_accident_names_who_was_injured() -> None:
    """The record of an injury is not resolved before the injured person is named (accident book, OSHA 301)."""
    hurt = PartyAdded("p1", PartyRole.CUSTOMER, "Ida", injured=True)

    def lacks(*events: object, kind: IncidentKind = IncidentKind.ACCIDENT, stage: Stage = Stage.RESOLVED) -> bool:
        return "add who was injured" in [each.words for each in gates.lacking(given(kind, *events), stage)]

    assert lacks()
    assert lacks(PartyAdded("p1", PartyRole.CUSTOMER, "Ida"))
    assert not lacks(hurt)
    assert not lacks(stage=Stage.INVESTIGATING)
    assert not lacks(kind=IncidentKind.NEAR_MISS)


def test_an_accident_without_anybody_hurt_asks_for_no_injured_person() -> None:
    """Was anybody hurt? "No" asks for neither the person nor the injury; unanswered or "yes" does, an injury always."""
    injured = {"injury", "first_aid"}

    def asks(kind: IncidentKind, said: str) -> tuple[bool, set[str]]:
        file = given(kind, IncidentDetailed((("anybody_hurt", said),)))
        words = [each.words for each in gates.lacking(file, Stage.RESOLVED)]
        return "add who was injured" in words, injured & set(names(file, Stage.RESOLVED))

    assert asks(IncidentKind.ACCIDENT, "no") == (False, set())
    assert "cause" in names(given(IncidentKind.ACCIDENT, IncidentDetailed((("anybody_hurt", "no"),))), Stage.RESOLVED)
    assert asks(IncidentKind.ACCIDENT, "yes") == asks(IncidentKind.ACCIDENT, "") == (True, injured)
    assert asks(IncidentKind.INJURY, "") == (True, injured)


def test_an_accident_asks_first_whether_anybody_was_hurt() -> None:
    """The question stands before the next stage, unless the file says by itself that somebody was hurt."""
    assert "anybody_hurt" in names(given(IncidentKind.ACCIDENT), Stage.INVESTIGATING)
    for known in (PartyAdded("p1", PartyRole.CUSTOMER, "Ida", injured=True),
                  IncidentDetailed(personal=(("injury", "Burnt hand"),))):  # fmt: skip
        assert "anybody_hurt" not in names(given(IncidentKind.ACCIDENT, known), Stage.INVESTIGATING)
    assert "anybody_hurt" not in names(given(IncidentKind.INJURY), Stage.INVESTIGATING)


def test_a_gate_says_everything_that_is_lacking() -> None:
    """A refused stage names every field by its label, and whatever else has to be done."""
    file = given(IncidentKind.SECURITY, IncidentDetailed((("checked", "yes"), ("real", "false"))))
    said = refuses(lambda: gates.refuse_lacking(file, Stage.CLOSED))
    assert said == "Before this incident is closed, fill in “Action taken” and resolve it."
    done = given(
        IncidentKind.SECURITY, IncidentDetailed((("checked", "yes"), ("real", "false"), ("action", "Told them"))),
        IncidentMoved(Stage.RESOLVED),
    )  # fmt: skip
    assert gates.lacking(done, Stage.CLOSED) == ()
    gates.refuse_lacking(done, Stage.CLOSED)
    assert gates.lacking(file, Stage.CLOSED)[0].field is not None


@pytest.mark.parametrize("stage", ORDER)
def test_stages_follow_each_other(stage: Stage) -> None:
    """After every stage but the last comes another."""
    following = gates.next_stage(stage)
    assert (following is None) == (stage is Stage.CLOSED)


def test_amounts_are_in_the_currency_of_the_house() -> None:
    """An amount is recorded with the currency that the house had when the incident was logged."""
    file = given(IncidentKind.COMPLAINT)
    assert casework.detail(file, {"amount": "5"}).plain == (("amount", "5.00 GBP"),)
    assert casework.correct(file, "amount", "6", reason="x").now == "6.00 GBP"
    assert gates.currency_of(Incident("inc-9")) == ""
    assert (file.country, Incident("inc-9").country) == ("GB", "")


def test_how_bad_it_could_have_been_is_corrected() -> None:
    """The worst that it could have been is said, corrected and taken back like any other field."""
    file = given(IncidentKind.NEAR_MISS)
    assert file.potential is None
    worse = casework.correct(file, "potential", "severe", reason="x")
    assert given(IncidentKind.NEAR_MISS, worse).potential is Severity.SEVERE
    assert casework.correct(given(IncidentKind.NEAR_MISS, worse), "potential", "", reason="x").now == ""
    assert "Severity" in refuses(lambda: casework.correct(file, "potential", "huge", reason="x"))
    assert "Severity" in refuses(lambda: casework.correct(file, "severity", "", reason="x"))


def test_an_approximate_time_is_corrected_to_an_exact_one() -> None:
    """Whether the time is approximate is corrected with the time."""
    about = IncidentLogged("T-1", IncidentKind.ABUSE, at(-2), at(-1), "UTC", occurred_about=True)
    file = fold("inc-1", history(about))
    assert file.occurred_about
    exact = casework.correct(file, "occurred_at", at(-3).isoformat(), reason="The till says so.")
    file = fold("inc-1", history(about, exact))
    assert (file.occurred_at, file.occurred_about) == (at(-3), False)
    vague = casework.correct(file, "occurred_at", f"About {at(-4).isoformat()}", reason="x")
    assert vague.now == f"about {at(-4).isoformat()}"
    assert fold("inc-1", history(about, exact, vague)).occurred_at == at(-4)
    assert isinstance(exact, IncidentCorrected)


def test_incidents_are_linked_never_merged() -> None:
    """Two files that belong together name each other once; neither changes otherwise."""
    file = given(IncidentKind.COMPLAINT)
    assert casework.link(file, "inc-2", reason=" Same receipt ") == IncidentLinked("inc-2", "Same receipt")
    linked = given(IncidentKind.COMPLAINT, IncidentLinked("inc-2"), IncidentLinked("inc-2"))
    assert linked.links == ["inc-2"]
    assert "already" in refuses(lambda: casework.link(linked, "inc-2", reason=""))
    assert "same incident" in refuses(lambda: casework.link(file, "inc-1", reason=""))
    assert "card number" in refuses(lambda: casework.link(file, "inc-2", reason=CARD))


def test_an_override_names_what_is_lacking() -> None:
    """A gate gives way only for a reason, and only while something is lacking; the record names it by its label."""
    file = given(IncidentKind.COMPLAINT)
    assert "Say why" in refuses(lambda: casework.move(file, Stage.RESOLVED, "", override="  "))
    assert "card number" in refuses(lambda: casework.move(file, Stage.RESOLVED, "", override=CARD))
    moved = casework.move(file, Stage.RESOLVED, "Paid", override=" The insurer asks. ")
    assert moved.reason == "The insurer asks."
    assert "Category" in moved.overridden
    assert "Nothing is missing" in refuses(lambda: casework.move(file, Stage.ACKNOWLEDGED, "", override="Now"))
    assert "signature" in refuses(lambda: casework.move(file, Stage.CLOSED, "", override="Now"))
    assert "resolve it" in casework.check_closing(file, "Settled", override="Now")
    again = given(IncidentKind.COMPLAINT, moved)
    assert again.overridden == moved.overridden
    assert again.stage is Stage.RESOLVED


def test_an_override_repeats_no_words_of_an_action() -> None:
    """What somebody wrote about an action is sealed: the plain record of an override says only that one was open."""
    file = given(IncidentKind.NEAR_MISS, _RAMP)
    named = [each.named for each in gates.lacking(file, Stage.CLOSED)]
    assert "have an action done and verified" in named
    assert not any("Ida" in each for each in named)
