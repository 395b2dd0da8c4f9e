"""The register of runs: everything that was begun and everything that was missed, in order, as three kinds of file."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.run import RunStage
from sopdesk.domain.schedule import Plan, Rhythm
from sopdesk.services import run_registers
from sopdesk.services.run_registers import LINES
from sopdesk.views.past_runs import ALL_RUNS, RunFilter
from tests.domain.given import checklist, refuses
from tests.pdf.reading import pages_of, text_of
from tests.services.conftest import PASSWORD, House
from tests.services.test_checklists import done

DAY = date(2026, 5, 4)


def signed(house: House) -> str:
    """Have the closing checklist done and signed off."""
    run = done(house, house.leo)
    digest = house.desk.checklists.run(run).digest
    house.desk.checklists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=digest)
    return run


def table(content: bytes) -> list[dict[str, str]]:
    """Read a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def missed(house: House) -> None:
    """Have a daily check missed and explained."""
    sop = house.approved(replace(checklist(), number="SOP-011", title="Fridges"))
    plan = Plan(Rhythm.DAILY, times=(600,))
    house.desk.schedule.revise(by=house.ruth, sop=sop, plan=plan, reason="Every day.")
    house.clock.wait(days=2)
    house.desk.schedule.settle()
    first = house.desk.schedule.missed(DAY, DAY + timedelta(days=3))[-1]
    house.desk.schedule.explain(by=house.sam, missed=first.id, text="=We were closed.")


def test_the_register_on_paper(house: House) -> None:
    """Every run with what was skipped and not in order, every missed check, who signed; and that it left."""
    signed(house)
    missed(house)
    content = house.desk.run_registers.pdf(house.desk.exports, by=house.sam, which=RunFilter(first=DAY))
    text = " ".join(text_of(content).split())
    assert "NOT IN ORDER (6.5 °C, outside 2 to 5 °C): Fridge – Closed the door. (Leo)" in text
    assert "SKIPPED: What runs short – no time (Leo)" in text
    assert "MISSED: SOP-011 Fridges" in text
    assert "=We were closed. – Sam" in text
    assert "the signature holds" in text
    assert "End of the register" in text
    [line] = house.desk.trail.lines(limit=1)
    assert "register of checklist runs, 4 May 2026 to today as PDF" in line.what


def test_the_register_as_a_table(house: House) -> None:
    """A row for each run and each missed check; no cell is a formula."""
    run = signed(house)
    missed(house)
    number = house.desk.checklists.run(run).row.number
    rows = table(house.desk.run_registers.csv(house.desk.exports, by=house.sam, which=ALL_RUNS))
    first, *others = rows
    assert (first["number"], first["stage"], first["skipped"], first["not in order"]) == (
        number,
        "signed off",
        "1",
        "1",
    )
    assert first["signed off by"] == "Sam"
    assert {each["stage"] for each in others} == {"missed"}
    assert "=We were closed. (Sam)" in others[0]["remark"]
    lines = table(house.desk.run_registers.csv(house.desk.exports, by=house.sam, which=ALL_RUNS, what=LINES))
    fridge = next(each for each in lines if each["line"] == "Fridge")
    assert (fridge["value"], fridge["unit"], fridge["lower"], fridge["upper"]) == ("6.5", "°C", "2", "5")
    assert (fridge["in order"], fridge["what was done about it"], fridge["by"]) == ("no", "Closed the door.", "Leo")


def test_the_register_as_a_workbook(house: House) -> None:
    """Two sheets: runs and lines; instants by the clock of the house, numbers as numbers."""
    signed(house)
    missed(house)
    content = house.desk.run_registers.xlsx(house.desk.exports, by=house.hannah, which=ALL_RUNS)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Runs", "Lines"]
    head, first, *others = book["Runs"].iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert (row["started"].hour, row["done"]) == (9, 3)
    assert all(each[4] == "missed" for each in others)
    lines = [dict(zip(next(book["Lines"].iter_rows(values_only=True)), each, strict=True))
             for each in book["Lines"].iter_rows(min_row=2, values_only=True)]  # fmt: skip
    assert [each["value"] for each in lines] == [None, 6.5, 150, None]


