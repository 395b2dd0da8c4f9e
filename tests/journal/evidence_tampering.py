"""What can be done to an evidence bundle, and what every verifier has to answer then: written down by hand."""

import base64
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sopdesk.domain.evidence import CarriedLog, Cover, EvidenceBundled, Span
from sopdesk.domain.incident import IncidentClosed
from sopdesk.domain.signature import Meaning
from sopdesk.journal.bundle import make_bundle
from sopdesk.journal.canon import canon
from sopdesk.journal.entry import Heads
from sopdesk.journal.keys import PersonKey
from sopdesk.journal.merkle import Frontier
from sopdesk.journal.note import Verifier
from sopdesk.journal.sealed import digest_of_text
from sopdesk.journal.signature import STATEMENT, name_digest, sign
from tests.journal.evidence_station import (
    CASE,
    OTHER,
    RUTH,
    SEQS,
    START,
    THIEF,
    Json,
    good,
    station,
    two_logs,
    whole,
)

# What can be done to a bundle

MOMENT = timedelta(microseconds=1)


@dataclass
class Copy:
    """A bundle with its proofs written out, so that parts can be taken out, put in and changed."""

    content: Json

    @classmethod
    def of(cls, bundle: Json) -> "Copy":
        """Write the proofs of a bundle out."""
        content = deepcopy(bundle)
        for each in cls(content).proofs():
            each["proof"] = [bundle["hashes"][n] for n in each["proof"]]
        return cls(content)

    def proofs(self) -> Iterator[Json]:
        """Give everything that has a proof, in the order of the pool."""
        for log in self.content["logs"]:
            yield from (each for each in log["events"] if "proof" in each)
            yield from log["earlier"]

    @property
    def log(self) -> Json:
        """The first log."""
        return dict.__getitem__(self.content, "logs")[0]  # type: ignore[no-any-return]

    @property
    def events(self) -> list[Json]:
        """The entries of the first log."""
        return self.log["events"]  # type: ignore[no-any-return]

    def packed(self) -> bytes:
        """Give the bundle's bytes again."""
        content, pool = deepcopy(self.content), dict[str, int]()
        for each in Copy(content).proofs():
            each["proof"] = [pool.setdefault(one, len(pool)) for one in each["proof"]]
        return canon({**content, "hashes": list(pool)})

    def rewrite(self, n: int, **changes: object) -> None:
        """Change what an entry says, in good form."""
        self.events[n]["body"] = canon({**json.loads(self.events[n]["body"]), **changes}).decode()


YES, NO, CANNOT = True, False, None


def expect(bytes_: bool | None, complete: bool | None, *codes: str, **more: Any) -> Json:  # noqa: ANN401
    """Say what is expected where nothing is given from outside; `codes` are those of what fails."""
    return {"bytes": bytes_, "signer": CANNOT, "complete": complete, "held": CANNOT, "fails": sorted(codes), **more}


