"""A table of incidents comes in, whole or not at all; what is here already is left out and named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sopdesk.domain import casework
from sopdesk.domain.case import Incident
from sopdesk.domain.entering import new_party
from sopdesk.domain.fields import fields_for
from sopdesk.domain.incident import Source
from sopdesk.domain.party import PartyRole
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.interchange.incident_table import IncidentDraft, Mapping, read_incidents
from sopdesk.interchange.left_out import left_out
from sopdesk.interchange.table_file import Table
from sopdesk.services.desk import Desk
from sopdesk.services.incident_twins import IncidentTwins
from sopdesk.services.incidents import Incidents
from sopdesk.services.moments import in_zone
from sopdesk.store.origins import origins
from sopdesk.views.imports import RowTwin

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
_STEP = 100
"""How many rows are read between two looks at whether somebody cancelled."""


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """What an import of incidents did, or would do: how many came in, what was wrong with which row, what was twice."""

    imported: int
    errors: tuple[tuple[int, str], ...]
    twins: tuple[RowTwin, ...] = ()

    @property
    def out(self) -> tuple[tuple[int, str], ...]:
        """Every row that stayed out, and why."""
        return tuple(sorted((*self.errors, *((each.row, each.sentence) for each in self.twins))))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a table would bring: the events of each good row, the drafts they come from, what is wrong, what is twice.

    `twins` that come in all the same are among the changes.
    """

    changes: Sequence[tuple[str, Sequence[Any]]]
    drafts: tuple[IncidentDraft, ...]
    errors: tuple[tuple[int, str], ...]
    twins: tuple[RowTwin, ...]


class IncidentImports:
    """Takes tables of incidents into the desk."""

    def __init__(self, desk: Desk, incidents: Incidents) -> None:
        """Ask the incidents for their next number."""
        self._desk = desk
        self._incidents = incidents

    def take(
        self, *, by: str, table: Table, mapping: Mapping, twice: bool = False, dry_run: bool = False,
        progress: Progress | None = None, cancelled: IsCancelled | None = None,
    ) -> IncidentReport:  # fmt: skip
        """Log every good row of a table as an imported incident; all of them or none.

        Rows with errors are listed and left out, and so are rows that are here already, unless `twice` lets those in
        that only look like it. Raises Cancelled; a cancelled import leaves nothing behind.
        """
        judged = self.judge(by=by, table=table, mapping=mapping, twice=twice, progress=progress, cancelled=cancelled)
        if judged.changes and not dry_run:
            self._desk.record_many(by, judged.changes, progress=progress, cancelled=cancelled)
        twins = tuple(each for each in judged.twins if each.certain or not twice)
        return IncidentReport(len(judged.changes), judged.errors, twins)

    def judge(
        self, *, by: str, table: Table, mapping: Mapping, twice: bool = False, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> Judged:  # fmt: skip
        """Work out what every row of a table would bring, without keeping anything. Raises Cancelled."""
        self._desk.require(by, Right.IMPORT)
        now, here = self._desk.now(), self._desk.house()
        total = 2 * len(table.rows)
        found = read_incidents(table, mapping, here.zone, lambda done: _pause(progress, cancelled, done, total))
        errors = [(each.row, each.sentence) for each in found.errors]
        with self._desk.store.reading() as connection:
            twins = IncidentTwins(origins(connection))
        numbers = _numbers(self._incidents.next_number(now))
        number = next(numbers)
        changes: list[tuple[str, Sequence[Any]]] = []
        drafts: list[IncidentDraft] = []
        same: list[RowTwin] = []
        for done, draft in enumerate(found.drafts, len(table.rows)):
            _pause(progress, cancelled, done, total)
            subject = self._desk.new_id("incident")
            try:
                logged = casework.log(
                    number=number, now=now, zone=draft.zone or here.zone, country=here.country,
                    currency=here.currency, source=Source(table.name, draft.row, table.digest, draft.stage),
                    **draft.logged,
                )  # fmt: skip
                events = [logged, *_further(draft, subject, logged)]
            except Refusal as refusal:
                errors.append((draft.row, refusal.sentence))
                continue
            twin = twins.find(draft.row, logged)
            if twin is not None:
                same.append(twin)
                if twin.certain or not twice:
                    continue
            changes.append((subject, events))
            drafts.append(draft)
            number = next(numbers)
        return Judged(changes, tuple(drafts), tuple(sorted(errors)), tuple(same))


def rows_out(table: Table, report: IncidentReport) -> bytes:
    """Give the rows that stayed out as CSV, each with why, to be mended and imported again."""
    return left_out(table, report.out)


def _further(draft: IncidentDraft, subject: str, logged: Any) -> Iterator[Any]:  # noqa: ANN401 - an event
    if draft.customer:
        yield new_party(PartyRole.CUSTOMER, draft.customer)
    if draft.details:
        details = in_zone(fields_for(logged.incident_kind), draft.details, ZoneInfo(logged.zone))
        yield casework.detail(Incident(subject, logged), details)


def _numbers(first: str) -> Iterator[str]:
    stem, serial = first.rsplit("-", 1)
    at = int(serial)
    while True:
        yield f"{stem}-{at:05}"
        at += 1


def _pause(progress: Progress | None, cancelled: IsCancelled | None, done: int, total: int) -> None:
    if done % _STEP:
        return
    if cancelled is not None and cancelled():
        raise Cancelled
    if progress is not None:
        progress(done, total)
