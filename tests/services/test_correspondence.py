from dataclasses import replace
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

import pytest

from sopdesk.domain.attachment import Way
from sopdesk.domain.deadline import Deadline
from sopdesk.domain.erasure import Basis
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.letter import Letter, Purpose
from sopdesk.domain.party import PartyRole
from sopdesk.domain.person import Role
from sopdesk.interchange.mail_file import read_mail
from sopdesk.views.attachments import GivenFile
from tests.domain.given import refuses
from tests.services.conftest import PIN, House
from tests.services.test_evidence import text_of
from tests.services.test_incidents import logged
from tests.services.test_privacy import erase

READY = Letter("nair@example.org", "I-1: received", "Dear Mrs Nair,\nwe know of the cold soup.")


def test_words_from_the_file(house: House) -> None:
    """The draft names the customer, the number and who writes, and nobody else who is in the file."""
    case = house.desk.incidents.log(
        by=house.leo, kind=IncidentKind.COMPLAINT, narrative="Mr Wren saw the cold soup.",
        customer={"name": "Mrs Nair", "email": "nair@example.org"},
    )  # fmt: skip
    letter = house.desk.correspondence.draft(case, Purpose.ACKNOWLEDGEMENT, by=house.ruth)
    assert letter.to == "nair@example.org"
    for words in ("Dear Mrs Nair,", "Ruth", house.desk.incidents.file(case).row.number):
        assert words in letter.text
    assert "Wren" not in letter.text
    assert "You may not" in refuses(
        lambda: house.desk.correspondence.draft(case, Purpose.ACKNOWLEDGEMENT, by=house.hannah)
    )


def test_what_was_sent_is_kept(house: House) -> None:
    """A letter stands in the story word for word; the acknowledgement stops its clock; an erasure takes the words."""
    case = logged(house)
    letters = house.desk.correspondence
    letters.record_sent(by=house.ruth, incident=case, letter=READY, purpose=Purpose.ACKNOWLEDGEMENT)
    file = house.desk.incidents.file(case)
    assert file.row.stage is Stage.ACKNOWLEDGED
    assert next(each for each in file.deadlines if each.name == "acknowledge").met_at is not None
    [entry] = file.entries
    told = {spec.name: value for spec, value in entry.fields}
    assert (told["address"], told["text"]) == (READY.to, READY.text)
    assert "we know of the cold soup." in text_of(house.desk.exports.case_pdf(by=house.sam, incident=case))
    letters.record_sent(by=house.ruth, incident=case, letter=READY, purpose=Purpose.DECISION, way="letter")
    assert len(house.desk.incidents.file(case).entries) == 2
    erase(house, case, Basis.REQUEST)
    assert "cold soup" not in str(house.desk.incidents.file(case))


def test_ready_for_the_mail_program(house: House) -> None:
    """Link and file hold the letter; what is not finished goes nowhere; that it left is recorded."""
    case, letters = logged(house), house.desk.correspondence
    assert letters.link(READY).startswith("mailto:nair@example.org?subject=I-1")
    content = letters.as_file(house.desk.exports, by=house.ruth, incident=case, letter=READY)
    assert message_from_bytes(content, policy=policy.default)["X-Unsent"] == "1"
    assert house.desk.trail.lines()[0].kind == "evidence.exported/1"
    unready = letters.draft(case, Purpose.DECISION, by=house.ruth)
    for act in (
        lambda: letters.link(unready),
        lambda: letters.as_file(house.desk.exports, by=house.ruth, incident=case, letter=unready),
        lambda: letters.record_sent(by=house.ruth, incident=case, letter=unready, purpose=Purpose.DECISION),
    ):
        assert "Write what belongs" in refuses(act)
    assert "no e-mail address" in refuses(
        lambda: letters.as_file(house.desk.exports, by=house.ruth, incident=case, letter=Letter("Nair", "x", "y"))
    )


