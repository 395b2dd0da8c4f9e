"""Erasing personal data: found everywhere, gone everywhere, and the record still holds."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sopdesk.domain.erasure import Basis
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.party import PartyRole
from sopdesk.domain.refusal import Cancelled, Refusal, Trouble
from sopdesk.domain.sop import Answer, Format, Item, Picture, Step
from sopdesk.views.privacy import RecordPieces
from tests.domain.given import procedure, refund, refuses
from tests.services.case_play import play
from tests.services.conftest import PASSWORD, House, open_house
from tests.services.test_incidents import close, logged, resolved
from tests.services.test_manual import PNG

NAME, PHONE, SECRET = "Perpetua Quillfeather", "0117 496 8765", "wheezing zanzibar"


def told(house: House) -> str:
    """Log a case with a name in the party, in what happened, in a note, a correction and a filled-in field."""
    incidents = house.desk.incidents
    case = incidents.log(
        by=house.leo, kind=IncidentKind.COMPLAINT, narrative=f"{NAME} told of {SECRET}.",
        customer={"name": NAME, "phone": PHONE, "email": "pq@example.org"}, place=f"Table of {NAME}",
    )  # fmt: skip
    incidents.note(by=house.leo, incident=case, text=f"Called {NAME} on 01174968765.")
    incidents.correct(by=house.ruth, incident=case, field="narrative", now=f"{NAME}: {SECRET}!", reason=f"Asked {NAME}")
    incidents.detail(by=house.leo, incident=case, values={"subject": f"Soup of {NAME}", "category": "quality"})
    return case


def everything(found: RecordPieces) -> dict[str, Any]:
    """Give what to ask for to have all of a record erased."""
    return {"pieces": [(each.log, each.seq, each.field) for each in found.pieces], "subjects": [found.subject]}


def erase(house: House, case: str, basis: Basis = Basis.REQUEST) -> str:
    """Have Ruth ask for everything of a case to be erased, and Sam agree."""
    found = house.desk.privacy.record(case, by=house.ruth)
    erasure = house.desk.privacy.ask(by=house.ruth, basis=basis, reason="Letter of 3 May.", **everything(found))
    house.desk.privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    assert house.desk.privacy.scrub_due()
    house.desk.privacy.scrub()
    assert not house.desk.privacy.scrub_due()
    return erasure


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Give every file of the desk's folder, the write-ahead log and the search index among them."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_after_an_erasure_the_words_are_nowhere(house: House) -> None:
    """The words are in no table, index, write-ahead log or free page; the log verifies; the rest still stands."""
    desk, folder = house.desk, house.desk.folder
    for n in range(40):
        desk.incidents.log(by=house.leo, kind=IncidentKind.NEAR_MISS, narrative=f"Number {n}: {'spilt tea ' * n}")
    case, other = told(house), logged(house)
    desk.gaps.count(f"refund {NAME}", desk.people.person(house.leo))
    desk.drafts.remember(key=f"incidents:{case}:note", text=f"half written about {SECRET}")
    desk.finder.catch_up()
    ruth = desk.people.person(house.ruth)
    assert desk.finder.search(SECRET, person=ruth).found
    number = desk.incidents.file(case).row.number
    erase(house, case)
    for words in (NAME, SECRET, "zanzibar", "quillfeather", "perpetua", PHONE, "01174968765", "pq@example.org"):
        for spelt in (words, words.lower(), words.encode("utf-16-le").decode("latin-1")):
            raw = spelt.encode("latin-1")
            assert [name for name, content in bytes_of(folder).items() if raw in content] == []
    assert not desk.finder.search(SECRET, person=ruth).found
    verdict = desk.trail.verify()
    assert verdict.holds, verdict.sentence
    assert "were erased" in " ".join(each.sentence for each in verdict.checks)
    file = desk.incidents.file(case)
    assert (file.row.number, file.narrative, file.parties[0].name) == (number, "[erased]", "[erased]")
    assert "erased" in file.story[-1].what
    assert desk.incidents.file(other).parties[0].name == "Mrs Nair"
    assert desk.trail.rebuild(check=True).holds


def test_half_written_text_is_erased_in_any_case(house: House) -> None:
    """Letters beyond a to z are compared as letters: a half-written note about the person goes, others stay."""
    desk = house.desk
    case = desk.incidents.log(
        by=house.leo, kind=IncidentKind.COMPLAINT, narrative="Waited.", customer={"name": "Émile Ångström"}
    )
    desk.drafts.remember(key="other:note", text="Ring ÉMILE  ÅNGSTRÖM back")
    desk.drafts.remember(key="mine:note", text="Buy milk")
    desk.gaps.count("émile ångström refund", desk.people.person(house.leo))
    erase(house, case)
    assert desk.drafts.recall("other:note") == ""
    assert desk.drafts.recall("mine:note") == "Buy milk"
    assert desk.gaps.rows() == ()


def test_what_is_base64_is_gone_too(house: House) -> None:
    """No sealed value of the record is left in the file, also not as it is stored: salted and in base64."""
    case = told(house)
    log = house.desk.store.log
    with house.desk.store.reading() as connection:
        query = "SELECT value FROM disclosure WHERE log = ? AND seq IN (SELECT seq FROM event WHERE subject = ?)"
        stored = [row[0].encode() for row in connection.exec_driver_sql(query, (log, case))]
    assert len(stored) >= 10
    erase(house, case)
    for name, content in bytes_of(house.desk.folder).items():
        assert [each for each in stored if each[8:40] in content] == [], name


def test_erasing_takes_two_people_with_the_right(house: House) -> None:
    """Who asked cannot agree; others may neither ask nor agree; a wrong password erases nothing."""
    privacy, case = house.desk.privacy, told(house)
    found = privacy.record(case, by=house.ruth)
    asked = {"basis": Basis.REQUEST, "reason": "Letter.", **everything(found)}
    assert "may not" in refuses(lambda: privacy.ask(by=house.leo, **asked))
    erasure = privacy.ask(by=house.ruth, **asked)
    assert "two people" in refuses(lambda: privacy.agree(by=house.ruth, password=PASSWORD, erasure=erasure))
    assert "may not" in refuses(lambda: privacy.agree(by=house.hannah, password=PASSWORD, erasure=erasure))
    assert "not the password" in refuses(lambda: privacy.agree(by=house.sam, password="wrong", erasure=erasure))
    assert house.desk.incidents.file(case).parties[0].name == NAME
    [view] = privacy.requests(by=house.sam, only_open=True)
    assert (view.is_open, view.asked_by, view.reason, view.pieces) == (True, "Ruth Adeyemi", "Letter.", 10)
    privacy.refuse(by=house.sam, erasure=erasure, reason="A claim is open.")
    assert privacy.requests(by=house.sam, only_open=True) == ()
    [view] = privacy.requests(by=house.sam)
    assert (view.agreed, view.decided_by, view.reason_refused) == (False, "Sam", "A claim is open.")
    assert "decided already" in refuses(lambda: privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure))
    assert "no such request" in refuses(lambda: privacy.agree(by=house.sam, password=PASSWORD, erasure="erasure-x"))


def test_a_person_is_found_everywhere(house: House) -> None:
    """A name is found in parties and in free text, a number however it is written; all of a party is one person's."""
    privacy, case = house.desk.privacy, told(house)
    second = house.desk.incidents.log(
        by=house.leo, kind=IncidentKind.ABUSE, narrative="He shouted; (0117) 496-8765 was on his card."
    )
    logged(house)
    [first, other] = privacy.about([f" {NAME.upper()} ", PHONE], by=house.ruth)
    assert (first.subject, other.subject) == (case, second)
    assert {each.field for each in first.pieces if each.matches} == {
        "narrative", "place", "name", "phone", "email", "text", "was", "now", "reason", "personal",
    }  # fmt: skip
    assert [each.text for each in other.pieces if each.matches] == ["He shouted; (0117) 496-8765 was on his card."]
    assert privacy.about(["nobody at all"], by=house.ruth) == ()
    assert "too short" in refuses(lambda: privacy.about(["jo"], by=house.ruth))
    assert "Give a name" in refuses(lambda: privacy.about([" "], by=house.ruth))
    assert "may not" in refuses(lambda: privacy.about([NAME], by=house.leo))
    with pytest.raises(Cancelled):
        privacy.about([NAME], by=house.ruth, cancelled=lambda: True)


