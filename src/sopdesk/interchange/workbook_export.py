"""Workbooks: sheets of plain cells in which no text is a formula, with instants by the clock of the house."""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sopdesk.interchange.table_export import neutral

Value = str | int | Decimal | datetime | None
SheetOf = tuple[str, Sequence[str], Sequence[Sequence[Value]]]
"""A sheet: its name, the heads of its columns, its rows."""
_WIDEST, _NARROWEST, _LONGEST = 60, 8, 32_000


def workbook(sheets: Sequence[SheetOf], zone: ZoneInfo) -> bytes:
    """Give a workbook (XLSX), each sheet with its heads in sight while somebody scrolls."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, head, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for n, words in enumerate(head, 1):
            sheet.column_dimensions[get_column_letter(n)].width = min(_WIDEST, max(_NARROWEST, len(words) + 4))
        sheet.append(list(head))
        for row in rows:
            sheet.append([_cell(value, zone) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(value: Value, zone: ZoneInfo) -> object:
    """Give a cell: instants by the clock of the house, numbers as numbers, text that is no formula."""
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, microsecond=0)
    if isinstance(value, str):
        return neutral("".join(each for each in value if each >= " " or each in "\t\n"))[:_LONGEST]
    return value
