"""The manual's list, one row a procedure: kept at hand for now, asked of the tables for another day."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from threading import Lock
from zoneinfo import ZoneInfo

from sopdesk.domain.event import Recorded
from sopdesk.domain.house import HOUSE
from sopdesk.domain.review import Verdict, next_review
from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Format, Kind
from sopdesk.services.desk import Desk
from sopdesk.store import reviews as review_table
from sopdesk.store import sops as table
from sopdesk.store import standing
from sopdesk.store.model import as_instant
from sopdesk.views.manual import SopRow

FEW = 200
"""Up to so many changed rows are asked for by themselves; beyond, the whole list is asked for."""
_KINDS = {each.value: each for each in Kind}
_FORMATS = {each.value: each for each in Format}


class Listing:
    """Gives rows. The list of now holds until an act changes a procedure, a date is reached or the day ends."""

    def __init__(self, desk: Desk) -> None:
        """Listen to a desk's acts."""
        self._desk = desk
        self._rows: dict[str, SopRow] = {}
        self._in_order: tuple[SopRow, ...] = ()
        self._since = self._until = datetime.min.replace(tzinfo=UTC)
        self._changed: set[str] = set()
        self._moved = False
        self._past: tuple[datetime, tuple[SopRow, ...]] | None = None
        self._asking, self._noting = Lock(), Lock()
        desk.changed.append(self._note)

    def rows(self) -> tuple[SopRow, ...]:
        """Give the list as it is now, by number."""
        with self._asking:
            now = self._desk.now()
            holds, until = self._since <= now < self._until, self._until
            changed, moved = self._news()
            if not holds or moved or len(changed) > FEW:
                self._until = self._since  # asked for anew next time, should asking fail now
                self._rows = {}
                self._take(self.ask(now))
                self._since, self._until = now, self._end(now)
            elif changed:
                self._until = self._since
                for sop in changed:
                    self._rows.pop(sop, None)
                self._take(self.ask(now, sops=changed))
                self._until = min(until, self._end(now))
            return self._in_order

    def as_of(self, instant: datetime) -> tuple[SopRow, ...]:
        """Give the list as it stood at an instant, by number; the last one asked for is kept while nothing changes."""
        with self._asking:
            if self._past is None or self._past[0] != instant:
                self._past = (instant, tuple(self.ask(instant, past=True)))
            return self._past[1]

    def is_at_hand(self) -> bool:
        """Tell whether the whole list can be had at once."""
        return self._since <= self._desk.now() < self._until

    def of(self, sops: Collection[str]) -> tuple[SopRow, ...]:
        """Give the rows of some procedures as they are now, without asking for all."""
        if self.is_at_hand():
            wanted = set(sops)
            return tuple(row for row in self.rows() if row.id in wanted)
        return tuple(row for at in range(0, len(sops), FEW)
                     for row in self.ask(self._desk.now(), sops=list(sops)[at : at + FEW]))  # fmt: skip

    def ask(self, instant: datetime, *, past: bool = False, sops: Collection[str] | None = None) -> Iterator[SopRow]:
        """Ask for the list as of an instant, by number; in the `past` only what was in force counts."""
        with self._desk.store.reading() as connection:
            ask = standing.list_in_force if past else partial(standing.list_sops, subjects=sops)
            found = ask(connection, instant, instant)
            kept = review_table.kept(connection, instant, sops)
        zone = self._desk.zone()
        today = instant.astimezone(zone).date()
        for row in found:
            status = _status(row, instant)
            if not past or status is Status.EFFECTIVE:
                yield _row(row, status, kept.get(row.subject, review_table.NEVER), zone, today)

    def _note(self, done: Sequence[Recorded]) -> None:
        self._past = None
        with self._noting:
            self._changed |= {each.subject for each in done if each.subject.startswith("sop-")}
            self._moved = self._moved or any(each.subject == HOUSE for each in done)  # days may begin at another hour

    def _news(self) -> tuple[set[str], bool]:
        with self._noting:
            changed, self._changed = self._changed, set()
            moved, self._moved = self._moved, False
        return changed, moved

    def _take(self, rows: Iterator[SopRow]) -> None:
        self._rows.update((row.id, row) for row in rows)
        self._in_order = tuple(sorted(self._rows.values(), key=lambda row: row.number))

    def _end(self, now: datetime) -> datetime:
        with self._desk.store.reading() as connection:
            change = as_instant(table.next_change(connection, now))
        zone = self._desk.zone()
        tomorrow = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone).astimezone(UTC)
        return min(change or tomorrow, tomorrow)


def _row(row: standing.Standing, status: Status, kept: review_table.Kept, zone: ZoneInfo, today: date) -> SopRow:
    subject, number, _, title, section, kind, form, owner, months, label, _, _, since, _, waiting, _ = row
    effective, due = as_instant(since), None
    if status is Status.EFFECTIVE and effective:
        due = _cycle_ends(since, months, zone) if kept is review_table.NEVER else next_review(
            effective, months, kept.reviewed_at, kept.demanded, zone
        )  # fmt: skip
    pending = effective is not None and kept.reviewed_at is not None and kept.reviewed_at >= effective
    return SopRow(
        subject, number, title, section, _KINDS[kind], _FORMATS[form], owner, status, label, effective, due,
        due is not None and due < today, waiting,
        kept.verdict if pending and kept.verdict != Verdict.KEEP and due else "", kept.reason, kept.remark,
    )  # fmt: skip


@lru_cache(maxsize=1 << 16)
def _cycle_ends(since: str, months: int, zone: ZoneInfo) -> date:
    """Give the next review of a revision that nobody has reviewed yet: the same on whichever day one asks."""
    return next_review(datetime.fromisoformat(since), months, None, None, zone)


def _status(row: standing.Standing, instant: datetime) -> Status:
    gone = as_instant(row.withdrawn_from)
    if gone is not None and gone <= instant:
        return Status.WITHDRAWN
    if row.in_force:
        return Status.EFFECTIVE
    if row.approved_at:
        return Status.SCHEDULED
    if row.returned_at:
        return Status.RETURNED
    return Status.IN_REVIEW if row.in_review else Status.SUBMITTED