def tampered() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give bundles in good form that somebody changed."""

    def made(
        name: str, said: str, bundle: Json, change: Callable[[Copy], object], expected: Json
    ) -> tuple[str, str, bytes, Json]:
        copy = Copy.of(bundle)
        change(copy)
        return name, said, copy.packed(), expected

    def text(copy: Copy) -> None:
        copy.rewrite(4, payload={**json.loads(copy.events[4]["body"])["payload"], "extra": 1})

    yield made(
        "edited-entry",
        "what an entry says was changed",
        good(),
        text,
        expect(NO, NO, "chain", "proof", "stated", "signature"),
    )
    yield made(
        "dropped-middle",
        "an entry taken out",
        good(),
        lambda copy: copy.events.pop(4),
        expect(NO, NO, "sealed", "stated"),
    )

    def drop_cleanly(copy: Copy) -> None:
        note = json.loads(copy.events.pop(4)["body"])["payload"]["_sd"]
        kept = [each for each in copy.content["disclosures"] if digest_of_text(each) not in note]
        copy.content["disclosures"] = kept

    yield made(
        "dropped-cleanly",
        "an entry taken out with what was sealed of it",
        good(),
        drop_cleanly,
        expect(CANNOT, NO, "stated"),
    )
    yield made(
        "dropped-last",
        "the last entry of the case taken out",
        good(),
        lambda copy: copy.events.pop(6),
        expect(NO, NO, "sealed", "stated"),
    )
    yield made(
        "dropped-key",
        "the entry with the signer's key taken out",
        good(),
        lambda copy: copy.events.pop(2),
        expect(CANNOT, NO, "stated"),
    )
    yield made(
        "dropped-act", "the statement taken out", good(), lambda copy: copy.events.pop(7), expect(YES, NO, "act")
    )
    yield made(
        "duplicated",
        "an entry twice",
        good(),
        lambda copy: copy.events.insert(4, deepcopy(copy.events[4])),
        expect(NO, NO, "chain", "order", "stated", "sealed"),
    )
    yield made(
        "swapped",
        "two entries changed places",
        good(),
        lambda copy: copy.events.insert(5, copy.events.pop(4)),
        expect(NO, NO, "chain", "order", "stated"),
    )
    yield made(
        "renumbered",
        "an entry under another number",
        good(),
        lambda copy: copy.events[4].update(seq=5),
        expect(NO, YES, "body", "proof"),
    )

    def swap_proofs(copy: Copy) -> None:
        first, second = copy.events[3], copy.events[4]
        first["proof"], second["proof"] = second["proof"], first["proof"]

    yield made("swapped-proofs", "two proofs changed places", good(), swap_proofs, expect(NO, YES, "proof"))
    yield made(
        "short-proof",
        "a proof that lacks its last hash",
        good(),
        lambda copy: copy.events[3]["proof"].pop(),
        expect(NO, YES, "proof"),
    )
    yield made(
        "long-proof",
        "a proof with a hash too many",
        good(),
        lambda copy: copy.events[3]["proof"].append(copy.events[4]["proof"][0]),
        expect(NO, YES, "proof"),
    )
    yield made(
        "swapped-disclosures",
        "two sealed values changed places",
        good(),
        lambda copy: copy.content["disclosures"].reverse(),
        expect(NO, YES, "sealed"),
    )
    yield made(
        "duplicated-disclosure",
        "a sealed value twice",
        good(),
        lambda copy: copy.content["disclosures"].append(copy.content["disclosures"][0]),
        expect(NO, YES, "sealed"),
    )

    def forge(copy: Copy) -> None:
        copy.content["disclosures"][1] = (
            base64.urlsafe_b64encode(canon(["AAAA", "narrative", "All was well."])).rstrip(b"=").decode()
        )

    yield made("forged-disclosure", "a sealed value of another text", good(), forge, expect(NO, YES, "sealed"))
    yield made(
        "changed-attachment",
        "another file in place of the photo",
        whole(),
        lambda copy: copy.content.update(attachments=[base64.b64encode(b"another").decode()]),
        expect(NO, YES, "attachment"),
    )
    yield made(
        "duplicated-attachment",
        "the photo twice",
        whole(),
        lambda copy: copy.content["attachments"].append(copy.content["attachments"][0]),
        expect(NO, YES, "attachment"),
    )
    yield made(
        "dropped-attachment",
        "the photo left out",
        whole(),
        lambda copy: copy.content["attachments"].clear(),
        expect(YES, YES),
    )
    yield made(
        "cut-whole",
        "the last entry of a whole log cut off",
        whole(),
        lambda copy: copy.events.pop(),
        expect(NO, NO, "whole", "act"),
    )
    yield made(
        "edited-whole",
        "an entry of a whole log changed",
        whole(),
        lambda copy: copy.rewrite(5, actor="person-9"),
        expect(NO, NO, "whole", "stated"),
    )
    yield from resigned(made)


def resigned(made: Callable[..., tuple[str, str, bytes, Json]]) -> Iterator[tuple[str, str, bytes, Json]]:
    """Give bundles whose checkpoint, key, logs or statement somebody changed."""
    desk = station()
    yield made(
        "foreign-key",
        "signed with another key under the same name",
        good(),
        lambda copy: copy.log.update(checkpoint=desk.checkpoint(key=OTHER)),
        expect(NO, YES, "checkpoint"),
    )
    yield made(
        "other-vkey",
        "the key that the file names is another one",
        good(),
        lambda copy: copy.log.update(vkey=Verifier(desk.origin, OTHER.public_key().public_bytes_raw()).vkey()),
        {**expect(NO, YES, "broken", "checkpoint"), "signer": NO},
    )
    yield made(
        "broken-vkey",
        "the key that the file names does not fit its hash",
        good(),
        lambda copy: copy.log.update(vkey=copy.log["vkey"].replace("+", "+0", 1)),
        expect(NO, YES, "key"),
    )
    yield made(
        "old-checkpoint",
        "an older checkpoint in place of the one that covers it all",
        good(),
        lambda copy: copy.log.update(checkpoint=desk.checkpoint(8)),
        expect(NO, YES, "proof", "earlier"),
    )
    yield made(
        "stripped-checkpoint",
        "the signature of the checkpoint taken out",
        good(),
        lambda copy: copy.log.update(checkpoint=copy.log["checkpoint"].split("\n\n")[0] + "\n"),
        expect(NO, YES, "checkpoint"),
    )

    for name, said, letter, expected in (
        ("odd-witness", "a signature line by somebody whose name has a space that few know", "\x85", expect(NO, YES, "checkpoint")),
        ("other-witness", "a signature line by somebody whom nobody knows, with a letter that is no space", "\ufeff", expect(YES, YES)),
    ):  # fmt: skip
        line = f"\N{EM DASH} wit{letter}ness {base64.b64encode(bytes(68)).decode()}\n"

        def witness(copy: Copy, line: str = line) -> None:
            copy.log["checkpoint"] += line

        yield made(name, said, good(), witness, expected)

    def grow(copy: Copy) -> None:
        lines = copy.log["checkpoint"].split("\n")
        copy.log["checkpoint"] = "\n".join([lines[0], str(int(lines[1]) + 1), *lines[2:]])

    yield made("grown-checkpoint", "another size in the checkpoint", good(), grow, expect(NO, YES, "checkpoint"))
    yield made(
        "swapped-earlier",
        "the earlier checkpoints changed places",
        good(),
        lambda copy: copy.log["earlier"].reverse(),
        expect(NO, YES, "earlier"),
    )

    def mix(copy: Copy) -> None:
        stranger = Copy.of(two_logs())
        copy.events.insert(6, stranger.content["logs"][1]["events"][1])

    yield made(
        "mixed",
        "an entry of another log put in",
        good(),
        mix,
        expect(NO, NO, "body", "order", "proof", "stated", "chain"),
    )
    yield made(
        "dropped-log",
        "the first of two logs taken out",
        two_logs(),
        lambda copy: copy.content["logs"].pop(0),
        expect(NO, NO, "sealed", "stated"),
    )
    yield made(
        "second-act",
        "another entry named as the statement",
        good(),
        lambda copy: copy.content.update(act="0a1b2c3d:8"),
        expect(YES, NO, "act"),
    )
    turned = canon({**good(), "hashes": good()["hashes"][::-1]})
    yield "hashes-turned", "the hashes in another order", turned, expect(NO, YES, "earlier", "proof")
    yield from misstated()
    yield from missigned()
    yield from strange()


def misstated() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give bundles in which the house itself states what is not so; they are signed with its key."""
    for name, said, logs, scope, fails in (
        ("lying-count", "the house states one entry more than it hands over", lambda desk: CarriedLog(desk.log, 8, desk.stated(SEQS).digest), {"subjects": (CASE,)}, ["stated"]),
        ("gap-in-subject", "the house leaves an entry of the case out and states what is left", lambda desk: desk.stated([0, 1, 2, 4, 7, 8]), {"subjects": (CASE,)}, ["gap"]),
        ("gap-in-span", "the house leaves an entry of a span out and states what is left", lambda desk: desk.stated([0, 1, 2, 4, 7, 8]), {"spans": (Span("0a1b2c3d", 4, 8),)}, ["gap"]),
        ("absent-subject", "the house names a subject of which nothing is carried", lambda desk: desk.stated(SEQS), {"subjects": (CASE, "incident-none")}, ["gap"]),
        ("endless-span", "the house names a span that no log reaches", lambda desk: desk.stated(SEQS), {"spans": (Span("0a1b2c3d", 0, 2**53 - 1),)}, ["gap"]),
    ):  # fmt: skip
        desk = station()
        stated = logs(desk)
        desk.add("evidence-1", EvidenceBundled(Cover.CASE, (stated,), **scope))
        seqs = [0, 1, 2, 4, 7, 8, 9] if stated.count == 6 else [*SEQS, 9]
        content = make_bundle(f"{desk.log}:9", [desk.extract(seqs)], desk.disclosures(seqs), [])
        yield name, said, content, expect(CANNOT if 6 not in seqs else YES, NO, *fails)


