import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.party import PartyRole
from sopdesk.domain.person import Role
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Part, Question, Step
from sopdesk.services.workspace import Workspace
from tests.e2e.given import PASSWORD, REFUND, House, issue, opened
from tests.e2e.naughty import LONE, NAUGHTY, naughty_texts

CUSTOMER = ("name", "phone", "email", "address", "remarks")


@pytest.fixture
def desk(home: Path, house: House) -> Iterator[Workspace]:
    """Have the founded desk open."""
    with opened(home) as open_desk:
        yield open_desk


def log(desk: Workspace, house: House, text: str) -> str:
    """Log an incident that says the same in every field."""
    return desk.incidents.log(
        by=house.worker, kind=IncidentKind.COMPLAINT, narrative=text, channel=text, place=text, done_at_once=text,
        customer=dict.fromkeys(CUSTOMER, text),
    )  # fmt: skip


def assert_kept(desk: Workspace, incident: str, text: str) -> None:
    """Check that every field of an incident says exactly this; white space around it does not count."""
    file = desk.incidents.file(incident)
    said = [file.narrative, file.channel, file.place, file.done_at_once]
    said += [getattr(party, name) for party in file.parties for name in CUSTOMER]
    assert {each.strip() for each in said} == {text.strip()}
    assert len(said) == 4 + len(CUSTOMER)


def test_every_field_of_an_incident_keeps_every_text(desk: Workspace, house: House) -> None:
    """Whatever somebody types when logging, noting and correcting comes back sign by sign."""
    for text in NAUGHTY:
        incident = log(desk, house, text)
        assert_kept(desk, incident, text)
        desk.incidents.note(by=house.worker, incident=incident, text=text)
        desk.incidents.entries.add_party(
            by=house.worker, incident=incident, role=PartyRole.WITNESS, personal={"name": text}
        )
        desk.incidents.correct(by=house.boss, incident=incident, field="place", now=f"{text} (2)", reason=text)
        file = desk.incidents.file(incident)
        assert file.place == f"{text} (2)".strip()
        assert file.parties[1].name == text.strip()
        assert [each.text for each in file.story if each.what == "noted"] == [text.strip()]
        corrected = file.story[-1]
        assert (corrected.was, corrected.now) == (text.strip(), f"{text} (2)".strip())
        assert corrected.reason == text.strip()


def test_what_naughty_incidents_become(desk: Workspace, house: House) -> None:
    """Every text can be printed, written as CSV and JSON, indexed and searched for; the desk holds afterwards."""
    incident = [log(desk, house, text) for text in NAUGHTY][-1]
    for text in NAUGHTY:
        desk.incidents.note(by=house.worker, incident=incident, text=text)
        desk.incidents.entries.add_party(
            by=house.worker, incident=incident, role=PartyRole.WITNESS, personal={"name": text, "remarks": text}
        )
    assert desk.exports.case_pdf(by=house.boss, incident=incident).startswith(b"%PDF")
    told = json.loads(desk.exports.case_json(by=house.boss, incident=incident))
    assert [each["text"] for each in told["story"] if each["what"] == "noted"] == [text.strip() for text in NAUGHTY]
    assert desk.exports.trail_pdf(by=house.boss).startswith(b"%PDF")
    assert desk.exports.trail_json(by=house.boss)
    for content in (desk.exports.trail_csv(by=house.boss), desk.exports.incidents_csv(by=house.boss)):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > len(NAUGHTY)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "\t", "\r", "+S", "-S"))]
    search_for_everything(desk, house)
    assert desk.trail.verify().holds


def search_for_everything(desk: Workspace, house: House) -> None:
    """Search for every text, as staff do and as a narrative; nothing raises."""
    desk.finder.catch_up()
    worker = desk.people.person(house.worker)
    for text in (*NAUGHTY, *LONE):
        desk.finder.search(text[:2000], person=worker)
        desk.incidents.propose(text[:2000])
        desk.incidents.rows(text=text[:2000].encode("utf-8", "replace").decode())


def test_procedures_keep_every_text(desk: Workspace, house: House) -> None:
    """A procedure whose every part is naughty can be approved, read as it was written, printed and found."""
    for place, text in enumerate(NAUGHTY):
        line = " ".join(text.split())[:200]
        step = Step("one", line, text, tips=(text,), warnings=(text,))
        content = replace(
            REFUND, number=f"N-{place}", title=line, section=line, purpose=text, scope=text, steps=(step,),
            questions=(Question("why", line, text),), parts=(Part(line, text),),
        )  # fmt: skip
        sop = issue(desk, house.worker, house.boss, content)
        page = desk.manual.page(sop)
        assert page.content == content
        assert desk.drafts.read(desk.drafts.text_of(desk.drafts.content_for(sop))) == (content, ())
    assert desk.exports.manual_pdf().startswith(b"%PDF")
    desk.finder.catch_up()
    assert desk.finder.search("money back").found


def test_names_contacts_and_drafts_keep_every_text(desk: Workspace, house: House) -> None:
    """People, contacts, half-written texts and drafts may be called anything."""
    for text in NAUGHTY:
        person = desk.people.register(by=house.boss, name=text, roles=(Role.FRONT_OF_HOUSE,), pin="1357")
        assert desk.people.person(person).name == text.strip()
        draft = desk.drafts.keep(author=house.worker, text=text)
        assert desk.drafts.get(draft).text == text
        desk.drafts.remember(key="form", text=text)
        assert desk.drafts.recall("form") == text
    contacts = [(f"contact {place}", text) for place, text in enumerate(NAUGHTY)]
    desk.people.change_house(by=house.boss, name=NAUGHTY[8], site=NAUGHTY[9], contacts=contacts)
    assert dict(desk.people.house().contacts) == dict(contacts)
    assert desk.exports.procedure_pdf(sop=house.refund).startswith(b"%PDF")


@pytest.mark.parametrize("text", LONE, ids=ascii)
def test_what_is_no_text_is_refused(desk: Workspace, house: House, text: str) -> None:
    """Half of a surrogate pair is no text: it is refused in a sentence, and nothing is recorded."""
    before = desk.trail.head().size
    with pytest.raises(Refusal):
        log(desk, house, text)
    with pytest.raises(Refusal):
        desk.manual.submit(by=house.worker, content=replace(REFUND, number="X-1", purpose=text), reason="New")
    assert desk.trail.head().size == before


def test_passwords_and_reasons_may_be_anything(desk: Workspace, house: House) -> None:
    """A password of any signs opens what it locked; a wrong one is refused, whatever its signs."""
    for text in (each for each in NAUGHTY[:40] if len(each) >= 8):
        person = desk.people.register(by=house.boss, name="Somebody", roles=(Role.SUPERVISOR,), password=text)
        desk.people.check_password(person, text)
        with pytest.raises(Refusal):
            desk.people.check_password(person, PASSWORD)


def test_the_collected_list(desk: Workspace, house: House, corpora: Path) -> None:
    """The collected naughty strings are kept, printed and searched for as well."""
    for text in naughty_texts(corpora):
        try:
            incident = log(desk, house, text)
        except Refusal as refusal:
            assert "card" in refusal.sentence  # noqa: PT017 - the one refusal that a text alone can earn
            continue
        assert_kept(desk, incident, text)
        desk.finder.search(text[:2000])
    assert desk.exports.trail_pdf(by=house.boss).startswith(b"%PDF")
    assert desk.trail.verify().holds
