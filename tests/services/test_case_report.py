"""The case file: what its reader may see, its entries with their hashes, and how the pinned revisions stood."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sopdesk.domain.confidence import Reach
from sopdesk.domain.incident import IncidentKind, Pinned, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.services.case_report import case_report
from sopdesk.services.case_table import FIRST, cases_csv
from sopdesk.services.confidence import Confidence
from sopdesk.services.pinned_views import GONE
from sopdesk.services.signing import file_digest
from sopdesk.views.pinned import PinnedView, now_words, reading_words, then_words
from sopdesk.views.trail import CaseReport
from tests.domain.given import refund
from tests.pdf.reading import outline_of, pages_of, text_of
from tests.services.case_play import play
from tests.services.conftest import PASSWORD, START, House
from tests.services.test_incident_registers import table
from tests.services.test_privacy import erase, told


def report(house: House, case: str, by: str = "") -> CaseReport:
    """Gather what is printed of a case."""
    desk = house.desk
    printing = desk.exports.printing(house.sam)
    services = desk.incidents, desk.manual, desk.checklists
    return case_report(desk.desk, *services, printing, by=by or house.sam, incident=case)


def logged(house: House, sop: str, *, by: str = "") -> str:
    """Log a complaint with a procedure named."""
    proposed = house.desk.incidents.pinned(sop)
    assert proposed is not None
    return house.desk.incidents.log(
        by=by or house.leo, kind=IncidentKind.COMPLAINT, narrative="No receipt.",
        procedures=[replace(proposed.pinned, step="look")],
    )  # fmt: skip


def pinned(house: House, case: str) -> PinnedView:
    """Give the one procedure of a file."""
    [found] = house.desk.incidents.file(case).pinned
    return found


def test_every_entry_is_there_with_its_hash(house: House) -> None:
    """The entries of a file are those of the journal, and the digest of the file stands for all their hashes."""
    case = play(house, IncidentKind.COMPLAINT)
    found = report(house, case)
    assert [each.entry for each in found.marks] == [each.entry for each in found.file.story]
    assert file_digest([each.leaf for each in found.marks]) == found.file.digest
    text = text_of(house.desk.exports.case_pdf(by=house.sam, incident=case))
    assert all(each.entry in text for each in found.marks)


def test_a_pinned_revision_and_what_came_after(house: House) -> None:
    """A revision approved later changes nothing about what was in force then; the file says what is in force now."""
    sop = house.approved(refund())
    house.clock.wait(hours=1)
    case = logged(house, sop)
    found = pinned(house, case)
    assert (found.step, found.newest_then, found.now) == ("Look", "", "")
    assert (then_words(found), now_words(found)) == ("the newest in force then", "still in force")
    assert reading_words(found) == "Leo wrote it before"
    house.clock.wait(hours=1)
    house.desk.manual.submit(by=house.leo, sop=sop, content=replace(refund(), purpose="Other."), reason="better")
    house.approve(sop, 2)
    found = pinned(house, case)
    assert (found.newest_then, now_words(found)) == ("", "in force now: 2.0")
    soon = house.desk.now() + timedelta(minutes=1)
    house.desk.manual.withdraw(by=house.sam, password=PASSWORD, sop=sop, effective_from=soon, reason="Gone.")
    house.clock.wait(minutes=2)
    assert pinned(house, case).now == GONE


def test_a_corrected_time_may_have_had_another_revision(house: House) -> None:
    """Where the time is corrected to before the pinned revision, the file says which one was in force then."""
    sop = house.approved(refund())
    house.clock.wait(days=2)
    house.desk.manual.submit(by=house.leo, sop=sop, content=replace(refund(), purpose="Other."), reason="better")
    house.approve(sop, 2)
    house.clock.wait(hours=1)
    case = logged(house, sop, by=house.ruth)
    then = (house.desk.now() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    house.desk.incidents.correct(by=house.ruth, incident=case, field="occurred_at", now=then, reason="The till says so")
    found = pinned(house, case)
    assert (found.newest_then, found.learned_at) == ("1.0", None)
    assert then_words(found) == "at the time as it is recorded now, 1.0 was in force"
    assert "no record that Ruth Adeyemi had read it" in reading_words(found)
    text = " ".join(text_of(house.desk.exports.case_pdf(by=house.sam, incident=case)).split())
    assert "At the time as it is recorded now, 1.0 was in force." in text
    assert "Concerned in this case: Look" in text
    content = cases_csv(house.desk.desk, house.desk.exports, house.desk.incidents, by=house.sam,
                        kind=IncidentKind.COMPLAINT)  # fmt: skip
    [row] = table(content)
    assert FIRST[-1] == "revisions in force"
    assert "SOP-012 revision 2.0, step Look (at the time as it is recorded now, 1.0 was in force" in row[FIRST[-1]]


def test_what_was_learned_later_and_what_is_not_here() -> None:
    """The words for a revision that this desk learned of later, and for one that it does not hold."""
    base = PinnedView(Pinned("sop-1", "SOP-012", "1.0", "d1"), "Refund", newest_then="2.0", learned_at=START)
    assert then_words(base) == "2.0 was in force then; this desk learned of it later"
    assert then_words(replace(base, held_here=False)) == "this desk does not hold that revision"


def test_what_was_erased_is_counted(house: House) -> None:
    """After an erasure the file says how many values went, on its first page and at each entry."""
    case = told(house)
    erase(house, case)
    found = report(house, case)
    gone = sum(each.erased for each in found.marks)
    assert gone > 5
    pages = pages_of(house.desk.exports.case_pdf(by=house.sam, incident=case))
    assert f"{gone} values were erased from this file by right" in " ".join(pages[0].split())
    assert "Quillfeather" not in "".join(pages)


def test_confidential_people_stay_out_of_the_print(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not see a confidential person does not get them on paper, neither as a person nor in the story."""
    incidents = house.desk.incidents
    case = play(house, IncidentKind.COMPLAINT, Stage.LOGGED)
    incidents.entries.add_party(
        by=house.ruth, incident=case, role=PartyRole.WITNESS, personal={"name": "Zoë Quist"}, confidential=True
    )
    assert "Quist" in text_of(house.desk.exports.case_pdf(by=house.sam, incident=case))
    monkeypatch.setattr(Confidence, "reach", lambda _self, by: Reach(by, parts=False))
    pages = pages_of(house.desk.exports.case_pdf(by=house.sam, incident=case))
    assert "Quist" not in "".join(pages)
    assert "kept back from whoever printed this" in " ".join(pages[0].split())


