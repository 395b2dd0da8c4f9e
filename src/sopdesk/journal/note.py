"""Signed notes with Ed25519 keys (C2SP signed-note): a text, a blank line, and a line for each signature."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 1
MOST_SIGNATURES = 100
"""More signature lines than this are refused: a note is small."""
_HALF = re.compile("[\ud800-\udfff]")
_NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")
"""Halves of characters, and control characters: all but the line feed."""
_DASH = "\N{EM DASH} "


class NoteError(ValueError):
    """A note, a key or a signature that does not have the form that the specification asks for."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A key that checks notes: its name, its hash, and the Ed25519 public key (32 bytes)."""

    name: str
    key: bytes

    @property
    def key_hash(self) -> bytes:
        """The four bytes that stand for name and key in a signature line."""
        return key_hash(self.name, self.key)

    def holds(self, message: bytes, signature: bytes) -> bool:
        """Tell whether a signature over a message was made with this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def vkey(self) -> str:
        """Give the key as text: name+hash+key."""
        return f"{self.name}+{self.key_hash.hex()}+{b64(bytes([ED25519]) + self.key)}"

    def fingerprint(self) -> str:
        """Give the SHA-256 of the public key for comparing by eye, in groups of four."""
        digest = sha256(self.key).hexdigest()
        return " ".join(digest[n : n + 4] for n in range(0, 32, 4))


def key_hash(name: str, key: bytes) -> bytes:
    """Give the first four bytes of the hash over name and key."""
    return sha256(name.encode() + b"\n" + bytes([ED25519]) + key).digest()[:4]


def parse_vkey(text: str) -> Verifier:
    """Read a key from its text. Raises NoteError."""
    parts = text.split("+", 2)
    if len(parts) != 3:  # noqa: PLR2004 - name, hash, key
        raise NoteError("a key is name+hash+key")
    name, hashed, encoded = parts
    _check_name(name)
    raw = unb64(encoded)
    if len(raw) != 33 or raw[0] != ED25519:  # noqa: PLR2004 - one byte of type, 32 of key
        raise NoteError("this is not an Ed25519 key")
    verifier = Verifier(name, raw[1:])
    if hashed != verifier.key_hash.hex():
        raise NoteError("the key does not fit its hash")
    return verifier


def sign_note(text: str, signers: Sequence[tuple[str, Ed25519PrivateKey]]) -> str:
    """Give a text with a signature line by each signer. Raises NoteError for a text that cannot be a note's."""
    _check_text(text)
    lines = []
    for name, private in signers:
        _check_name(name)
        hashed = key_hash(name, private.public_key().public_bytes_raw())
        lines.append(f"{_DASH}{name} {b64(hashed + private.sign(text.encode()))}\n")
    return text + "\n" + "".join(lines)


def open_note(note: str, verifiers: Sequence[Verifier]) -> tuple[str, tuple[Verifier, ...]]:
    """Give the text of a note and the keys whose signatures hold.

    Signatures by unknown keys are passed over. Raises NoteError for a bad form, for a known key's signature that
    does not hold, and when none is left.
    """
    text, lines = _split(note)
    known = {(each.name, each.key_hash): each for each in verifiers}
    good: dict[tuple[str, bytes], Verifier] = {}
    for line in lines:
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        _check_name(name)
        raw = unb64(encoded)
        if not line.startswith(_DASH) or len(raw) < 5:  # noqa: PLR2004 - four bytes of hash, then the signature
            raise NoteError("a signature line is a dash, a name and base64")
        verifier = known.get((name, raw[:4]))
        if verifier is None or (name, raw[:4]) in good:
            continue
        if not verifier.holds(text.encode(), raw[4:]):
            raise NoteError(f"the signature by {name} does not hold")
        good[name, raw[:4]] = verifier
    if not good:
        raise NoteError("no known key has signed this")
    return text, tuple(good.values())


def _split(note: str) -> tuple[str, list[str]]:
    _check_characters(note)
    text, mark, signatures = note.rpartition("\n\n")
    if not mark or not signatures.endswith("\n"):
        raise NoteError("a note is a text, an empty line and signatures")
    lines = signatures[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NoteError(f"a note has at most {MOST_SIGNATURES} signatures")
    return text + "\n", lines


def _check_text(text: str) -> None:
    _check_characters(text)
    if not text.endswith("\n"):
        raise NoteError("the text of a note ends with a line feed")


def _check_characters(text: str) -> None:
    if _NOT_TEXT.search(text):
        raise NoteError("a note holds no control characters")


def _check_name(name: str) -> None:
    if not name or "+" in name or _HALF.search(name) or any(map(str.isspace, name)):
        raise NoteError("a key's name has no spaces and no plus sign")


def b64(raw: bytes) -> str:
    """Give bytes as base64."""
    return base64.b64encode(raw).decode()


def unb64(text: str) -> bytes:
    """Read base64 in its canonical form. Raises NoteError."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError("this is not base64") from None
    if b64(raw) != text:
        raise NoteError("this base64 is not the canonical one")
    return raw
