"""Proof that one entry is in a log, for other tools (C2SP tlog-proof): index, inclusion proof, checkpoint."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sopdesk.journal.canon import LARGEST
from sopdesk.journal.checkpoint import open_checkpoint, parse_body
from sopdesk.journal.merkle import HASH, holds_inclusion, leaf_hash
from sopdesk.journal.note import NoteError, b64, parse_vkey, unb64

FIRST = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile("index (0|[1-9][0-9]{0,15})")
_MOST_HASHES = 63


class ProofError(ValueError):
    """A text that is no such proof; the words say why."""


@dataclass(frozen=True, slots=True)
class TlogProof:
    """The proof of an entry; `hashes` lowest first, `checkpoint` a signed note, `extra` opaque and not vouched for."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None

    def text(self) -> str:
        """Write the proof."""
        extra = [] if self.extra is None else [f"extra {b64(self.extra)}"]
        lines = [FIRST, *extra, f"index {self.index}", *map(b64, self.hashes)]
        return "\n".join(lines) + "\n\n" + self.checkpoint


def read_proof(text: str) -> TlogProof:
    """Read a proof; nothing of it is believed yet. Raises ProofError."""
    head, mark, checkpoint = text.partition("\n\n")
    first, *lines = head.split("\n")
    if first != FIRST or not mark or not checkpoint:
        raise ProofError("a proof begins with its name, and after an empty line has a checkpoint")
    try:
        extra = unb64(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else None
        index = _INDEX.fullmatch(lines[0] if lines else "")
        if index is None or int(index[1]) > LARGEST:
            raise ProofError("a proof names the number of its entry, in plain digits")
        hashes = tuple(map(unb64, lines[1:]))
    except NoteError as error:
        raise ProofError(str(error)) from None
    if len(hashes) > _MOST_HASHES or any(len(each) != HASH for each in hashes):
        raise ProofError("a proof holds SHA-256 hashes, no more than a tree is high")
    return TlogProof(int(index[1]), hashes, checkpoint, extra)


@dataclass(frozen=True, slots=True)
class Proved:
    """What a check of a proof found: of which log, how large it was, and each finding in words.

    `holds` of a finding None means: cannot be told from what was given.
    """

    origin: str
    size: int
    findings: tuple[tuple[bool | None, str], ...]

    @property
    def holds(self) -> bool:
        """Whether nothing fails."""
        return all(each is not False for each, _ in self.findings)


def check_proof(proof: TlogProof, body: bytes, keys: Sequence[str] = ()) -> Proved:
    """Check that an entry (its bytes as stored) is in the log, and that a key that the reader trusts has signed it.

    `keys` are keys of logs as text. Raises ProofError where the checkpoint is none.
    """
    try:
        checkpoint = parse_body(proof.checkpoint.partition("\n\n")[0] + "\n")
    except NoteError as error:
        raise ProofError(str(error)) from None
    inside = holds_inclusion(leaf_hash(body), proof.index, checkpoint.size, proof.hashes, checkpoint.root)
    of_log = f"{checkpoint.origin}, which had {checkpoint.size} entries"
    said = f"The entry {'is' if inside else 'is not'} number {proof.index} of {of_log}."
    return Proved(checkpoint.origin, checkpoint.size, ((inside, said), _signed(proof, checkpoint.origin, keys)))


def _signed(proof: TlogProof, origin: str, keys: Sequence[str]) -> tuple[bool | None, str]:
    given = [each for each in keys if each.partition("+")[0] == origin]
    if not given:
        return None, f"No key of {origin} was given, so who signed its checkpoint cannot be told."
    for each in given:
        try:
            open_checkpoint(proof.checkpoint, [parse_vkey(each)])
        except NoteError:
            continue
        return True, "The checkpoint is signed with the key that you gave."
    return False, "The checkpoint is not signed with the key that you gave."
