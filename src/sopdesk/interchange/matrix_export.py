"""Responsibility matrices as Markdown, CSV and XLSX; no cell is a formula to the program that opens them."""

import io
from collections.abc import Sequence

from sopdesk.domain.sop import Procedure
from sopdesk.interchange.procedure_lines import one_line
from sopdesk.interchange.procedure_tables import format_table
from sopdesk.interchange.table_export import neutral, table_csv

FORMS = ("md", "csv", "xlsx")
HEAD = ("Procedure", "Title", "Step", "Id")
_WIDEST, _NARROWEST = 60, 8

Names = dict[str, str]
"""The names of roles by their ids, in the order of the columns."""


def matrix_file(procedures: Sequence[Procedure], names: Names, form: str) -> bytes:
    """Give the matrices of procedures as one file: "md" has a table for each, "csv" and "xlsx" one for all."""
    if form == "md":
        return "\n\n".join(_markdown(each, names) for each in procedures).encode() + b"\n"
    roles = _roles(procedures, names)
    head = [*HEAD, *(names.get(each, each) for each in roles)]
    rows = [row for each in procedures for row in _rows(each, roles)]
    return table_csv(head, rows) if form == "csv" else _workbook(head, rows)


def _markdown(what: Procedure, names: Names) -> str:
    roles = _roles([what], names)
    head = ["Step", "Id", *(names.get(each, each) for each in roles)]
    return f"## {one_line(what.number)} {one_line(what.title)}\n\n" + format_table(
        head, (row[2:] for row in _rows(what, roles))
    )


def _roles(procedures: Sequence[Procedure], names: Names) -> list[str]:
    used = dict.fromkeys(duty.role for each in procedures for duty in each.duties)
    return [*(each for each in names if each in used), *(each for each in used if each not in names)]


def _rows(what: Procedure, roles: Sequence[str]) -> list[list[str]]:
    letters = {(each.step, each.role): each.letters for each in what.duties}
    named = [(each.title, each.id) for each in what.steps]
    known = {each.id for each in what.steps}
    named += [("", each) for each in dict.fromkeys(duty.step for duty in what.duties) if each not in known]
    return [[what.number, what.title, title, name, *(letters.get((name, role), "") for role in roles)]
            for title, name in named]  # fmt: skip


def _workbook(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Responsibilities"
    for row in (head, *rows):
        sheet.append([_clean(each) for each in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(row=2, column=len(HEAD) + 1)
    sheet.auto_filter.ref = sheet.dimensions
    for at, column in enumerate(zip(head, *rows, strict=True), 1):
        longest = max(len(each) for each in column)
        sheet.column_dimensions[get_column_letter(at)].width = min(_WIDEST, max(_NARROWEST, longest + 2))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _clean(text: str) -> str:
    """Give a cell that is no formula, without the control characters that a workbook cannot hold."""
    return neutral("".join(each for each in text if each >= " " or each in "\t\n"))[:32_000]