@pytest.mark.parametrize("day", ["04 May 2020", "04 May 2099"])
def test_a_reply_that_came(house: House, tmp_path: Path, day: str) -> None:
    """A saved mail becomes an entry, and lies beside it as it came; what is no mail leaves nothing."""
    case, file = logged(house), tmp_path / "reply.eml"
    file.write_bytes(
        f"From: nair@example.org\r\nSubject: No\r\nDate: {day} 09:00 +0000\r\n\r\nI do not agree.".encode()
    )
    house.desk.correspondence.take_reply(by=house.ruth, incident=case, path=file)
    shown = house.desk.incidents.file(case)
    told = {spec.name: value for spec, value in shown.entries[0].fields}
    assert (told["direction"], told["text"]) == ("received", "I do not agree.")
    assert told["at"].startswith("2020-05-04") is ("2020" in day)
    assert [each.name for each in shown.attachments] == ["reply.eml"]
    file.write_bytes(b"\x89PNG")
    before = house.desk.store.size
    assert "mail" in refuses(lambda: house.desk.correspondence.take_reply(by=house.ruth, incident=case, path=file))
    assert house.desk.store.size == before


def with_others(house: House) -> str:
    """Give a complaint with its customer, a witness and an attachment about each and about nobody."""
    case = house.desk.incidents.log(
        by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.",
        customer={"name": "Mrs Nair", "email": "nair@example.org"},
    )  # fmt: skip
    house.desk.incidents.entries.add_party(
        by=house.leo, incident=case, role=PartyRole.WITNESS, personal={"name": "Mr Wren", "email": "wren@example.org"}
    )
    for who in ("Mrs Nair", "Mr Wren"):
        house.desk.incidents.entries.record(
            by=house.leo, incident=case, sort="statement", values={"said_by": who, "statement": "It was cold."}
        )
    about = {"bill": {}, "hers": {"party": "p1"}, "his": {"party": "p2"}, "her words": {"entry": "e1"},
             "his words": {"entry": "e2"}}  # fmt: skip
    for name, how in about.items():
        given = GivenFile(f"{name}.txt", name.encode(), Way.FILE)
        house.desk.incident_files.add(by=house.leo, incident=case, given=given, **how)
    return case


@pytest.mark.parametrize(("party", "names"), [
    ("p1", ["bill.txt", "hers.txt", "her words.txt"]), ("p2", ["bill.txt", "his.txt", "his words.txt"]),
    ("", ["bill.txt"]),
])  # fmt: skip
def test_what_may_go_to_whom(house: House, party: str, names: list[str]) -> None:
    """Nobody is sent what is about another or what another said; the service refuses it as well."""
    case, letters = with_others(house), house.desk.correspondence
    going = letters.may_go(case, party, by=house.ruth)
    assert [each.name for each in going] == names
    lead = house.desk.people.register(by=house.ruth, name="Tomasz", roles=(Role.SHIFT_LEAD,), pin=PIN)
    assert letters.may_go(case, party, by=lead) == ()
    every = house.desk.incidents.file(case).attachments
    for each in every:
        letter = replace(READY, party=party, attached=(each.digest,))
        make = partial(letters.as_file, house.desk.exports, by=house.ruth, incident=case, letter=letter)
        if each in going:
            assert read_mail(b"From: r@example.org\r\n" + make()).attached == ((each.name, each.name[:-4].encode()),)
        else:
            assert "else" in refuses(make)
            assert "else" in refuses(
                lambda one=letter: letters.record_sent(  # type: ignore[misc]  # mypy infers no lambda with defaults
                    by=house.ruth, incident=case, letter=one, purpose=Purpose.QUESTION
                )
            )
    assert "no such attachment" in refuses(
        lambda: letters.as_file(
            house.desk.exports, by=house.ruth, incident=case, letter=replace(READY, attached=("0" * 64,))
        )
    )


