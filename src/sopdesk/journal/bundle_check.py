"""Checking an evidence bundle: four questions, each answered by itself (docs/evidence-format.md)."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from sopdesk.journal.bundle import ACT, Bundle, LogPart, set_digest
from sopdesk.journal.bundle_bytes import Bytes
from sopdesk.journal.finding import Held
from sopdesk.journal.judgement import Judgement, Question
from sopdesk.journal.note import NoteError, Verifier

_FINGERPRINT = re.compile("[0-9a-f]{32}")


class _Span(msgspec.Struct):
    log: str
    first: int
    last: int


class _Stated(msgspec.Struct):
    log: str
    count: int
    digest: str


class _Act(msgspec.Struct):
    logs: list[_Stated]
    subjects: list[str] = []
    spans: list[_Span] = []


def check_bundle(bundle: Bundle, *, pinned: Sequence[str] = (), outside: Sequence[Held] = ()) -> Judgement:
    """Answer the four questions of a bundle.

    `pinned` are keys (as text) that the reader trusts, or their fingerprints, `outside` checkpoints that lie elsewhere.
    """
    judgement = Judgement()
    seen = Bytes(bundle, judgement)
    _check_act(bundle, seen, judgement)
    _check_signer(bundle, seen, pinned, judgement)
    for each in outside:
        _check_held(bundle, each, seen, judgement)
    if not outside:
        said = "No checkpoint from outside was given, so a log that was written anew as a whole would not show."
        judgement.say(Question.HELD, "none", said, holds=None)
    return judgement


def _check_act(bundle: Bundle, seen: Bytes, judgement: Judgement) -> None:
    """Check that the bundle carries what the house stated when it handed it over, and all of it."""
    act = next((each for each in seen.read if each.place == bundle.act and each.found["kind"] == ACT), None)
    stated = _act(act.found["payload"]) if act else None
    if stated is None:
        said = "The entry that states what was handed over is missing."
        judgement.say(Question.COMPLETE, "act", said, holds=False)
        return
    carried = [_stated(log, bundle.act) for log in bundle.logs]
    if stated.logs != [each for each in carried if each.count]:
        said = "What this file carries is not what the house stated: entries were taken out or put in."
        judgement.say(Question.COMPLETE, "stated", said, holds=False, place=bundle.act)
        return
    missing = [*_gaps(stated.subjects, seen), *_holes(stated.spans, seen)]
    for place in missing:
        judgement.say(Question.COMPLETE, "gap", "Between first and last an entry is missing.", holds=False, place=place)
    if not stated.subjects and not stated.spans:
        said = "The entries were chosen one by one: that nothing else belongs here is the house's statement alone."
        judgement.say(Question.COMPLETE, "chosen", said, holds=None)
    elif not missing:
        heads = ", ".join(f"{each.origin} at {each.size}" for each in seen.checkpoints.values())
        said = f"All of it is part of the log ({heads}), and between first and last nothing is missing."
        judgement.say(Question.COMPLETE, "complete", said, holds=True)


def _act(payload: dict[str, Any]) -> _Act | None:
    try:
        found = msgspec.convert(payload, _Act)
    except msgspec.ValidationError:
        return None
    return None if any(each.first > each.last for each in found.spans) else found


def _stated(log: LogPart, act: str) -> _Stated:
    """Give what the act has to state of a log: how many entries besides itself, and what stands for them."""
    leaves = [each.leaf for each in log.entries if f"{log.log}:{each.seq}" != act]
    return _Stated(log.log, len(leaves), set_digest(leaves))


def _gaps(subjects: Sequence[str], seen: Bytes) -> Iterator[str]:
    """Give where entries about a subject are missing: its running numbers begin at 0 in each log, without a gap."""
    due: dict[tuple[str, str], int] = {}
    wanted = set(subjects)
    for each in seen.read:
        subject = each.found["subject"]
        if subject in wanted:
            if each.found["nth"] != due.get((subject, each.log), 0):
                yield each.place
            due[subject, each.log] = each.found["nth"] + 1
    yield from sorted(wanted - {subject for subject, _ in due})


def _holes(spans: Sequence[_Span], seen: Bytes) -> Iterator[str]:
    """Give the first entry that is missing of each span."""
    carried = {each.place for each in seen.read}
    for span in spans:
        places = (f"{span.log}:{seq}" for seq in range(span.first, span.last + 1))
        hole = next((each for each in places if each not in carried), None)
        if hole is not None:
            yield hole


def _check_signer(bundle: Bundle, seen: Bytes, pinned: Sequence[str], judgement: Judgement) -> None:
    """Compare the keys of each log with those that came by another way, as keys or as their fingerprints."""
    logs = [(log, chain) for log in bundle.logs if (chain := seen.chains[log.log]).keys]
    prints = {found for each in pinned if _FINGERPRINT.fullmatch(found := "".join(each.split()).lower())}
    of_none = bool(prints) and prints.isdisjoint(_digits(each) for _, chain in logs for each in chain.keys)
    for log, chain in logs:
        origin, newest = log.origin, chain.keys[-1]
        same = {each for each in pinned if each.partition("+")[0] == origin}
        known = [each for each in chain.keys if each.vkey() in same or _digits(each) in prints]
        broken = chain.unjoined(seen.vouching.get(log.log, ()))
        if broken is not None:
            said = f"{origin} is signed with another key from entry {broken} on, which the one before has not signed."
            judgement.say(Question.SIGNER, "broken", said, holds=False, place=f"{log.log}:{broken}")
        elif newest in known:
            said = f"The key of {origin} is the one that you gave."
            judgement.say(Question.SIGNER, "pinned", said, holds=True)
        elif known:
            said = f"The key of {origin} follows from the one that you gave: each was signed by the one before."
            judgement.say(Question.SIGNER, "followed", said, holds=True)
        elif same or of_none:
            said = f"The key of {origin} is not the one that you gave: it was replaced, or this file is forged."
            judgement.say(Question.SIGNER, "replaced", said, holds=False)
        else:
            print_ = newest.fingerprint()
            said = f"The key of {origin} is known only from this file. Compare its fingerprint: {print_}."
            judgement.say(Question.SIGNER, "unknown", said, holds=None)


def _digits(verifier: Verifier) -> str:
    return verifier.fingerprint().replace(" ", "")


def _check_held(bundle: Bundle, held: Held, seen: Bytes, judgement: Judgement) -> None:
    """Compare a checkpoint that lies elsewhere with the log as the bundle proves it."""
    who, found = f"The checkpoint that {held.holder} holds", None
    log = next((each for each in bundle.logs if held.note.startswith(f"{each.origin}\n")), None)
    if log is None or log.log not in seen.checkpoints:
        judgement.say(Question.HELD, "foreign", f"{who} is of no log in this file.", holds=None)
        return
    try:
        found = seen.chains[log.log].open(held.note)
    except NoteError as error:
        judgement.say(Question.HELD, "invalid", f"{who} does not count: {error}.", holds=False)
        return
    root = seen.known_root(log, found.size)
    if root is None:
        said = f"{who} covers {found.size} entries; this file has no proof for that size. Ask the house for one."
        judgement.say(Question.HELD, "unproved", said, holds=None)
    elif root != found.root:
        said = f"{who} is of another history: the first {found.size} entries are not the same."
        judgement.say(Question.HELD, "other", said, holds=False)
    else:
        said = f"{log.origin} is unbroken since the checkpoint over {found.size} entries that {held.holder} holds."
        judgement.say(Question.HELD, "held", said, holds=True)
