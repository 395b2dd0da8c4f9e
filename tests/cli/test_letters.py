from pathlib import Path

import pytest

from sopdesk.domain.attachment import Way
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.interchange.mail_file import read_mail
from sopdesk.views.attachments import GivenFile
from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened

SENDER = b"From: ruth@example.org\r\n"


@pytest.fixture
def number(home: Path, house: House) -> str:
    """Log a complaint with its customer, a witness and two attachments; give its number."""
    with opened(home) as desk:
        incident = desk.incidents.log(
            by=house.worker, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.",
            customer={"name": "Mrs Nair", "email": "nair@example.org"},
        )  # fmt: skip
        desk.incidents.entries.add_party(
            by=house.worker, incident=incident, role=PartyRole.WITNESS, personal={"name": "Mr Wren"}
        )
        for name, party in (("bill.txt", ""), ("hers.txt", "p1")):
            given = GivenFile(name, name.encode(), Way.FILE)
            desk.incident_files.add(by=house.worker, incident=incident, given=given, party=party)
        return desk.incidents.file(incident).row.number


def test_a_letter_is_drafted_finished_and_recorded(sopdesk: Sopdesk, home: Path, house: House, number: str) -> None:
    """Words to begin with go into a mail; what was sent comes back from its file and moves the incident on."""
    out, words = home / "letter.eml", home / "words.txt"
    how = ("--as", "Ruth", "--purpose", "acknowledgement")
    done = sopdesk("letter", "draft", number, *how, "--out", out, pin=PIN)
    assert done.code == 0, done.err
    assert "Still to be written: [what was told, in the customer's words]" in done.err
    assert "Dear Mrs Nair," in read_mail(SENDER + out.read_bytes()).text
    words.write_text("Dear Mrs Nair,\nwe know.", encoding="utf-8")
    done = sopdesk("letter", "draft", number, *how, "--text", words, "--attach", "hers.txt", "--out", out, pin=PIN)
    assert (done.code, done.err) == (0, "")
    sent = home / "sent.eml"
    sent.write_bytes(SENDER + out.read_bytes())
    assert read_mail(sent.read_bytes()).attached == (("hers.txt", b"hers.txt"),)
    done = sopdesk("letter", "sent", number, sent, *how, "--json", pin=PIN)
    assert done.lines() == [{"incident": number, "recorded": "sent.eml"}]
    with opened(home) as desk:
        [row] = desk.incidents.rows()
        file = desk.incidents.file(row.id)
        assert row.stage is Stage.ACKNOWLEDGED
        assert file.attachments[-1].name == "sent.eml"
        assert file.values["acknowledged_how"] == "e-mail"


def test_to_others(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """A receiver is named by name, role or as nobody of the file; what is about somebody else does not go along."""
    out = home / "letter.eml"
    how = ("--as", "Ruth", "--purpose", "question", "--address", "wren@example.org", "--out", out)
    assert sopdesk("letter", "draft", number, *how, "--to", "witness", "--attach", "bill.txt", pin=PIN).code == 0
    assert "Dear Mr Wren," in read_mail(SENDER + out.read_bytes()).text
    assert sopdesk("letter", "draft", number, *how, "--to", "other", pin=PIN).code == 0
    assert "Dear [name]," in read_mail(SENDER + out.read_bytes()).text
    refused = sopdesk("letter", "draft", number, *how, "--to", "mr wren", "--attach", "hers.txt", pin=PIN)
    assert refused.code == 1
    assert "it is about somebody else" in refused.err
    nobody = sopdesk("letter", "draft", number, *how, "--to", "insurer", pin=PIN)
    assert "There is: p1: Mrs Nair, customer, p2: Mr Wren, witness." in nobody.err
    assert "No attachment" in sopdesk("letter", "draft", number, *how, "--attach", "x.pdf", pin=PIN).err
