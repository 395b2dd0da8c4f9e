import pytest

from sopdesk.domain.case import Incident, fold
from sopdesk.domain.incident import (
    IncidentClosed,
    IncidentDetailed,
    IncidentKind,
    IncidentLogged,
    IncidentMoved,
    Stage,
)  # fmt: skip
from sopdesk.domain.letter import Facts, Letter, Purpose, check_written, draft, happened_to, named, record_letter
from sopdesk.domain.party import Party, PartyRole
from tests.domain.given import CARD, at, history, refuses, signature

SENT = {"direction": "sent", "purpose": "acknowledgement", "way": "e-mail", "text": "We know."}


def given(*events: object) -> Incident:
    """Give a complaint after these events."""
    return fold("inc-1", history(IncidentLogged("T-1", IncidentKind.COMPLAINT, at(), at(), "UTC"), *events))


@pytest.mark.parametrize("role", [None, *PartyRole])
@pytest.mark.parametrize("kind", IncidentKind)
@pytest.mark.parametrize("purpose", Purpose)
def test_words_to_begin_with(kind: IncidentKind, purpose: Purpose, role: PartyRole | None) -> None:
    """Every letter bears number and house, and is not finished before its marks are replaced."""
    facts = Facts(kind, "T-1", "3 May 2026", "The Harbour", "Ruth", role=role)
    letter = draft(purpose, facts, "ida@example.org")
    assert (letter.to, "T-1" in letter.subject) == ("ida@example.org", True)
    assert "The Harbour" in letter.text
    assert "Dear [name]," in letter.text
    assert "Write what belongs in the place of [name]" in refuses(lambda: check_written(letter))
    written = letter.text
    while "[" in written:
        written = written[: written.index("[")] + "x" + written[written.index("]") + 1 :]
    check_written(Letter("", letter.subject, written))


def test_what_is_known_is_written() -> None:
    """Name, day, offer and whom to turn to stand in the letter where they are known."""
    facts = Facts(IncidentKind.DISPUTE, "T-1", "3 May 2026", "The Harbour", "Ruth", "Ida", "9 May 2026", "£12 back",
                  "0117 496 0000", "the Ombudsman")  # fmt: skip
    decision = draft(Purpose.DECISION, facts).text
    for words in ("Dear Ida,", "£12 back", "the Ombudsman, who is independent", "0117 496 0000", "Our reference: T-1"):
        assert words in decision
    assert "9 May 2026" in draft(Purpose.HOLDING, facts).text


def test_a_letter_about_an_injury_admits_nothing() -> None:
    """A decision about an injury says what is known and done; it offers nothing and decides nothing."""
    text = draft(Purpose.DECISION, Facts(IncidentKind.INJURY, "T-1", "3 May 2026", "The Harbour", "Ruth")).text
    assert "What is known about it" in text
    assert "We offer" not in text
    assert "decided" not in text


def test_an_empty_letter_is_none() -> None:
    """A letter has a subject and a text."""
    assert "subject and a text" in refuses(lambda: check_written(Letter("", " ", "x")))
    assert "subject and a text" in refuses(lambda: check_written(Letter("", "x", " ")))


def test_an_acknowledgement_moves_a_new_file_on() -> None:
    """What was sent is kept; an acknowledgement acknowledges, once, and nothing else does."""
    entry, moved = record_letter(given(), SENT)
    assert moved == IncidentMoved(Stage.ACKNOWLEDGED, "A letter was sent.")
    assert len(record_letter(given(entry, moved), SENT)) == 1
    assert len(record_letter(given(), {**SENT, "purpose": "question"})) == 1
    assert len(record_letter(given(), {"direction": "received", "way": "letter", "text": "I wait."})) == 1
    assert "card number" in refuses(lambda: record_letter(given(), {**SENT, "text": f"Card {CARD}"}))


def test_what_was_sent_is_kept_whatever_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that was sent is kept also where the file lacks something for its next stage; it then stays there."""
    monkeypatch.setattr("sopdesk.domain.letter.lacking", lambda *_: ["something"])
    assert len(record_letter(given(), SENT)) == 1


@pytest.mark.parametrize("purpose", Purpose)
def test_others_learn_nothing_of_whom_it_happened_to(purpose: Purpose) -> None:
    """A letter to a witness or an insurer says neither what it was about nor what was offered to whom."""
    question = draft(Purpose.QUESTION, Facts(IncidentKind.COMPLAINT, "T-1", "", "", "", role=PartyRole.REPRESENTATIVE))
    assert "you may act for this person" in question.text
    for role in (PartyRole.WITNESS, PartyRole.INSURER, PartyRole.REPRESENTATIVE):
        facts = Facts(IncidentKind.COMPLAINT, "T-1", "3 May 2026", "The Harbour", "Ruth", "Mr Wren", "9 May 2026",
                      "£12 back", role=role)  # fmt: skip
        letter = draft(purpose, facts)
        for words in ("complaint", "£12", "9 May", "sorry"):
            assert words not in letter.subject + letter.text


def test_to_whom_it_happened() -> None:
    """A customer, a child and whoever was hurt are those concerned; a child's letter goes to the guardian."""
    child = Party("p1", PartyRole.MINOR, "Ben", further={"guardian": "Ada Bell"})
    assert named(child) == "Ada Bell"
    assert named(Party("p1", PartyRole.MINOR, "Ben")) == "Ben"
    assert named(Party("p1", PartyRole.WITNESS, "Mr Wren", further={"guardian": "x"})) == "Mr Wren"
    assert happened_to(child)
    assert happened_to(Party("p1", PartyRole.CUSTOMER))
    assert happened_to(Party("p1", PartyRole.STAFF, injured=True))
    assert not happened_to(Party("p1", PartyRole.STAFF))


SENT_AT = "2026-05-03T12:00+00:00[UTC]"


def test_a_letter_fills_in_when_it_was_told() -> None:
    """A decision that was sent says when, by whom and how the customer was told; never over what is written there."""
    sent = {**SENT, "purpose": "decision", "at": SENT_AT, "way": "handed over"}
    _, told = record_letter(given(), sent, by="person-00000000000000aa")
    assert isinstance(told, IncidentDetailed)
    assert dict(told.plain) == {"told_at": SENT_AT, "told_by": "person-00000000000000aa", "told_how": "in person"}
    assert len(record_letter(given(told), sent, by="person-00000000000000aa")) == 1
    before = IncidentDetailed((("told_how", "phone"),))
    [_, told] = record_letter(given(before), {**sent, "way": "other"}, by="")
    assert isinstance(told, IncidentDetailed)
    assert dict(told.plain) == {"told_at": SENT_AT}
    _entry, acknowledged, moved = record_letter(given(), {**SENT, "at": SENT_AT})
    assert isinstance(acknowledged, IncidentDetailed)
    assert dict(acknowledged.plain) == {"acknowledged_at": SENT_AT, "acknowledged_how": "e-mail"}
    assert isinstance(moved, IncidentMoved)
    assert len(record_letter(given(), {**SENT, "purpose": "decision"})) == 1
    closed = given(IncidentClosed("d", signature(), "Settled"))
    assert len(record_letter(closed, sent)) == 1
    theft = fold("inc-1", history(IncidentLogged("T-1", IncidentKind.SECURITY, at(), at(), "UTC")))
    assert len(record_letter(theft, sent)) == 1
