"""What is fuzzed: each parser with its rule. Whatever comes in, it is refused in words or judged, and no lie passes."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sopdesk.journal.bundle import Bundle, BundleError, read_bundle
from sopdesk.journal.bundle_check import check_bundle
from sopdesk.journal.checkpoint import open_checkpoint
from sopdesk.journal.finding import Held
from sopdesk.journal.judgement import Judgement, Question
from sopdesk.journal.note import NoteError, open_note, parse_vkey
from sopdesk.services.evidence_check import check_evidence
from tests.journal.evidence_station import station
from tests.journal.evidence_vectors import FOLDER

Outcome = str | None
"""What a parser made of the bytes, in short; None where it refused them in its own words."""


@dataclass(frozen=True, slots=True)
class Parser:
    """A parser with the inputs from which fuzzing starts; `judge` raises AssertionError where its rule is broken."""

    name: str
    seeds: Sequence[bytes]
    judge: Callable[[bytes], Outcome]


@cache
def index() -> tuple[dict[str, Any], ...]:
    """Give the published vectors."""
    return tuple(json.loads((FOLDER / "index.json").read_text(encoding="utf-8")))


@cache
def bundles() -> tuple[bytes, ...]:
    """Give the bundles of all vectors, the good ones and the tampered ones."""
    return tuple(dict.fromkeys((FOLDER / f"{each['name']}.json").read_bytes() for each in index()))


def judged(content: bytes) -> tuple[Bundle, Judgement] | None:
    """Read and check a bundle with the station's key in hand; None for what is none."""
    try:
        bundle = read_bundle(content)
    except BundleError:
        return None
    return bundle, check_bundle(bundle, pinned=[station().vkey], outside=[Held(station().checkpoint(6), "you")])


Entry = tuple[str, int, bytes]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a bundle says: its entries as (checkpoint, number, body), and what may be left out of it."""

    entries: tuple[Entry, ...]
    optional: frozenset[bytes]

    @classmethod
    def of(cls, bundle: Bundle) -> "Meaning":
        """Give what a bundle says; a checkpoint counts without the lines of those whose keys nobody named."""
        heads = [log.checkpoint.rpartition("\n\n")[0] for log in bundle.logs]
        entries = (
            (head, each.seq, each.body) for head, log in zip(heads, bundle.logs, strict=True) for each in log.entries
        )
        notes = (note.rpartition("\n\n")[0].encode() for log in bundle.logs for note, _ in log.earlier)
        values = (each.encode() for each in bundle.disclosures)
        return cls(tuple(entries), frozenset((*notes, *values, *bundle.attachments)))


def holds(judgement: Judgement) -> bool:
    """Tell whether nothing about a bundle fails, and its signer is the one whose key the reader has."""
    answers = [judgement.verdict(each) for each in Question]
    return False not in answers and judgement.verdict(Question.SIGNER) is True


def _failed(judgement: Judgement) -> set[str]:
    return {each.code for each in judgement.answers if each.question is Question.BYTES and each.holds is False}


@cache
def meanings() -> tuple[Meaning, ...]:
    """Give what the vectors say in which no byte was changed; the house itself may have recorded a bad signature."""
    found = filter(None, map(judged, bundles()))
    return tuple(Meaning.of(bundle) for bundle, judgement in found if not _failed(judgement) - {"signature"})


@cache
def recorded() -> tuple[frozenset[Entry], frozenset[bytes]]:
    """Give every entry that was recorded, and everything that may stand beside them."""
    entries = frozenset[Entry]().union(*(each.entries for each in meanings()))
    return entries, frozenset[bytes]().union(*(each.optional for each in meanings()))


def judge_bundle(content: bytes) -> Outcome:
    """Check a bundle; one that holds says nothing that was not recorded, and is whole only if a vector is so, too."""
    found = judged(content)
    if found is None:
        return None
    bundle, judgement = found
    check_evidence(content)  # the story of any bundle that can be read at all is told without falling over
    if holds(judgement):
        said, (entries, optional) = Meaning.of(bundle), recorded()
        assert entries.issuperset(said.entries), "an entry that nobody recorded holds"
        assert optional >= said.optional, "a value, a file or a checkpoint that nobody recorded holds"
        if judgement.verdict(Question.COMPLETE):
            assert any(said.entries == each.entries for each in meanings()), "a bundle that lacks something is whole"
    return " ".join(sorted({each.code for each in judgement.answers}))


@cache
def notes() -> tuple[bytes, ...]:
    """Give notes and keys as they stand in the vectors."""
    found = [
        text.encode()
        for content in bundles()
        if (bundle := _read(content)) is not None
        for log in bundle.logs
        for text in (log.vkey, log.checkpoint, *(note for note, _ in log.earlier))
    ]
    return tuple(dict.fromkeys(found))


def _read(content: bytes) -> Bundle | None:
    try:
        return read_bundle(content)
    except BundleError:
        return None


@cache
def signed_texts() -> frozenset[str]:
    """Give the texts that the station signed."""
    verifier = parse_vkey(station().vkey)
    found = set()
    for note in notes():
        try:
            found.add(open_note(note.decode(), [verifier])[0])
        except NoteError:
            continue
    return frozenset(found)


def judge_note(content: bytes) -> Outcome:
    """Read a key, a note and a checkpoint from a text; what opens was signed, and a key has one spelling."""
    text, said = content.decode("utf-8", "surrogateescape"), []
    try:
        assert parse_vkey(text).vkey() == text, "a key has two spellings"
        said.append("key")
    except NoteError:
        pass
    verifier = parse_vkey(station().vkey)
    try:
        opened, _ = open_note(text, [verifier])
        assert opened in signed_texts(), "a note that nobody signed opens"
        said.append("note")
        assert open_checkpoint(text, [verifier]).body() == opened, "a checkpoint has two spellings"
        said.append("checkpoint")
    except NoteError:
        pass
    return " ".join(said) or None


def parsers() -> dict[str, Parser]:
    """Give every parser by name."""
    return {
        "bundle": Parser("bundle", bundles(), judge_bundle),
        "note": Parser("note", notes(), judge_note),
    }
