"""Checklist runs as they are shown: the newest of them, and one with everything that a sign-off signs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sopdesk.domain import revision as life
from sopdesk.domain import run as course
from sopdesk.domain.circle import Circle, circle_of
from sopdesk.domain.event import Recorded
from sopdesk.domain.hints import out_of_order, ticked_together
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.mark import Mark
from sopdesk.domain.marking import waiting
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Revision
from sopdesk.domain.run import Run, RunStage, RunStarted
from sopdesk.domain.sop import Procedure
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.handovers import Handovers
from sopdesk.services.page import filler, titles_of
from sopdesk.services.signing import run_digest
from sopdesk.store import incidents
from sopdesk.store import runs as table
from sopdesk.store.model import as_instant
from sopdesk.views.checklists import GivenBack, IncidentOfRun, MarkView, RunPage, RunRow, TakenBack, TogetherView
from sopdesk.views.people import SignatureView

Names = dict[str, str]


class RunPages:
    """Questions about checklist runs."""

    def __init__(self, desk: Desk, handovers: Handovers) -> None:
        """Work on one desk."""
        self._desk = desk
        self._handovers = handovers
        self._totals: dict[str, int] = {}
        """How many items a revision has, by its digest: that never changes."""

    def runs(self, *, stage: RunStage | None = None, limit: int = 200) -> tuple[RunRow, ...]:
        """Give the newest runs."""
        with self._desk.store.reading() as connection:
            rows = table.list_runs(connection, stage.value if stage else None, limit)
        names = self._desk.names()
        return tuple(self.row(row, names) for row in rows)

    def of_incident(self, incident: str) -> tuple[RunRow, ...]:
        """Give the runs that were started from an incident."""
        with self._desk.store.reading() as connection:
            rows = table.of_incident(connection, incident)
        names = self._desk.names()
        return tuple(self.row(row, names) for row in rows)

    def given_back(self, run: str) -> GivenBack | None:
        """Give why a run was last given back, by whom, and everybody who had worked on it; None where it never was."""
        state, names = self._load(run), self._desk.names()
        if not state.returned:
            return None
        reason, stamp = state.returned[-1]
        return GivenBack(reason, names.get(stamp.actor, ""), stamp.at, frozenset(state.people()))

    def run(self, run: str, *, handover: bool = True) -> RunPage:
        """Give a run with its checklist as it was in force when the run began; `handover` brings what it left."""
        state = self._load(run)
        began = state.started
        with self._desk.store.reading() as connection:
            row = table.one(connection, run)
            logged = incidents.of_run(connection, run)
            case = incidents.one(connection, began.incident) if began is not None and began.incident else None
        if began is None or row is None:
            raise Refusal("There is no such run.")
        revision, names = self._revision(began), self._desk.names()
        newer, rules = self._newer(began), Confidence(self._desk).rules()
        steps = {item.id: n for n, step in enumerate(revision.steps) for item in step.items}
        return RunPage(
            row=self.row(row, names),
            content=revision,
            titles=titles_of(revision, filler(self._desk.house())),
            marks={item: _mark(mark, names) for item, mark in state.marks.items()},
            handover=self._handovers.one(state.handover) if state.handover and handover else None,
            returned=tuple((reason, names.get(stamp.actor, ""), stamp.at) for reason, stamp in state.returned),
            taken_back=tuple(
                TakenBack(mark.item, _mark(mark, names), names.get(stamp.actor, ""), stamp.at)
                for mark, stamp in state.withdrawn_marks
            ),
            out_of_order=out_of_order(state.marks_in_order(), steps),
            together=tuple(
                TogetherView(each.items, names.get(each.actor, ""), each.first, each.seconds)
                for each in ticked_together(state.marks.values())
            ),
            signature=self._signature(state),
            newer=newer.label if newer is not None else "",
            digest=self._digest(state),
            revision=began.digest,
            newer_from=newer.effective_from if newer is not None else None,
            incident=began.incident,
            waits=waiting(state, revision),
            incident_number=case.number if case is not None else "",
            incidents=tuple(_logged(each, names, rules) for each in logged),
        )

    def row(self, row: Any, names: Names) -> RunRow:  # noqa: ANN401 - a table's row
        """Show a run as a list does."""
        if row.digest not in self._totals:
            state = self._desk.load(row.sop, life.fold)
            self._totals.update((each.digest, len(each.content.items())) for each in state.revisions)
        return RunRow(
            row.subject, row.number, row.sop, row.sop_number, row.title, row.label, RunStage(row.stage),
            datetime.fromisoformat(row.started_at), names.get(row.started_by, ""), as_instant(row.completed_at),
            names.get(row.signed_off_by or "", ""), row.done, row.skipped, self._totals.get(row.digest, 0),
            as_instant(row.due), row.returned, row.failed, as_instant(row.late_from),
        )  # fmt: skip

    # -- within, and for the acts

    def _load(self, run: str) -> Run:
        return self._desk.load(run, course.fold)

    def _revision(self, began: RunStarted) -> Procedure:
        revision = self._desk.load(began.sop, life.fold).of_digest(began.digest)
        if revision is None:
            raise Refusal("That revision is not in this desk.")
        return revision.content

    def _newer(self, began: RunStarted) -> Revision | None:
        """Give the revision that has become effective since a run began, or None."""
        found = self._desk.load(began.sop, life.fold).in_force(self._desk.now())
        return found if found is not None and found.digest != began.digest else None

    def _digest(self, state: Run) -> str:
        """Stand for the run as it is or, once it is signed off, as it was signed."""
        history, signed = self._desk.store.history(state.id), state.sign_off
        return run_digest(history.leaves if signed is None else history.leaves_before(signed))

    def _signature(self, state: Run) -> SignatureView | None:
        if state.signed_off is None or state.sign_off is None:
            return None
        return self._desk.signature_view(Recorded(state.id, state.sign_off, state.signed_off))


def _mark(mark: Mark, names: Names) -> MarkView:
    return MarkView(
        mark.how, names.get(mark.stamp.actor, ""), mark.stamp.at, mark.value, mark.in_bounds, mark.text, mark.photos,
        names.get(mark.second, ""), mark.done_about_it, mark.counted, mark.expected,
    )  # fmt: skip


def _logged(row: Any, names: Names, rules: Mapping[IncidentKind, Circle]) -> IncidentOfRun:  # noqa: ANN401 - a row
    at, who = datetime.fromisoformat(row.recorded_at), names.get(row.recorder, "")
    kept = circle_of(IncidentKind(row.kind), rules, Circle(row.circle or Circle.READERS)) is not Circle.READERS
    return IncidentOfRun(row.subject, row.number, "confidential" if kept else row.kind, at, who)
