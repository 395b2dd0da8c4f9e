"""Checkpoints of a log (C2SP tlog-checkpoint): origin, size and root hash, signed as a note; no extension lines."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.journal.canon import LARGEST
from sopdesk.journal.merkle import HASH
from sopdesk.journal.note import NoteError, Verifier, open_note, sign_note

_SIZE = re.compile("0|[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a log had come: its origin, how many entries, the root hash over them (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """Give the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def parse_body(text: str) -> Checkpoint:
    """Read a checkpoint's text: three lines, since our logs write no extension lines. Raises NoteError."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:  # noqa: PLR2004 - three lines, each ended
        raise NoteError("a checkpoint is an origin, a size and a root hash, and nothing else")
    origin, size, encoded = lines[:3]
    if not _SIZE.fullmatch(size) or int(size) > LARGEST:
        raise NoteError("the size of a checkpoint is a plain number that a log can reach")
    try:
        root = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError("the root hash is not base64") from None
    if len(root) != HASH or base64.b64encode(root).decode() != encoded:
        raise NoteError("the root hash is not a SHA-256 in canonical base64")
    return Checkpoint(origin, int(size), root)


def sign_checkpoint(checkpoint: Checkpoint, *privates: Ed25519PrivateKey) -> str:
    """Give a checkpoint as a note, signed with the log's key under the log's name; with both where it changes."""
    return sign_note(checkpoint.body(), [(checkpoint.origin, each) for each in privates])


def open_checkpoint(note: str, verifiers: Sequence[Verifier]) -> Checkpoint:
    """Give the checkpoint that a note holds, once its own log's signature is found to hold. Raises NoteError."""
    return opened_by(note, verifiers)[0]


def opened_by(note: str, verifiers: Sequence[Verifier]) -> tuple[Checkpoint, tuple[Verifier, ...]]:
    """Give the checkpoint that a note holds, and which of the log's keys have signed it. Raises NoteError."""
    text, signers = open_note(note, verifiers)
    checkpoint = parse_body(text)
    own = tuple(each for each in signers if each.name == checkpoint.origin)
    if not own:
        raise NoteError(f"this is a checkpoint of {checkpoint.origin}, which has not signed it")
    return checkpoint, own


def size_stated(note: str) -> int | None:
    """Give the size that a note states, before anybody has looked at its signatures; None for what is no checkpoint."""
    try:
        return parse_body(note.partition("\n\n")[0] + "\n").size
    except NoteError:
        return None
