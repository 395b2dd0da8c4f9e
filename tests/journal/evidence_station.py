"""A house whose evidence leaves it, for tests: a log, a case in it, and the bundles that are made of them."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.domain.approving import Terms
from sopdesk.domain.erasure import Basis, DisclosureErased, ErasedEntry, ErasureAgreed, ErasureRequested
from sopdesk.domain.event import Stamp
from sopdesk.domain.evidence import CarriedLog, Cover, EvidenceBundled, Span
from sopdesk.domain.house import LogOpened
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged, IncidentMoved, IncidentNoted, Stage
from sopdesk.domain.mark import ItemPhotographed
from sopdesk.domain.person import NewPasswordAllowed, PasswordSet, PersonRegistered
from sopdesk.domain.reportable import ReportableDecided
from sopdesk.domain.review import ProcedureReviewed, Verdict
from sopdesk.domain.revision import ProcedureWithdrawn, RevisionApproved, Significance
from sopdesk.domain.run import RunSignedOff
from sopdesk.domain.signature import Meaning, Signature
from sopdesk.journal.bundle import Extract, make_bundle, set_digest
from sopdesk.journal.canon import canon
from sopdesk.journal.checkpoint import Checkpoint, sign_checkpoint
from sopdesk.journal.clock import next_reading
from sopdesk.journal.entry import Entry, Heads, make_entry
from sopdesk.journal.keys import PersonKey
from sopdesk.journal.merkle import Frontier, consistency_proof, inclusion_proof, leaf_hash, place_of
from sopdesk.journal.note import Verifier, b64
from sopdesk.journal.sealed import Disclosure, digest_of_text
from sopdesk.journal.signature import name_digest, sign
from sopdesk.services.signing import (
    allowance_digest,
    approval_digest,
    closing_digest,
    decision_digest,
    file_digest,
    review_digest,
    run_digest,
    withdrawal_digest,
)


def person_key(n: int) -> PersonKey:
    """Give a person's key."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)
    return PersonKey(private, b64(private.public_key().public_bytes_raw()), "")


KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
RUTH, THIEF = (person_key(n) for n in (3, 4))
START = datetime(2026, 5, 3, 12, 30, tzinfo=UTC)
PHOTO = b"not a picture, but the bytes of one"
CASE = "incident-4f0c"

Json = dict[str, Any]


@dataclass
class Station:
    """A log that grows entry by entry, with the salts, keys and moments of a test."""

    log: str = "0a1b2c3d"
    key: Ed25519PrivateKey = KEY
    entries: list[Entry] = field(default_factory=list)
    frontier: Frontier = field(default_factory=Frontier)
    heads: dict[str, Heads] = field(default_factory=dict)
    hlc: int = 0

    @property
    def origin(self) -> str:
        """The log's name."""
        return f"sopdesk/e2d41c/{self.log}"

    @property
    def vkey(self) -> str:
        """The log's key as text."""
        return Verifier(self.origin, self.key.public_key().public_bytes_raw()).vkey()

    def add(self, subject: str, what: object, actor: str = "person-1") -> Entry:
        """Append an event; the salts are the numbers of the values."""
        seq = len(self.entries)
        at = START + timedelta(minutes=seq)
        self.hlc = next_reading(self.hlc, at)
        before = self.heads.get(subject, Heads())
        salts = iter(range(100 * seq, 100 * seq + 100))
        stamp = Stamp(self.log, seq, self.hlc, at, actor)
        entry = make_entry(
            what, subject, stamp, before, self.frontier,
            lambda: sha256(f"{self.log}:{next(salts)}".encode()).digest()[:16],
        )  # fmt: skip
        self.heads[subject] = Heads((f"{self.log}:{seq}",), before.nth + 1, entry.leaf.hex())
        self.entries.append(entry)
        return entry

    def add_raw(self, subject: str, kind: str, payload: Json, *sealed: str, **keys: object) -> None:
        """Append an entry as no program of ours writes it; `sealed` are its disclosures, as text."""
        what = self.add(subject, IncidentMoved(Stage.RESOLVED))
        body = canon({**json.loads(what.body), "kind": kind, "payload": payload, **keys})
        self.frontier = Frontier()
        for each in self.entries[:-1]:
            self.frontier.append(each.leaf)
        nodes = b"".join(self.frontier.append(leaf_hash(body)))
        values = tuple(Disclosure(digest_of_text(each), each) for each in sealed)
        self.entries[-1] = replace(what, kind=kind, body=body, nodes=nodes, disclosures=values)
        self.heads[subject] = Heads((), self.heads[subject].nth, nodes[:32].hex())

    def node(self, level: int, index: int) -> bytes:
        """Give a stored node."""
        return self.entries[place_of(level, index)].nodes[level * 32 : level * 32 + 32]

    def checkpoint(self, size: int | None = None, key: Ed25519PrivateKey | None = None) -> str:
        """Sign a checkpoint over the first entries."""
        frontier = Frontier()
        for each in self.entries[:size]:
            frontier.append(each.leaf)
        return sign_checkpoint(Checkpoint(self.origin, frontier.size, frontier.root()), key or self.key)

    def extract(self, seqs: list[int], *, whole: bool = False, earlier: tuple[int, ...] = ()) -> Extract:
        """Take entries out with their proofs."""
        size = len(self.entries)
        entries = [(seq, self.entries[seq].body) for seq in seqs]
        proofs = None if whole else [inclusion_proof(seq, size, self.node) for seq in seqs]
        old = [(self.checkpoint(each), consistency_proof(each, size, self.node)) for each in earlier]
        return Extract(self.log, self.origin, self.vkey, self.checkpoint(), entries, proofs, old)

    def disclosures(self, seqs: list[int], keep_back: tuple[str, ...] = ("verifier", "private_key")) -> list[str]:
        """Give the sealed values of some entries but for some fields, in their order."""
        found = []
        for seq in seqs:
            digests = json.loads(self.entries[seq].body)["payload"].get("_sd", [])
            texts = {each.digest: each.text for each in self.entries[seq].disclosures}
            fields = {each: json.loads(base64.urlsafe_b64decode(texts[each] + "=="))[1] for each in digests}
            found += [texts[each] for each in digests if fields[each] not in keep_back]
        return found

    def stated(self, seqs: list[int]) -> CarriedLog:
        """Say what is carried of this log."""
        return CarriedLog(self.log, len(seqs), set_digest(self.entries[seq].leaf for seq in seqs))


