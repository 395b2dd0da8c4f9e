"""The published evidence bundles, with what every verifier has to answer; run it to write the files anew.

What is expected is written down by hand beside what was done. docs/evidence-format.md is the rule.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from sopdesk.domain.evidence import Cover, EvidenceBundled
from sopdesk.domain.incident import IncidentNoted
from sopdesk.journal.canon import canon
from sopdesk.journal.note import Verifier, parse_vkey
from tests.journal.evidence_oddities import odd
from tests.journal.evidence_reset import after_reset
from tests.journal.evidence_rotation import rotations
from tests.journal.evidence_station import (
    CASE,
    OTHER,
    SEQS,
    Json,
    Station,
    chosen,
    erased,
    good,
    signed,
    station,
    two_logs,
    whole,
)
from tests.journal.evidence_tampering import CANNOT, NO, YES, Copy, expect, spoiled, tampered

FOLDER = Path(__file__).parents[1] / "vectors" / "evidence"


def vectors() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give name, what was done, the bundle, and what is expected of it."""
    yield from sound()
    yield from tampered()
    yield (
        "signed-after-reset",
        "signatures with keys from after a lost password",
        canon(after_reset()),
        expect(YES, YES),
    )
    yield (
        "signed-with-former-key",
        "a signature with a key that its signer had replaced by then",
        canon(after_reset(stale=True)),
        expect(NO, YES, "signature"),
    )
    yield from rotations()
    yield from odd()
    yield from spoiled()


def sound() -> Iterator[tuple[str, str, bytes, Json]]:
    """Give bundles that nobody tampered with, checked with and without help from outside."""
    desk = station()
    desk.add("evidence-1", EvidenceBundled(Cover.CASE, (desk.stated(SEQS),), subjects=(CASE,), withheld=2))
    case = canon(good())
    secret = [[f"{desk.log}:2", "private_key"], [f"{desk.log}:2", "verifier"]]
    fine = expect(YES, YES, withheld=secret, erased=[], readable=7)
    yield "good", "one case, nothing given from outside", case, fine
    pinned = {**fine, "signer": YES, "keys": [desk.vkey]}
    yield "pinned", "the reader has the key from elsewhere", case, pinned
    print_ = parse_vkey(desk.vkey).fingerprint()
    yield "pinned-print", "the reader has the fingerprint of the key from elsewhere", case, {
        **pinned, "keys": [f" {print_.upper()} "],
    }  # fmt: skip
    yield "replaced-print", "the fingerprint that the reader has is of no key here", case, {
        **fine, "signer": NO, "keys": [print_[::-1]], "fails": ["replaced"],
    }  # fmt: skip
    other = Verifier(desk.origin, OTHER.public_key().public_bytes_raw()).vkey()
    yield "replaced-key", "the reader has another key of that name", case, {
        **fine, "signer": NO, "keys": [other], "fails": ["replaced"],
    }  # fmt: skip
    for name, size, held, fails in (
        ("held-now", 10, YES, []), ("held-earlier", 6, YES, []), ("held-unproved", 5, CANNOT, []),
    ):  # fmt: skip
        yield name, f"somebody holds the checkpoint over {size} entries", case, {
            **pinned, "held": held, "fails": fails, "checkpoints": [desk.checkpoint(size)],
        }  # fmt: skip
    forged = Station()
    for each in range(10):
        forged.add(f"run-{each}", IncidentNoted("Another history."))
    yield "held-other", "the checkpoint that somebody holds is of another history, signed with the same key", case, {
        **pinned, "held": NO, "fails": ["other"], "checkpoints": [forged.checkpoint(6)],
    }  # fmt: skip
    yield "held-invalid", "the checkpoint that somebody holds is signed with another key", case, {
        **pinned, "held": NO, "fails": ["invalid"], "checkpoints": [desk.checkpoint(6, OTHER)],
    }  # fmt: skip
    yield "held-foreign", "the checkpoint that somebody holds is of another log", case, {
        **pinned, "checkpoints": [Station("77777777", OTHER).checkpoint()],
    }  # fmt: skip
    everything = expect(YES, YES, withheld=secret, erased=[], readable=8)
    yield "whole", "the whole log with a file, without proofs", canon(whole()), everything
    yield "whole-held", "the whole log, and any earlier checkpoint", canon(whole()), {
        **everything, "held": YES, "checkpoints": [desk.checkpoint(5)],
    }  # fmt: skip
    gone = expect(
        YES, YES, withheld=[*secret, [f"{desk.log}:4", "place"]], erased=[[f"{desk.log}:4", "narrative"]], readable=5
    )
    yield "erased", "one value erased, another withheld", canon(erased()), gone
    yield "chosen", "single entries, without the key of who signed", canon(chosen()), {
        "bytes": CANNOT, "signer": CANNOT, "complete": CANNOT, "held": CANNOT, "fails": [],
    }  # fmt: skip
    yield "two-logs", "a case that goes on in a second log", canon(two_logs()), expect(YES, YES)
    yield "signed", "a signature of every kind", canon(signed()), expect(YES, YES)
    said = "signatures of every kind, the fields that they stand for changed by the house"
    yield "signed-other", said, canon(signed(moved="yes")), expect(NO, YES, "signature")
    said = "a file closed although something was missing, and a decision, with another reason than was signed"
    yield "signed-retold", said, canon(signed(retold="Nobody asked.")), expect(NO, YES, "signature")
    redacted = Copy.of(good())
    del redacted.content["disclosures"][1]
    yield "redacted", "a sealed value left out by whoever passed it on", redacted.packed(), expect(YES, YES, readable=6)


def write(folder: Path = FOLDER) -> int:
    """Write every vector into a folder; give how many."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    index = []
    for name, said, content, expected in vectors():
        (folder / f"{name}.json").write_bytes(content)
        index.append({"name": name, "said": said, **expected})
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(index)


if __name__ == "__main__":
    print(f"{write()} vectors written")  # noqa: T201 - a command
