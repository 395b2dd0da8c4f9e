"""A first guess at how the columns of a table become incidents: a person looks at it before anything comes in."""

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import replace

from sopdesk.domain.incident import IncidentKind
from sopdesk.interchange.date_text import ORDERS, readings
from sopdesk.interchange.mapping import FieldSource, Mapping
from sopdesk.interchange.word_guess import counted, empty_words, guess_word, guess_words, ours

SAMPLE = 2000
_GUESSES = (
    ("narrative", r"narrative|description|complaint$|summary|^what\b|details|text|^issue$|problem"),
    ("source_number", r"ticket|complaint (id|no|number)|case|incident (id|no|number)|^(id|nr\.?|no\.?|number)$"),
    ("reference", r"reference|order|receipt|booking"),
    ("channel", r"received via|channel|submitted via|via$"),
    ("subject", r"^product$|^service$|product or service"),
    ("place", r"place|location|city|site"),
    ("potential", r"potential"),
    ("severity", r"severity|accident level|seriousness|how bad"),
    ("stage", r"^status$|^state of|case status|company response"),
    ("category", r"^category$|complaint type"),
    ("customer.name", r"customer name|^name$"),
    ("customer.email", r"e-?mail"),
    ("customer.phone", r"phone"),
)
_KIND_HEADS = r"^kind$|\btype\b|category|^class$|^what$|nature"
_YEARS = r"(19|20)\d\d"
_MOST_KINDS = 20
_MOSTLY = 0.8


def spread(rows: Sequence[Sequence[str]], most: int = SAMPLE) -> Sequence[Sequence[str]]:
    """Give some rows from the whole length of a table: what settles the order of dates may stand far down."""
    return rows[:: max(1, -(-len(rows) // most))]


def guess_mapping(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """Guess a mapping from the headings and the rows."""
    sample = spread(rows)
    fields: dict[str, FieldSource] = {"kind": _kind(columns, sample)}
    for name, pattern in _GUESSES:
        fits = [each for each in columns if re.search(pattern, each, re.IGNORECASE) and not _is_taken(each, fields)]
        if fits:
            best = max(fits, key=lambda each: _length(columns, sample, each)) if name == "narrative" else fits[0]
            fields[name] = FieldSource((best,))
    empty = tuple(empty_words(rows))
    fields = {name: with_words(name, each, columns, rows, empty) for name, each in fields.items()}
    dates = [each for at, each in enumerate(columns) if _is_date([row[at] for row in sample])]
    if not dates:
        year = next((each for at, each in enumerate(columns) if _is_year(each, [row[at] for row in sample])), "")
        return Mapping({**fields, **({"occurred_at": FieldSource((year,))} if year else {})}, empty=empty)
    order = _order_of([row[columns.index(each)] for each in dates for row in sample])
    best = min(dates, key=lambda each: _doubts([row[columns.index(each)] for row in sample]))
    times = [each for each in columns if re.fullmatch(r"time|.*\btime\b.*", each, re.IGNORECASE) and each not in dates]
    fields["occurred_at"] = FieldSource((best, *times[:1]), join=" ")
    return Mapping(fields, order, empty=empty)


def with_words(
    name: str, source: FieldSource, columns: Sequence[str], rows: Sequence[Sequence[str]], empty: Sequence[str]
) -> FieldSource:
    """Add what the words of a field's column seem to mean, where the field takes words of ours alone."""
    offered = ours(name, None)
    if not offered or len(source.columns) != 1:
        return source
    at = columns.index(source.columns[0])
    words = (word for word, _ in counted((row[at] for row in rows), empty))
    return replace(source, values=guess_words(name, words, offered))


def _kind(columns: Sequence[str], sample: Sequence[Sequence[str]]) -> FieldSource:
    """Guess the kind: from a column whose words are nearly all kinds, else one for all rows by the headings."""
    for at, each in enumerate(columns):
        words = counted(row[at] for row in sample) if re.search(_KIND_HEADS, each, re.IGNORECASE) else []
        known = sum(1 for word, _ in words if guess_word("kind", word, tuple(IncidentKind)))
        if words and len(words) <= _MOST_KINDS and known >= _MOSTLY * len(words):
            return FieldSource((each,))
    heads = " ".join(columns).lower()
    if "complain" not in heads and re.search(r"accident|injur|fatal|diagnosis", heads):
        return FieldSource(value=IncidentKind.ACCIDENT)
    return FieldSource(value=IncidentKind.COMPLAINT)


def _order_of(cells: Sequence[str]) -> str:
    """Give the one order in which all dates can be read, "" when none or several do."""
    found = [each for each in (readings(cell).by_order for cell in cells if cell.strip()) if each]
    fits = [order for order in ORDERS if all(order in each for each in found)]
    if {"dmy", "mdy"} & set(fits):
        fits = [each for each in fits if each != "ymd"]  # two digits of a year in front are rare
    return fits[0] if len(fits) == 1 else ""


def _is_taken(column: str, fields: Map[str, FieldSource]) -> bool:
    return any(column in source.columns for source in fields.values())


def _length(columns: Sequence[str], sample: Sequence[Sequence[str]], column: str) -> int:
    at = columns.index(column)
    return sum(len(row[at]) for row in sample)


def _is_date(cells: Sequence[str]) -> bool:
    filled = [each for each in cells if each.strip()]
    return bool(filled) and sum(1 for each in filled if readings(each).by_order) > _MOSTLY * len(filled)


def _is_year(column: str, cells: Sequence[str]) -> bool:
    filled = [each.strip() for each in cells if each.strip()]
    return "year" in column.lower() and bool(filled) and all(re.fullmatch(_YEARS, each) for each in filled)


def _doubts(cells: Sequence[str]) -> int:
    """Count the dates that can be read in two ways, and those that only look certain."""
    return sum(1 for each in cells if len(set(readings(each).by_order.values())) > 1 or not re.search("[A-Za-z]", each))
