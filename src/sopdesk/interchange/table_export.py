"""Lists of the desk as CSV and JSON: no cell of theirs is a formula to the program that opens them."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from itertools import chain
from pathlib import PurePath

from sopdesk.views.incidents import IncidentRow
from sopdesk.views.trail import TrailLine

_FORMULA = re.compile(r"[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_GUARDED = re.compile(rf"'+(?:{_FORMULA.pattern})")


def incidents_csv(rows: Iterable[IncidentRow]) -> bytes:
    """Give a list of incidents as CSV (RFC 4180, UTF-8 with a byte order mark, instants in UTC)."""
    head = ("number", "kind", "stage", "severity", "occurred at", "recorded at", "recorded by", "procedures",
            "imported", "looked after by", "gone on without", "summary")  # fmt: skip
    return _csv(
        head,
        (
            (each.number, each.kind, each.stage, each.severity, each.occurred_at, each.recorded_at, each.recorder,
             ", ".join(each.procedures), "yes" if each.imported else "no", each.owner_name,
             "yes" if each.overridden else "no", each.summary)
            for each in rows
        ),
    )  # fmt: skip


def trail_csv(lines: Iterable[TrailLine], kept_back: int = 0) -> bytes:
    """Give lines of the trail as CSV, in the order given; last how many of them stand there without their words."""
    head = ("entry", "recorded at", "occurred at", "who", "kind", "what", "about", "was", "now", "reason", "signed as")
    content = _csv(
        head,
        (
            (each.entry, each.recorded_at, each.occurred_at, each.who, each.kind, each.what, each.about, each.was,
             each.now, each.reason, each.signature.meaning if each.signature else "")
            for each in lines
        ),
    )  # fmt: skip
    return with_kept_back(content, kept_back, "entries")


def trail_json(lines: Iterable[TrailLine], kept_back: int = 0) -> bytes:
    """Give lines of the trail as lines of JSON; a last one counts those that stand there without their words."""
    last = [{"kept_back": kept_back}] if kept_back else []
    return b"".join(to_json(each) + b"\n" for each in chain[object](lines, last))


def table_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Give any table as CSV."""
    return _csv(head, rows)


def with_kept_back(content: bytes, count: int, what: str = "files") -> bytes:
    """Give a table as CSV with a last line that says how many files, or entries, are kept from its reader, if any."""
    said = {"files": "files that are kept from the reader are not in this list, whatever they are about",
            "entries": "entries about files that are kept from the reader stand here without their words"}  # fmt: skip
    return content + f'"(kept back: confidential)","{count} {said[what]}"\r\n'.encode() if count else content


def neutral(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    begins_one = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if begins_one or _GUARDED.match(text) else text


def plain(cell: str) -> str:
    """Give a cell as it was before `neutral`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([neutral(_cell(each)) for each in row] for row in rows)
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return _instant(value) if isinstance(value, datetime) else str(value)


def to_json(what: object) -> bytes:
    """Give a view as one line of JSON: instants in UTC (RFC 3339), amounts as text, bytes never."""
    plain = json.dumps(_plain(what), ensure_ascii=False, separators=(",", ":"))
    return plain.encode("utf-8", "backslashreplace")


def _plain(what: object) -> object:
    if isinstance(what, Enum):
        return what.value
    if what is None or isinstance(what, (str, bool, int, float)):
        return what
    if isinstance(what, datetime):
        return _instant(what)
    if isinstance(what, (date, Decimal, PurePath)):
        return str(what)
    if is_dataclass(what):
        return {each.name: _plain(getattr(what, each.name)) for each in fields(what)}
    if isinstance(what, Mapping):
        return {str(key): _plain(value) for key, value in what.items()}
    if isinstance(what, (Sequence, AbstractSet)) and not isinstance(what, (bytes, bytearray)):
        return [_plain(each) for each in what]
    message = f"{type(what).__name__} has no form in JSON"
    raise TypeError(message)


def _instant(what: datetime) -> str:
    return what.astimezone(UTC).isoformat().replace("+00:00", "Z")
