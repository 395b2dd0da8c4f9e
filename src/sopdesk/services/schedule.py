"""The schedule: what is due, late and missed; the plans of the checklists; and the record of what was missed."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sopdesk.domain import missed as misses
from sopdesk.domain import revision as life
from sopdesk.domain import schedule as plans
from sopdesk.domain.missed import CheckMissed, missed_id
from sopdesk.domain.occasion import DueState, Occasion
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import Roles
from sopdesk.domain.schedule import SCHEDULE, Plan, Rhythm, responsible
from sopdesk.domain.sop import Format
from sopdesk.services.desk import SYSTEM, Desk
from sopdesk.services.manual import Manual
from sopdesk.services.occasions import Found, Occasions
from sopdesk.store import drafts as drafts_table
from sopdesk.store import schedules as table
from sopdesk.store.model import as_instant
from sopdesk.store.runs import runs_due
from sopdesk.views.manual import SopRow
from sopdesk.views.schedule import DueView, MissedView, PlanRevisionRow, PlanRow

CATCH_UP = timedelta(days=62)
"""So far back it is recorded what was missed while the program was not running."""
REACHES = (timedelta(days=9), timedelta(days=70), timedelta(days=400), timedelta(days=800))
"""So far ahead the next occasions are looked for, further where too few are found."""
SETTLED = "schedule/settled"
_A_DAY = timedelta(days=1)


class Schedule:
    """Acts and questions about when checklists are due."""

    def __init__(self, desk: Desk, manual: Manual) -> None:
        """Work on one desk and its manual."""
        self._desk = desk
        self._manual = manual
        self._occasions = Occasions(desk)
        self._responsible: dict[tuple[str, str], str] = {}
        """The role that a checklist names itself, by its id and the label of its revision: that never changes."""

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

    def fulfils(self, sop: str, at: datetime) -> datetime | None:
        """Give the occasion (by when it is due) that a run begun at an instant fulfils; None where there is none.

        It is the first one open that nobody has begun; otherwise the last one that was missed, for a day or as long
        again as it could be done late: it stays missed, and the run is linked to it.
        """
        found = self._occasions.between(at - CATCH_UP, at, at, sops=(sop,))
        free = [each.occasion for each in found if each.run is None]
        now = (each for each in free if each.opens <= at < each.late_until)
        late = (each for each in reversed(free)
                if each.late_until <= at < each.late_until + max(_A_DAY, each.late_until - each.due_by))  # fmt: skip
        best = next(now, None) or next(late, None)
        return best.due_by if best else None

    # What was missed

    def settle(self) -> int:
        """Record what was missed since this was last looked at, each once; give how many."""
        now = self._desk.now()
        book = self._occasions.book()
        if not book.plans:
            return 0
        since = max(self._settled() or now - CATCH_UP, now - CATCH_UP)
        found = self._occasions.between(since - timedelta(minutes=1), now, now, book=book)
        gone = [each for each in found if each.state is DueState.MISSED]
        changes = [change for each in gone if (change := self._missed(each)) is not None]
        if changes:
            self._desk.record_many(SYSTEM, changes)
        if changes or now - since > _A_DAY / 24:
            with self._desk.store.writing() as connection:
                drafts_table.remember(connection, SETTLED, now.isoformat())
        return len(changes)

    def missed(self, first: date, last: date, *, sop: str = "") -> tuple[MissedView, ...]:
        """Give what was missed of what was due from one day to another, of all checklists or of one, newest first."""
        since, until = self._span(first)[0], self._span(last)[1]
        with self._desk.store.reading() as connection:
            rows = table.list_missed(connection, since, until, sop)
            runs = {(each.sop, each.due): each.run for each in reversed(runs_due(connection, since, until))}
        names, roles = self._desk.names(), self._desk.roles()
        return tuple(
            MissedView(
                row.subject, row.sop, row.number, row.title, row.label, roles.name(row.role), due,
                datetime.fromisoformat(row.missed_at), runs.get((row.sop, due), ""), row.explained,
                names.get(row.explained_by, ""), as_instant(row.explained_at),
            )
            for row in rows
            for due in [datetime.fromisoformat(row.due_by)]
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

    def rows(self) -> tuple[PlanRow, ...]:
        """Give every checklist in force with its plan and its next occasion, by number."""
        book, now, roles = self._occasions.book(), self._desk.now(), self._desk.roles()
        found = []
        for row in self._checklists(None).values():
            planned = book.plans.get(row.id)
            plan = planned[-1].plan if planned else None
            coming = self.preview(plan, count=1, since=now) if plan else ()
            role = roles.name(plan.role if plan and plan.role else self._role(row))
            found.append(PlanRow(row.id, row.number, row.title, plan, role, coming[0] if coming else None))
        return tuple(found)

    def preview(self, plan: Plan, *, count: int = 7, since: datetime | None = None) -> tuple[Occasion, ...]:
        """Give the next occasions of a plan, also before it is recorded. Refuses a plan that cannot be kept."""
        plans.check(plan)
        if plan.rhythm is Rhythm.AS_NEEDED:
            return ()
        book, now = self._occasions.book("-"), since or self._desk.now()
        found: tuple[Occasion, ...] = ()
        for reach in REACHES:
            found = tuple(each for each in book.planned(plan, now, now + reach) if each.due_by >= now)
            if len(found) >= count:
                break
        return found[:count]

    def role_of(self, sop: str) -> str:
        """Give the role that a checklist names itself: the one of all its steps, otherwise its owner's."""
        row = self._checklists(None).get(sop)
        return self._role(row) if row else ""

    # Inside

    def _views(self, found: Iterable[Found], rows: dict[str, SopRow]) -> tuple[DueView, ...]:
        roles = self._desk.roles()
        views = (self._view(each, rows[each.sop], roles) for each in found if each.sop in rows)
        return tuple(sorted(views, key=lambda each: (each.due_by, each.number)))

    def _view(self, found: Found, row: SopRow, roles: Roles) -> DueView:
        each = found.occasion
        return DueView(
            row.id, row.number, row.title, roles.name(each.role or self._role(row)), each.opens, each.due_by,
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

    def _role(self, row: SopRow) -> str:
        key = (row.id, row.label)
        if key not in self._responsible:
            state = self._desk.load(row.id, life.fold)
            found = next((each for each in state.approved() if each.label == row.label), None)
            self._responsible[key] = responsible(found.content) if found else row.owner
        return self._responsible[key]

    def _missed(self, found: Found) -> tuple[str, list[CheckMissed]] | None:
        """Give what is to be recorded of an occasion; None where it is, or where no revision was in force then."""
        due, subject = found.occasion.due_by, missed_id(found.sop, found.occasion.due_by)
        with self._desk.store.reading() as connection:
            if table.one_missed(connection, subject) is not None:
                return None
        revision = self._desk.load(found.sop, life.fold).in_force(due)
        if revision is None:
            return None
        content = revision.content
        role = found.occasion.role or responsible(content)
        what = CheckMissed(
            found.sop, content.number, content.title, revision.label, revision.digest, role, due,
            found.occasion.late_until,
        )  # fmt: skip
        return subject, [what]

    def _settled(self) -> datetime | None:
        with self._desk.store.reading() as connection:
            text = drafts_table.recall(connection, SETTLED)
        return datetime.fromisoformat(text) if text else None

    def _span(self, day: date) -> tuple[datetime, datetime]:
        zone = self._desk.zone()
        begin = datetime.combine(day, time(), zone).astimezone(UTC)
        return begin, datetime.combine(day + _A_DAY, time(), zone).astimezone(UTC)
