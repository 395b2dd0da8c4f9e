"""The schedule: what is due, late and missed; the plans of the checklists; and the record of what was missed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sopdesk.domain import missed as misses
from sopdesk.domain import revision as life
from sopdesk.domain import schedule as plans
from sopdesk.domain.missed import CheckMissed, missed_id
from sopdesk.domain.occasion import DueState, Occasion
from sopdesk.domain.person import Right
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import Roles
from sopdesk.domain.schedule import SCHEDULE, Plan, Rhythm, responsible
from sopdesk.domain.sop import Format
from sopdesk.services.desk import SYSTEM, Desk
from sopdesk.services.manual import Manual
from sopdesk.services.occasions import Book, Found, Occasions
from sopdesk.store import drafts as drafts_table
from sopdesk.store import schedules as table
from sopdesk.store.model import as_instant
from sopdesk.views.manual import SopRow
from sopdesk.views.schedule import DueView, MissedView, PlanRevisionRow, PlanRow

CATCH_UP = timedelta(days=62)
"""In pieces as long as this it is recorded what was missed while the program was not running.

Where nobody has ever looked, as after a restored backup, it is looked back so far."""
REACHES = (timedelta(days=9), timedelta(days=70), timedelta(days=400), timedelta(days=800))
"""So far ahead the next occasions are looked for, further where too few are found."""
SETTLED = "schedule/settled"
AS_PROPOSED = "As the checklist proposes."
_A_DAY = timedelta(days=1)


class Schedule:
    """Acts and questions about when checklists are due."""

    def __init__(self, desk: Desk, manual: Manual) -> None:
        """Work on one desk and its manual."""
        self._desk = desk
        self._manual = manual
        self._occasions = Occasions(desk)
        self._said: dict[tuple[str, str], tuple[str, str]] = {}
        """What a checklist says of its role and of when, by its id and its revision's label: that never changes."""

    # What is due

    def due(self, at: datetime | None = None) -> tuple[DueView, ...]:
        """Give the occasions of the house's day at an instant (now), those of earlier days that are still open too."""
        now = self._desk.now()
        instant = at or now
        since, until = self._span(self._desk.day_of(instant))
        found = self._occasions.between(since, until, instant)
        rows = self._checklists(instant if instant < now - timedelta(minutes=1) else None)
        return self._views(found, rows)

    def on(self, first: date, last: date) -> tuple[DueView, ...]:
        """Give the occasions that are due from one day to another, as they stand now."""
        since, until = self._span(first)[0], self._span(last)[1]
        found = self._occasions.between(since, until, self._desk.now())
        return self._views((each for each in found if since <= each.occasion.due_by < until), self._checklists(None))

    def fulfils(self, sop: str, at: datetime) -> Occasion | None:
        """Give the occasion that a run begun at an instant fulfils; None where there is none.

        It is the first one open that nobody has begun; otherwise the last one that was missed, for a day or as long
        again as it could be done late: it stays missed, and the run is linked to it.
        """
        book = self._occasions.book(sop)
        longest = timedelta(minutes=max((each.plan.missed for each in book.plans.get(sop, ())), default=0))
        found = self._occasions.between(at - min(CATCH_UP, 2 * longest + _A_DAY), at, at, sops=(sop,), book=book)
        free = [each.occasion for each in found if each.run is None]
        now = (each for each in free if each.opens <= at < each.late_until)
        late = (each for each in reversed(free)
                if each.late_until <= at < each.late_until + max(_A_DAY, each.late_until - each.due_by))  # fmt: skip
        return next(now, None) or next(late, None)

    # What was missed

    def settle(self) -> int:
        """Record what was missed since this was last looked at, each once; give how many.

        After a long rest that is done piece by piece: whoever closes the desk meanwhile goes on there the next time.
        """
        now, book = self._desk.now(), self._occasions.book()
        if not book.plans:
            return 0
        count, since = 0, self._settled() or now - CATCH_UP
        while since < now:
            until = min(since + CATCH_UP, now)
            count += self._settle(since, until, now, book)
            since = until
        return count

    def missed(self, first: date, last: date, *, sop: str = "") -> tuple[MissedView, ...]:
        """Give what was missed of what was due from one day to another, of all checklists or of one, newest first."""
        since, until = self._span(first)[0], self._span(last)[1]
        with self._desk.store.reading() as connection:
            rows = table.list_missed(connection, since, until, sop)
        names, roles = self._desk.names(), self._desk.roles()
        return tuple(
            MissedView(
                row.subject, row.sop, row.number, row.title, row.label, roles.name(row.role),
                datetime.fromisoformat(row.due_by), datetime.fromisoformat(row.missed_at), row.run, row.explained,
                names.get(row.explained_by, ""), as_instant(row.explained_at),
            )
            for row in rows
        )  # fmt: skip

    def explain(self, *, by: str, missed: str, text: str) -> None:
        """Say how it came that a check was missed; it stays missed."""
        self._desk.require(by, Right.RUN)
        state = self._desk.load(missed, misses.fold)
        self._desk.record(by, (missed, [misses.explain(state, text)]))

    # Plans

    def plan(self, sop: str) -> Plan | None:
        """Give the plan of a checklist; None where it has none."""
        with self._desk.store.reading() as connection:
            found = table.plans(connection, sop).get(sop)
        return found[-1].plan if found else None

    def history(self, sop: str) -> tuple[PlanRevisionRow, ...]:
        """Give every plan that a checklist has had, newest first."""
        with self._desk.store.reading() as connection:
            found = table.plans(connection, sop).get(sop, [])
        names = self._desk.names()
        return tuple(
            PlanRevisionRow(each.plan, names.get(each.stamp.actor, ""), each.stamp.at, each.reason)
            for each in reversed(found)
        )

    def revise(self, *, by: str, sop: str, plan: Plan, reason: str = "") -> None:
        """Plan a checklist, or plan it anew; it counts for what is due from now on."""
        self._desk.require(by, Right.PLAN)
        if plan.role and self._desk.roles().find(plan.role) is None:
            raise Refusal("There is no such role.")
        if sop not in {row.id for row in self._manual.in_format(Format.CHECKLIST)}:
            raise Refusal("Only a checklist has a plan.")
        subject = SCHEDULE + sop
        self._desk.record(by, (subject, [plans.revise(self._desk.load(subject, plans.fold), sop, plan, reason)]))

    def adopt(self, *, by: str, sops: Iterable[str] | None = None) -> int:
        """Plan those checklists that have no plan yet as they propose it themselves; give how many."""
        self._desk.require(by, Right.PLAN)
        wanted = None if sops is None else set(sops)
        changes = [
            (SCHEDULE + row.sop, [plans.revise(plans.Schedule(""), row.sop, row.proposed, AS_PROPOSED)])
            for row in self.rows()
            if row.plan is None and row.proposed is not None and (wanted is None or row.sop in wanted)
        ]
        if not changes:
            raise Refusal("No checklist without a plan proposes one.")
        self._desk.record(by, *changes)
        return len(changes)

    def rows(self) -> tuple[PlanRow, ...]:
        """Give every checklist in force with its plan, what it proposes, and its next occasion, by number."""
        book, roles = self._occasions.book(), self._desk.roles()
        return tuple(self._plan_row(row, book, roles) for row in self._checklists(None).values())

    def row(self, sop: str) -> PlanRow | None:
        """Give one checklist with its plan; None for what is not a checklist in force."""
        found = self._checklists(None).get(sop)
        return self._plan_row(found, self._occasions.book(sop), self._desk.roles()) if found else None

    def preview(self, plan: Plan, *, count: int = 7, since: datetime | None = None) -> tuple[Occasion, ...]:
        """Give the next occasions of a plan, also before it is recorded. Refuses a plan that cannot be kept."""
        plans.check(plan)
        if plan.rhythm is Rhythm.AS_NEEDED:
            return ()
        return _next(self._occasions.book("-"), plan, since or self._desk.now(), count)

    # Inside

    def _views(self, found: Iterable[Found], rows: dict[str, SopRow]) -> tuple[DueView, ...]:
        roles = self._desk.roles()
        views = (self._view(each, rows[each.sop], roles) for each in found if each.sop in rows)
        return tuple(sorted(views, key=lambda each: (each.due_by, each.number)))

    def _view(self, found: Found, row: SopRow, roles: Roles) -> DueView:
        each = found.occasion
        return DueView(
            row.id, row.number, row.title, roles.name(each.role or self._says(row)[0]), each.opens, each.due_by,
            each.late_until, found.state, found.run.run if found.run else "", each.late_from,
            missed_id(row.id, each.due_by) if found.state is DueState.MISSED else "",
        )  # fmt: skip

    def _checklists(self, as_of: datetime | None) -> dict[str, SopRow]:
        rows = (
            self._manual.rows(format=Format.CHECKLIST, as_of=as_of)
            if as_of
            else self._manual.in_format(Format.CHECKLIST)
        )
        return {row.id: row for row in rows if row.status is life.Status.EFFECTIVE}

    def _plan_row(self, row: SopRow, book: Book, roles: Roles) -> PlanRow:
        planned = book.plans.get(row.id)
        plan = planned[-1].plan if planned else None
        own, when = self._says(row)
        role = roles.name(plan.role if plan and plan.role else own)
        coming = _next(book, plan, self._desk.now(), 1) if plan else ()
        proposed = read_plan(when) if when else None
        return PlanRow(row.id, row.number, row.title, plan, role, own, proposed, coming[0] if coming else None)

    def _says(self, row: SopRow) -> tuple[str, str]:
        """Give the role whose task a checklist is by itself, and when it proposes to be done."""
        key = (row.id, row.label)
        if key not in self._said:
            state = self._desk.load(row.id, life.fold)
            found = next((each.content for each in state.approved() if each.label == row.label), None)
            self._said[key] = (responsible(found), found.when) if found else (row.owner, "")
        return self._said[key]

    def _settle(self, since: datetime, until: datetime, now: datetime, book: Book) -> int:
        gone: dict[str, list[Occasion]] = {}
        for each in self._occasions.between(since - timedelta(minutes=1), until, now, book=book):
            if each.state is DueState.MISSED:
                gone.setdefault(each.sop, []).append(each.occasion)
        changes = [change for sop, those in gone.items() for change in self._missed(sop, those)]
        if changes:
            self._desk.record_many(SYSTEM, changes)
        if changes or until - since > _A_DAY / 24:
            with self._desk.store.writing() as connection:
                drafts_table.remember(connection, SETTLED, until.isoformat())
        return len(changes)

    def _missed(self, sop: str, gone: Sequence[Occasion]) -> Iterator[tuple[str, list[CheckMissed]]]:
        """Give what is to be recorded of a checklist's missed occasions: those not recorded, of a revision in force."""
        with self._desk.store.reading() as connection:
            known = table.missed_ids(connection, sop, gone[0].due_by)
        state = self._desk.load(sop, life.fold)
        for each in gone:
            subject, revision = missed_id(sop, each.due_by), state.in_force(each.due_by)
            if subject not in known and revision is not None:
                content = revision.content
                yield subject, [CheckMissed(
                    sop, content.number, content.title, revision.label, revision.digest,
                    each.role or responsible(content), each.due_by, each.late_until,
                )]  # fmt: skip

    def _settled(self) -> datetime | None:
        with self._desk.store.reading() as connection:
            text = drafts_table.recall(connection, SETTLED)
        return datetime.fromisoformat(text) if text else None

    def _span(self, day: date) -> tuple[datetime, datetime]:
        zone = self._desk.zone()
        begin = datetime.combine(day, time(), zone).astimezone(UTC)
        return begin, datetime.combine(day + _A_DAY, time(), zone).astimezone(UTC)


def _next(book: Book, plan: Plan, now: datetime, count: int) -> tuple[Occasion, ...]:
    found: tuple[Occasion, ...] = ()
    for reach in REACHES:
        found = tuple(each for each in book.planned(plan, now, now + reach) if each.due_by >= now)
        if len(found) >= count:
            break
    return found[:count]
