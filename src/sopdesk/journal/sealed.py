"""Sealed fields: the journal holds a salted digest, the value lies beside it and can be deleted (cf. RFC 9901)."""

import base64
from binascii import b2a_base64
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from sopdesk.journal.canon import canon, parse

SALT_BYTES = 16
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
Salt = Callable[[], bytes]
"""A source of salts: 128 random bits each."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A sealed value with its salt as text, and the digest that stands for it in the journal."""

    digest: str
    text: str


def new_salt() -> bytes:
    """Give 128 random bits."""
    return token_bytes(SALT_BYTES)


def seal(field: str, value: object, salt: Salt = new_salt) -> Disclosure:
    """Seal one field's value (any value of canonical JSON). Raises ValueError."""
    text = _b64(canon([_b64(salt()), field, value]))
    return Disclosure(digest_of_text(text), text)


def reveal(text: str) -> tuple[str, Any]:
    """Give field and value of a disclosure. Raises ValueError when it is none."""
    try:
        found = parse(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except ValueError as error:
        raise ValueError(f"This is no disclosure: {error}") from None
    match found:
        case [str(), str() as field, value]:
            return field, value
    raise ValueError("This is no disclosure: it is not a salt, a field and a value.")


def digest_of_text(text: str) -> str:
    """Give the digest that stands for a disclosure in the journal."""
    return _b64(sha256(text.encode()).digest())


def _b64(raw: bytes) -> str:
    return b2a_base64(raw, newline=False).translate(_URL_SAFE, b"=").decode()
