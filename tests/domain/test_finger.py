from dataclasses import replace

import pytest

from sopdesk.domain import entering, finger
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.entry import EntryCorrected, EntryRecorded
from sopdesk.domain.event import ERASED
from sopdesk.domain.finger import HIGH, WIDE, EntrySigned, Hand
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged
from tests.domain.given import CARD, at, history, refuses, signature

LOGGED = IncidentLogged("T-1", IncidentKind.INJURY, at(), at(), "Europe/London")
SAID = EntryRecorded("e1", "statement", (), (("said_by", "Ida"), ("statement", "She left at nine.")))
CUP = EntryRecorded("e2", "evidence", (), (("what", "The cup"),))
LINE = ((10, 100), (90, 60), (200, 110))
DIGEST = "ab" * 32


def given(*events: object) -> Incident:
    """Give the file of an injury after these events."""
    return fold("incident-1", history(LOGGED, SAID, CUP, *events))


def test_a_statement_is_signed_by_hand() -> None:
    """The strokes of a hand and the printed name stand beside the digest of the words, also after a correction."""
    what = entering.sign_entry(given(), "e1", DIGEST, " Ida Nair ", (LINE, ((300, 40),)))
    assert what == EntrySigned("e1", DIGEST, Hand.DRAWN, "Ida Nair", "10,100 90,60 200,110;300,40")
    assert finger.strokes_of(what.strokes) == (LINE, ((300, 40),))
    file = given(what, EntryCorrected("e1", "statement", "She left at nine.", "At ten.", "Misheard"))
    [signed] = file.entries["e1"].signed
    assert signed.what == what
    assert given(replace(what, entry="e9")).entries["e1"].signed == []


def test_whoever_cannot_sign_by_hand_types_their_name() -> None:
    """Without strokes the typed name stands for the hand."""
    assert entering.sign_entry(given(), "e1", DIGEST, "Ida", ()) == EntrySigned("e1", DIGEST, Hand.TYPED, "Ida", None)


@pytest.mark.parametrize(
    ("entry", "name", "strokes", "said"),
    [
        ("e9", "Ida", (), "no such entry"),
        ("e2", "Ida", (), "nothing that somebody confirms"),
        ("e1", " ", (), "printed name"),
        ("e1", CARD, (), "card"),
        ("e1", "Ida", (((10, 10), (12, 10)),), "too short"),
        ("e1", "Ida", (((10, 10),),), "too short"),
        ("e1", "Ida", (tuple((n % WIDE, 9) for n in range(7000)),), "too much"),
        ("e1", "bo", (), "signed this already"),
    ],
)
def test_a_signature_is_sound(entry: str, name: str, strokes: finger.Strokes, said: str) -> None:
    """Nobody signs what is no statement, without a name, with a slip of the finger, or the same words twice."""
    file = given(EntrySigned("e1", DIGEST, Hand.TYPED, "Bo"))
    assert said in refuses(lambda: entering.sign_entry(file, entry, DIGEST, name, strokes))


def test_other_words_can_be_signed_again() -> None:
    """After a correction whoever signed signs the new words; a closed file takes no signature."""
    file = given(EntrySigned("e1", "cd" * 32, Hand.TYPED, "Ida"), EntrySigned("e1", "cd" * 32, Hand.TYPED, None))
    assert entering.sign_entry(file, "e1", DIGEST, "Ida", ()).name == "Ida"
    closed = given(IncidentClosed("00", signature()))
    assert "closed" in refuses(lambda: entering.sign_entry(closed, "e1", DIGEST, "Ida", ()))


def test_strokes_stay_within_their_room() -> None:
    """A hand that goes beyond the edge stays at it; empty strokes and erased ones are none."""
    assert finger.written([[(-5, 700), (700, 5)], []]) == f"0,{HIGH} {WIDE},5"
    assert finger.strokes_of(None) == finger.strokes_of(ERASED) == finger.strokes_of("") == ()