def station() -> Station:
    """Give the log of a house: a person with a key, a case from its first word to its signed close, and others."""
    desk = Station()
    desk.add("log-0a1b2c3d", LogOpened(desk.origin, desk.vkey, "Counter"), "desk")
    desk.add("person-1", PersonRegistered(("manager",), name="Ruth Adeyemi"), "desk")
    desk.add("person-1", PasswordSet(RUTH.public_key, verifier="$argon2id$…", private_key="…"))
    desk.add("run-1", ItemPhotographed("item-1", sha256(PHOTO).hexdigest()))
    desk.add(CASE, IncidentLogged(
        "CAFE-2026-0001", IncidentKind.COMPLAINT, START, START, "Europe/London",
        narrative="The soup was cold. “Es war kalt”, sagte die Kundin. 味 🍜", place="Table 4",
    ))  # fmt: skip
    desk.add("run-2", IncidentNoted("Something else."))
    desk.add(CASE, IncidentNoted("A new soup was brought at 12:41."))
    desk.add(CASE, IncidentMoved(Stage.RESOLVED))
    entries = [each for each in desk.entries if each.subject == CASE]
    digest, salt = closing_digest([each.leaf.hex() for each in entries], "Apologised."), "aa" * 16
    signature = sign(
        RUTH, meaning=Meaning.RESPONSIBILITY, digest=digest, signer="person-1", subject=CASE,
        name_digest=name_digest("Ruth Adeyemi", salt), at=START + timedelta(minutes=8),
        zone="Europe/London", log=desk.log,
    )  # fmt: skip
    desk.add(CASE, IncidentClosed(
        digest, signature, outcome="Apologised.", printed_name="Ruth Adeyemi", name_salt=salt,
    ))  # fmt: skip
    return desk


SEQS = [0, 1, 2, 4, 6, 7, 8]
ACT = 9


def good(**more: Any) -> Json:  # noqa: ANN401 - of the statement
    """Give the bundle of the case."""
    desk = station()
    desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated(SEQS),), subjects=(CASE,), withheld=2, **more))
    carried = [*SEQS, ACT]
    content = make_bundle(
        f"{desk.log}:{ACT}", [desk.extract(carried, earlier=(3, 6))], desk.disclosures(carried), []
    )  # fmt: skip
    return dict(json.loads(content))


def whole() -> Json:
    """Give the bundle of everything, with the photo."""
    desk = station()
    seqs = list(range(9))
    desk.add("evidence-1", EvidenceBundled(
        Cover.EVERYTHING, (desk.stated(seqs),), spans=(Span(desk.log, 0, 8),), withheld=2,
    ))  # fmt: skip
    seqs.append(ACT)
    return dict(json.loads(make_bundle(
        f"{desk.log}:{ACT}", [desk.extract(seqs, whole=True)], desk.disclosures(seqs), [PHOTO]
    )))  # fmt: skip


