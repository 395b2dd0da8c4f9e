"""How the columns of a table become incidents: a JSON file (docs/incident-mapping.md), and a first guess at it."""

import json
import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sopdesk.domain.fields import FIELDS, fields_from_tables
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.date_text import ORDERS, readings

BASE = ("kind", "narrative", "occurred_at", "reported_at", "severity", "channel", "place", "done_at_once", "role")
CUSTOMER = tuple(f"customer.{each}" for each in ("name", "phone", "email", "address", "remarks"))
DETAILS = tuple(dict.fromkeys(each.name for kind in FIELDS for each in fields_from_tables(kind)))
TARGETS = frozenset((*BASE, *CUSTOMER, *DETAILS))
_GUESSES = (
    ("narrative", r"narrative|description|complaint$|summary|what happened|details|text|^issue$|problem"),
    ("reference", r"ticket|complaint id|case|reference|order|receipt|^id$"),
    ("channel", r"received via|channel|submitted via|via$"),
    ("subject", r"^product$|^service$|product or service"),
    ("place", r"place|location|city|site"),
    ("severity", r"severity"),
    ("customer.name", r"customer name|^name$"),
    ("customer.email", r"e-?mail"),
    ("customer.phone", r"phone"),
)


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where a field comes from: one or more columns joined, or a fixed `value`; `values` puts words for words.

    `order` is the order of day, month and year in its dates, where it differs from the mapping's.
    """

    columns: tuple[str, ...] = ()
    value: str = ""
    values: Map[str, str] = field(default_factory=dict)
    join: str = ", "
    order: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table becomes incidents.

    `order` is the order of dates, `zone` the time zone of times without one ("" means the house's), `trust` the date
    columns that count where another column contradicts them; `keep_rest` adds the columns that no field takes to the
    narrative, so that nothing is lost.
    """

    fields: Map[str, FieldSource]
    order: str = ""
    zone: str = ""
    trust: tuple[str, ...] = ()
    keep_rest: bool = True

    @staticmethod
    def from_json(text: str) -> "Mapping":
        """Read a mapping. Refuses what is none, with a sentence that says what is wrong with it."""
        try:
            said = json.loads(text)
        except (ValueError, RecursionError) as problem:
            raise Refusal(f"The mapping is no JSON: {problem}.") from None
        return _mapping(said)

    def to_json(self) -> str:
        """Write the mapping as a file that reads back as the same mapping."""
        fields = {name: _field_json(source) for name, source in self.fields.items()}
        whole: dict[str, Any] = {
            "fields": fields,
            "date_order": self.order,
            "zone": self.zone,
            "trust": list(self.trust),
        }
        return json.dumps(whole | {"keep_rest": self.keep_rest}, ensure_ascii=False, indent=2) + "\n"

    def check(self, columns: Sequence[str]) -> None:
        """Refuse a mapping that names columns which the table does not have, or says nothing of what happened."""
        missing = [each for source in self.fields.values() for each in source.columns if each not in columns]
        missing += [each for each in self.trust if each not in columns]
        if missing:
            raise Refusal(f"The table has no column “{missing[0]}”.")
        for name in ("narrative", "occurred_at"):
            if name not in self.fields:
                raise Refusal(f"The mapping does not say where “{name}” comes from.")


def guess_mapping(columns: Sequence[str], sample: Sequence[Sequence[str]]) -> Mapping:
    """Guess a mapping from the headings and some rows: a person looks at it before anything comes in."""
    fields: dict[str, FieldSource] = {"kind": FieldSource(value=_kind(columns))}
    for name, pattern in _GUESSES:
        fits = [each for each in columns if re.search(pattern, each, re.IGNORECASE) and not _is_taken(each, fields)]
        if fits:
            fields[name] = FieldSource((max(fits, key=lambda each: _length(columns, sample, each)),))
    dates = [each for at, each in enumerate(columns) if _is_date([row[at] for row in sample])]
    if dates:
        order = _order_of([row[columns.index(each)] for each in dates for row in sample])
        best = min(dates, key=lambda each: _doubts([row[columns.index(each)] for row in sample]))
        times = [
            each for each in columns if re.fullmatch(r"time|.*\btime\b.*", each, re.IGNORECASE) and each not in dates
        ]
        fields["occurred_at"] = FieldSource((best, *times[:1]), join=" ")
        return Mapping(fields, order)
    return Mapping(fields)


