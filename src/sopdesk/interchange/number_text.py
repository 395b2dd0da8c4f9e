"""Numbers as people write them in a table: a point or a comma, thousands set apart, a unit behind."""

import re
from decimal import Decimal, InvalidOperation

MOST_DIGITS = 15
"""Before or behind the point; written out, a number such as 1E999999 would fill the desk."""
_AROUND = re.compile(r"^[£$€¥]\s*|[^\d,.+\-]+$")
_APART = re.compile(r"(?<=\d)[ '\u2019](?=\d{3}(?!\d))")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_GROUPED_DECIMAL = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+[.,]\d+")
_DOUBTFUL = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


def read_number(cell: str) -> tuple[Decimal | None, bool]:
    """Give the number in a cell, None where there is none, and whether it may mean a thousand times as much.

    Of point and comma the last one parts the decimals; one of them that stands twice parts thousands.
    """
    plain = re.sub("[\u00a0\u202f\u2009]", " ", cell).replace("\u2212", "-").strip()
    plain = _APART.sub("", _AROUND.sub("", plain))
    doubtful = _DOUBTFUL.fullmatch(plain) is not None
    marks = [each for each in plain if each in ".,"]
    last = marks[-1] if marks else "."
    if len(marks) > 1:
        once = marks.count(last) == 1
        if not (_GROUPED_DECIMAL if once else _GROUPED).fullmatch(plain):
            return None, False
        plain = plain.replace("," if last == "." else ".", "")
        plain = plain if once else plain.replace(last, "")
    try:
        found = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None, False
    return (found, doubtful) if found.is_finite() and abs(found.adjusted()) <= MOST_DIGITS else (None, False)
