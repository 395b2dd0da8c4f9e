"""Rows of a table that an import left out: as a table, each with what is wrong, to be mended and imported again."""

from collections.abc import Sequence
from dataclasses import replace

from sopdesk.interchange.table_export import table_csv
from sopdesk.interchange.table_file import Table

WRONG = "What is wrong with this row"
"""The last column of the rows that were left out; it is passed over when they are imported again."""


def left_out(table: Table, errors: Sequence[tuple[int, str]]) -> bytes:
    """Give rows with errors as CSV; what stood beyond the last heading stands in its column."""
    rows = dict(zip(table.numbers, table.rows, strict=True))
    last = len(table.columns) - 1
    rows |= {at: (*row[:last], (table.separator or ", ").join(row[last:])) for at, row in table.wide}
    empty = ("",) * len(table.columns)
    return table_csv((*table.columns, WRONG), ((*rows.get(row, empty), sentence) for row, sentence in errors))


def without_remarks(table: Table) -> Table:
    """Take away the column of remarks that `left_out` has added."""
    if table.columns[-1] != WRONG:
        return table
    return replace(table, columns=table.columns[:-1], rows=tuple(row[:-1] for row in table.rows))