def _order_of(cells: Sequence[str]) -> str:
    """Give the one order in which all dates can be read, "" when none or several do."""
    found = [each for each in (readings(cell).by_order for cell in cells if cell.strip()) if each]
    fits = [order for order in ORDERS if all(order in each for each in found)]
    if {"dmy", "mdy"} & set(fits):
        fits = [each for each in fits if each != "ymd"]  # two digits of a year in front are rare
    return fits[0] if len(fits) == 1 else ""


def _kind(columns: Sequence[str]) -> str:
    heads = " ".join(columns).lower()
    if "complain" not in heads and re.search(r"accident|injur", heads):
        return IncidentKind.ACCIDENT
    return IncidentKind.COMPLAINT


def _is_taken(column: str, fields: Map[str, FieldSource]) -> bool:
    return any(column in source.columns for source in fields.values())


def _length(columns: Sequence[str], sample: Sequence[Sequence[str]], column: str) -> int:
    at = columns.index(column)
    return sum(len(row[at]) for row in sample)


def _is_date(cells: Sequence[str]) -> bool:
    filled = [each for each in cells if each.strip()]
    return bool(filled) and sum(1 for each in filled if readings(each).by_order) > 0.8 * len(filled)


def _doubts(cells: Sequence[str]) -> int:
    """Count the dates that can be read in two ways, and those that only look certain."""
    return sum(1 for each in cells if len(set(readings(each).by_order.values())) > 1 or not re.search("[A-Za-z]", each))


def _field_json(source: FieldSource) -> dict[str, Any]:
    said: dict[str, Any] = {"columns": list(source.columns)} if source.columns else {"value": source.value}
    if source.values:
        said["values"] = dict(source.values)
    if len(source.columns) > 1:
        said["join"] = source.join
    return said | ({"date_order": source.order} if source.order else {})


def _mapping(said: Any) -> Mapping:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(said, dict) or not isinstance(said.get("fields"), dict):
        raise Refusal("A mapping is an object with “fields”.")
    _check_keys("The mapping", said, {"fields", "date_order", "zone", "trust", "keep_rest"})
    fields = {}
    for name, source in said["fields"].items():
        if name not in TARGETS:
            raise Refusal(f"There is no field “{name}” in an incident. Known: {', '.join(sorted(TARGETS))}.")
        fields[name] = _source(name, source)
    zone = _text("zone", said.get("zone", ""))
    if zone:
        check_zone(zone)
    keep_rest = said.get("keep_rest", True)
    if not isinstance(keep_rest, bool):
        raise Refusal("“keep_rest” is true or false.")
    return Mapping(fields, _order(said), zone, _texts("trust", said.get("trust", [])), keep_rest)


def _source(name: str, said: Any) -> FieldSource:  # noqa: ANN401 - whatever JSON holds
    if isinstance(said, str):
        return FieldSource((said,))
    if not isinstance(said, dict):
        raise Refusal(f"“{name}” comes from a column, or from an object that says more.")
    _check_keys(f"“{name}”", said, {"column", "columns", "value", "values", "join", "date_order"})
    columns = _texts(name, said.get("columns", [said["column"]] if "column" in said else []))
    values = said.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(each, str) for each in values.values()):
        raise Refusal(f"“values” of “{name}” puts words for words.")
    return FieldSource(
        columns, _text(name, said.get("value", "")), values, _text(name, said.get("join", ", ")), _order(said)
    )


def _check_keys(what: str, said: Map[str, Any], known: set[str]) -> None:
    for each in said:
        if each not in known:
            raise Refusal(f"{what} has “{each}”, which is not known. Known: {', '.join(sorted(known))}.")


def _order(said: Map[str, Any]) -> str:
    order = _text("date_order", said.get("date_order", ""))
    if order and order not in ORDERS:
        raise Refusal(f"A date order is dmy, mdy or ymd, not “{order}”.")
    return order


def _text(name: str, said: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(said, str):
        raise Refusal(f"“{name}” takes text.")
    return said


def _texts(name: str, said: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise Refusal(f"“{name}” takes a list of columns.")
    return tuple(said)


def check_zone(name: str) -> ZoneInfo:
    """Give a time zone by its name; refuse one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Refusal(f"There is no time zone “{name}”. One is Europe/Vienna.") from None
