"""The keys of one log, one after another: each is named by an entry, which the key before it has signed, too."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sopdesk.journal.checkpoint import Checkpoint, opened_by
from sopdesk.journal.note import NoteError, Verifier, parse_vkey

OPENED = "log.opened/1"
"""The kind of a log's first entry, which names its first key."""
ROTATED = "key.rotated/1"
"""The kind of the entry that names a log's next key."""


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that puts one key in the place of another; both as text, "" where it says something else."""

    seq: int
    former: str
    vkey: str

    @classmethod
    def of(cls, seq: int, payload: Mapping[str, Any]) -> "Change":
        """Read what an entry says."""
        former, vkey = payload.get("former"), payload.get("vkey")
        return cls(seq, former if isinstance(former, str) else "", vkey if isinstance(vkey, str) else "")


@dataclass(frozen=True, slots=True)
class KeyChain:
    """The keys of a log, the oldest first; `sizes` says of each but the first from which size on it signs.

    `breach` is the first entry from which on the log's key is one that no entry leads to.
    """

    keys: tuple[Verifier, ...]
    sizes: tuple[int, ...] = ()
    breach: int | None = None

    def at(self, size: int) -> tuple[Verifier, ...]:
        """Give who may sign a checkpoint over so many entries: at a change both keys; every key in a broken chain."""
        if self.breach is not None:
            return self.keys
        now = sum(each <= size for each in self.sizes)
        return self.keys[now - 1 if size in self.sizes else now : now + 1]

    def open(self, note: str) -> Checkpoint:
        """Give the checkpoint of a note that a key of its time has signed. Raises NoteError."""
        found, signers = opened_by(note, self.keys)
        if not set(signers) & set(self.at(found.size)):
            raise NoteError("it was signed with a key that was not the log's at that size")
        return found

    def unjoined(self, notes: Iterable[str]) -> int | None:
        """Give the first entry from which on a key signs for which the one before does not vouch, None where all do.

        A change counts where one of these notes, which the reader has found to be of this log, is signed by both keys.
        """
        if not self.sizes:
            return self.breach
        joined = {found.size for found, signers in self._opened(notes) if set(self.at(found.size)) <= set(signers)}
        missing = [size - 1 for size in self.sizes if size not in joined]
        return min([*missing, *([] if self.breach is None else [self.breach])], default=None)

    def is_known_by(self, pinned: str) -> bool:
        """Tell whether a key, as text, is one of these."""
        return any(each.vkey() == pinned for each in self.keys)

    def _opened(self, notes: Iterable[str]) -> Iterable[tuple[Checkpoint, tuple[Verifier, ...]]]:
        for note in notes:
            try:
                yield opened_by(note, self.keys)
            except NoteError:
                continue


def key_chain(origin: str, newest: str, changes: Sequence[Change], first: str = "") -> KeyChain:
    """Put a log's keys in order: the first as its opening names it ("" where that is not known), then every change.

    `newest` is the key that the log is said to have now. A chain without keys stands for one that is none of this log.
    """
    last = key_of(origin, newest)
    if last is None:
        return KeyChain(())
    start = key_of(origin, first or (changes[0].former if changes else newest))
    keys, sizes = [start] if start else [], []
    breach = None if start else 0
    for each in changes:
        key = key_of(origin, each.vkey)
        follows = bool(keys) and keys[-1].vkey() == each.former
        if key is None or key.key_hash in {one.key_hash for one in keys} or not follows:
            breach = each.seq if breach is None else breach
            continue
        keys.append(key)
        sizes.append(each.seq + 1)
    if not keys or keys[-1] != last:
        keys = [*(each for each in keys if each.key_hash != last.key_hash), last]
        breach = (changes[-1].seq if changes else 0) if breach is None else breach
    return KeyChain(tuple(keys), tuple(sizes), breach)


def key_of(origin: str, text: str) -> Verifier | None:
    """Give the key that a text stands for, if it is one of this log."""
    try:
        verifier = parse_vkey(text)
    except NoteError:
        return None
    return verifier if verifier.name == origin else None
