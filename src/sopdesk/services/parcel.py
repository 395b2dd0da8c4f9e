"""What leaves as evidence: which entries, and which of their sealed values go along."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sopdesk.domain.attachment import AttachmentAdded
from sopdesk.domain.event import ERASED, sealed_fields
from sopdesk.domain.evidence import CarriedLog, Cover, Span
from sopdesk.domain.incident import IncidentLogged
from sopdesk.domain.party import FIRST, PartyAdded
from sopdesk.journal.bundle import set_digest
from sopdesk.journal.codec import DIGESTS
from sopdesk.journal.merkle import leaf_hash
from sopdesk.journal.sealed import reveal
from sopdesk.store.extract import Place
from sopdesk.views.evidence import SealedValue

NEVER = frozenset({"verifier", "private_key"})
"""Sealed values that never leave a desk: with them somebody's password could be guessed."""
PRINTED = frozenset({"printed_name", "name_salt"})
"""The name under a signature, and the salt without which it cannot be compared with what was signed."""
FILE = re.compile("[0-9a-f]{64}")
_OF_INCIDENTS = frozenset(sealed_fields(IncidentLogged))


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

    A field takes with it what corrections of it said before and say now. `values` are ("log:number", field), `single`
    the SHA-256 (hex) of single files; `names` those of the people who work here.
    """

    fields: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    values: frozenset[tuple[str, str]] = frozenset()
    files: bool = False
    names: bool = False
    single: frozenset[str] = frozenset()


NOTHING = Redaction()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed value of an entry that leaves: its field and text; `fixed` where it stays whatever is chosen.

    `about` is the party that the entry is about, `names` whether it names somebody who works here. `of` is the field
    whose words it repeats: the one that a correction corrects, or the name beside a signature by hand.
    """

    place: str
    field: str
    text: str
    about: str
    names: bool
    fixed: bool
    of: str = ""

    def goes(self, redaction: Redaction) -> bool:
        """Tell whether the value leaves."""
        return not (
            self.fixed
            or self.field in redaction.fields
            or self.of in redaction.fields
            or (self.about in redaction.parties and bool(self.about))
            or (self.place, self.field) in redaction.values
            or (self.names and redaction.names)
        )


@dataclass
class Parcel:
    """Entries on their way out by log and number, with the sealed values of each; what stays is chosen later.

    `told` are the sealed values as the house sees them before it decides. `mute` are the entries about what is kept
    from whoever hands over: no file goes for their sake. `parties` are those concerned, by id, and `called` the files
    (SHA-256, hex), each as it is called here.
    """

    entries: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)
    found: dict[Place, dict[str, Any]] = field(default_factory=dict)
    sealed: dict[Place, list[Sealed]] = field(default_factory=dict)
    mute: set[Place] = field(default_factory=set)
    uncovered: int = 0
    told: list[tuple[Sealed, SealedValue]] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many entries leave."""
        return sum(map(len, self.entries.values()))

    def call(self, what: object) -> None:
        """Remember what somebody concerned, or a file, is called."""
        if isinstance(what, PartyAdded):
            self.parties[what.party] = what.name if what.name not in {None, "", ERASED} else what.role.value
        elif isinstance(what, AttachmentAdded):
            self.called[what.digest] = what.name or ""

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

    def kept_back(self, redaction: Redaction) -> int:
        """Give how many sealed values stay in the house."""
        return sum(not each.goes(redaction) for values in self.sealed.values() for each in values)

    def disclosures(self, redaction: Redaction) -> Iterator[str]:
        """Give the sealed values that leave, in the order of their entries."""
        for log in sorted(self.entries):
            for seq, _ in self.entries[log]:
                yield from (each.text for each in self.sealed.get((log, seq), ()) if each.goes(redaction))

    def lacking(self) -> Iterator[dict[str, Any]]:
        """Give what entries say of which a sealed value is not here any more."""
        for place, found in self.found.items():
            if len(self.sealed[place]) < len(found["payload"].get(DIGESTS, ())):
                yield found

    def bodies(self) -> Iterator[str]:
        """Give the text of every entry, without what is sealed."""
        return (body.decode() for entries in self.entries.values() for _, body in entries)

    def files(self, redaction: Redaction) -> set[str]:
        """Give the SHA-256 (hex) of the files that are named in what can be read, and about nobody who is kept back."""
        named = {digest for digest, value, _ in self.named if value is None or value.goes(redaction)}
        theirs = {digest for digest, _, about in self.named if about in redaction.parties}
        return named - theirs - redaction.single

    @cached_property
    def named(self) -> tuple[tuple[str, Sealed | None, str], ...]:
        """The files (SHA-256, hex) that the entries name, each with the sealed value in which it stands, if it does.

        Last comes the party whom the entry is about, "" for none.
        """
        heard = (
            (body.decode(), str(self.found[log, n]["payload"].get("party", "")))
            for log, entries in self.entries.items() for n, body in entries if (log, n) not in self.mute
        )  # fmt: skip
        plain = [(found, None, about) for text, about in heard for found in FILE.findall(text)]
        values = (each for values in self.sealed.values() for each in values)
        return (*plain, *((found, each, "") for each in values for found in FILE.findall(str(reveal(each.text)[1]))))


def sealed_of(found: Mapping[str, Any], here: Mapping[str, str], hidden: Collection[str]) -> Iterator[Sealed]:
    """Give each sealed value of an entry that is `here` (text by digest), in the order of the entry.

    `hidden` are the ids of parties, and of whole records, of which nothing leaves.
    """
    place, subject = f"{found['log']}:{found['seq']}", found["subject"]
    about = str(found["payload"].get("party", ""))
    stays = about in hidden or subject in hidden
    for digest in found["payload"].get(DIGESTS, ()):
        if digest in here:
            name, _ = reveal(here[digest])
            names = name in PRINTED or (name == "name" and subject.startswith("person-"))
            of = _repeats(found, name)
            yield Sealed(place, name, here[digest], about, names, fixed=stays or name in NEVER, of=of)


def _repeats(found: Mapping[str, Any], name: str) -> str:
    """Name the sealed field whose words a value repeats, "" for none; the fields of a form are sealed together."""
    kind, field_ = str(found["kind"]).partition("/")[0], str(found["payload"].get("field", ""))
    if name == "strokes":
        return "name"
    if name not in {"was", "now"}:
        return ""
    if kind == "cause.corrected":
        return "because"
    if kind == "party.corrected":
        return field_ if field_ in FIRST else "further"
    if kind in {"incident.corrected", "entry.corrected"}:
        return field_ if kind.startswith("incident") and field_ in _OF_INCIDENTS else "personal"
    return field_
