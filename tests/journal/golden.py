"""Golden bodies, one file for each kind and version of event: `python -m tests.journal.golden` writes missing ones.

A file is never written again: bodies like these lie in people's desks. Each holds an event with every field filled and
one with the required fields alone, as stored, and what they mean with every default spelt out.
"""

import importlib
import json
import pkgutil
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from itertools import count
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from sopdesk import domain
from sopdesk.domain.event import KINDS, Stamp
from sopdesk.journal.entry import Heads, make_entry
from sopdesk.journal.merkle import Frontier

FOLDER = Path(__file__).parent / "golden"
NOON = datetime(2027, 5, 3, 12, 0, 0, 250, UTC)
STAMP = Stamp("0a1b2c3d", 7, 1_809_345_600_000 * 1024, NOON, "person-1")
HEADS = Heads(("0a1b2c3d:4", "4d5e6f70:2"), 3, "ab" * 32)


def kinds() -> dict[str, type]:
    """Give every kind that the domain declares."""
    for module in pkgutil.iter_modules(domain.__path__, "sopdesk.domain."):
        importlib.import_module(module.name)
    return {kind: shape for kind, shape in sorted(KINDS.items()) if shape.__module__.startswith("sopdesk.domain.")}


def file_of(kind: str) -> Path:
    """Give the file that holds a kind's golden bodies."""
    return FOLDER / f"{kind.replace('/', '@')}.json"


def sample(shape: type, *, bare: bool = False) -> Any:  # noqa: ANN401 - an event
    """Make an event with every field filled, or with those alone that have no default."""
    hints = get_type_hints(shape)
    required = [each.name for each in fields(shape) if each.default is MISSING and each.default_factory is MISSING]
    names = required if bare else hints
    return shape(**{name: _filled(hints[name], name) for name in names})


def _filled(hint: Any, name: str) -> Any:  # noqa: ANN401 - a type and a value of it
    inner = [each for each in get_args(hint) if each not in {NoneType, ...}]
    if get_origin(hint) is tuple:
        return tuple(_filled(each, f"{name} {n}") for n, each in enumerate(inner, 1))
    if inner:
        return _filled(inner[0], name)
    if is_dataclass(hint):
        return sample(hint)  # type: ignore[arg-type] # a hint is a class, not an instance
    if issubclass(hint, Enum):
        return list(hint)[-1]
    return {
        str: f"{name} – “é”", bool: True, int: 42, Decimal: Decimal("12.50"), date: date(2027, 5, 4),
        datetime: datetime(2027, 5, 3, 7, 59, 59, 999_999, UTC),
    }[hint]  # fmt: skip


def golden(shape: type) -> dict[str, Any]:
    """Give what a kind's golden file holds."""
    return {"full": _stored(sample(shape)), "bare": _stored(sample(shape, bare=True))}


def _stored(what: Any) -> dict[str, Any]:  # noqa: ANN401 - an event
    salts = count(1)
    entry = make_entry(what, "subject-1", STAMP, HEADS, Frontier(), lambda: next(salts).to_bytes(16, "big"))
    return {
        "body": entry.body.decode(),
        "disclosures": [each.text for each in entry.disclosures],
        "leaf": entry.leaf.hex(),
        "means": msgspec.to_builtins(what),
    }


def write_missing() -> list[str]:
    """Write the golden files that are missing; give their kinds."""
    FOLDER.mkdir(exist_ok=True)
    missing = [kind for kind in kinds() if not file_of(kind).exists()]
    for kind in missing:
        text = json.dumps(golden(KINDS[kind]), ensure_ascii=False, indent=1) + "\n"
        file_of(kind).write_text(text, "utf-8")
    return missing


if __name__ == "__main__":
    for written in write_missing():
        print(f"written: {written}")  # noqa: T201 - a command says what it did