def test_a_legal_hold_stops_an_erasure(house: House) -> None:
    """What is on legal hold is not erased, whether the hold came before the request or after it."""
    privacy, case = house.desk.privacy, told(house)
    asked = {"basis": Basis.REQUEST, "reason": "Letter.", **everything(privacy.record(case, by=house.ruth))}
    number = house.desk.incidents.file(case).row.number
    erasure = privacy.ask(by=house.ruth, **asked)
    privacy.place_hold(by=house.sam, record=case, reason="The insurer asks.")
    assert number in refuses(lambda: privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure))
    assert number in refuses(lambda: privacy.ask(by=house.ruth, **asked))
    assert privacy.request_view(erasure).held == (number,)
    [kept] = privacy.held(by=house.ruth)
    assert (kept.title, kept.held_by, kept.held_reason) == (number, "Sam", "The insurer asks.")
    assert privacy.record(case, by=house.ruth).held == "The insurer asks."
    privacy.lift_hold(by=house.sam, record=case, reason="Settled.")
    privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    assert privacy.record(case, by=house.ruth).pieces == ()
    assert "no such record" in refuses(lambda: privacy.place_hold(by=house.sam, record="incident-x", reason="x"))


def test_only_what_was_asked_for_goes(house: House) -> None:
    """One party can be erased alone; the rest of the file stays as it was."""
    privacy, incidents, case = house.desk.privacy, house.desk.incidents, told(house)
    incidents.entries.add_party(by=house.leo, incident=case, role=PartyRole.WITNESS, personal={"name": "Witness Wren"})
    found = privacy.record(case, by=house.ruth)
    [piece] = [each for each in found.pieces if each.text == "Witness Wren"]
    erasure = privacy.ask(
        by=house.ruth, pieces=[(piece.log, piece.seq, piece.field)], subjects=[case], basis=Basis.MISTAKE, reason="x"
    )
    privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    file = incidents.file(case)
    assert [each.name for each in file.parties] == [NAME, "[erased]"]
    assert file.narrative == f"{NAME}: {SECRET}!"
    again = privacy.ask(by=house.ruth, basis=Basis.MISTAKE, reason="all", **everything(found))
    privacy.agree(by=house.sam, password=PASSWORD, erasure=again)
    assert house.desk.trail.verify().holds


