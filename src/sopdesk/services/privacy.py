"""Personal data: what is kept about somebody, erasing it by right with two people, legal holds, and retention."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from sopdesk.domain import case
from sopdesk.domain import erasure as course
from sopdesk.domain import keeping as retention
from sopdesk.domain.erasure import (
    BASIS_SOURCES,
    ERASURE,
    Basis,
    DisclosureErased,
    ErasedEntry,
    ErasureAgreed,
    ErasureRequested,
    Piece,
)
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.keeping import KEEPING, Keeping, Retention
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Meaning
from sopdesk.journal.sealed import reveal
from sopdesk.services.checking import pictures_named
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.finder import Finder
from sopdesk.services.pieces import Pieces, names_in
from sopdesk.services.signing import file_digest
from sopdesk.store import erasing
from sopdesk.store import erasures as table
from sopdesk.store.erasing import Gone
from sopdesk.views.people import PersonView
from sopdesk.views.privacy import ErasureView, ExpiredView, KeepingView, RecordPieces
from sopdesk.views.today import TodayLine, Urgency

LISTED = 200
"""How many requests, and how many records whose time is up, are listed at once."""
MOST = 20
"""So many cases whose time is up are counted for Today."""
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Privacy:
    """Acts and questions about personal data."""

    def __init__(self, desk: Desk, finder: Finder) -> None:
        """Work on one desk; the search index forgets with it."""
        self._desk = desk
        self._finder = finder
        self._pieces = Pieces(desk)

    # Questions

    def about(
        self, words: Sequence[str], *, by: str, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> tuple[RecordPieces, ...]:
        """Give every record in which one of these occurs: a name, a number, an address. Raises Cancelled.

        A file that is kept from whoever asks is not among them: whoever sees it asks again.
        """
        self._desk.require(by, Right.PRIVACY)
        kept = Confidence(self._desk).kept(by)
        found = self._pieces.about(words, progress, cancelled)
        return tuple(self._held(each) for each in found if each.subject not in kept)

    def record(self, subject: str, *, by: str) -> RecordPieces:
        """Give one record with everything of it that can be erased."""
        self._desk.require(by, Right.PRIVACY)
        Confidence(self._desk).check(by, subject, whole=True)
        return self._held(self._pieces.record(subject))

    def requests(self, *, by: str, only_open: bool = False) -> tuple[ErasureView, ...]:
        """Give the requests to erase, the newest first."""
        self._desk.require(by, Right.PRIVACY)
        with self._desk.store.reading() as connection:
            found = table.list_erasures(connection, only_open=only_open, limit=LISTED)
        return tuple(self.request_view(each) for each in found)

    def request_view(self, erasure: str) -> ErasureView:
        """Give one request to erase. It names records, but none of the words that they hold."""
        state = self._load(erasure)
        what, asked = state.what, state.asked
        if what is None or asked is None:
            raise Refusal("There is no such request.")
        subjects = sorted({each.subject for each in what.pieces})
        titles, names = self._pieces.titles(subjects), self._desk.names()
        decided = state.agreed or state.refused
        return ErasureView(
            erasure, what.basis, BASIS_SOURCES[what.basis], state.reason, names.get(asked.actor, asked.actor),
            asked.at, tuple(titles[each] for each in subjects), sum(len(each.fields) for each in what.pieces),
            len(what.photos), tuple(self._titles_held(subjects)) if state.is_open else (), state.agreed is not None,
            names.get(decided.actor, decided.actor) if decided else "", decided.at if decided else None,
            state.reason_refused,
        )  # fmt: skip

    def keeping(self, record: str) -> KeepingView:
        """Give how long a record is kept."""
        state, names = self._keeping(record), self._desk.names()
        title, held = self._pieces.titles([record])[record], state.held
        until, source = self._kept_until(record, state)
        return KeepingView(
            record, title, held.at if held else None, names.get(held.actor, held.actor) if held else "", state.reason,
            until, source,
        )  # fmt: skip

    def held(self, *, by: str) -> tuple[KeepingView, ...]:
        """Give the records that are on legal hold."""
        self._desk.require(by, Right.PRIVACY)
        with self._desk.store.reading() as connection:
            found = table.list_held(connection)
        return tuple(self.keeping(each) for each in found)

    def expired(self, *, by: str, limit: int = LISTED) -> tuple[ExpiredView, ...]:
        """Give the closed incidents whose time is up and about which nobody has decided, the oldest first."""
        self._desk.require(by, Right.PRIVACY)
        today = self._desk.day_of(self._desk.now())
        with self._desk.store.reading() as connection:
            rows = table.kept_until_before(connection, today.isoformat(), limit)
        found: list[ExpiredView] = []
        for subject, number, kind in rows:
            rule, closed = self._rule(subject)
            until = retention.kept_until(closed, rule) if closed else today
            if closed and until < today:
                found.append(ExpiredView(subject, number, IncidentKind(kind), closed, until, rule.source))
        return tuple(found)

    def lines(self, person: PersonView) -> Iterator[TodayLine]:
        """Give what Today says: erasures that wait for a second person, and how many cases need not be kept."""
        if not person.may(Right.PRIVACY):
            return
        for each in self.requests(by=person.id, only_open=True):
            if each.asked_by != person.name:
                yield TodayLine(
                    Urgency.SOON, f"Erasure asked for: {', '.join(each.records)}", f"{each.asked_by}: {each.reason}",
                    "Look and decide", "privacy", "", each.asked_at,
                )  # fmt: skip
        if expired := self.expired(by=person.id, limit=MOST):
            more = "or more " if len(expired) == MOST else ""
            count = "1 closed case" if len(expired) == 1 else f"{len(expired)} {more}closed cases"
            yield TodayLine(
                Urgency.LATER, f"{count} need not be kept any longer", "Erase, or keep longer with a reason",
                "Look and decide", "privacy", "",
            )  # fmt: skip

    # Acts

    def ask(
        self, *, by: str, pieces: Iterable[tuple[str, int, str]], subjects: Iterable[str], basis: Basis, reason: str
    ) -> str:
        """Ask that pieces (log, number, field) of some records be erased; another person has to agree. Gives its id."""
        self._desk.require(by, Right.PRIVACY)
        chosen_from = tuple(dict.fromkeys(subjects))
        for subject in chosen_from:
            Confidence(self._desk).check(by, subject, whole=True)
        wanted = set(pieces)
        records = [self._pieces.record(each) for each in chosen_from]
        chosen = [each for one in records for each in one.pieces if (each.log, each.seq, each.field) in wanted]
        course.refuse_held(self._titles_held({each.subject for each in chosen}))
        fields: dict[tuple[str, str, int], list[str]] = defaultdict(list)
        for each in chosen:
            fields[each.subject, each.log, each.seq] += [] if each.photo else [each.field]
        named = [Piece(*place, tuple(names)) for place, names in fields.items()]
        photos = sorted({each.photo for each in chosen if each.photo})
        what = course.request(named, photos, basis, reason)
        erasure = self._desk.new_id(ERASURE.rstrip("-"))
        self._desk.record(by, (erasure, [what]))
        return erasure

    def refuse(self, *, by: str, erasure: str, reason: str) -> None:
        """Decide that nothing is erased; whoever asked may take it back that way too."""
        self._desk.require(by, Right.PRIVACY)
        self._desk.record(by, (erasure, [course.refuse(self._load(erasure), reason)]))

    def agree(self, *, by: str, password: str, erasure: str) -> None:
        """Agree and sign as the second person: the words go from the desk, and only that they went stays.

        They go from beside the journal, from the tables and from half-written text. `scrub` has to follow.
        """
        self._desk.require(by, Right.PRIVACY)
        state = self._load(erasure)
        what = state.what
        if what is None:
            raise Refusal("There is no such request.")
        subjects = {each.subject for each in what.pieces}
        course.check_agreeing(state, by, self._titles_held(subjects))
        digest = file_digest(self._desk.store.history(erasure).leaves)
        signed = self._desk.sign(by, password, Meaning.APPROVAL, digest, erasure)
        photos = self._free(what.photos, subjects)
        changes, values = self._erased(erasure, what)
        words = names_in(self._pieces.record(each) for each in subjects)
        agreed = (erasure, [ErasureAgreed(digest, **signed.fields())])
        self._desk.erase(by, (*changes, agreed), Gone(tuple(values), photos, words))

    def scrub_due(self) -> bool:
        """Tell whether something was erased of which bytes may be left in the index or in the file's free space."""
        return self._desk.store.scrub_due()

    def scrub(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        """Leave no byte of what was erased: in the search index, in the file's free space, in its write-ahead log.

        Takes as long as writing the desk's file anew, so it is done beside the window. Raises Trouble when bytes may
        be left; it is due then until it succeeds.
        """
        self._finder.catch_up(progress, cancelled)
        self._desk.store.scrub()

    def place_hold(self, *, by: str, record: str, reason: str) -> None:
        """Put a record on legal hold: nothing of it is erased until the hold is lifted."""
        self._keep(by, record, lambda state: retention.place_hold(state, reason))

    def lift_hold(self, *, by: str, record: str, reason: str) -> None:
        """Lift the hold on a record."""
        self._keep(by, record, lambda state: retention.lift_hold(state, reason))

    def extend(self, *, by: str, record: str, until: date, reason: str) -> None:
        """Keep a record whose time is up until a later day."""
        today = self._desk.day_of(self._desk.now())
        self._keep(by, record, lambda state: retention.extend(state, until, reason, today))

    # Within

    def _load(self, erasure: str) -> course.Erasure:
        return self._desk.load(erasure, course.fold)

    def _keeping(self, record: str) -> Keeping:
        return self._desk.load(f"{KEEPING}{record}", retention.fold)

    def _keep(self, by: str, record: str, decide: Callable[[Keeping], object]) -> None:
        self._desk.require(by, Right.PRIVACY)
        Confidence(self._desk).check(by, record, whole=True)
        if not self._desk.store.history(record).events:
            raise Refusal("There is no such record.")
        self._desk.record(by, (f"{KEEPING}{record}", [decide(self._keeping(record))]))

    def _held(self, one: RecordPieces) -> RecordPieces:
        keeping = self._keeping(one.subject)
        return RecordPieces(one.subject, one.title, one.pieces, keeping.reason if keeping.held else "")

    def _titles_held(self, subjects: Iterable[str]) -> list[str]:
        held = [each for each in sorted(subjects) if self._keeping(each).held is not None]
        return list(self._pieces.titles(held).values())

    def _rule(self, incident: str) -> tuple[Retention, date | None]:
        """Give the rule by which an incident is kept, and the day on which it was closed."""
        state = self._desk.load(incident, case.fold)
        return retention.rule_of(state), self._desk.day_of(state.closed_stamp.at) if state.closed_stamp else None

    def _kept_until(self, record: str, state: Keeping) -> tuple[date | None, str]:
        if state.until is not None:
            return state.until, state.until_reason
        if not record.startswith("incident-"):
            return None, ""
        rule, closed = self._rule(record)
        return (retention.kept_until(closed, rule) if closed else None), rule.source

    def _free(self, photos: Sequence[str], subjects: set[str]) -> tuple[str, ...]:
        """Give those photos and files that no other record holds still."""
        kept: dict[str, set[str]] = defaultdict(set)
        if photos:
            for each in self._desk.store.whole():
                if each.subject not in subjects and isinstance(each.what, DisclosureErased):
                    kept[each.subject].difference_update(each.what.photos)
                elif each.subject not in subjects:
                    kept[each.subject].update(pictures_named(each.what))
        held = set[str]().union(*kept.values())
        return tuple(each for each in photos if each not in held)

    def _erased(
        self, erasure: str, what: ErasureRequested
    ) -> tuple[list[tuple[str, list[DisclosureErased]]], list[tuple[str, int, str]]]:
        """Give what is recorded of each subject, and the values that go; what went meanwhile is passed over."""
        entries: dict[str, list[ErasedEntry]] = {}
        values: list[tuple[str, int, str]] = []
        with self._desk.store.reading() as connection:
            for piece in what.pieces:
                here = {reveal(text)[0]: digest for digest, text in erasing.sealed_of(connection, piece.log, piece.seq)}
                fields = tuple(each for each in piece.fields if each in here)
                digests = tuple(here[each] for each in fields)
                entries.setdefault(piece.subject, [])
                if fields:
                    entries[piece.subject].append(ErasedEntry(piece.log, piece.seq, fields, digests))
                    values += [(piece.log, piece.seq, each) for each in digests]
        shown = {subject: self._pieces.photos_of(subject) & set(what.photos) for subject in entries}
        changes = [
            (subject, [DisclosureErased(erasure, what.basis, tuple(found), tuple(sorted(shown[subject])))])
            for subject, found in entries.items()
            if found or shown[subject]
        ]
        return changes, values
