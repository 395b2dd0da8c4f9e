"""Registers of incidents as tables: a row for each line, and no cell that a spreadsheet takes for a formula."""

import csv
import io
from dataclasses import replace
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from sopdesk.interchange.incident_register_export import register_csv, register_workbook
from sopdesk.views.incident_registers import IncidentRegister, Register
from tests.pdf.incident_register_samples import CASE, COMPLAINT, ENTRY, INCIDENT, LINES, printed

EVIL = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "\uff1d1")


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever was typed, a spreadsheet that opens the file works nothing out."""
    for register, line in (
        (Register.COMPLAINTS, replace(COMPLAINT, complainant=text, outcome=text)),
        (Register.BOOK, replace(ENTRY, name=text, cause=text)),
        (Register.OSHA_LOG, replace(CASE, name=text, description=text)),
        (Register.ALL, replace(INCIDENT, what=text, place=text)),
    ):
        made = printed(register, line).register
        cells = [cell for row in csv.reader(io.StringIO(register_csv(made).decode("utf-8-sig"))) for cell in row]
        assert f"'{text}" in cells
        book = openpyxl.load_workbook(io.BytesIO(register_workbook(made, ZoneInfo("Europe/London"))))
        assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize("register", list(Register))
def test_a_register_has_as_many_rows_as_lines(register: Register) -> None:
    """Each line is one row under its heads; the OSHA 300A gives its totals instead."""
    made: IncidentRegister = printed(register).register
    heads, *rows = csv.reader(io.StringIO(register_csv(made).decode("utf-8-sig")))
    assert all(len(row) == len(heads) for row in rows)
    assert len(rows) == (15 if register is Register.OSHA_SUMMARY else len(LINES[register]))


def test_times_of_a_workbook_are_those_of_the_house() -> None:
    """A workbook has local times as times, a CSV has UTC."""
    made = printed(Register.COMPLAINTS, COMPLAINT).register
    book = openpyxl.load_workbook(io.BytesIO(register_workbook(made, ZoneInfo("Europe/London"))))
    assert book["Complaints"]["B2"].value.isoformat() == "2026-05-03T13:00:00"
    assert "2026-05-03T12:00:00Z" in register_csv(made).decode("utf-8-sig")
    assert [cell.value for cell in book["Figures"]["A"]][:3] == ["what", "Register", "Days"]