def test_what_cannot_be_made(house: House) -> None:
    """Nothing at all, a period that ends before it begins, somebody without the right, a cancel: nothing leaves."""
    registers, exports = house.desk.run_registers, house.desk.exports
    size = house.desk.store.size
    assert "no run" in refuses(lambda: registers.csv(exports, by=house.sam, which=ALL_RUNS))
    backwards = RunFilter(first=DAY, last=DAY - timedelta(days=1))
    assert "after the last" in refuses(lambda: registers.pdf(exports, by=house.sam, which=backwards))
    assert "may not" in refuses(lambda: registers.csv(exports, by=house.leo, which=ALL_RUNS))
    assert house.desk.store.size == size
    signed(house)
    size = house.desk.store.size
    for make in (registers.pdf, registers.csv, registers.xlsx):
        with pytest.raises(Cancelled):
            make(exports, by=house.sam, which=ALL_RUNS, cancelled=lambda: True)
    assert house.desk.store.size == size


def test_the_scope_is_said(house: House) -> None:
    """A register says what it covers."""
    run = signed(house)
    page = house.desk.checklists.run(run)
    which = RunFilter(page.row.sop, page.row.stage, house.leo, DAY, DAY, remarkable=True)
    said = house.desk.run_registers.scope(which)
    assert said == "4 May 2026 · SOP-010 Closing · with Leo · signed off · those that deserve a look"


def test_an_incident_stays_with_the_run_from_which_it_was_logged(house: House) -> None:
    """A run names the incidents that were logged from it, and its sheet prints them; other runs do not."""
    run, other = done(house, house.leo), done(house, house.leo, "SOP-011")
    log = house.desk.incidents.log
    incident = log(by=house.leo, kind=IncidentKind.NEAR_MISS, narrative="The fridge is warm.", run=run)
    log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="Cold soup.")
    [found] = house.desk.checklists.run(run).incidents
    assert (found.id, found.kind, found.who) == (incident, "near-miss", "Leo")
    assert house.desk.checklists.run(other).incidents == ()
    text = " ".join(text_of(house.desk.exports.run_pdf(by=house.sam, run=run)).split())
    assert f"Incident from this run: {found.number}, near miss" in text


def test_no_workbook_is_made_that_nothing_opens(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """More lines than a sheet holds are refused before anything is made; nothing left."""
    signed(house)
    size = house.desk.store.size
    monkeypatch.setattr(run_registers, "MOST_LINES", 3)
    said = refuses(lambda: house.desk.run_registers.xlsx(house.desk.exports, by=house.sam, which=ALL_RUNS))
    assert "more lines than a sheet" in said
    assert house.desk.store.size == size


def test_the_first_page_counts_what_the_register_holds(house: House) -> None:
    """Runs, completed, signed off, late, missed; lines skipped and not in order. Figures of all runs only with all."""
    signed(house)
    done(house, house.leo, "SOP-012")
    missed(house)
    everything = " ".join(pages_of(house.desk.run_registers.pdf(
        house.desk.exports, by=house.sam, which=ALL_RUNS))[0].split())  # fmt: skip
    assert "2 runs (2 completed, 1 signed off, 0 late), " in everything
    assert "2 skipped, 2 not in order" in everything
    assert "How they were done" in everything
    signed_only = RunFilter(stage=RunStage.SIGNED_OFF)
    some = " ".join(
        pages_of(house.desk.run_registers.pdf(house.desk.exports, by=house.sam, which=signed_only))[0].split()
    )
    assert "1 run (1 completed, 1 signed off, 0 late), 0 missed checks" in some
    assert "How they were done" not in some
