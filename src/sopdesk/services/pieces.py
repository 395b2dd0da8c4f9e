"""Finding the sealed values of the journal: of one record, or of every record in which some words occur."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sopdesk.domain.attachment import AttachmentAdded
from sopdesk.domain.erasure import DisclosureErased, left
from sopdesk.domain.event import Recorded, in_clock_order
from sopdesk.domain.finger import EntrySigned
from sopdesk.domain.mark import ItemPhotographed
from sopdesk.domain.party import PartyAdded, PartyCorrected
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.journal.codec import to_json
from sopdesk.services.desk import Desk
from sopdesk.services.wording import tell
from sopdesk.store import trail as table
from sopdesk.views.privacy import PieceView, RecordPieces

KEPT = ("person-", "session-", "house")
"""How the subjects begin that stay: who acted is part of every act, and the house's own contacts are changed there."""
FEWEST, DIGITS = 3, 6
"""Fewer letters would be found everywhere; with so many digits, a number is found however it is written."""
STEP = 500
"""How many entries are read between two looks at the cancel button."""
PHOTO, FILE = "photo", "file"
"""The fields under which bytes stand that are kept beside the journal: a photo of a line, an attached file."""
STROKES = "strokes"
"""The field in which the points of a signature stand: they are no words, and no number that somebody looks for."""


class Pieces:
    """Questions about sealed values."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def record(self, subject: str, wanted: Sequence[Callable[[str], bool]] = ()) -> RecordPieces:
        """Give everything of one record that can be erased; without `wanted` all of it matches."""
        names, events = self._desk.names(), self._desk.store.history(subject).events
        people, kept = _people(events, wanted), files_named(events)
        found = [
            piece
            for each in events
            for piece in _of(each, names.get(each.stamp.actor, each.stamp.actor), wanted, people)
            if not piece.photo or piece.photo in kept
        ]
        return RecordPieces(subject, self.titles([subject])[subject], () if _is_kept(subject) else tuple(found))

    def about(
        self,
        words: Sequence[str],
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[RecordPieces, ...]:
        """Give every record in which one of these occurs, in the order in which they began. Raises Cancelled."""
        wanted = [_matcher(each) for each in words if each.strip()]
        if not wanted:
            raise Refusal("Give a name, a telephone number or an address to look for.")
        subjects: dict[str, None] = {}
        total = self._desk.store.size
        for n, each in enumerate(self._desk.store.whole()):
            if n % STEP == 0:
                if cancelled is not None and cancelled():
                    raise Cancelled
                if progress is not None:
                    progress(min(n, total), total)
            if not _is_kept(each.subject) and any(is_it(text) for _, text in _values(each) for is_it in wanted):
                subjects[each.subject] = None
        return tuple(self.record(each, wanted) for each in subjects)

    def photos_of(self, subject: str) -> set[str]:
        """Give the photos and attached files of a record that it still holds, by their SHA-256."""
        return files_named(self._desk.store.history(subject).events)

    def titles(self, subjects: Sequence[str]) -> dict[str, str]:
        """Give what records are called, by id."""
        with self._desk.store.reading() as connection:
            found = table.titles(connection, set(subjects)) if subjects else {}
        return {each: found.get(each) or each for each in subjects}


def names_in(records: Iterable[RecordPieces]) -> tuple[str, ...]:
    """Give the names, numbers and addresses of the parties of some records, in lower case, each long enough to tell."""
    fields = {"name", "phone", "email", "address"}
    found = {" ".join(each.text.casefold().split()) for one in records for each in one.pieces if each.field in fields}
    return tuple(sorted(each for each in found if len(each) >= FEWEST))


def files_named(events: Iterable[Recorded]) -> set[str]:
    """Give the photos and attached files that a record names and did not lose by an erasure since."""
    found = set[str]()
    for each in in_clock_order(events):
        if isinstance(each.what, DisclosureErased):
            found.difference_update(each.what.photos)
        elif (bytes_ := _bytes(each.what)) is not None:
            found.add(bytes_[0])
    return found


def _people(events: Iterable[Recorded], wanted: Sequence[Callable[[str], bool]]) -> set[str]:
    """Give the parties of a record who are spoken of in these words."""
    return {
        each.what.party for each in events if isinstance(each.what, PartyAdded | PartyCorrected)
        and any(is_it(text) for _, text in _values(each) for is_it in wanted)
    }  # fmt: skip


def _bytes(what: object) -> tuple[str, str, str] | None:
    """Give what an event names that is kept beside the journal: its SHA-256, its field, and what it is in words."""
    if isinstance(what, ItemPhotographed):
        return what.photo, PHOTO, "Photo"
    if isinstance(what, AttachmentAdded):
        return what.digest, FILE, f"{what.media_type}, {what.size:,} bytes, SHA-256 {what.digest}"
    return None


def _of(
    each: Recorded, who: str, wanted: Sequence[Callable[[str], bool]], people: Collection[str]
) -> Iterator[PieceView]:
    values = list(_values(each))
    told = tell(each).what
    hit = {name for name, text in values if not wanted or any(is_it(text) for is_it in wanted)}
    if isinstance(each.what, PartyAdded | AttachmentAdded | EntrySigned) and (
        hit or getattr(each.what, "party", "") in people
    ):
        hit = {*(name for name, _ in values), FILE}  # all of it is about the same person
    stamp = each.stamp
    piece = PieceView(each.subject, stamp.log, stamp.seq, "", stamp.at, who, told, "")
    for name, text in values:
        yield replace(piece, field=name, text=text, matches=name in hit)
    if (bytes_ := _bytes(each.what)) is not None:
        photo, field, text = bytes_
        yield replace(piece, field=field, text=text, matches=not wanted or field in hit, photo=photo)


def _values(each: Recorded) -> Iterator[tuple[str, str]]:
    """Give field and words of every sealed value of an entry that is still here."""
    for name, value in left(each):
        yield name, "Signature by hand" if name == STROKES else "; ".join(_words(to_json(value)))


def _words(value: Any) -> Iterator[str]:  # noqa: ANN401 - any value of JSON
    """Give the texts of a value in their order; a pair of texts is a field with its value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and [type(each) for each in value] == [str, str]:
        yield f"{value[0].replace('_', ' ')}: {value[1]}"
    elif isinstance(value, list | dict):
        for each in value if isinstance(value, list) else value.values():
            yield from _words(each)


def _matcher(words: str) -> Callable[[str], bool]:
    """Give the question whether a text holds these words, or this number however it is written."""
    plain = " ".join(words.casefold().split())
    if len(plain) < FEWEST:
        raise Refusal(f"“{words.strip()}” is too short to look for: at least {FEWEST} letters.")
    digits = "".join(each for each in plain if each.isdigit())
    is_number = len(digits) >= DIGITS and not any(each.isalpha() for each in plain)

    def occurs(text: str) -> bool:
        if is_number:
            return digits in "".join(each for each in text if each.isdigit())
        return plain in " ".join(text.casefold().split())

    return occurs


def _is_kept(subject: str) -> bool:
    return subject.startswith(KEPT)
