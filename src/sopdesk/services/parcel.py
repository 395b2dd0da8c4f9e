"""What leaves as evidence: which entries, and which of their sealed values go along."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sopdesk.domain.evidence import CarriedLog, Cover, Span
from sopdesk.journal.bundle import set_digest
from sopdesk.journal.codec import DIGESTS
from sopdesk.journal.merkle import leaf_hash
from sopdesk.journal.sealed import reveal
from sopdesk.store.extract import Place

NEVER = frozenset({"verifier", "private_key"})
"""Sealed values that never leave a desk: with them somebody's password could be guessed."""
PRINTED = frozenset({"printed_name", "name_salt"})
"""The name under a signature, and the salt without which it cannot be compared with what was signed."""
FILE = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be handed over: whole subjects, spans without a gap, or entries chosen one by one.

    `words` say so as the journal keeps it: by number or id, never by name.
    """

    cover: Cover
    words: str
    subjects: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    places: frozenset[Place] = frozenset()
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is kept back: sealed fields by name, everything sealed about some parties, single values, files, names.

    `values` are ("log:number", field); `names` those of the people who work here.
    """

    fields: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    values: frozenset[tuple[str, str]] = frozenset()
    files: bool = False
    names: bool = False


NOTHING = Redaction()


@dataclass(slots=True)
class Parcel:
    """Entries on their way out, by log and number, with the disclosures of each as (digest, text, field, goes)."""

    entries: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)
    found: dict[Place, dict[str, Any]] = field(default_factory=dict)
    sealed: dict[Place, list[tuple[str, str, bool]]] = field(default_factory=dict)
    uncovered: int = 0

    def subject(self, place: str) -> str:
        """Say what the entry at a place ("log:number") is about."""
        log, _, seq = place.rpartition(":")
        return str(self.found[log, int(seq)]["subject"])

    def stated(self) -> tuple[CarriedLog, ...]:
        """Say how many entries of each log leave, and what stands for them."""
        return tuple(
            CarriedLog(log, len(entries), set_digest(leaf_hash(body) for _, body in entries))
            for log, entries in sorted(self.entries.items())
        )

    def kept_back(self) -> int:
        """Give how many sealed values stay in the house."""
        return sum(not goes for values in self.sealed.values() for _, _, goes in values)

    def disclosures(self) -> Iterator[str]:
        """Give the sealed values that leave, in the order of their entries."""
        for log in sorted(self.entries):
            for seq, _ in self.entries[log]:
                yield from (text for _, text, goes in self.sealed.get((log, seq), ()) if goes)

    def lacking(self) -> Iterator[dict[str, Any]]:
        """Give what entries say of which a sealed value is not here any more."""
        for place, found in self.found.items():
            if len(self.sealed[place]) < len(found["payload"].get(DIGESTS, ())):
                yield found

    def texts(self) -> Iterator[str]:
        """Give every text that can be read in what leaves."""
        for entries in self.entries.values():
            yield from (body.decode() for _, body in entries)
        for text in self.disclosures():
            value = reveal(text)[1]
            yield value if isinstance(value, str) else str(value)


def values_of(
    found: Mapping[str, Any], sealed: Mapping[str, str], redaction: Redaction, hidden: frozenset[str]
) -> Iterator[tuple[str, str, bool]]:
    """Give field, text and whether it leaves, of each sealed value that is here, in the order of the entry.

    `hidden` are the ids of parties, and of whole records, of which nothing leaves.
    """
    place = f"{found['log']}:{found['seq']}"
    about = found["payload"].get("party", "")
    for digest in found["payload"].get(DIGESTS, ()):
        if digest in sealed:
            name, _ = reveal(sealed[digest])
            stays = (
                name in NEVER
                or name in redaction.fields
                or about in hidden
                or found["subject"] in hidden
                or (place, name) in redaction.values
                or (
                    redaction.names and (name in PRINTED or (name == "name" and found["subject"].startswith("person-")))
                )
            )
            yield name, sealed[digest], not stays


def _names_in(subject: str) -> frozenset[str]:
    """Give the fields of an entry that name people who work here."""
    return PRINTED | {"name"} if subject.startswith("person-") else PRINTED
