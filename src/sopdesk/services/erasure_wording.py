"""Saying in plain words what happened to personal data: asked for, refused, erased, held, kept longer."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.domain import erasure, keeping
from sopdesk.services.told import Told, day_words


def _counted(values: int, photos: int) -> str:
    """Say how much it is, for example 3 values and 1 file."""
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((values, "value"), (photos, "file"))]
    return " and ".join(part for part, count in zip(parts, (values, photos), strict=True) if count)


def _requested(what: erasure.ErasureRequested) -> Told:
    count = _counted(sum(len(each.fields) for each in what.pieces), len(what.photos))
    return Told(f"asked that {count} be erased: {what.basis}", reason=what.reason or "")


def _erased(what: erasure.DisclosureErased) -> Told:
    fields = [name.replace("_", " ") for each in what.entries for name in each.fields]
    count = _counted(len(fields), len(what.photos))
    return Told(f"erased {count}: {what.basis}", ", ".join(dict.fromkeys(fields)))


ERASURES: Mapping[type, Callable[[Any], Told]] = {
    erasure.ErasureRequested: _requested,
    erasure.ErasureRefused: lambda e: Told("decided that nothing is erased", reason=e.reason or ""),
    erasure.ErasureAgreed: lambda _: Told("agreed to the erasure and signed"),
    erasure.DisclosureErased: _erased,
    keeping.HoldPlaced: lambda e: Told("put the record on legal hold", reason=e.reason or ""),
    keeping.HoldLifted: lambda e: Told("lifted the legal hold", reason=e.reason or ""),
    keeping.RetentionExtended: lambda e: Told(f"keeps the record until {day_words(e.until)}", reason=e.reason or ""),
}
