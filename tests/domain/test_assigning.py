from sopdesk.domain.assigning import assign
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged
from sopdesk.domain.owner import IncidentAssigned
from tests.domain.given import CARD, at, history, refuses, signature


def case(*events: object) -> Incident:
    """Give an incident with further events."""
    return fold("inc-1", history(IncidentLogged("T-1", IncidentKind.COMPLAINT, at(), at(), "UTC"), *events))


def test_one_person_looks_after_a_file() -> None:
    """Nobody does at first; then whoever got it last."""
    assert case().owner == ""
    assert case(IncidentAssigned("ana"), IncidentAssigned("sam", "Ana is away")).owner == "sam"


def test_a_file_is_given_with_a_reason_or_without() -> None:
    """What is said of why is kept as it is written, without blanks around it."""
    assert assign(case(), "ana") == IncidentAssigned("ana")
    assert assign(case(IncidentAssigned("ana")), "sam", " Ana is away ") == IncidentAssigned("sam", "Ana is away")


def test_what_changes_nothing_is_not_recorded() -> None:
    """Nobody is given what they have, what is closed, or nothing; no card number comes in with a reason."""
    given = case(IncidentAssigned("ana"))
    assert "already" in refuses(lambda: assign(given, "ana"))
    assert "Say who" in refuses(lambda: assign(given, ""))
    assert "card number" in refuses(lambda: assign(given, "sam", CARD))
    closed = case(IncidentClosed("d9", signature(), "Content"))
    assert "closed" in refuses(lambda: assign(closed, "sam"))
