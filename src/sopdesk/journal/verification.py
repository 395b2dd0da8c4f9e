"""Checking one log as it is stored, in one pass: numbers, hashes, checkpoints, and (full) what the entries say."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sopdesk.domain.refusal import Cancelled
from sopdesk.journal.canon import parse
from sopdesk.journal.checkpoint import Checkpoint, size_stated
from sopdesk.journal.contents import Contents, Sealed
from sopdesk.journal.finding import Faults, Finding, Held, Report
from sopdesk.journal.merkle import EMPTY, Frontier, leaf_hash
from sopdesk.journal.note import NoteError
from sopdesk.journal.rotation import OPENED, ROTATED, Change, KeyChain, key_chain, key_of

STEP = 2048
"""How many entries are checked between two looks at the cancel button."""

Row = tuple[int, str, str, str, bytes, bytes]
"""A stored entry: number, kind, subject, recorded at, body, and the hashes that it stores."""


@dataclass(slots=True)
class _Tree:
    """The tree as recomputed; `roots` holds root hash and time of the last entry for each size that was asked for.

    `first` is the key that the first entry names, `changes` are the entries that put another in its place.
    """

    frontier: Frontier = field(default_factory=Frontier)
    roots: dict[int, tuple[bytes, str]] = field(default_factory=lambda: {0: (EMPTY, "")})
    first: str = ""
    changes: list[Change] = field(default_factory=list)

    def see(self, seq: int, body: bytes) -> None:
        """Take in what an entry says of the log's key, if it does."""
        if seq and _ROTATED not in body:
            return
        try:
            found = parse(body)
            kind, payload = found["kind"], found["payload"]
            if kind == ROTATED:
                self.changes.append(Change.of(seq, payload))
            elif kind == OPENED and seq == 0:
                self.first = str(payload["vkey"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return  # an entry that cannot be read says nothing of a key; the full check tells that it cannot


_ROTATED = f'"kind":"{ROTATED}"'.encode()
"""How an entry is known that changes the key, without reading every entry; canonical JSON has one spelling."""


def verify_log(
    rows: Iterable[Row | Sequence[Any]],
    *,
    log: str,
    origin: str,
    vkey: str,
    checkpoints: Iterable[str] = (),
    outside: Iterable[Held] = (),
    pinned: str = "",
    full: bool = True,
    disclosures: Iterable[Sealed] = (),
    erased: Collection[str] | None = None,
    total: int = 0,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Check a log from its stored rows in order, with the checkpoints kept beside it and those held outside.

    `vkey` is the log's key as the desk names it, `pinned` the one that the reader trusts, as text; `disclosures` are
    (seq, digest, text) in order and used by the full check, as are bodies; `erased` the digests of those that entries
    say were erased, None for an extract, from which others are withheld. Raises Cancelled.
    """
    faults, tree = Faults(), _Tree()
    notes, given = list(checkpoints), list(outside)
    wanted = {size for each in (*notes, *(each.note for each in given)) if (size := size_stated(each)) is not None}
    contents = Contents(log, origin, disclosures, faults, erased) if full else None
    for done in _walk(rows, tree, wanted, contents, faults):
        if progress is not None:
            progress(done, total)
        if cancelled is not None and cancelled():
            raise Cancelled
    chain = key_chain(origin, vkey, tree.changes, tree.first)
    trusted = _trusted(chain, origin, pinned)
    stored = [_open(note, chain) for note in notes]
    held = [(each.holder, _open(each.note, trusted)) for each in given]
    findings = [
        faults.finding("numbers", "The entries are numbered without a gap.", "Before entry {seq} there is a gap"),
        faults.finding(
            "hashes", "Every entry fits the hashes stored with it.", "Entry {seq} is not as it was recorded"
        ),
        _judge_key(chain, pinned, chain.unjoined(_fitting(notes, stored, tree))),
        *_judge_stored(stored, tree),
        *(_judge_held(holder, found, tree) for holder, found in held),
        *(contents.findings() if contents else ()),
    ]
    return Report(origin, tree.frontier.size, tree.frontier.root(), tuple(findings))


def _walk(
    rows: Iterable[Row | Sequence[Any]], tree: _Tree, wanted: set[int], contents: Contents | None, faults: Faults
) -> Iterator[int]:
    """Recompute the tree from the stored bodies; give the count every so many entries and at the end."""
    frontier, append, due = tree.frontier, tree.frontier.append, 0
    for row in rows:
        seq, kind, subject, at, body, nodes = row
        if type(seq) is not int or type(body) is not bytes:  # SQLite takes any type in any column
            faults.add("hashes", due)
            seq, body = due, b""
        if seq != due:
            faults.add("numbers", seq)
        due = seq + 1
        tree.see(seq, body)
        leaf = leaf_hash(body)
        if b"".join(append(leaf)) != nodes:
            faults.add("hashes", seq)
        if contents is not None:
            contents.check((seq, kind, subject, at, body, nodes), leaf)
        if frontier.size in wanted:
            tree.roots[frontier.size] = (frontier.root(), str(at))
        if not frontier.size % STEP:
            yield frontier.size
    yield frontier.size


def _trusted(chain: KeyChain, origin: str, pinned: str) -> KeyChain:
    """Give the keys whose checkpoints from outside count: the log's own, or the reader's where those do not follow."""
    if not pinned or (chain.breach is None and chain.is_known_by(pinned)):
        return chain
    key = key_of(origin, pinned)
    return KeyChain((key,) if key else ())


def _open(note: str, chain: KeyChain) -> Checkpoint | str:
    """Give the checkpoint of a note, or what is wrong with it."""
    try:
        return chain.open(note)
    except NoteError as error:
        return str(error)


def _fitting(notes: Sequence[str], stored: Sequence[Checkpoint | str], tree: _Tree) -> Iterator[str]:
    """Give the notes that are of these very entries."""
    for note, found in zip(notes, stored, strict=True):
        if isinstance(found, Checkpoint) and not _misfit(found, tree):
            yield note


def _judge_key(chain: KeyChain, pinned: str, unjoined: int | None) -> Finding:
    if not chain.keys:
        return Finding("key", holds=False, sentence="The key that this desk names is none of this log.")
    if unjoined is not None:
        told = f"The log is signed with another key from entry {unjoined} on, which the key before it has not signed."
        return Finding("key", holds=False, sentence=told, seq=unjoined)
    if not pinned:
        fingerprint = chain.keys[-1].fingerprint()
        told = f"The log's key is known only from this desk. Compare its fingerprint: {fingerprint}."
        return Finding("key", holds=None, sentence=told)
    if pinned == chain.keys[-1].vkey():
        return Finding("key", holds=True, sentence="The log's key is the one that you gave.")
    if chain.is_known_by(pinned):
        told = "The log's key follows from the one that you gave: each was signed by the one before."
        return Finding("key", holds=True, sentence=told)
    return Finding("key", holds=False, sentence="The log's key is not the one that you gave: it was replaced.")


def _judge_stored(stored: Sequence[Checkpoint | str], tree: _Tree) -> Iterator[Finding]:
    """Judge the checkpoints kept beside the log, and what none of them covers."""
    reasons = [each if isinstance(each, str) else _misfit(each, tree) for each in stored]
    fitting = [each.size for each, why in zip(stored, reasons, strict=True) if not why and isinstance(each, Checkpoint)]
    misfits = [why for why in reasons if why]
    if misfits:
        told = f"Checkpoints kept here that do not fit: {len(misfits)}. The first: {misfits[0]}."
        yield Finding("checkpoints", holds=False, sentence=told)
    elif stored:
        said = f"The checkpoints kept here are signed with the log's key and fit the entries: {len(stored)}."
        yield Finding("checkpoints", holds=True, sentence=said)
    covered = max(fitting, default=0)
    uncovered = tree.frontier.size - covered
    if uncovered:
        yield Finding(
            "uncovered", None, f"Entries that no checkpoint covers: {uncovered}, from entry {covered} on.", covered
        )


def _judge_held(holder: str, found: Checkpoint | str, tree: _Tree) -> Finding:
    """Judge a checkpoint that lies outside; `seq` is the last entry that it covers."""
    if isinstance(found, str):
        return Finding("outside", holds=False, sentence=f"The checkpoint that {holder} holds does not count: {found}.")
    misfit = _misfit(found, tree)
    if misfit:
        return Finding("outside", holds=False, sentence=f"The checkpoint that {holder} holds does not fit: {misfit}.")
    if found.size == 0:
        return Finding("outside", holds=None, sentence=f"The checkpoint that {holder} holds covers no entry.")
    day = tree.roots[found.size][1][:16].replace("T", " ")
    said = f"Unbroken since the checkpoint of {day} UTC that {holder} holds."
    return Finding("outside", holds=True, sentence=said, seq=found.size - 1)


def _misfit(checkpoint: Checkpoint, tree: _Tree) -> str:
    """Say why a checkpoint does not fit the log, or ""."""
    if checkpoint.size > tree.frontier.size:
        return f"it covers {checkpoint.size} entries, but the log has only {tree.frontier.size}"
    if tree.roots[checkpoint.size][0] != checkpoint.root:
        return f"the first {checkpoint.size} entries are not those that it covers"
    return ""