def test_signatures_outlive_an_erasure(house: House) -> None:
    """The signature that closed a case, and the one under the erasure, hold after its words are gone."""
    case = resolved(house)
    close(house, case, values={"accepted": "yes"})
    erase(house, case, Basis.EXPIRED)
    checks = {each.what: each for each in house.desk.trail.verify().checks}
    assert checks["signatures"].holds
    assert house.desk.incidents.file(case).outcome == "[erased]"


def test_a_case_whose_time_is_up(house: House) -> None:
    """A closed complaint is asked about six years after its close, once, unless it is held or kept longer."""
    privacy = house.desk.privacy
    case = resolved(house)
    close(house, case, values={"accepted": "yes"})
    house.clock.wait(days=5 * 365)
    assert privacy.expired(by=house.ruth) == ()
    house.clock.wait(days=370)
    [late] = privacy.expired(by=house.ruth)
    assert (late.incident, late.closed, late.until) == (case, date(2026, 5, 4), date(2032, 5, 4))
    assert "Limitation Act 1980" in late.source
    assert privacy.keeping(case).until == date(2032, 5, 4)
    privacy.extend(by=house.ruth, record=case, until=date(2034, 1, 1), reason="A claim is announced.")
    assert privacy.expired(by=house.ruth) == ()
    assert privacy.keeping(case).source == "A claim is announced."
    house.clock.wait(days=3 * 365)
    assert [each.incident for each in privacy.expired(by=house.ruth)] == [case]
    erase(house, case, Basis.EXPIRED)
    assert privacy.expired(by=house.ruth) == ()


