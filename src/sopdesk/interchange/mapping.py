"""How the columns of a table become incidents: a JSON file (docs/incident-mapping.md)."""

import json
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from sopdesk.domain.fields import FIELDS, fields_from_tables
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.date_text import ORDERS

BASE = (
    "kind", "narrative", "occurred_at", "reported_at", "severity", "potential", "stage", "source_number", "channel",
    "place", "done_at_once", "role",
)  # fmt: skip
CUSTOMER = tuple(f"customer.{each}" for each in ("name", "phone", "email", "address", "remarks"))
DETAILS = tuple(dict.fromkeys(each.name for kind in FIELDS for each in fields_from_tables(kind)))
TARGETS = frozenset((*BASE, *CUSTOMER, *DETAILS))


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where a field comes from: one or more columns joined, or a fixed `value`; `values` puts words for words.

    The value also stands in for cells that are empty. A word that `values` makes "" fills nothing: it stays in the
    narrative as it is said.

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
    narrative, so that nothing is lost. `empty`: words that stand for an empty cell, whatever their case.
    """

    fields: Map[str, FieldSource]
    order: str = ""
    zone: str = ""
    trust: tuple[str, ...] = ()
    keep_rest: bool = True
    empty: tuple[str, ...] = ()

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
            "empty": list(self.empty),
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


def _field_json(source: FieldSource) -> dict[str, Any]:
    said: dict[str, Any] = {"columns": list(source.columns)} if source.columns else {}
    if source.value or not source.columns:
        said["value"] = source.value
    if source.values:
        said["values"] = dict(source.values)
    if len(source.columns) > 1:
        said["join"] = source.join
    return said | ({"date_order": source.order} if source.order else {})


def _mapping(said: Any) -> Mapping:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(said, dict) or not isinstance(said.get("fields"), dict):
        raise Refusal("A mapping is an object with “fields”.")
    _check_keys("The mapping", said, {"fields", "date_order", "zone", "trust", "keep_rest", "empty"})
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
    trust, empty = (_texts(each, said.get(each, [])) for each in ("trust", "empty"))
    return Mapping(fields, _order(said), zone, trust, keep_rest, empty)


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
        raise Refusal(f"“{name}” takes a list of texts.")
    return tuple(said)


def check_zone(name: str) -> ZoneInfo:
    """Give a time zone by its name; refuse one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Refusal(f"There is no time zone “{name}”. One is Europe/Vienna.") from None


def with_date(mapping: Mapping, day: str) -> Mapping:
    """Give a mapping in which all of it happened on one day, or in one year."""
    return replace(mapping, fields={**mapping.fields, "occurred_at": FieldSource(value=day)})
