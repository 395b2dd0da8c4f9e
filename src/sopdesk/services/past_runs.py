"""Past runs: a list with conditions, the days of a calendar, and how well the checklists are done."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sopdesk.domain import revision as life
from sopdesk.domain.run import RunStage
from sopdesk.services.desk import Desk
from sopdesk.services.page import filler
from sopdesk.services.run_pages import RunPages
from sopdesk.services.schedule import Schedule
from sopdesk.store import past_runs as table
from sopdesk.store.past_runs import Wanted
from sopdesk.store.schedules import missed_checklists
from sopdesk.views.checklists import RunRow
from sopdesk.views.past_runs import ALL_RUNS, ChecklistFigures, DayCount, ItemFigures, PeriodFigures, RunFilter
from sopdesk.views.schedule import MissedView

MOST = 10
"""How many of the most skipped and of the most failed items are named."""
EARLIEST, LATEST = date(1970, 1, 1), date(9999, 1, 1)


class PastRuns:
    """Questions about all runs that there were."""

    def __init__(self, desk: Desk, pages: RunPages, schedule: Schedule) -> None:
        """Work on one desk; what was missed is asked of the schedule."""
        self._desk = desk
        self._pages = pages
        self._schedule = schedule

    def rows(self, which: RunFilter = ALL_RUNS, *, limit: int = 100, offset: int = 0) -> tuple[RunRow, ...]:
        """Give the runs asked for, newest first, `limit` of them after the first `offset`."""
        with self._desk.store.reading() as connection:
            rows = table.list_runs(connection, self._wanted(which), limit, offset)
        names = self._desk.names()
        return tuple(self._pages.row(row, names) for row in rows)

    def count(self, which: RunFilter = ALL_RUNS) -> int:
        """Give how many runs there are of those asked for."""
        with self._desk.store.reading() as connection:
            return table.count_runs(connection, self._wanted(which))

    def missed(self, which: RunFilter = ALL_RUNS) -> tuple[MissedView, ...]:
        """Give what was missed in the period asked for, newest first; nothing of a person's, a stage's or an item's."""
        if which.person or which.item or which.stage is not None:
            return ()
        return self._schedule.missed(which.first or EARLIEST, which.last or LATEST, sop=which.sop)

    def days(self, which: RunFilter) -> dict[date, DayCount]:
        """Give the days of the house on which there was anything, of the period asked for."""
        zone = self._desk.zone()
        found: Counter[tuple[date, str]] = Counter()
        day_of = _days_in(zone)
        with self._desk.store.reading() as connection:
            for each in table.placed(connection, self._wanted(which)):
                how = "open" if each.stage == RunStage.OPEN else "late" if each.late else "done"
                found[day_of(each.at), how] += 1
        for missed in self.missed(which):
            found[missed.due_by.astimezone(zone).date(), "missed"] += 1
        days = sorted({day for day, _ in found})
        return {
            day: DayCount(day, found[day, "done"], found[day, "late"], found[day, "open"], found[day, "missed"])
            for day in days
        }

    def figures(self, which: RunFilter) -> PeriodFigures:
        """Give how well the checklists were done in a period: the least punctual first, and what is skipped and fails.

        Of the conditions the checklist and the period matter.
        """
        wanted = self._wanted(RunFilter(sop=which.sop, first=which.first, last=which.last))
        with self._desk.store.reading() as connection:
            totals = {each.sop: each for each in table.totals(connection, wanted)}
            skipped = table.exceptions(connection, "skipped", wanted, MOST)
            failed = table.exceptions(connection, "failed", wanted, MOST)
        fill = filler(self._desk.house())
        missed, never, named = _missed(self.missed(RunFilter(sop=which.sop, first=which.first, last=which.last)))
        found = []
        for sop in totals.keys() | named.keys():
            one = totals.get(sop) or table.Totals(sop, *named[sop], 0, 0, 0, 0, 0, 0, 0)
            found.append(
                ChecklistFigures(
                    sop, one.number, fill(one.title), one.runs, one.completed, one.signed_off, one.timed, one.late,
                    missed[sop], never[sop], one.skipped, one.failed,
                )
            )  # fmt: skip
        runs = {each.sop: each for each in found}
        return PeriodFigures(
            tuple(sorted(found, key=_least_punctual)),
            tuple(self._item(each, "skipped", runs) for each in skipped),
            tuple(self._item(each, "failed", runs) for each in failed),
        )

    def checklists(self) -> tuple[tuple[str, str], ...]:
        """Give the checklists of which there was ever a run or a missed check, as (id, number and title), by number."""
        with self._desk.store.reading() as connection:
            missed = {each[0]: each for each in missed_checklists(connection)}
            found = missed | {each[0]: each for each in table.checklists(connection)}
        fill = filler(self._desk.house())
        ordered = sorted(found.values(), key=lambda each: (each[1], each[0]))
        return tuple((sop, f"{number} {fill(title)}") for sop, number, title in ordered)

    def words_of(self, sop: str, item: str) -> str:
        """Give what a checklist's item says, in the newest revision that has it."""
        revisions = reversed(self._desk.load(sop, life.fold).revisions)
        texts = (each.text for revision in revisions for each in revision.content.items() if each.id == item)
        return filler(self._desk.house())(next(texts, item))

    # -- within

    def _item(self, counted: tuple[str, str, int], how: str, runs: dict[str, ChecklistFigures]) -> ItemFigures:
        sop, item, count = counted
        one = runs[sop]
        return ItemFigures(sop, one.number, one.title, item, self.words_of(sop, item), how, count, one.runs)

    def _wanted(self, which: RunFilter) -> Wanted:
        zone = self._desk.zone()
        return Wanted(
            which.sop, which.stage.value if which.stage else "", which.person,
            _midnight(which.first, zone) if which.first else None,
            _midnight(which.last + timedelta(days=1), zone) if which.last else None, which.remarkable,
            which.item, which.how,
        )  # fmt: skip


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _days_in(zone: ZoneInfo) -> Callable[[str], date]:
    """Give a function from an instant, as tables hold it, to its day in a zone; it remembers what it has met."""
    known: dict[str, date] = {}

    def day_of(text: str) -> date:
        minute = text[:16]  # a zone's midnight is a whole minute
        if minute not in known:
            known[minute] = datetime.fromisoformat(text).astimezone(zone).date()
        return known[minute]

    return day_of


def _missed(views: Iterable[MissedView]) -> tuple[Counter[str], Counter[str], dict[str, tuple[str, str]]]:
    """Count, by checklist, what was missed and what was not done afterwards either; with number and title of each."""
    missed: Counter[str] = Counter()
    never: Counter[str] = Counter()
    named: dict[str, tuple[str, str]] = {}
    for each in views:
        missed[each.sop] += 1
        never[each.sop] += not each.run
        named.setdefault(each.sop, (each.number, each.title))
    return missed, never, named


def _least_punctual(one: ChecklistFigures) -> tuple[float, float, str]:
    nothing = 2.0
    punctual, complete = one.punctuality, one.completion
    return (nothing if punctual is None else punctual, nothing if complete is None else complete, one.number)