def test_the_outline_leads_through_the_file(house: House) -> None:
    """Each part of the file is a bookmark, and every page bears the file's number."""
    case = logged(house, house.approved(refund()))
    content = house.desk.exports.case_pdf(by=house.sam, incident=case)
    titles = [title for _, title, _ in outline_of(content)]
    for part in ("What happened", "People concerned", "What was done, in order", "Outcome and signatures",
                 "Procedures in force", "Entries of the journal"):  # fmt: skip
        assert part in titles
    assert any(title.startswith("Annex 1: SOP-012") for title in titles)
    number = house.desk.incidents.file(case).row.number
    assert all(number in page for page in pages_of(content))


def test_what_a_file_went_on_without_is_on_its_first_page(house: House) -> None:
    """The print says at its head that something was missing, what that was, and who looks after the file."""
    incidents = house.desk.incidents
    case = incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="No receipt.")
    house.desk.assigning.give(by=house.sam, incident=case, owner=house.sam)
    incidents.move(by=house.ruth, incident=case, stage=Stage.RESOLVED, text="Paid.", override="She waits outside.")
    text = " ".join(text_of(house.desk.exports.case_pdf(by=house.sam, incident=case)).split())
    assert "It went on although something was missing on the way:" in text
    assert "Gone on without " in text
    assert "She waits outside." in text
    assert "Looked after by Sam" in text
    incidents.close(
        by=house.ruth, password=PASSWORD, incident=case, outcome="Settled.", digest=incidents.files.digest(case),
        override="The insurer cannot wait.",
    )  # fmt: skip
    text = " ".join(text_of(house.desk.exports.case_pdf(by=house.sam, incident=case)).split())
    assert "It was closed although something was missing on the way:" in text
    assert "The insurer cannot wait." in text
    content = cases_csv(house.desk.desk, house.desk.exports, incidents, by=house.sam, kind=IncidentKind.COMPLAINT)
    [row] = table(content)
    assert row["looked after by"] == "Sam"
    assert "Category" in row["went on without"]