def test_one_case_does_not_hide_another(house: House) -> None:
    """What is kept for three years is asked about, however many older cases are kept for six."""
    early = resolved(house)
    close(house, early, values={"accepted": "yes"})
    house.clock.wait(days=1)
    near_miss = play(house, IncidentKind.NEAR_MISS)
    house.clock.wait(days=4 * 365)
    assert [each.incident for each in house.desk.privacy.expired(by=house.ruth, limit=1)] == [near_miss]


def test_photos_go_unless_another_record_shows_them(house: House) -> None:
    """A photo of a run is erased with its bytes; one that a procedure also shows stays for the procedure."""
    close = Step("close", "Close", items=(Item("shelf", "Photograph the shelf", Answer.PHOTO),))
    lists, sop = (
        house.desk.checklists,
        house.approved(procedure(number="SOP-010", format=Format.CHECKLIST, steps=(close,))),
    )
    run = lists.start(by=house.leo, sop=sop)
    shown, own = PNG, PNG + b"own"
    digests = [lists.photograph(by=house.leo, run=run, item="shelf", photo=each) for each in (shown, own)]
    content = refund(steps=(Step("a", "A", pictures=(Picture("cup.png", "A cup"),)),))
    house.desk.manual.submit(by=house.leo, content=content, reason="new", pictures={"cup.png": shown})
    privacy = house.desk.privacy
    found = privacy.record(run, by=house.ruth)
    assert [each.photo for each in found.pieces if each.photo] == digests
    erasure = privacy.ask(by=house.ruth, basis=Basis.REQUEST, reason="A guest's face.", **everything(found))
    assert privacy.request_view(erasure).photos == 2
    privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    assert [house.desk.store.attachment(each) for each in digests] == [shown, None]
    assert house.desk.trail.verify().holds


def test_an_erasure_that_fails_erases_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk does not take it, the words and the record are as before, and it can be done again."""
    case = told(house)
    found = house.desk.privacy.record(case, by=house.ruth)
    erasure = house.desk.privacy.ask(by=house.ruth, basis=Basis.REQUEST, reason="x", **everything(found))
    size = house.desk.store.size

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("sopdesk.store.model.ReadModel.write_anew", fail)
        with pytest.raises(Trouble):
            house.desk.privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    assert house.desk.store.size == size
    assert house.desk.incidents.file(case).parties[0].name == NAME
    house.desk.privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    assert house.desk.incidents.file(case).parties[0].name == "[erased]"


def test_an_earlier_export_still_verifies(house: House, tmp_path: Path) -> None:
    """A checkpoint that left the house before an erasure still fits the log after it."""
    case = told(house)
    house.desk.store.sign_checkpoint(house.clock())
    held = house.desk.store.head().checkpoint
    erase(house, case)
    verdict = house.desk.trail.verify(checkpoints=[held])
    assert verdict.holds
    assert any(each.what == "outside" and each.holds for each in verdict.checks)
    house.desk.close()
    again = open_house(tmp_path, house.clock)
    try:
        assert again.incidents.file(case).narrative == "[erased]"
    finally:
        again.close()
        house.desk = open_house(tmp_path, house.clock)


def test_staff_and_procedures_stay(house: House) -> None:
    """Who acted is part of every act: names beside signatures and of the staff are no pieces; credentials never."""
    sop = house.approved(refund(), reason=f"{NAME} asked for it")
    [found] = house.desk.privacy.about([NAME], by=house.ruth)
    assert (found.subject, {each.field for each in found.pieces if each.matches}) == (sop, {"reason"})
    assert house.desk.privacy.record(house.sam, by=house.ruth).pieces == ()
    with pytest.raises(Refusal):
        house.desk.privacy.keeping("incident-x")
    with closing(sqlite3.connect(house.desk.folder / "desk.sqlite")) as raw:
        assert raw.execute("SELECT COUNT(*) FROM disclosure").fetchone()[0] > 0