def missigned() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give bundles with a signature that was moved, or made otherwise than it says; the log's key signed them all."""
    right = station().entries[8].recorded.what

    def closed(subject: str, actor: str, what: object) -> bytes:
        desk = station()
        desk.entries, frontier = desk.entries[:8], Frontier()
        for each in desk.entries:
            frontier.append(each.leaf)
        desk.frontier = frontier
        desk.hlc = json.loads(desk.entries[-1].body)["hlc"]
        inside = [json.loads(each.body)["subject"] for each in desk.entries]
        last = max((n for n, each in enumerate(inside) if each == subject), default=-1)
        desk.heads[subject] = Heads((), inside.count(subject), desk.entries[last].leaf.hex() if last >= 0 else "")
        desk.add(subject, what, actor)
        desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated(SEQS),)))
        seqs = [*SEQS, 9]
        return make_bundle(f"{desk.log}:9", [desk.extract(seqs)], desk.disclosures(seqs), [])

    def anew(
        key: PersonKey = RUTH, digest: str = right.digest, name: str = "Ruth Adeyemi", at: datetime = START
    ) -> IncidentClosed:
        signature = sign(
            key, meaning=Meaning.RESPONSIBILITY, digest=digest, signer="person-1", subject=CASE,
            name_digest=name_digest("Ruth Adeyemi", "aa" * 16), at=at, zone="Europe/London", log="0a1b2c3d",
        )  # fmt: skip
        return IncidentClosed(digest, signature, outcome="Apologised.", printed_name=name, name_salt="aa" * 16)

    bad = expect(NO, CANNOT, "signature")
    yield "signature-moved", "a signature beside another record", closed("run-2", "person-1", right), bad
    yield "signature-borrowed", "a signature beside another person's act", closed(CASE, "person-2", right), bad
    yield (
        "signature-of-thief",
        "a signature made with a key that the signer did not have",
        closed(CASE, "person-1", anew(THIEF)),
        bad,
    )
    yield (
        "signature-over-other",
        "a signature over another file than stands before it",
        closed(CASE, "person-1", anew(digest="0" * 64)),
        bad,
    )
    yield (
        "signature-other-name",
        "a signature under another printed name",
        closed(CASE, "person-1", anew(name="Somebody Else")),
        bad,
    )
    recorded, hour = START + timedelta(minutes=8), timedelta(hours=1)
    for name, said, at, expected in (
        ("signature-an-hour-old", "a signature made an hour before its entry", recorded - hour, expect(YES, CANNOT)),
        ("signature-older", "a signature made an hour and a moment before its entry", recorded - hour - MOMENT, bad),
        (
            "signature-from-later",
            "a signature made an hour and a moment after its entry",
            recorded + hour + MOMENT,
            bad,
        ),
    ):
        yield name, said, closed(CASE, "person-1", anew(at=at)), expected