def erased() -> Json:
    """Give a bundle in which the narrative was erased, and the place withheld."""
    desk = station()
    narrative = next(
        each.digest
        for each in desk.entries[4].disclosures
        if b"narrative" in base64.urlsafe_b64decode(each.text + "==")
    )
    gone = ErasedEntry(desk.log, 4, ("narrative",), (narrative,))
    desk.add(CASE, DisclosureErased("erasure-1", Basis.REQUEST, (gone,)))
    seqs = [*SEQS, 9]
    desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated(seqs),), subjects=(CASE,), withheld=3))
    seqs.append(10)
    kept = desk.disclosures(seqs, ("verifier", "private_key", "narrative", "place"))
    return dict(json.loads(make_bundle(f"{desk.log}:10", [desk.extract(seqs)], kept, [])))


def chosen() -> Json:
    """Give a bundle of single entries, of which the key of the one who signed is not carried."""
    desk = station()
    desk.add("evidence-1", EvidenceBundled(Cover.PERSON, (desk.stated([6, 8]),)))
    return dict(
        json.loads(make_bundle(f"{desk.log}:{ACT}", [desk.extract([6, 8, ACT])], desk.disclosures([6, 8, ACT]), []))
    )


def signed(*, moved: str = "", retold: str = "") -> Json:
    """Give a bundle with a signature of every kind; all effective a minute later than signed where `moved` says so.

    `retold`: a reason that stands in place of the one that was signed.
    """
    desk = station()
    terms = Terms("1.1", Significance.MAJOR, START)
    later = START + timedelta(minutes=1) if moved else START
    late = replace(terms, effective_from=later)
    run = run_digest([each.leaf.hex() for each in desk.entries if each.subject == "run-1"])
    erasure = ErasureRequested(Basis.MISTAKE, (), ("f" * 64,), "Not ours.")
    asked = desk.add("erasure-1", erasure)
    told = {each: [desk.add(each, IncidentNoted("She rang.")).leaf.hex()] for each in ("incident-7", "incident-8")}
    lacked, why = ("Category",), "The insurer cannot wait."
    close = closing_digest(told["incident-7"], "Settled.", lacked, why)
    decide = decision_digest(told["incident-8"], why, reportable=True)
    said = retold or why
    acts: list[tuple[str, str, Callable[[Signature], object]]] = [
        ("sop-1", approval_digest("d" * 64, terms, ("obstacle",)), lambda by: RevisionApproved(
            0, "d" * 64, late.label, late.significance, late.effective_from, by, decided=("obstacle",))),
        ("sop-2", approval_digest("d" * 64, terms), lambda by: RevisionApproved(
            0, "d" * 64, late.label, late.significance, late.effective_from, by)),
        ("sop-1", withdrawal_digest("sop-1", START), lambda by: ProcedureWithdrawn(later, by)),
        ("sop-2", review_digest("sop-2", "e" * 64, Verdict.KEEP), lambda by: ProcedureReviewed(
            "e" * 64, Verdict.REVISE if moved else Verdict.KEEP, by)),
        ("person-2", allowance_digest("person-2", "old", START), lambda by: NewPasswordAllowed("old", later, by)),
        ("incident-7", close, lambda by: IncidentClosed(close, by, "Settled.", overridden=lacked, reason=said)),
        ("incident-8", decide, lambda by: ReportableDecided(True, decide, by, said)),
        ("run-1", run, lambda by: RunSignedOff(run, by)),
        ("erasure-1", file_digest([asked.leaf.hex()]), lambda by: ErasureAgreed(file_digest([asked.leaf.hex()]), by)),
    ]  # fmt: skip
    for subject, digest, act in acts:
        signature = sign(
            RUTH, meaning=Meaning.APPROVAL, digest=digest, signer="person-1", subject=subject, name_digest="",
            at=START, zone="Europe/London", log=desk.log,
        )  # fmt: skip
        desk.add(subject, act(signature))
    seqs = list(range(len(desk.entries)))
    span = Span(desk.log, 0, len(seqs) - 1)
    desk.add("evidence-1", EvidenceBundled(Cover.PERIOD, (desk.stated(seqs),), spans=(span,)))
    seqs.append(len(seqs))
    return dict(json.loads(make_bundle(f"{desk.log}:{seqs[-1]}", [desk.extract(seqs)], desk.disclosures(seqs), [])))


def two_logs() -> Json:
    """Give a bundle of a house that began a second log: the case went on there."""
    old, new = station(), Station("9f8e7d6c", OTHER)
    new.hlc = old.hlc
    new.add("log-9f8e7d6c", LogOpened(new.origin, new.vkey, "Counter", old.log, old.checkpoint()), "desk")
    new.add(CASE, IncidentNoted("The customer wrote again."))
    new.add("evidence-1", EvidenceBundled(Cover.CASE, (old.stated(SEQS), new.stated([0, 1])), subjects=(CASE,)))
    sealed = [*old.disclosures(SEQS), *new.disclosures([0, 1, 2])]
    return dict(json.loads(make_bundle(f"{new.log}:2", [old.extract(SEQS), new.extract([0, 1, 2])], sealed, [])))