def test_words_for_others(house: House) -> None:
    """A witness is greeted by name and learns nothing of the customer; anybody else gets a letter without a name."""
    case, letters = with_others(house), house.desk.correspondence
    assert [each.party for each in letters.receivers(case, by=house.ruth)] == ["p1", "p2"]
    wren = letters.draft(case, Purpose.QUESTION, by=house.ruth, party="p2")
    assert (wren.to, wren.party) == ("wren@example.org", "p2")
    assert "Dear Mr Wren," in wren.text
    assert "Nair" not in wren.text
    other = letters.draft(case, Purpose.DECISION, by=house.ruth, party="")
    assert "Dear [name]," in other.text
    assert "complaint" not in other.text
    assert "Nobody like that" in refuses(lambda: letters.draft(case, Purpose.DECISION, by=house.ruth, party="p9"))


def test_a_confidential_person_is_not_offered(house: House) -> None:
    """Whom the writer does not see is nobody to write to, and what is about them goes to nobody."""
    case, letters = with_others(house), house.desk.correspondence
    house.desk.incidents.entries.correct_party(
        by=house.ruth, incident=case, party="p2", field="confidential", now="yes", reason="Asked for it"
    )
    assert [each.party for each in letters.receivers(case, by=house.ruth)] == ["p1", "p2"]
    assert "his.txt" not in [each.name for each in letters.may_go(case, "p1", by=house.ruth)]


def test_a_letter_stops_its_legal_clock(house: House) -> None:
    """What the house's law waits for is answered the moment at which the decision is recorded as sent."""
    table = house.desk.folder / "laws.csv"
    table.write_text(
        "words,kinds,time,source,met by\nFinal answer,complaint;dispute,56 days,Act 1,told_at\n", encoding="utf-8"
    )
    house.desk.clocks.import_legal(by=house.ruth, file=table)
    letters = house.desk.correspondence
    for kind in (IncidentKind.COMPLAINT, IncidentKind.DISPUTE):
        case = house.desk.incidents.log(by=house.leo, kind=kind, narrative="The soup was cold.")

        def clock(case: str = case) -> Deadline:
            return next(each for each in house.desk.incidents.file(case).deadlines if each.source == "Act 1")

        assert clock().met_at is None
        letters.record_sent(by=house.ruth, incident=case, letter=READY, purpose=Purpose.HOLDING)
        assert clock().met_at is None
        letters.record_sent(by=house.ruth, incident=case, letter=READY, purpose=Purpose.DECISION)
        assert clock().met_at is not None
        assert house.desk.incidents.file(case).reportable is None


def test_a_mail_that_was_sent_is_kept(house: House, tmp_path: Path) -> None:
    """A sent mail becomes an entry with the digests of its files, beside the mail itself; one with marks is none."""
    case, letters = with_others(house), house.desk.correspondence
    digest = house.desk.incidents.file(case).attachments[0].digest
    letter = replace(READY, party="p1", attached=(digest,))
    made = letters.as_file(house.desk.exports, by=house.ruth, incident=case, letter=letter)
    sent = tmp_path / "sent.eml"
    sent.write_bytes(b"From: ruth@example.org\r\nDate: 04 May 2020 09:00 +0000\r\n" + made)
    letters.take_sent(by=house.ruth, incident=case, path=sent, purpose=Purpose.ACKNOWLEDGEMENT)
    file = house.desk.incidents.file(case)
    told = {spec.name: value for spec, value in file.entries[-1].fields}
    assert (told["person"], told["address"], told["text"]) == ("Mrs Nair", READY.to, READY.text)
    assert (told["attached"], told["at"][:10]) == (f"bill.txt, SHA-256 {digest}", "2020-05-04")
    assert file.attachments[-1].name == "sent.eml"
    sent.write_bytes(b"From: ruth@example.org\r\nSubject: x\r\n\r\nDear [name],")
    assert "Write what belongs" in refuses(
        lambda: letters.take_sent(by=house.ruth, incident=case, path=sent, purpose=Purpose.DECISION)
    )
