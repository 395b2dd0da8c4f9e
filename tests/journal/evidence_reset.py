"""A bundle with signatures whose key was enrolled after somebody had forgotten their password."""

import json

from sopdesk.domain.evidence import Cover, EvidenceBundled, Span
from sopdesk.domain.person import PasswordSet, PersonRegistered
from sopdesk.domain.run import RunSignedOff
from sopdesk.domain.signature import Meaning
from sopdesk.journal.bundle import make_bundle
from sopdesk.journal.keys import PersonKey
from sopdesk.journal.signature import sign
from sopdesk.services.signing import run_digest
from tests.journal.evidence_station import START, Json, person_key, station

ANEW, LATER = person_key(5), person_key(6)


def after_reset(*, named: bool = True, stale: bool = False) -> Json:
    """Give a bundle in which Ruth signs after a reset, and again after she changed the new password herself.

    `stale`: a third time, with the key that she had replaced.
    """
    desk = station()
    if named:
        desk.add("person-2", PersonRegistered(("manager",), name="Sam Okafor"), "person-1")
    desk.add("person-1", PasswordSet(ANEW.public_key, verifier="…", private_key="…", allowed_by="person-2"))

    def sign_off(key: PersonKey) -> None:
        digest = run_digest([each.leaf.hex() for each in desk.entries if each.subject == "run-1"])
        desk.add("run-1", RunSignedOff(digest, sign(
            key, meaning=Meaning.APPROVAL, digest=digest, signer="person-1", subject="run-1", name_digest="",
            at=START, zone="Europe/London", log=desk.log,
        )))  # fmt: skip

    sign_off(ANEW)
    desk.add("person-1", PasswordSet(LATER.public_key, verifier="…", private_key="…"))
    sign_off(LATER)
    if stale:
        sign_off(ANEW)
    seqs = list(range(len(desk.entries)))
    desk.add("evidence-1", EvidenceBundled(
        Cover.PERIOD, (desk.stated(seqs),), spans=(Span(desk.log, 0, len(seqs) - 1),)
    ))  # fmt: skip
    seqs.append(len(seqs))
    return dict(json.loads(make_bundle(f"{desk.log}:{seqs[-1]}", [desk.extract(seqs)], desk.disclosures(seqs), [])))
