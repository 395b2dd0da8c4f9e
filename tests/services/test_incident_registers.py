"""Registers of incidents: complaints, the accident book and the OSHA log, and who may take them along."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime

import openpyxl
import pytest

from sopdesk.domain.confidence import KEPT_BACK, Reach
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.domain.privacy_case import PRIVACY_KINDS
from sopdesk.domain.refusal import Cancelled
from sopdesk.services import incident_registers
from sopdesk.services.confidence import Confidence
from sopdesk.services.trail import Filter
from sopdesk.views.incident_registers import (
    AccidentEntry,
    ComplaintLine,
    IncidentLine,
    OshaCase,
    Register,
    RegisterLine,
    RegisterScope,
)
from tests.domain.given import refuses
from tests.pdf.reading import pages_of, text_of
from tests.services.case_play import play
from tests.services.conftest import House
from tests.services.test_case_fields import in_country

DAY = date(2026, 5, 4)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def lines(house: House, register: Register, by: str = "") -> tuple[RegisterLine, ...]:
    """Give the lines of a register of the year, as Sam or somebody else sees them."""
    return house.desk.incident_registers.register(RegisterScope(register, *YEAR), by=by or house.sam).lines


def hurt(
    house: House, name: str = "Mei Tanaka", *, values: Mapping[str, str] | None = None, confidential: bool = False,
    narrative: str = "At 14:05 Mei slipped on the wet floor.",
) -> str:  # fmt: skip
    """Log an accident with whoever was injured."""
    incidents = house.desk.incidents
    case = incidents.log(by=house.leo, kind=IncidentKind.ACCIDENT, narrative=narrative, place="Kitchen")
    personal = {"name": name, "address": "4 Orchard Lane", "occupation": "Cook"}
    incidents.entries.add_party(
        by=house.leo, incident=case, role=PartyRole.STAFF, personal=personal, injured=True, confidential=confidential
    )
    if values:
        incidents.detail(by=house.leo, incident=case, values=values)
    return case


def recordable(house: House, name: str = "Mei Tanaka", **more: str) -> str:
    """Log an accident that goes on the OSHA log."""
    values = {"status": "employee", "osha_class": "days away", "days_away": "200", "job_title": "Cook",
              "log_description": "Cut on the left hand", "illness_type": "injury", **more}  # fmt: skip
    return hurt(house, name, values=values)


def table(content: bytes) -> list[dict[str, str]]:
    """Read a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_complaint_has_its_line(house: House) -> None:
    """Received, by whom, about what, what was found and given, how many days it took, how it ended."""
    incidents = house.desk.incidents
    case = play(house, IncidentKind.COMPLAINT, Stage.LOGGED)
    incidents.entries.add_party(by=house.leo, incident=case, role=PartyRole.CUSTOMER, personal={"name": "=José Müller"})
    incidents.detail(by=house.leo, incident=case, values={
        "category": "quality", "subject": "Soup", "remedy_sought": "refund; apology", "finding": "upheld",
        "remedy_given": "A new soup"})  # fmt: skip
    house.clock.wait(hours=20)
    incidents.move(by=house.ruth, incident=case, stage=Stage.ACKNOWLEDGED)
    house.clock.wait(days=3)
    incidents.move(by=house.ruth, incident=case, stage=Stage.RESOLVED)
    [line] = lines(house, Register.COMPLAINTS)
    assert isinstance(line, ComplaintLine)
    assert (line.complainant, line.subject, line.remedy_sought, line.finding) == (
        "=José Müller", "Soup", "refund, apology", "upheld")  # fmt: skip
    assert (line.days_to_acknowledge, line.days_to_resolve, line.stage) == (1, 4, Stage.RESOLVED)
    registers, which = house.desk.incident_registers, RegisterScope(Register.COMPLAINTS, DAY, DAY)
    text = " ".join(text_of(registers.pdf(house.desk.exports, by=house.sam, which=which)).split())
    assert "upheld 1" in text
    assert "half of them within 4, all within 4 (1 of them known)" in text
    assert "End of the register: 1 line printed." in text
    [row] = table(registers.csv(house.desk.exports, by=house.sam, which=which))
    assert (row["complainant"], row["days to resolve"], row["imported"]) == ("'=José Müller", "4", "no")
    said = [each.what for each in house.desk.trail.in_order(Filter(area="house"))]
    assert sum("Register of complaints" in each for each in said) == 2


