"""What a file can hold several of, such as offers and statements: each is an entry, filled in and confirmed by itself.

Which sorts there are, and their fields, is data: see field_sets/entries.py.
"""

from dataclasses import dataclass, field

from sopdesk.domain.event import ERASED, Stamp, event, sealed
from sopdesk.domain.finger import EntrySigned, Signed


@event("entry.recorded/1")
@dataclass(frozen=True, slots=True)
class EntryRecorded:
    """An entry is begun, or fields of it that were empty are filled in. `entry` is its id within the file."""

    entry: str
    sort: str
    plain: tuple[tuple[str, str], ...] = ()
    personal: tuple[tuple[str, str], ...] | None = sealed()


@event("entry.corrected/1")
@dataclass(frozen=True, slots=True)
class EntryCorrected:
    """A field of an entry was wrong; both values stand side by side, with the reason."""

    entry: str
    field: str
    was: str | None = sealed()
    now: str | None = sealed()
    reason: str | None = sealed()


@event("entry.confirmed/1")
@dataclass(frozen=True, slots=True)
class EntryConfirmed:
    """Whoever acts here confirms an entry with their PIN: `digest` (SHA-256) stands for exactly its words."""

    entry: str
    digest: str


@dataclass(slots=True)
class Entry:
    """An entry, folded. `confirmed`: who confirmed it and when, after the last change of its words.

    `signed` holds every signature on the screen: each stands for the words whose digest it bears.
    """

    entry: str
    sort: str
    values: dict[str, str]
    stamp: Stamp
    confirmed: list[Stamp] = field(default_factory=list)
    corrections: int = 0
    erased: bool = False
    signed: list[Signed] = field(default_factory=list)


EntryEvent = EntryRecorded | EntryCorrected | EntryConfirmed | EntrySigned


def fold_entry(entries: dict[str, Entry], what: EntryEvent, stamp: Stamp) -> None:
    """Bring the entries of a file on; of values recorded apart the first stands. What is not known is passed over."""
    if isinstance(what, EntryRecorded):
        found = entries.setdefault(what.entry, Entry(what.entry, what.sort, {}, stamp))
        gone = str(what.personal) == ERASED
        found.erased = found.erased or gone
        for name, text in (*what.plain, *(() if gone else what.personal or ())):
            if not found.values.get(name):
                found.values[name] = text
                found.confirmed.clear()
    elif what.entry in entries and isinstance(what, EntryCorrected):
        entries[what.entry].values[what.field] = what.now or ""
        entries[what.entry].corrections += 1
        entries[what.entry].confirmed.clear()
    elif what.entry in entries and isinstance(what, EntryConfirmed):
        entries[what.entry].confirmed.append(stamp)
    elif what.entry in entries and isinstance(what, EntrySigned):
        entries[what.entry].signed.append(Signed(what, stamp))
