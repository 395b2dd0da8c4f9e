from typing import Any

import pytest

from sopdesk.domain import entering
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.entry import Entry, EntryConfirmed, EntryCorrected, EntryRecorded
from sopdesk.domain.event import ERASED
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged
from sopdesk.domain.party import PartyAdded, PartyCorrected, PartyRole
from tests.domain.given import CARD, at, history, refuses, signature

LOGGED = IncidentLogged("T-1", IncidentKind.DISPUTE, at(), at(), "Europe/London", country="GB", currency="GBP")
IDA = PartyAdded("p1", PartyRole.CUSTOMER, "Ida", phone="0117 496 0177")
OFFER = EntryRecorded("e1", "offer", (("amount", "5.00 GBP"),), (("authority", "Shift lead"), ("offered", "A cake")))
SAID = EntryRecorded("e2", "statement", (), (("said_by", "Leo"), ("statement", "She left at nine.")))


def given(*events: object) -> Incident:
    """Give the file of a dispute after these events."""
    return fold("inc-1", history(LOGGED, *events))


def test_a_minor_has_a_guardian_and_an_injured_person_is_marked() -> None:
    """What the event has no place for of its own stands beside, sealed with the rest."""
    added = entering.add_party(
        given(IDA), PartyRole.MINOR, {"name": "Bo", "guardian": " Ida, his mother ", "occupation": " "},
        injured=True, confidential=True,
    )  # fmt: skip
    assert added == PartyAdded(
        "p2", PartyRole.MINOR, "Bo", further=(("guardian", "Ida, his mother"),), injured=True, confidential=True
    )
    [_, bo] = given(IDA, added).parties
    assert bo.values() == {
        "role": "minor", "injured": "yes", "confidential": "yes", "name": "Bo", "guardian": "Ida, his mother",
    }  # fmt: skip
    assert "“shoe size”" in refuses(lambda: entering.add_party(given(), PartyRole.MINOR, {"shoe size": "36"}))


@pytest.mark.parametrize(
    ("name", "now", "clean", "said"),
    [
        ("name", " Ida Nair ", "Ida Nair", "Ida Nair"),
        ("organisation", "Nair & Co", "Nair & Co", "Nair & Co"),
        ("role", "Witness", "witness", "witness"),
        ("injured", "yes", "yes", "yes"),
        ("phone", "", "", None),
    ],
)
def test_what_is_known_of_somebody_is_corrected(name: str, now: str, clean: str, said: str | None) -> None:
    """Everything about somebody can be corrected or added to; what it said stays beside."""
    what = entering.correct_party(given(IDA), "p1", name, now, reason=" She said so ")
    assert (what.now, what.reason) == (clean, "She said so")
    file = given(IDA, what)
    assert file.parties[0].values().get(name) == said
    assert file.corrections == 1


def test_a_correction_of_somebody_is_sound() -> None:
    """Nobody is corrected without a reason, into nothing, into what is said already, or who is not named."""
    file = given(IDA)

    def correct(name: str, now: str, reason: str = "x", party: str = "p1") -> str:
        return refuses(lambda: entering.correct_party(file, party, name, now, reason=reason))

    assert "why" in correct("name", "Jo", " ")
    assert "says already" in correct("name", "Ida")
    assert "card number" in correct("name", CARD)
    assert "Nobody like that" in correct("name", "Jo", party="p9")
    assert "one of" in correct("role", "friend")
    assert "says already" in correct("injured", "no")
    alone = given(PartyAdded("p1", PartyRole.CUSTOMER, "Ida"))
    assert "told apart" in refuses(lambda: entering.correct_party(alone, "p1", "name", "", reason="x"))


def test_what_was_erased_of_somebody_leaves_who_they_are_to_the_file() -> None:
    """Where words were erased the role stays; a correction of somebody unknown changes nothing."""
    gone = PartyAdded("p1", PartyRole.MINOR, ERASED, further=ERASED)  # type: ignore[arg-type] # erased
    file = given(gone, PartyCorrected("p1", "role", ERASED, ERASED), PartyCorrected("p7", "name", None, "Jo"))
    assert [(each.role, each.name, each.further) for each in file.parties] == [(PartyRole.MINOR, ERASED, {})]
    assert file.corrections == 1


