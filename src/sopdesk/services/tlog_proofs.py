"""The proof of one entry for other tools, and checking one: the entry's own bytes stand in a file of their own."""

from collections.abc import Sequence

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.journal.tlog_proof import ProofError, Proved, TlogProof, check_proof, read_proof
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.store import extract as table


class TlogProofs:
    """Proves entries of this station's log."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def has(self, entry: str) -> bool:
        """Tell whether an entry ("log:number") is one of this station's log."""
        return entry.startswith(f"{self._desk.store.log}:")

    def proof(self, exports: Exports, entry: int, *, by: str) -> bytes:
        """Give the proof of an entry as C2SP tlog-proof; that it left is recorded. Refuses an entry that is not."""
        self._check(entry, by)
        self._desk.store.sign_checkpoint(self._desk.now())
        log = self._desk.store.log
        with self._desk.store.reading() as connection:
            [(_, body)] = table.bodies(connection, log, [entry])
            found = table.extract(connection, log, [(entry, body)])
        proof = TlogProof(entry, tuple((found.proofs or ((),))[0]), found.checkpoint)
        content = proof.text().encode()
        exports.record(by, f"proof of entry {log}:{entry}", "tlog-proof", content, 1)
        return content

    def body(self, entry: int, *, by: str) -> bytes:
        """Give an entry's bytes as they are stored, sealed values as digests: what its proof is about."""
        self._check(entry, by)
        with self._desk.store.reading() as connection:
            [(_, body)] = table.bodies(connection, self._desk.store.log, [entry])
        return body

    def _check(self, entry: int, by: str) -> None:
        self._desk.require(by, Right.READ_TRAIL)
        self._desk.require(by, Right.EXPORT)
        if not 0 <= entry < self._desk.store.size:
            raise Refusal(f"The log has entries 0 to {self._desk.store.size - 1}.")


def check_tlog_proof(content: bytes, body: bytes, keys: Sequence[str] = ()) -> Proved:
    """Check a proof from anywhere with the bytes of its entry. Refuses what is no proof."""
    try:
        return check_proof(read_proof(content.decode()), body, keys)
    except (ProofError, UnicodeDecodeError) as error:
        raise Refusal(f"This is no proof of an entry: {error}.") from None
