"""Doing checklists: starting, ticking, completing, signing off."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sopdesk.domain import marking, ticking
from sopdesk.domain import revision as life
from sopdesk.domain import run as course
from sopdesk.domain.cash import Counted
from sopdesk.domain.event import Recorded
from sopdesk.domain.handing import Leaving
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.run import Run, RunSignedOff, RunStage, RunStarted
from sopdesk.domain.signature import Meaning
from sopdesk.domain.sop import Format, Procedure
from sopdesk.services.desk import Desk
from sopdesk.services.handovers import Handovers
from sopdesk.services.manual import Manual
from sopdesk.services.page import filler, titles_of
from sopdesk.services.people import People
from sopdesk.services.pictures import image_of
from sopdesk.services.schedule import Schedule
from sopdesk.services.signing import run_digest
from sopdesk.store import runs as table
from sopdesk.store.model import as_instant
from sopdesk.views.checklists import GivenBack, MarkView, RunPage, RunRow
from sopdesk.views.manual import SopRow


class Checklists:
    """Acts and questions about checklist runs."""

    def __init__(self, desk: Desk, people: People, manual: Manual, schedule: Schedule, handovers: Handovers) -> None:
        """Work on one desk, its people, manual and schedule; what is left to the next shift is for `handovers`."""
        self._people = people
        self._desk = desk
        self._manual = manual
        self._schedule = schedule
        self._handovers = handovers
        self._totals: dict[str, int] = {}
        """How many items a revision has, by its digest: that never changes."""

    def available(self) -> tuple[SopRow, ...]:
        """Give the checklists in force."""
        return tuple(row for row in self._manual.in_format(Format.CHECKLIST) if row.status is life.Status.EFFECTIVE)

    def start(self, *, by: str, sop: str, incident: str = "") -> str:
        """Start a checklist in the revision in force now, for the occasion that is open; give the run's id."""
        self._desk.require(by, Right.RUN)
        now = self._desk.now()
        state = self._desk.load(sop, life.fold)
        due = self._schedule.fulfils(sop, now)
        what = ticking.start(state, number=self._number(now), now=now, incident=incident, due=due)
        run = self._desk.new_id("run")
        self._desk.record(by, (run, [what]))
        return run

    def runs(self, *, stage: RunStage | None = None, limit: int = 200) -> tuple[RunRow, ...]:
        """Give the newest runs."""
        with self._desk.store.reading() as connection:
            rows = table.list_runs(connection, stage.value if stage else None, limit)
        names = self._desk.names()
        return tuple(self._row(row, names) for row in rows)

    def given_back(self, run: str) -> GivenBack | None:
        """Give why a run was last given back, by whom, and everybody who had worked on it; None where it never was."""
        state, names = self._load(run), self._desk.names()
        if not state.returned:
            return None
        reason, stamp = state.returned[-1]
        return GivenBack(reason, names.get(stamp.actor, ""), stamp.at, frozenset(state.people()))

    def run(self, run: str) -> RunPage:
        """Give a run with its checklist as it was in force when the run began."""
        state = self._load(run)
        began = state.started
        if began is None:
            raise Refusal("There is no such run.")
        revision = self._revision(began)
        names = self._desk.names()
        signed = state.signed_off
        newer = self._desk.load(began.sop, life.fold).in_force(self._desk.now())
        with self._desk.store.reading() as connection:
            row = table.one(connection, run)
        return RunPage(
            self._row(row, names),
            revision,
            titles_of(revision, filler(self._desk.house())),
            {
                item: MarkView(
                    mark.how, names.get(mark.stamp.actor, ""), mark.stamp.at, mark.value, mark.in_bounds, mark.text,
                    mark.photos, names.get(mark.second, ""), not mark.in_bounds, mark.done_about_it, mark.counted,
                    mark.expected,
                )
                for item, mark in state.marks.items()
            },
            self._handovers.one(state.handover) if state.handover else None,
            tuple((reason, names.get(stamp.actor, ""), stamp.at) for reason, stamp in state.returned),
            len(state.withdrawn_marks),
            self._desk.signature_view(Recorded(run, state.sign_off, signed), run_digest(state))
            if signed and state.sign_off
            else None,
            newer.label if newer is not None and newer.digest != began.digest else "",
            run_digest(state),
        )  # fmt: skip

    def tick(self, *, by: str, run: str, item: str) -> None:
        """Tick an item."""
        state, content = self._open(by, run)
        self._record(by, run, marking.tick(state, content, item))

    def untick(self, *, by: str, run: str, item: str) -> None:
        """Take back what was recorded for an item; the journal keeps both."""
        state, content = self._open(by, run)
        self._record(by, run, marking.untick(state, content, item))

    def count(self, *, by: str, run: str, item: str, value: Decimal, done_about_it: str = "") -> None:
        """Record a number or an amount; one out of bounds needs what was done about it."""
        state, content = self._open(by, run)
        self._record(by, run, marking.count(state, content, item, value, done_about_it=done_about_it))

    def note(self, *, by: str, run: str, item: str, text: str) -> None:
        """Record the text that an item asks for."""
        state, content = self._open(by, run)
        self._record(by, run, marking.note(state, content, item, text))

    def count_cash(
        self, *, by: str, run: str, item: str, counted: Counted, expected: Decimal | None = None,
        done_about_it: str = "",
    ) -> None:  # fmt: skip
        """Record cash by denomination; `expected` where the item does not say what it should come to."""
        state, content = self._open(by, run)
        events = marking.count_cash(state, content, item, counted, expected=expected, done_about_it=done_about_it)
        self._record(by, run, events)

    def choose(self, *, by: str, run: str, item: str, choice: str, done_about_it: str = "") -> None:
        """Record an answer; a failing one needs what was done about it."""
        state, content = self._open(by, run)
        self._record(by, run, marking.choose(state, content, item, choice, done_about_it=done_about_it))

    def photograph(self, *, by: str, run: str, item: str, photo: bytes, name: str = "") -> str:
        """Add a photo to an item; its bytes are kept as they are. Give its SHA-256. Refuses what is no picture."""
        state, content = self._open(by, run)
        image = image_of(name or "This file", photo)
        events = marking.photograph(state, content, item, image[0])
        self._desk.store.keep_attachments([image])
        self._record(by, run, events)
        return image[0]

    def confirm(self, *, by: str, run: str, item: str, second: str, pin: str) -> None:
        """Record that a second person confirms an item, with their PIN."""
        state, content = self._open(by, run)
        self._desk.require(second, Right.RUN)
        events = marking.confirm(state, content, item, by=by, second=second)
        self._people.confirm(second, pin)
        self._record(by, run, events)

    def may_skip(self, *, by: str, run: str, item: str) -> bool:
        """Tell whether somebody may leave an item out by themselves; else a supervisor beside them has to allow it."""
        state, content = self._open(by, run)
        who = self._desk.require(by, Right.RUN)
        asked = marking.check_skip(state, content, item, may_skip_must=True)
        return who.may(Right.SIGN_OFF) or not asked.must

    def skip(self, *, by: str, run: str, item: str, reason: str, supervisor: str = "", pin: str = "") -> None:
        """Leave an item out, with a reason; a must item by a supervisor, or by one beside who allows it by PIN."""
        who = self._desk.require(by, Right.RUN)
        state, content = self._open(by, run)
        may_skip = who.may(Right.SIGN_OFF)
        if supervisor and not may_skip:
            self._desk.require(supervisor, Right.SIGN_OFF)
        events = marking.skip(
            state, content, item, reason=reason, may_skip_must=may_skip or bool(supervisor),
            allowed_by="" if may_skip else supervisor,
        )  # fmt: skip
        if supervisor and not may_skip:
            self._people.confirm(supervisor, pin)
        self._record(by, run, events)

    def complete(self, *, by: str, run: str, handover: str | Leaving = "") -> None:
        """Finish a run; a note, or all that is left to the next shift, is handed over in the same act."""
        state, content = self._open(by, run)
        what = ticking.complete(state, content)
        leaving = Leaving(handover) if isinstance(handover, str) else handover
        if leaving.is_empty():
            self._record(by, run, [what])
            return
        written = self._handovers.prepare(by=by, leaving=leaving, run=run)
        what = replace(what, handover=written.id, handover_digest=written.digest)
        self._desk.record(by, (run, [what]), *written.changes)

    def sign_off(self, *, by: str, password: str, run: str, digest: str) -> None:
        """Sign a completed run off: exactly what was shown, else it is refused."""
        self._desk.require(by, Right.SIGN_OFF)
        state = self._load(run)
        ticking.check_sign_off(state, by)
        if digest != run_digest(state):
            raise Refusal("This run has changed since it was shown. Look at it again before signing.")
        signed = self._desk.sign(by, password, Meaning.RESPONSIBILITY, digest, run)
        self._record(by, run, [RunSignedOff(digest, **signed.fields())])
        self._desk.store.sign_checkpoint(self._desk.now())

    def give_back(self, *, by: str, run: str, reason: str) -> None:
        """Refuse the sign-off with a reason; the run is open again."""
        self._desk.require(by, Right.SIGN_OFF)
        self._record(by, run, [ticking.give_back(self._load(run), by, reason=reason)])

    def _load(self, run: str) -> Run:
        return self._desk.load(run, course.fold)

    def _open(self, by: str, run: str) -> tuple[Run, Procedure]:
        self._desk.require(by, Right.RUN)
        state = self._load(run)
        if state.started is None:
            raise Refusal("There is no such run.")
        return state, self._revision(state.started)

    def _record(self, by: str, run: str, events: list[Any]) -> None:
        if events:
            self._desk.record(by, (run, events))

    def _revision(self, began: RunStarted) -> Procedure:
        revision = self._desk.load(began.sop, life.fold).of_digest(began.digest)
        if revision is None:
            raise Refusal("That revision is not in this desk.")
        return revision.content

    def _number(self, now: datetime) -> str:
        start = f"C-{self._desk.store.station_code}-{now.astimezone(self._desk.zone()).year}-"
        with self._desk.store.reading() as connection:
            return f"{start}{table.count_numbers(connection, start) + 1:05}"

    def _row(self, row: Any, names: dict[str, str]) -> RunRow:  # noqa: ANN401 - a table's row
        if row.digest not in self._totals:
            state = self._desk.load(row.sop, life.fold)
            self._totals.update((each.digest, len(each.content.items())) for each in state.revisions)
        return RunRow(
            row.subject, row.number, row.sop, row.sop_number, row.title, row.label, RunStage(row.stage),
            _at(row.started_at), names.get(row.started_by, ""), as_instant(row.completed_at),
            names.get(row.signed_off_by or "", ""), row.done, row.skipped, self._totals.get(row.digest, 0),
            as_instant(row.due), row.returned,
        )  # fmt: skip


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
