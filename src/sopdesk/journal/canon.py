"""Canonical JSON (RFC 8785) without floats and with ASCII keys: one text, and so one digest, for one value."""

import json
from hashlib import sha256
from typing import Any

import msgspec

from sopdesk.domain.refusal import Refusal

LARGEST = 2**53 - 1
"""The largest integer that RFC 8785 (by way of I-JSON, RFC 7493) carries exactly."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class HalfCharacterError(Refusal, ValueError):
    """A text with a lone surrogate: it is not Unicode, and comes from a broken paste or a file name in no encoding."""


def canon(value: object) -> bytes:
    """Give the canonical bytes of a JSON value. Raises ValueError for floats, large integers and odd keys or texts."""
    try:
        _check(value)
        return _ENCODER.encode(value).encode()
    except RecursionError:
        raise ValueError("A value nested this deep has no canonical JSON.") from None
    except UnicodeEncodeError:
        raise HalfCharacterError("A text holds half a character, which is not Unicode. Type that place anew.") from None


def parse(body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Read JSON bytes. Raises ValueError when they are none."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"This is not JSON: {error}.") from None


def is_canonical(value: object, body: bytes) -> bool:
    """Tell whether bytes are the canonical text of the value that was read from them.

    Quicker than writing it with `canon`, and as strict about order, spaces, repeated keys and escapes.
    """
    return msgspec.json.encode(value, order="deterministic") == body


def digest_of_json(value: object) -> str:
    """Give the SHA-256 (hex) of a value's canonical bytes."""
    return sha256(canon(value)).hexdigest()


def _check(value: object) -> None:
    match value:
        case None | bool() | str():
            return
        case int() if abs(value) <= LARGEST:
            return
        case int():
            raise ValueError(f"{value} is too large for canonical JSON.")
        case list() | tuple():
            for each in value:
                _check(each)
        case dict():
            for key, each in value.items():
                if not isinstance(key, str) or not key.isascii():
                    raise ValueError(f"{key!r} cannot be a key: keys are ASCII text.")
                _check(each)
        case _:
            raise ValueError(f"A {type(value).__name__} has no canonical JSON.")
