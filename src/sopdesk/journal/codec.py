"""Events as JSON values and back: lean going out, checked coming in, personal fields sealed beside.

A field that equals its default is left out, so a default is part of the format: it is never changed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from sopdesk.domain.event import ERASED, KINDS, sealed_fields
from sopdesk.domain.sop import Procedure
from sopdesk.journal.canon import digest_of_json
from sopdesk.journal.sealed import Disclosure, Salt, digest_of_text, new_salt, reveal, seal

DIGESTS, NAMES = "_sd", "_sealed"
"""The keys of a payload under which the digests of sealed values, and the names of their fields, stand, both sorted."""

Upcaster = Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]
UPCASTERS: dict[str, Upcaster] = {}
"""Pure functions from the payload of a retired kind to the kind that took its place, with its payload."""


class UnknownKindError(ValueError):
    """An event of a kind that this version does not know: written by a newer one, or not by SOPDesk."""


def to_json(value: Any) -> Any:  # noqa: ANN401 - any value of the domain
    """Give a domain value as a JSON value: dataclass fields that equal their default are left out."""
    return _WRITERS.get(type(value), _write)(value)


def digest_of(value: Any) -> str:  # noqa: ANN401 - any value of the domain
    """Give the SHA-256 (hex) of a domain value's canonical JSON."""
    return digest_of_json(to_json(value))


def encode(what: Any, salt: Salt = new_salt) -> tuple[dict[str, Any], list[Disclosure]]:  # noqa: ANN401 - any event
    """Give an event's payload and the disclosures of its personal fields."""
    payload: dict[str, Any] = to_json(what)
    names = sorted(name for name in _sealed(what.__class__) if name in payload)
    disclosures = [seal(name, payload.pop(name), salt) for name in names]
    if names:
        payload[DIGESTS] = sorted(each.digest for each in disclosures)
        payload[NAMES] = names
    return payload, disclosures


def decode(kind: str, payload: Mapping[str, Any], disclosures: Iterable[str] = ()) -> Any:  # noqa: ANN401 - any event
    """Give the event that a payload and its disclosures stand for.

    A sealed field whose disclosure is missing, or is not the one that was recorded, becomes ERASED. Fields that this
    version does not know are passed over. Raises UnknownKindError, or ValueError for a payload of another shape.
    """
    values = dict(payload)
    while (upcast := UPCASTERS.get(kind)) is not None:
        kind, values = upcast(values)
    shape = KINDS.get(kind)
    if shape is None:
        raise UnknownKindError(f"This version does not know events of the kind {kind}.")
    try:
        if NAMES not in values:
            return msgspec.convert(values, shape)
        known = _opened(values[DIGESTS], disclosures)
        hidden = [name for name in _sealed(shape) if name in values[NAMES]]
        values.update((name, known[name]) for name in hidden if name in known)
        event: Any = msgspec.convert(values, shape)
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        raise ValueError(f"An event of the kind {kind} does not look like this: {error}.") from None
    for name in hidden:
        if name not in known:
            object.__setattr__(event, name, ERASED)
    return event


def content_text(content: Procedure) -> str:
    """Give a procedure as JSON text, for a draft."""
    return msgspec.json.encode(to_json(content)).decode()


def read_content(text: str) -> Procedure:
    """Read a procedure from JSON text. Raises ValueError for text of another shape."""
    try:
        return msgspec.json.decode(text, type=Procedure)
    except msgspec.MsgspecError as error:
        raise ValueError(f"This is no procedure: {error}.") from None


def as_text(instant: datetime) -> str:
    """Give an instant as UTC text to the microsecond. Raises ValueError for one without a zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its zone.")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def _opened(digests: list[str], disclosures: Iterable[str]) -> dict[str, Any]:
    """Give field and value of each disclosure that was recorded; checking the desk names the others."""
    return dict(reveal(text) for text in disclosures if digest_of_text(text) in digests)


def _write(value: Any) -> Any:  # noqa: ANN401 - any value of the domain
    if is_dataclass(value):
        return _write_fields(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    raise ValueError(f"A {type(value).__name__} cannot be recorded.")


def _write_fields(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    return {
        name: plain for name, default in _fields(value.__class__) if (plain := to_json(getattr(value, name))) != default
    }


def _write_list(value: Iterable[Any]) -> list[Any]:
    return [to_json(item) for item in value]


def _same(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return value


_WRITERS: dict[type, Callable[[Any], Any]] = {
    str: _same,
    int: _same,
    bool: _same,
    type(None): _same,
    tuple: _write_list,
    list: _write_list,
    datetime: as_text,
    date: date.isoformat,
    Decimal: str,
}


@cache
def _fields(shape: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401 - a class
    """Give name and default, as JSON, of every field; MISSING where there is none."""
    defaults = ((each.name, _default(each)) for each in fields(shape))
    return tuple((name, given if given is MISSING else to_json(given)) for name, given in defaults)


def _default(each: Field[Any]) -> Any:  # noqa: ANN401 - a default may be anything
    return each.default if each.default_factory is MISSING else each.default_factory()


@cache
def _sealed(shape: Any) -> tuple[str, ...]:  # noqa: ANN401 - a class
    return tuple(sealed_fields(shape))