def test_what_was_acknowledged_before_it_was_recorded(house: House) -> None:
    """The moment that the form names counts before that of the stage; a reopened one is not resolved."""
    case = play(house, IncidentKind.COMPLAINT, Stage.LOGGED)
    incidents = house.desk.incidents
    incidents.detail(by=house.leo, incident=case, values={"acknowledged_at": "about 2026-05-04 09:00",
                                                          "anonymous": "yes"})  # fmt: skip
    [line] = lines(house, Register.COMPLAINTS)
    assert isinstance(line, ComplaintLine)
    assert line.acknowledged == datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
    assert (line.resolved, line.days_to_resolve, line.complainant) == (None, None, "anonymous")
    closed = play(house, IncidentKind.COMPLAINT)
    assert [each.resolved is None for each in lines(house, Register.COMPLAINTS)] == [True, False]  # type: ignore[union-attr] # they are complaints
    incidents.reopen(by=house.ruth, incident=closed, reason="Not settled after all.")
    assert [each.resolved for each in lines(house, Register.COMPLAINTS)] == [None, None]  # type: ignore[union-attr] # they are complaints


def test_a_complaint_counts_on_the_day_it_was_received(house: House) -> None:
    """Days are those of the house's clock: half past midnight in London is still the day before in UTC."""
    house.clock.instant = datetime(2026, 5, 9, 23, 30, tzinfo=UTC)
    play(house, IncidentKind.COMPLAINT, Stage.LOGGED)
    count = house.desk.incident_registers.count
    tenth, ninth = date(2026, 5, 10), date(2026, 5, 9)
    assert count(RegisterScope(Register.COMPLAINTS, tenth, tenth), by=house.sam) == 1
    assert count(RegisterScope(Register.COMPLAINTS, ninth, ninth), by=house.sam) == 0
    assert count(RegisterScope(Register.BOOK), by=house.sam) == 0
    assert count(RegisterScope(Register.ALL), by=house.sam) == 1


def test_the_accident_book_has_a_page_for_each_injured_person(house: House) -> None:
    """Each entry stands alone with everything that the accident book asks for, and names nobody of another one."""
    in_country(house, "GB")
    case = hurt(house, values={"cause": "A wet floor", "injury": "Bruised knee", "consent": "yes"})
    house.desk.incidents.entries.add_party(
        by=house.leo, incident=case, role=PartyRole.VISITOR, personal={"name": "Otto Brandt"}, injured=True
    )
    play(house, IncidentKind.INJURY, Stage.LOGGED)
    found = lines(house, Register.BOOK)
    assert [each.name for each in found if isinstance(each, AccidentEntry)] == ["Mei Tanaka", "Otto Brandt", ""]
    which = RegisterScope(Register.BOOK, DAY, DAY)
    content = house.desk.incident_registers.pdf(house.desk.exports, by=house.sam, which=which)
    pages = [" ".join(page.split()) for page in pages_of(content)]
    [mei] = [page for page in pages if "Mei Tanaka" in page]
    for words in ("4 Orchard Lane", "Cook", "Kitchen", "A wet floor", "Bruised knee", "agrees that this entry"):
        assert words in mei
    assert "Otto Brandt" not in mei