def stating(at: str) -> Json:
    """Give a signature that states any text as its moment, well made otherwise."""
    stated = {
        "at": at, "digest": "0" * 64, "key": RUTH.public_key, "log": "0a1b2c3d",
        "meaning": "responsibility", "name_digest": "0" * 64, "signer": "person-1", "subject": CASE, "value": "",
        "zone": "Europe/London",
    }  # fmt: skip
    return {**stated, "value": base64.b64encode(RUTH.private.sign(STATEMENT + canon(stated))).decode()}


def strange() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give bundles with an entry as no program of ours writes it; the log's key signed them all."""
    loose = base64.urlsafe_b64encode(b"no list").rstrip(b"=").decode()
    sealed = {"_sd": [digest_of_text(loose)], "_sealed": ["text"]}
    for name, said, kind, payload, given, more, expected in (
        ("strange-erasing", "an erasure that does not say of what", "disclosure.erased/1", {"entries": 1}, (), {}, expect(YES, YES)),
        ("strange-signature", "a signature that is a text", "incident.closed/1", {"signature": "Ruth"}, (), {}, expect(NO, YES, "signature")),
        ("strange-signature-time", "a signature of a day that there was not", "incident.closed/1", {"signature": stating("2026-02-30T12:30:00.000000Z")}, (), {}, expect(NO, YES, "signature")),
        ("strange-signature-hour", "a signature of an hour without a day", "incident.closed/1", {"signature": stating("12:30")}, (), {}, expect(NO, YES, "signature")),
        ("strange-disclosure", "a sealed value that is none", "incident.noted/1", sealed, (loose,), {}, expect(NO, YES, "sealed")),
        ("strange-columns", "an entry that says its moment as a number", "incident.noted/1", {}, (), {"at": 5}, expect(NO, YES, "body")),
        ("strange-order", "an entry that says its place in the order of time as a text", "incident.noted/1", {}, (), {"hlc": "1"}, expect(NO, YES, "body")),
        ("strange-version", "an entry of another version of the journal", "incident.noted/1", {}, (), {"v": 2}, expect(NO, YES, "body")),
        ("strange-kind", "an entry of a kind that nobody knows", "spoon.bent/1", {"how": "up"}, (), {}, expect(YES, YES)),
    ):  # fmt: skip
        desk = station()
        desk.add_raw(CASE, kind, payload, *given, **more)
        seqs = [*SEQS, 9]
        desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated(seqs),), subjects=(CASE,)))
        carried = [*desk.disclosures(SEQS), *given]
        yield name, said, make_bundle(f"{desk.log}:10", [desk.extract([*seqs, 10])], carried, []), expected