def test_an_offer_is_an_entry_of_its_own() -> None:
    """Several offers stand one beside the other, each with the authority behind it; what is empty can follow."""
    file = given()
    first = entering.record_entry(file, "offer", {"offered": " A cake ", "authority": "Shift lead", "amount": "5"})
    assert first == OFFER
    later = entering.record_entry(given(OFFER), "", {"answer": "Refused", "amount": "5 GBP"}, entry="e1")
    assert later == EntryRecorded("e1", "offer", (("answer", "refused"),))
    file = given(OFFER, later)
    assert file.entries["e1"].values["answer"] == "refused"
    assert entering.record_entry(file, "offer", {"offered": "Two", "authority": "x"}).entry == "e2"


def test_an_entry_takes_what_its_sort_takes() -> None:
    """An entry needs its first fields, takes no second value, and is of a sort that the kind has."""
    file = given(OFFER)

    def record(sort: str, values: dict[str, str], entry: str = "") -> str:
        return refuses(lambda: entering.record_entry(file, sort, values, entry=entry))

    assert "“What was offered”" in record("offer", {"authority": "x"})
    assert "Correct it" in record("", {"offered": "Two cakes"}, "e1")
    assert "Nothing new" in record("", {"offered": "A cake", "answer": ""}, "e1")
    assert "no field “soup”" in record("offer", {"soup": "x"})
    assert "holds no “recipe”" in record("recipe", {})
    assert "no such entry" in record("", {}, "e9")
    assert "card number" in record("offer", {"offered": CARD, "authority": "x"})
    gone = given(EntryRecorded("e1", "offer", (), ERASED))  # type: ignore[arg-type] # erased
    assert entering.record_entry(gone, "", {"answer": "accepted"}, entry="e1").plain == (("answer", "accepted"),)


def test_an_entry_is_corrected_beside_what_it_said() -> None:
    """A correction of an entry keeps both values and the reason; a needed field is not emptied."""
    what = entering.correct_entry(given(OFFER), "e1", "amount", "6", reason=" Till ")
    assert what == EntryCorrected("e1", "amount", "5.00 GBP", "6.00 GBP", "Till")
    file = given(OFFER, what)
    assert (file.entries["e1"].values["amount"], file.entries["e1"].corrections) == ("6.00 GBP", 1)
    assert "is needed" in refuses(lambda: entering.correct_entry(file, "e1", "offered", " ", reason="x"))
    assert entering.correct_entry(file, "e1", "amount", "", reason="x").now == ""


def test_a_statement_is_confirmed_by_who_said_it() -> None:
    """A confirmation belongs to these words: after a change of them it has to be given again, and only once each."""
    confirmed = ("leo", EntryConfirmed("e2", "d1"))
    file = given(SAID, confirmed)
    assert [each.actor for each in file.entries["e2"].confirmed] == ["leo"]
    assert entering.confirm_entry(given(SAID), "e2", "d1", "leo") == EntryConfirmed("e2", "d1")
    assert "already" in refuses(lambda: entering.confirm_entry(file, "e2", "d1", "leo"))
    assert "nothing that somebody confirms" in refuses(lambda: entering.confirm_entry(given(OFFER), "e1", "d", "leo"))
    changed: list[Any] = [
        EntryCorrected("e2", "statement", "x", "y"),
        EntryRecorded("e2", "statement", (("heard_by", "person-1"),)),
    ]
    for each in changed:
        assert not given(SAID, confirmed, each).entries["e2"].confirmed
    again = EntryRecorded("e2", "statement", (), (("said_by", "Ben"),))
    assert given(SAID, confirmed, again).entries["e2"].confirmed


def test_entries_that_are_not_known_are_passed_over() -> None:
    """A correction or confirmation of an entry that this desk has not got yet changes nothing."""
    assert given(EntryCorrected("e5", "answer"), EntryConfirmed("e5", "d")).entries == {}


def test_nothing_is_added_to_a_closed_file() -> None:
    """People and entries are added to open files alone."""
    closed = given(IDA, OFFER, SAID, IncidentClosed("d", signature()))
    acts = [
        lambda: entering.add_party(closed, PartyRole.STAFF, {"name": "x"}),
        lambda: entering.correct_party(closed, "p1", "name", "x", reason="x"),
        lambda: entering.record_entry(closed, "offer", {}),
        lambda: entering.correct_entry(closed, "e1", "answer", "refused", reason="x"),
        lambda: entering.confirm_entry(closed, "e2", "d", "leo"),
    ]
    assert all("closed" in refuses(act) for act in acts)


def test_an_entry_knows_when_it_was_begun() -> None:
    """An entry bears the stamp of its beginning, whatever is filled in later."""
    [entry] = given(OFFER, EntryRecorded("e1", "offer", (("answer", "refused"),))).entries.values()
    assert isinstance(entry, Entry)
    assert entry.stamp.at == at(1)