def test_safety_representatives_see_a_name_by_consent_alone(house: House) -> None:
    """Without consent, or where nobody asked, name and address are kept back, and the name leaves the texts."""
    in_country(house, "GB")
    said = {"cause": "Mei Tanaka ran", "injury": "Knee"}
    hurt(house, values={**said, "consent": "no", "reported_by_another": "yes", "reporter": "Otto Brandt"})
    hurt(house, values=said)
    hurt(house, values={**said, "consent": "yes"})
    found = [each for each in lines(house, Register.BOOK_SHOWN) if isinstance(each, AccidentEntry)]
    assert [each.name_kept_back for each in found] == [True, True, False]
    assert (found[0].name, found[0].address, found[0].occupation, found[0].reporter) == (KEPT_BACK, "", "", "")
    assert "Mei" not in found[0].narrative + found[0].cause
    assert (found[2].name, found[2].address, found[2].cause) == ("Mei Tanaka", "4 Orchard Lane", "Mei Tanaka ran")
    registers, which = house.desk.incident_registers, RegisterScope(Register.BOOK_SHOWN)
    pages = pages_of(registers.pdf(house.desk.exports, by=house.sam, which=which))
    assert sum("Tanaka" in page for page in pages) == 1
    assert "Otto" not in "".join(pages)
    assert [row["name"] for row in table(registers.csv(house.desk.exports, by=house.sam, which=which))][:1] == [
        KEPT_BACK
    ]


def test_the_osha_log_keeps_the_names_of_privacy_cases_apart(house: House) -> None:
    """Named as one, of a kind that the law names, or sounding like one: the log says "Privacy case"."""
    in_country(house, "US")
    recordable(house, "Ann")
    recordable(house, "Ben", privacy_case="yes")
    recordable(house, "Cal", privacy_case="no", privacy_kind=PRIVACY_KINDS[0])
    recordable(house, "Dee", log_description="Needlestick on the right hand")
    recordable(house, "Eve", log_description="Needlestick on the right hand", privacy_case="no")
    hurt(house, "Fay", values={"status": "customer"})
    undecided = hurt(house, "Gus", values={"status": "employee"})
    registers = house.desk.incident_registers
    found = [each for each in lines(house, Register.OSHA_LOG) if isinstance(each, OshaCase)]
    private = "Privacy case"
    assert [each.shown_name for each in found] == ["Ann", private, private, private, "Eve"]
    assert {each.days_away for each in found} == {180}
    which = RegisterScope(Register.OSHA_LOG, *YEAR)
    content = " ".join(text_of(registers.pdf(house.desk.exports, by=house.sam, which=which)).split())
    assert not {"Ben", "Cal", "Dee"} & set(content.split())
    assert house.desk.incidents.file(undecided).row.number in content
    assert "until somebody decides" in content
    assert "the law allows no others: I-COUN-2026-00002." in content
    rows = table(registers.csv(house.desk.exports, by=house.sam, which=which))
    assert [row["days away from work (H)"] for row in rows] == ["x"] * 5
    assert rows[1]["employee's name (B)"] == private


def test_the_list_of_names_takes_a_right_of_its_own(house: House) -> None:
    """The auditor may take the log along, never the confidential list; it holds privacy cases alone."""
    in_country(house, "US")
    recordable(house, "Ann")
    recordable(house, "Ben", privacy_case="yes")
    registers, which = house.desk.incident_registers, RegisterScope(Register.OSHA_NAMES, *YEAR)
    assert lines(house, Register.OSHA_LOG, house.hannah)
    assert "You may not" in refuses(lambda: registers.csv(house.desk.exports, by=house.hannah, which=which))
    assert "You may not" in refuses(lambda: registers.count(RegisterScope(Register.ALL), by=house.leo))
    [row] = table(registers.csv(house.desk.exports, by=house.sam, which=which))
    assert (row["employee's name"], row["why it is a privacy case"]) == ("Ben", "named as one")
    text = text_of(registers.pdf(house.desk.exports, by=house.sam, which=which))
    assert "Ben" in text
    assert "Ann" not in text


