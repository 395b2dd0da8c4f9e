"""Checking what entries say: their text, their columns, the order of time, each subject's chain, the sealed values."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from sopdesk.journal.canon import is_canonical
from sopdesk.journal.clock import too_far_ahead
from sopdesk.journal.codec import DIGESTS, NAMES, UnknownKindError, decode
from sopdesk.journal.entry import read_body
from sopdesk.journal.finding import Faults, Finding
from sopdesk.journal.sealed import digest_of_text

Sealed = tuple[Any, str, str]
"""A stored disclosure: the number of its entry (SQLite would take anything there), its digest, its text."""


class Contents:
    """The full check of a log's entries, one after another."""

    def __init__(
        self, log: str, origin: str, sealed: Iterable[Sealed], faults: Faults,
        erased: Collection[str] | None = None,
    ) -> None:  # fmt: skip
        """Begin at the first entry; `sealed` comes in the order of the entries.

        `erased`: digests of the values of which entries say that they were erased; None where others may be withheld.
        """
        self._log, self._origin, self._prefix = log, origin, f"{log}:"
        self._sealed, self._faults = _Disclosures(sealed), faults
        self._chains: dict[str, tuple[int, str]] = {}
        self._hlc, self._at = -1, ""
        self._erased, self._missing, self._gone = erased, 0, 0

    def check(self, row: tuple[Any, ...], leaf: bytes) -> None:
        """Check one entry, (seq, kind, subject, at, body, nodes)."""
        seq, kind, subject, at, body, _ = row
        known = self._sealed.of(seq)
        try:
            found = read_body(body)
            if not is_canonical(found, body):
                self._faults.add("text", seq)
            said = found["log"], found["seq"], found["kind"], found["subject"], found["at"]
            if said != (self._log, seq, kind, subject, at):
                self._faults.add("columns", seq)
            self._check_time(found, seq)
            self._check_chain(found, seq, leaf)
            self._check_sealed(found["payload"], known, seq)
            self._check_opening(found, seq)
            decode(found["kind"], found["payload"], [text for _, text in known])
        except UnknownKindError:
            self._faults.add("kind", seq)
        except (ValueError, KeyError, TypeError, AttributeError):
            self._faults.add("text", seq)

    def _check_time(self, found: dict[str, Any], seq: int) -> None:
        if found["hlc"] <= self._hlc:
            self._faults.add("time", seq)
        if found["at"] < self._at:
            self._faults.add("clock", seq)
        if too_far_ahead(found["hlc"], datetime.fromisoformat(found["at"])):
            self._faults.add("ahead", seq)
        self._hlc, self._at = found["hlc"], found["at"]

    def _check_chain(self, found: dict[str, Any], seq: int, leaf: bytes) -> None:
        nth, prev = self._chains.get(found["subject"], (0, ""))
        own = [int(each.rpartition(":")[2]) for each in found["after"] if each.startswith(self._prefix)]
        if found["nth"] != nth or found["prev"] != prev or (own and max(own) >= seq):
            self._faults.add("chain", seq)
        self._chains[found["subject"]] = (nth + 1, leaf.hex())

    def _check_sealed(self, payload: dict[str, Any], known: list[tuple[str, str]], seq: int) -> None:
        if not known and DIGESTS not in payload and NAMES not in payload:
            return  # most entries seal nothing
        digests = payload.get(DIGESTS, [])
        good = {digest for digest, text in known if digest in digests and digest_of_text(text) == digest}
        if len(good) < len(known) or len(digests) != len(payload.get(NAMES, [])):
            self._faults.add("sealed", seq)
        absent = [each for each in digests if each not in good]
        gone = [each for each in absent if each in (self._erased or ())]
        self._gone += len(gone)
        self._missing += len(absent) - len(gone)
        if self._erased is not None and len(gone) < len(absent):
            self._faults.add("missing", seq)

    def _check_opening(self, found: dict[str, Any], seq: int) -> None:
        if seq == 0 and (found["payload"].get("origin") != self._origin or "vkey" not in found["payload"]):
            self._faults.add("opening", seq)

    def findings(self) -> Iterator[Finding]:
        """Say what was found, once every entry is checked."""
        for seq in self._sealed.strays():
            self._faults.add("sealed", seq)
        say = self._faults.finding
        yield say(
            "text",
            "Every entry is written as this journal writes.",
            "Entry {seq} is not written as this journal writes",
        )
        yield say(
            "columns",
            "Every entry's columns say what its text says.",
            "Entry {seq} is filed under what its text does not say",
        )
        yield say(
            "opening", "The first entry opens this log with a key.", "Entry {seq} does not open this log with a key"
        )
        yield say(
            "time", "The order of time rises from entry to entry.", "Entry {seq} stands before its time in the order"
        )
        yield say(
            "chain",
            "Each subject's entries follow one another.",
            "Entry {seq} does not follow its subject's last entry",
        )
        yield say(
            "sealed",
            "Every sealed value is the one that was recorded.",
            "A sealed value of entry {seq} is not the one that was recorded",
        )
        yield from self._remarks()

    def _remarks(self) -> Iterator[Finding]:
        """Say what is worth knowing and proves nothing."""
        if self._gone:
            yield Finding("erased", None, f"Sealed values that were erased, as entries say: {self._gone}.")
        if self._missing and self._erased is None:
            yield Finding("withheld", None, f"Sealed values that are not here, erased or withheld: {self._missing}.")
        if self._faults.count("missing"):
            yield self._faults.finding(
                "missing", "", "A sealed value of entry {seq} is missing, and no entry says that it was erased"
            )
        if self._faults.count("kind"):
            yield self._faults.finding(
                "kind", "", "Entry {seq} is of a kind that this version does not know", holds_when_ill=None
            )
        if self._faults.count("clock"):
            yield self._faults.finding(
                "clock", "", "The station's clock was set back before entry {seq}", holds_when_ill=None
            )
        if self._faults.count("ahead"):
            yield self._faults.finding(
                "ahead", "", "The station's clock stood more than a day behind its order at entry {seq}",
                holds_when_ill=None,
            )  # fmt: skip


class _Disclosures:
    """Stored disclosures, handed out entry by entry; what belongs to no entry is a stray."""

    def __init__(self, rows: Iterable[Sealed]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)
        self._strays: list[int] = []

    def of(self, seq: int) -> list[tuple[str, str]]:
        """Give (digest, text) of the disclosures that belong to an entry."""
        found = []
        while self._next is not None and not (isinstance(self._next[0], int) and self._next[0] > seq):
            if self._next[0] == seq:
                found.append(self._next[1:])
            else:
                self._strays.append(self._next[0])
            self._next = next(self._rows, None)
        return found

    def strays(self) -> list[int]:
        """Give the numbers under which disclosures lie that no entry has."""
        return self._strays + ([self._next[0], *(row[0] for row in self._rows)] if self._next else [])
