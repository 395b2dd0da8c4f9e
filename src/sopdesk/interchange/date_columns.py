"""What the columns of dates in a table can mean, and where two of them contradict each other."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sopdesk.interchange.date_text import ORDERS, readings, swapped
from sopdesk.interchange.mapping import Mapping
from sopdesk.interchange.table_file import Table
from sopdesk.views.imports import DateColumn

_MOSTLY = 0.8
_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class DateConflict:
    """A row in which two columns name the same date with day and month changed about."""

    row: int
    column: str
    text: str
    other: str
    other_text: str


@dataclass(frozen=True, slots=True)
class DateReport:
    """What was found in the date columns; `agreeing` counts rows in which neighbouring columns say the same."""

    columns: tuple[DateColumn, ...]
    conflicts: tuple[DateConflict, ...]
    agreeing: int


def check_dates(table: Table, mapping: Mapping | None = None) -> DateReport:
    """Look at every column of dates, and at rows in which a column contradicts the date column beside it."""
    columns = [each for name in table.columns if (each := _date_column(table, name)) is not None]
    conflicts: list[DateConflict] = []
    agreeing = 0
    for one, other in pairwise(columns):
        orders = [_order(mapping, each) for each in (one, other)]
        for number, text, other_text in zip(
            table.numbers, table.column(one.name), table.column(other.name), strict=True
        ):
            first, second = readings(text).read(orders[0]), readings(other_text).read(orders[1])
            if first is None or second is None:
                continue
            if first == second:
                agreeing += 1
            elif swapped(first) == second:
                conflicts.append(DateConflict(number, one.name, text, other.name, other_text))
    return DateReport(tuple(columns), tuple(conflicts), agreeing)


def _date_column(table: Table, name: str) -> DateColumn | None:
    cells = [each for each in table.column(name) if each.strip()]
    if not _mostly_dates(cells[:_SAMPLE]) or not _mostly_dates(cells):
        return None
    found = [readings(each).by_order for each in cells]
    readable = sum(1 for each in found if each)
    dmy, mdy, ymd = (sum(1 for each in found if order in each) for order in ORDERS)
    order = max((("dmy", dmy), ("mdy", mdy), ("ymd", ymd)), key=lambda each: each[1])[0]
    months = len({(each[order].year, each[order].month) for each in found if order in each})
    forms = Counter(re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", each.split()[0])) for each in cells)
    both = sum(1 for each in found if each.get("dmy") and each.get("mdy") and each["dmy"] != each["mdy"])
    return DateColumn(name, len(found), dmy, mdy, ymd, both, len(found) - readable, tuple(forms.most_common(5)), months)


def _mostly_dates(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(1 for each in cells if readings(each).by_order) >= _MOSTLY * len(cells)


def _order(mapping: Mapping | None, column: DateColumn) -> str:
    """Give the order that the mapping names for a column, else the one in which most of its cells can be read."""
    if mapping is not None:
        own = next((each.order for each in mapping.fields.values() if column.name in each.columns and each.order), "")
        if own or mapping.order:
            return own or mapping.order
    counts = {"dmy": column.dmy, "mdy": column.mdy, "ymd": column.ymd}
    return max(counts, key=lambda each: counts[each])