def test_the_osha_summary_of_a_year(house: House) -> None:
    """Totals by class, days and type; a whole year, hours worked and employees are asked for."""
    in_country(house, "US")
    recordable(house)
    recordable(house, osha_class="death", days_away="", illness_type="poisoning")
    recordable(house, osha_class="transfer or restriction", days_away="", days_restricted="12", illness_type="")
    registers, exports = house.desk.incident_registers, house.desk.exports
    year = RegisterScope(Register.OSHA_SUMMARY, *YEAR)
    assert "hours worked" in refuses(lambda: registers.pdf(exports, by=house.sam, which=year))
    part = RegisterScope(Register.OSHA_SUMMARY, DAY, YEAR[1], 40_000, 20)
    assert "whole calendar year" in refuses(lambda: registers.pdf(exports, by=house.sam, which=part))
    which = RegisterScope(Register.OSHA_SUMMARY, *YEAR, hours=40_000, employees=20)
    totals = registers.register(which, by=house.sam).totals
    assert totals is not None
    assert (totals.classes, totals.days_away, totals.days_restricted) == ((1, 1, 1, 0), 180, 12)
    assert totals.illnesses == (1, 0, 0, 1, 0, 0)
    text = " ".join(text_of(registers.pdf(exports, by=house.sam, which=which)).split())
    assert "OSHA 300A, 2026" in text
    assert "Recordable cases per 100 employees 15.0" in text
    assert "The type of injury or illness is not recorded" in text
    rows = table(registers.csv(exports, by=house.sam, which=which))
    assert [row["total"] for row in rows] == ["2026", *"1110", "180", "12", *"100100", "20", "40000"]
    log = RegisterScope(Register.OSHA_LOG, date(2025, 1, 1), date(2025, 12, 31))
    assert b"%PDF" in registers.pdf(exports, by=house.sam, which=log)


def test_the_register_of_all(house: House) -> None:
    """Every kind stands in it, in the order in which they happened; a workbook has figures beside the lines."""
    for kind in IncidentKind:
        play(house, kind, Stage.LOGGED)
    found = lines(house, Register.ALL)
    assert [each.kind for each in found if isinstance(each, IncidentLine)] == list(IncidentKind)
    registers, which = house.desk.incident_registers, RegisterScope(Register.ALL, DAY)
    content = registers.xlsx(house.desk.exports, by=house.hannah, which=which)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Incidents", "Figures"]
    assert book["Incidents"].max_row == len(IncidentKind) + 1
    assert b"%PDF" in registers.pdf(house.desk.exports, by=house.sam, which=which)


def test_confidential_people_are_kept_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may export and not see everybody gets the role alone, and the record says how much was kept back."""
    in_country(house, "GB")
    hurt(house, confidential=True, values={"consent": "yes"})
    monkeypatch.setattr(Confidence, "reach", lambda _self, by: Reach(by, parts=False))
    found = house.desk.incident_registers.register(RegisterScope(Register.BOOK), by=house.sam)
    [entry] = [each for each in found.lines if isinstance(each, AccidentEntry)]
    assert (entry.name, entry.address, entry.name_kept_back, found.withheld) == (KEPT_BACK, "", True, 1)


def test_what_makes_no_register(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days the wrong way round, days without anything, too much at once, and what was cancelled."""
    registers, exports = house.desk.incident_registers, house.desk.exports
    wrong = RegisterScope(Register.ALL, YEAR[1], YEAR[0])
    assert "after the last one" in refuses(lambda: registers.count(wrong, by=house.sam))
    year = RegisterScope(Register.ALL, *YEAR)
    assert "nothing in this register" in refuses(lambda: registers.csv(exports, by=house.sam, which=year))
    for _ in range(2):
        play(house, IncidentKind.NEAR_MISS, Stage.LOGGED)
    before = house.desk.store.size
    seen: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        registers.csv(
            exports, by=house.sam, which=year, progress=lambda *done: seen.append(done), cancelled=lambda: bool(seen)
        )
    assert (seen, house.desk.store.size) == ([(0, 2)], before)
    monkeypatch.setattr(incident_registers, "MOST", 1)
    assert "shorter period" in refuses(lambda: registers.csv(exports, by=house.sam, which=year))
