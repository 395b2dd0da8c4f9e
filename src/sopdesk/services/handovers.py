"""Hand-overs: written, read by name, ticked, signed for, added to; the book of the last days."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sopdesk.domain import handing
from sopdesk.domain import handover as course
from sopdesk.domain.handing import Leaving, LeftItem
from sopdesk.domain.handover import LONGEST_UNREAD, About, Handover, Relief, Thing, Tick
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.desk import Desk
from sopdesk.services.duty import Duty
from sopdesk.services.people import People
from sopdesk.services.signing import handover_digest
from sopdesk.store import handovers as table
from sopdesk.store import runs as runs_table
from sopdesk.store.handovers import HANDOVERS
from sopdesk.views.handovers import HandoverPage, HandoverRow, LeftView, ThingView
from sopdesk.views.people import PersonView

PREFIX = HANDOVERS.prefix
AHEAD = timedelta(days=7)
"""So far ahead the next shift is looked for: a house may be closed for days."""
SWAPS = timedelta(days=1)
"""The rota counts as it stood so long after: shifts are swapped late."""
RECENT = timedelta(days=3)
"""What others have read is still shown to the next shift for so long at most."""
AT_ONCE = 20
"""How many hand-overs that nobody has read are shown at once: the newest."""


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-over about to be recorded: its id, what stands for it, and the events of every subject it touches."""

    id: str
    digest: str
    changes: tuple[tuple[str, Sequence[Any]], ...]


class Handovers:
    """Acts and questions about hand-overs."""

    def __init__(self, desk: Desk, people: People, duty: Duty) -> None:
        """Work on one desk; PINs are checked by `people`, shifts come from `duty`."""
        self._desk = desk
        self._people = people
        self._duty = duty

    # Acts

    def write(self, *, by: str, leaving: Leaving) -> str:
        """Leave something to the next shift; give the hand-over's id."""
        self._desk.require(by, Right.RUN)
        written = self.prepare(by=by, leaving=leaving)
        self._desk.record(by, *written.changes)
        return written.id

    def prepare(self, *, by: str, leaving: Leaving, run: str = "") -> Written:
        """Give the events of a hand-over that is recorded with another act: the end of a checklist run."""
        new, mine = self._desk.new_id(PREFIX.rstrip("-")), self._duty.mine(by)
        number = self._desk.next_number("H", HANDOVERS, self._desk.now())
        events = handing.leave(
            leaving, writer=by, number=number, shift=mine.shift if mine else "",
            currency=self._desk.house().currency, run=run,
        )  # fmt: skip
        carried: dict[str, list[Any]] = {}
        for each in leaving.items:
            if each.carried_from:
                state = self.load(each.carried_from)
                carried.setdefault(state.id, []).extend(handing.carry(state, each.carried_item, new))
        return Written(new, handover_digest(new, events), ((new, events), *carried.items()))

    def acknowledge(self, *, by: str, handover: str) -> None:
        """Say that one has read a hand-over."""
        self._desk.require(by, Right.RUN)
        self._record(by, handover, handing.acknowledge(self.load(handover), by))

    def tick(self, *, by: str, handover: str, item: str, to: Tick) -> None:
        """Tick an open item as taken over or done, or open it again."""
        self._desk.require(by, Right.RUN)
        self._record(by, handover, handing.tick(self.load(handover), item, to))

    def receive(
        self, *, receiver: str, pin: str, handover: str, counts: Mapping[str, Decimal], about_it: str = ""
    ) -> None:
        """Sign for keys and cash: whoever receives them says what they counted and enters their PIN."""
        self._desk.require(receiver, Right.RUN)
        events = handing.receive(self.load(handover), receiver, counts, about_it=about_it)
        self._people.confirm(receiver, pin)
        self._record(receiver, handover, events)

    def add(self, *, by: str, handover: str, text: str) -> None:
        """Add to one's own hand-over, or put it right; what was written stays."""
        self._desk.require(by, Right.RUN)
        self._record(by, handover, [handing.add(self.load(handover), by, text)])

    # Questions

    def load(self, handover: str) -> Handover:
        """Give a hand-over as its events add up."""
        state = self._desk.load(handover, course.fold)
        if state.stamp is None:
            raise Refusal("There is no such hand-over.")
        return state

    def rows(
        self, text: str = "", first: datetime | None = None, last: datetime | None = None, *, person: str = "",
        unread_only: bool = False, limit: int = 200,
    ) -> tuple[HandoverRow, ...]:  # fmt: skip
        """Give the newest hand-overs that match: from `first`, before `last`, written or read by a person."""
        names = self._desk.names()
        words = [(word, [who for who, name in names.items() if word in name.casefold()])
                 for word in text.casefold().split()]  # fmt: skip
        with self._desk.store.reading() as connection:
            rows = table.list_handovers(connection, words=words, first=first, last=last, person=person,
                                        unread_only=unread_only, limit=limit)  # fmt: skip
            read_by = table.readers(connection, [row.subject for row in rows if row.readers])
        return tuple(_row(row, names, read_by.get(row.subject, ())) for row in rows)

    def open(self) -> tuple[HandoverRow, ...]:
        """Give the newest hand-overs that nobody has acknowledged yet."""
        return self.rows(unread_only=True, limit=AT_ONCE)

    def to_read(self, person: PersonView) -> tuple[HandoverRow, ...]:
        """Give what somebody has to read: what nobody has read yet, and what was written for their own shift."""
        if not person.may(Right.RUN):
            return ()
        now, there = self._desk.now(), self._duty.is_on_duty(person.id)
        recent = [each for each in self.rows(first=now - RECENT, limit=AT_ONCE) if each.readers]
        read = self._read_by(person.id, recent)
        mine = [each for each in recent
                if each.id not in read and self._is_for(each, person.id, now, on_duty=there)]  # fmt: skip
        found = [each for each in (*self.open(), *mine) if each.writer != person.id]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def to_sign(self, person: PersonView) -> tuple[tuple[HandoverRow, ThingView], ...]:
        """Give the keys and cash of the last days that were handed to somebody by name, and wait for their PIN."""
        rows = [each for each in self.rows(first=self._desk.now() - AHEAD, limit=AT_ONCE) if each.unsigned]
        names = self._desk.names()
        return tuple(
            (row, _thing(name, each, names)) for row in rows for name, each in self.load(row.id).things.items()
            if each.received is None and each.handed.to == person.id
        )  # fmt: skip

    def overdue(self) -> tuple[tuple[HandoverRow, tuple[str, ...]], ...]:
        """Give what nobody has read although the next shift is there, with the names of who was on duty and did not."""
        now = self._desk.now()
        found = []
        for row in self.open():
            due = _due(row, self._relief(row))
            if due <= now:
                found.append((row, self._on_duty_unread(row, due, ())))
        return tuple(found)

    def one(self, handover: str) -> HandoverPage:
        """Give a hand-over in full."""
        state, names = self.load(handover), self._desk.names()
        with self._desk.store.reading() as connection:
            row = table.one(connection, handover)
            run = runs_table.one(connection, row.run) if row is not None and row.run else None
        read_by = [each.actor for each in state.readers]
        shown = _row(row, names, read_by)
        relief = self._relief(shown)
        written, due = state.written, _due(shown, relief)
        return HandoverPage(
            shown, (written and written.notes) or "", (written and written.unusual) or "",
            tuple(_left(name, each, names) for name, each in state.items.items()),
            tuple(_thing(name, each, names) for name, each in state.things.items()),
            tuple((text, names.get(stamp.actor, ""), stamp.at) for text, stamp in state.additions),
            tuple((names.get(stamp.actor, ""), stamp.at) for stamp in state.readers),
            run.number if run is not None else "", run.title if run is not None else "",
            tuple(names.get(each, "") for each in (relief.people if relief else ())), due,
            self._on_duty_unread(shown, due, read_by) if due <= self._desk.now() else (),
            handover_digest(state.id, state.leaving),
        )  # fmt: skip

    def open_items(self) -> tuple[LeftItem, ...]:
        """Give what is still open of earlier hand-overs, the oldest first, ready to be carried on."""
        with self._desk.store.reading() as connection:
            rows = table.open_items(connection)
        return tuple(LeftItem(row.text, About(row.about), row.concerns, row.subject, row.item) for row in rows)

    # Within

    def _record(self, by: str, handover: str, events: Sequence[Any]) -> None:
        if events:
            self._desk.record(by, (handover, events))

    def _relief(self, row: HandoverRow) -> Relief | None:
        """Give the next shift as the rota says it."""
        known = min(self._desk.now(), row.at + SWAPS)
        return course.relief(row.at, row.writer, self._duty.works(row.at, row.at + AHEAD, as_of=known))

    def _is_for(self, row: HandoverRow, person: str, now: datetime, *, on_duty: bool) -> bool:
        """Tell whether a hand-over that others have read is still meant for somebody: the next shift is under way."""
        relief = self._relief(row)
        if relief is None:
            return on_duty and now < row.at + LONGEST_UNREAD
        return now < relief.ends and (person in relief.people or (on_duty and now >= relief.starts))

    def _on_duty_unread(self, row: HandoverRow, due: datetime, read_by: Collection[str]) -> tuple[str, ...]:
        """Name who was on duty when the next shift had begun, and has not read what was left to it."""
        there = self._duty.on_duty(min(due + course.NEAR, self._desk.now()))
        return tuple(each.name for each in there
                     if each.id != row.writer and each.id not in read_by and each.may(Right.RUN))  # fmt: skip

    def _read_by(self, person: str, rows: Sequence[HandoverRow]) -> set[str]:
        with self._desk.store.reading() as connection:
            read_by = table.readers(connection, [each.id for each in rows])
        return {handover for handover, people in read_by.items() if person in people}