def spoiled() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give files that are no bundles any more."""
    case = canon(good())
    none: Json = {"malformed": True}
    yield "spaces", "a space that canonical JSON does not have", case.replace(b":", b": ", 1), none
    yield "truncated", "the end cut off", case[:-10], none
    yield "empty", "nothing at all", b"", none
    yield "not-json", "a PDF's first line", b"%PDF-1.7\n", none
    yield "array", "an array", b"[]", none
    yield "other-format", "a format that nobody knows", case.replace(b"sopdesk-evidence/1", b"sopdesk-evidence/2"), none
    yield "repeated-key", "a key twice", case.replace(b'{"act":', b'{"act":"x","act":', 1), none
    yield "float", "a number that is no integer", case.replace(b'"seq":4', b'"seq":4.0', 1), none
    yield (
        "large-number",
        "an integer that not every program carries",
        case.replace(b'"seq":4', b'"seq":9007199254740993', 1),
        none,
    )
    yield "more-keys", "a key that no bundle has", canon({**good(), "note": "x"}), none
    yield (
        "fewer-keys",
        "a key that every bundle has left out",
        canon({k: v for k, v in good().items() if k != "act"}),
        none,
    )
    yield "wrong-type", "a text where a number stands", case.replace(b'"seq":4', b'"seq":"4"', 1), none
    yield "no-logs", "no log at all", canon({**good(), "logs": [], "hashes": []}), none
    hashes = good()["hashes"]
    yield (
        "hash-unused",
        "a hash that no proof uses",
        canon({**good(), "hashes": [*hashes, base64.b64encode(bytes(32)).decode()]}),
        none,
    )
    yield "hash-twice", "a hash twice", canon({**good(), "hashes": [*hashes, hashes[0]]}), none
    yield (
        "hash-short",
        "a hash of 31 bytes",
        canon({**good(), "hashes": [base64.b64encode(bytes(31)).decode(), *hashes[1:]]}),
        none,
    )
    yield (
        "base64-loose",
        "base64 in another spelling",
        canon({**good(), "hashes": [hashes[0].rstrip("="), *hashes[1:]]}),
        none,
    )
    mixed = Copy.of(good())
    del mixed.events[3]["proof"]
    yield "proof-missing", "one entry without a proof", mixed.packed(), none
    nothing = Copy.of(good())
    nothing.events.clear()
    yield "no-entries", "a log without entries", nothing.packed(), none
    yield "too-deep", "nested deeper than a bundle", b'{"act":' + b"[" * 70 + b"]" * 70 + b"}", none
    yield "half-character", "half a character", case.replace(b"0a1b2c3d:9", b"\\ud800", 1), none
