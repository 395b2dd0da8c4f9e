"""Whether the bytes of an evidence bundle are those that were recorded: entries, proofs, sealed values, files."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, TypeGuard

import msgspec

from sopdesk.journal.bundle import Bundle, Carried, LogPart, read_carried, read_disclosed
from sopdesk.journal.bundle_signatures import Signed, judge_signatures
from sopdesk.journal.canon import canon
from sopdesk.journal.checkpoint import Checkpoint
from sopdesk.journal.codec import DIGESTS, NAMES
from sopdesk.journal.entry import KEYS, VERSION
from sopdesk.journal.judgement import Judgement, Question
from sopdesk.journal.merkle import Frontier, holds_consistency, holds_inclusion
from sopdesk.journal.note import NoteError
from sopdesk.journal.rotation import OPENED, ROTATED, Change, KeyChain, key_chain
from sopdesk.journal.sealed import digest_of_text

ERASING = "disclosure.erased/1"


class _ErasedEntry(msgspec.Struct):
    log: str
    seq: int
    fields: list[str]


class _Erasing(msgspec.Struct):
    entries: list[_ErasedEntry] = []


class Bytes:
    """The entries of a bundle as they were read, and by log its keys and the checkpoint that holds.

    `vouching` are a log's checkpoints that hold, as notes. Failures go to `judgement`.
    """

    def __init__(self, bundle: Bundle, judgement: Judgement) -> None:
        """Check everything that is about bytes."""
        self.checkpoints: dict[str, Checkpoint] = {}
        self.chains: dict[str, KeyChain] = {}
        self.vouching: dict[str, list[str]] = {}
        self.read: list[Signed] = []
        self._bodies: list[str] = []
        self._plain: list[str] = []
        self._judgement = judgement
        for log in bundle.logs:
            self._check_log(log)
        self._check_sealed(bundle.disclosures)
        self._check_attachments(bundle.attachments)
        for place, holds, sentence in judge_signatures(self.read):
            judgement.say(Question.BYTES, "signature", sentence, holds=holds, place=place)
        judgement.entries = sum(len(each.entries) for each in bundle.logs)
        if judgement.holds:
            said = f"Every one of the {judgement.entries} entries is as it was recorded: no byte was changed."
            judgement.say(Question.BYTES, "intact", said, holds=True)

    def known_root(self, log: LogPart, size: int) -> bytes | None:
        """Give the root hash over so many entries of a log, where the bundle proves it."""
        now = self.checkpoints[log.log]
        if size == now.size:
            return now.root
        if size < now.size and log.entries[0].proof is None:
            return _root(log.entries, size)
        for note, proof in log.earlier:
            old = _open(note, self.chains[log.log])
            if old and old.size == size and holds_consistency(size, now.size, old.root, now.root, proof):
                return old.root
        return None

    def _check_log(self, log: LogPart) -> None:
        last, hlc, start = -1, -1, len(self.read)
        chains: dict[str, tuple[int, str]] = {}
        for each in log.entries:
            found = self._body(each)
            if found is None:
                continue
            entry = Signed(each.log, each.seq, each.leaf, found, {})
            if each.seq <= last or found["hlc"] <= hlc:
                self._judgement.fail("order", "An entry stands out of its order.", entry.place)
            last, hlc = each.seq, found["hlc"]
            nth, prev = chains.get(found["subject"], (-1, ""))
            if not (found["prev"] == prev if found["nth"] == nth + 1 else found["nth"] > nth):
                self._judgement.fail("chain", "An entry does not follow its subject's last one.", entry.place)
            chains[found["subject"]] = (found["nth"], each.leaf.hex())
            self.read.append(entry)
            self._bodies.append(each.body.decode())
        chain = self.chains[log.log] = _chain(log, self.read[start:])
        checkpoint = self._opened(log, chain)
        if checkpoint is not None:
            self.checkpoints[log.log] = checkpoint
            unproved = self._check_proofs(log, checkpoint)
            notes = [(log.checkpoint, checkpoint.size), *self._check_earlier(log, chain, checkpoint)]
            self.vouching[log.log] = [note for note, size in notes if size - 1 not in unproved]

    def _opened(self, log: LogPart, chain: KeyChain) -> Checkpoint | None:
        if not chain.keys:
            self._judgement.fail("key", f"The key that this file names for {log.origin} is none of that log.")
            return None
        checkpoint = _open(log.checkpoint, KeyChain(chain.keys[-1:]))
        if checkpoint is None:
            self._judgement.fail("checkpoint", f"The checkpoint of {log.origin} was not signed with its key.")
        return checkpoint

    def _body(self, each: Carried) -> dict[str, Any] | None:
        """Give what an entry says, if it says it as the journal does."""
        place = f"{each.log}:{each.seq}"
        try:
            found = read_carried(each.body)
        except ValueError:
            found = {}
        if not well_formed(found):
            self._judgement.fail("body", "An entry is not written as the journal writes.", place)
            return None
        if (found["log"], found["seq"]) != (each.log, each.seq):
            self._judgement.fail("body", "An entry stands under another log or number than it says.", place)
        return found

    def _check_proofs(self, log: LogPart, checkpoint: Checkpoint) -> set[int]:
        """Check that the entries are in the log; give the numbers of those that are not."""
        if log.entries[0].proof is None:
            whole = [each.seq for each in log.entries] == list(range(len(log.entries)))
            size = checkpoint.size
            if whole and len(log.entries) == size and _root(log.entries, size) == checkpoint.root:
                return set()
            said = f"The entries are not all those that the checkpoint of {log.origin} covers."
            self._judgement.fail("whole", said)
            return {each.seq for each in log.entries}
        unproved = set()
        for each in log.entries:
            if not holds_inclusion(each.leaf, each.seq, checkpoint.size, each.proof or (), checkpoint.root):
                self._judgement.fail("proof", "An entry is not the one in the log.", f"{each.log}:{each.seq}")
                unproved.add(each.seq)
        return unproved

    def _check_earlier(self, log: LogPart, chain: KeyChain, checkpoint: Checkpoint) -> list[tuple[str, int]]:
        """Check that the log follows from earlier checkpoints; give those from which it does, with their sizes."""
        size, good = 0, list[tuple[str, int]]()
        for note, proof in log.earlier:
            old = _open(note, chain)
            fits = old is not None and size < old.size < checkpoint.size
            if old is None or not fits or not _follows(old, checkpoint, proof):
                said = f"The log {log.origin} does not follow from an earlier checkpoint in this file."
                self._judgement.fail("earlier", said)
            else:
                good.append((note, old.size))
            size = old.size if old else size
        return good

    def _check_sealed(self, disclosures: Sequence[str]) -> None:
        """Check that the disclosures are those of the entries, each once, in their order."""
        by_digest = {digest_of_text(each): each for each in disclosures}
        used: list[str] = []
        gone = set(self._erased())
        for each in self.read:
            names = set(each.found["payload"].get(NAMES, []))
            for text in filter(None, map(by_digest.get, each.found["payload"].get(DIGESTS, []))):
                used.append(text)
                each.disclosed.update(self._revealed(text, names - each.disclosed.keys(), each.place))
            absent = [(each.place, name) for name in sorted(names - each.disclosed.keys())]
            self._judgement.erased += [each for each in absent if each in gone]
            self._judgement.withheld += [each for each in absent if each not in gone]
        self._judgement.readable = len(used)
        if used != list(disclosures):
            said = "A sealed value is not the one that was recorded, or stands out of its order."
            self._judgement.fail("sealed", said)

    def _revealed(self, text: str, names: set[str], place: str) -> dict[str, Any]:
        try:
            field, value = read_disclosed(text)
            self._plain.append(canon(value).decode())
        except ValueError:
            field, value = "", None
        if field not in names:
            self._judgement.fail("sealed", "A sealed value belongs to no field of its entry.", place)
            return {}
        return {field: value}

    def _erased(self) -> Iterator[tuple[str, str]]:
        """Give the values, as place and field, that carried entries say were erased."""
        for each in self.read:
            if each.found["kind"] == ERASING:
                try:
                    entries = msgspec.convert(each.found["payload"], _Erasing).entries
                except msgspec.ValidationError:
                    continue
                yield from ((f"{entry.log}:{entry.seq}", name) for entry in entries for name in entry.fields)

    def _check_attachments(self, attachments: Sequence[bytes]) -> None:
        said = "\n".join([*self._bodies, *self._plain])
        digests = [sha256(each).hexdigest() for each in attachments]
        if digests != sorted(set(digests)) or any(each not in said for each in digests):
            told = "An attached file is not one that an entry names, or stands out of its order."
            self._judgement.fail("attachment", told)


def _chain(log: LogPart, read: Sequence[Signed]) -> KeyChain:
    """Put the keys of a log in order, as the entries say that are carried of it."""
    opening = read[0].found if read and read[0].seq == 0 else {}
    first = opening["payload"].get("vkey") if opening.get("kind") == OPENED else ""
    changes = [Change.of(each.seq, each.found["payload"]) for each in read if each.found["kind"] == ROTATED]
    return key_chain(log.origin, log.vkey, changes, first if isinstance(first, str) else "")


def _open(note: str, chain: KeyChain) -> Checkpoint | None:
    """Give the checkpoint of a note, if a key of its time has signed it."""
    try:
        return chain.open(note)
    except NoteError:
        return None


def _follows(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> bool:
    return holds_consistency(old.size, new.size, old.root, new.root, proof)


def _root(entries: Sequence[Carried], size: int) -> bytes:
    frontier = Frontier()
    for each in entries[:size]:
        frontier.append(each.leaf)
    return frontier.root()


def well_formed(found: dict[str, Any]) -> bool:
    """Tell whether a body has the keys of an entry, each of its type."""
    if found.keys() != KEYS or found["v"] != VERSION or type(found["v"]) is not int:
        return False
    texts = all(isinstance(found[each], str) for each in ("log", "at", "actor", "kind", "subject", "prev"))
    numbers = all(type(found[each]) is int and found[each] >= 0 for each in ("seq", "hlc", "nth"))
    after, payload = found["after"], found["payload"]
    if not (texts and numbers and _texts(after) and isinstance(payload, dict)):
        return False
    digests, names = payload.get(DIGESTS, []), payload.get(NAMES, [])
    is_paired = _rising(digests) and _rising(names) and len(digests) == len(names)
    return is_paired and payload.keys().isdisjoint(names)


def _rising(value: object) -> bool:
    """Tell whether a value is a list of texts in ASCII, each larger than the one before."""
    return _texts(value) and value == sorted({each for each in value if each.isascii()})


def _texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