def _due(row: HandoverRow, relief: Relief | None) -> datetime:
    """Give from when on a hand-over that nobody has read is the supervisor's business."""
    return relief.starts if relief else row.at + LONGEST_UNREAD


def _row(row: Any, names: Mapping[str, str], readers: Collection[str]) -> HandoverRow:  # noqa: ANN401 - a table's row
    return HandoverRow(
        row.subject, row.number, datetime.fromisoformat(row.at), names.get(row.by, ""), row.by, row.shift, row.run,
        row.summary, tuple(names.get(each, "") for each in readers), row.items, row.open_items, row.things,
        row.unsigned, row.differing,
    )  # fmt: skip


def _left(name: str, item: course.Item, names: Mapping[str, str]) -> LeftView:
    left, ticked = item.left, item.ticked
    return LeftView(
        name, left.text or "", left.about, left.subject, item.tick, names.get(ticked.actor, "") if ticked else "",
        ticked.at if ticked else None, left.carried_from, item.carried_into,
    )  # fmt: skip


def _thing(name: str, thing: Thing, names: Mapping[str, str]) -> ThingView:
    handed, received, receipt = thing.handed, thing.received, thing.receipt
    return ThingView(
        name, handed.what or "", handed.sort, handed.count, handed.currency, names.get(handed.to, ""), handed.to,
        received.count if received else None, names.get(receipt.actor, "") if receipt else "",
        receipt.at if receipt else None, received.difference if received else Decimal(0),
        (received.about_it or "") if received else "",
    )  # fmt: skip
