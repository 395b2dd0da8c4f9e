import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from sopdesk.domain.refusal import Cancelled
from sopdesk.interchange.manual_folder import read_manual
from sopdesk.services.trail import Filter
from tests.domain.given import checklist, refund, refuses
from tests.services.conftest import House
from tests.services.test_checklists import done
from tests.services.test_incidents import close, logged, resolved


def text_of(content: bytes) -> str:
    """Give the text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_one_incident_with_everything(house: House) -> None:
    """The auditor's PDF holds who, what, when, old and new value, reason, signature, and the procedure in force."""
    house.approved(refund())
    case = resolved(house)
    house.desk.incidents.correct(by=house.ruth, incident=case, field="place", now="table 6", reason="Asked her.")
    close(house, case, values={"accepted": "yes"})
    text = text_of(house.desk.exports.case_pdf(by=house.hannah, incident=case))
    for words in ("I-COUN-2026-00001", "Mrs Nair", "Asked her.", "table 6", "Sam", "responsibility", "Never in cash."):
        assert words in text
    last = house.desk.trail.lines()[0]
    assert last.who == "Hannah"
    assert last.what.startswith("exported incident I-COUN-2026-00001 as PDF")
    assert "may not" in refuses(lambda: house.desk.exports.case_pdf(by=house.leo, incident=case))


def test_the_trail_of_a_period(house: House) -> None:
    """The trail of a period is in order, says what it covers and how many entries were left out."""
    first = house.clock()
    house.clock.wait(days=1)
    case = logged(house)
    which = Filter(first=first + timedelta(hours=1), area="incidents")
    assert house.desk.trail.count(which) == len(house.desk.store.history(case).events)
    text = text_of(house.desk.exports.trail_pdf(by=house.hannah, which=which))
    assert "logged a complaint" in text
    assert "founded the house" not in text
    rows = house.desk.exports.trail_csv(by=house.hannah, which=which).decode("utf-8-sig").splitlines()
    assert [row.split(",")[4] for row in rows[1:]] == ["incident.logged/1", "party.added/1"]
    lines = house.desk.exports.trail_json(by=house.hannah).splitlines()
    assert json.loads(lines[0])["what"].startswith("opened the log")


def test_a_cancelled_pdf_records_nothing(house: House) -> None:
    """A cancelled export leaves nothing behind and is not recorded as one."""
    logged(house)
    before = house.desk.store.size
    with pytest.raises(Cancelled):
        house.desk.exports.trail_pdf(by=house.hannah, cancelled=lambda: True)
    assert house.desk.store.size == before


def test_manual_and_runs_as_pdf(house: House, tmp_path: Path) -> None:
    """Procedure, manual and checklist run print; the manual as files reads back as the same procedures."""
    run = done(house, house.leo)
    sop = house.approved(refund())
    assert "Refund" in text_of(house.desk.exports.procedure_pdf(sop=sop))
    assert "Closing" in text_of(house.desk.exports.manual_pdf())
    assert "Closed the door." in text_of(house.desk.exports.run_pdf(by=house.sam, run=run))
    assert house.desk.exports.manual_markdown(tmp_path / "out") == 2
    drafts = read_manual(tmp_path / "out").procedures
    assert {each.procedure.number: each.procedure for each in drafts} == {"SOP-010": checklist(), "SOP-012": refund()}


def test_the_trail_is_searched_and_paged(house: House) -> None:
    """Lines come newest first, by words, by person, by area, and go on where they ended."""
    case = logged(house)
    trail = house.desk.trail
    assert {line.about for line in trail.lines(Filter(subject=case))} == {"I-COUN-2026-00001"}
    assert {line.who for line in trail.lines(Filter(who=house.leo))} == {"Leo"}
    assert {line.area for line in trail.lines(Filter(area="people"))} == {"people"}
    assert {line.area for line in trail.lines(Filter(area="house"))} == {"house"}
    first = trail.lines(limit=5)
    rest = trail.lines(before_seq=first[-1].seq, limit=100)
    assert [line.seq for line in (*first, *rest)] == list(reversed(range(house.desk.store.size)))
    assert [line.seq for line in trail.in_order()] == list(range(house.desk.store.size))
    assert all("refund" in line.what.lower() for line in trail.lines(text="REFUND receipt"))


def test_the_whole_desk_is_checked(house: House) -> None:
    """A full check names what holds; an edited list is found, and folded anew it holds again."""
    done(house, house.leo)
    verdict = house.desk.trail.verify(checkpoints=[house.desk.store.head().checkpoint])
    assert verdict.holds
    assert verdict.sentence.startswith("Unbroken since the checkpoint of ")
    with house.desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE run SET stage = 'signed off'")
    broken = house.desk.trail.verify()
    assert not broken.holds
    assert "differs from the journal" in broken.sentence
    assert not house.desk.trail.rebuild(check=True).holds
    assert house.desk.trail.rebuild().holds
    assert house.desk.trail.verify().holds
    assert not house.desk.trail.verify(checkpoints=["something else"]).holds
