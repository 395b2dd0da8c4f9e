from sopdesk.domain.alike import keys, words_alike
from sopdesk.domain.case import fold
from sopdesk.domain.event import ERASED
from sopdesk.domain.incident import IncidentDetailed, IncidentKind, IncidentLogged
from sopdesk.domain.party import PartyAdded, PartyRole
from tests.domain.given import at, history

LOGGED = IncidentLogged("T-1", IncidentKind.DISPUTE, at(), at(), "UTC", place=" The  Bar ", narrative="x")


def test_an_incident_is_recognised_by_its_reference_person_and_place() -> None:
    """References, numbers and names are compared as people mean them; confidential people are no key to anything."""
    file = fold("inc-1", history(
        LOGGED, IncidentDetailed((), (("transaction", "R-1881 a"),)),
        PartyAdded("p1", PartyRole.CUSTOMER, "Ida  NAIR", phone="+44 117 496-0177", email="Ida@Example.org"),
        PartyAdded("p2", PartyRole.WITNESS, "Wren", phone="555 0199 00", confidential=True),
        PartyAdded("p3", PartyRole.WITNESS, ERASED, phone="110"),
    ))  # fmt: skip
    assert list(keys(file)) == [
        ("reference", "r-1881 a"), ("place", "the bar"), ("phone", "174960177"), ("email", "ida@example.org"),
        ("name", "ida nair"),
    ]  # fmt: skip


def test_words_are_alike_when_half_of_them_are_shared() -> None:
    """Two stories are alike when they share at least half of the longer words of the shorter."""
    told = "The flat white was cold when the waiter brought it over."
    assert words_alike(told, f"{told} And nobody had looked over for ten minutes.")
    assert not words_alike(told, "Somebody slipped over beside the terrace door while mopping.")
    assert not words_alike("Cold soup again", "Cold soup again")
