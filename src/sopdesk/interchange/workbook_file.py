"""The sheets of an Excel workbook as text; nothing in it is worked out or executed."""

import io
import warnings
from collections.abc import Iterator
from datetime import datetime, time

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.archive import parts_of

Grid = list[tuple[int, list[str]]]
"""Rows with their numbers, from 1, and the text of their cells."""


def sheets(name: str, content: bytes, *, most_rows: int, most_columns: int) -> Iterator[tuple[str, Grid]]:
    """Give each sheet's name and rows. Refuses what is no workbook, with a sentence."""
    import openpyxl

    parts_of(name, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that a table has no use for
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                rows = sheet.iter_rows(max_row=most_rows, max_col=most_columns, values_only=True)
                yield sheet.title, [(at, [_text(each) for each in row]) for at, row in enumerate(rows, 1)]
            book.close()
    except Refusal:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise; nothing was changed, and it is told
        raise Refusal(f"{name} cannot be read as a workbook: {str(error)[:200] or type(error).__name__}.") from error


def _text(value: object) -> str:
    """Give a cell as text: a day without its midnight, a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
