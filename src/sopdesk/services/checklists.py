"""Doing checklists: starting, ticking, completing, signing off."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from sopdesk.domain import marking, ticking
from sopdesk.domain import revision as life
from sopdesk.domain.cash import Counted
from sopdesk.domain.handing import Leaving
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.run import Run, RunSignedOff
from sopdesk.domain.signature import Meaning
from sopdesk.domain.sop import Format, Procedure
from sopdesk.services.desk import Desk
from sopdesk.services.handovers import Handovers
from sopdesk.services.manual import Manual
from sopdesk.services.people import People
from sopdesk.services.pictures import image_of
from sopdesk.services.run_pages import RunPages
from sopdesk.services.schedule import Schedule
from sopdesk.store.runs import RUNS
from sopdesk.views.manual import SopRow


class Checklists(RunPages):
    """Acts and questions about checklist runs."""

    def __init__(self, desk: Desk, people: People, manual: Manual, schedule: Schedule, handovers: Handovers) -> None:
        """Work on one desk, its people, manual and schedule; what is left to the next shift is for `handovers`."""
        super().__init__(desk, handovers)
        self._people = people
        self._manual = manual
        self._schedule = schedule

    def available(self) -> tuple[SopRow, ...]:
        """Give the checklists in force."""
        return tuple(row for row in self._manual.in_format(Format.CHECKLIST) if row.status is life.Status.EFFECTIVE)

    def start(self, *, by: str, sop: str, incident: str = "") -> str:
        """Start a checklist in the revision in force now, for the occasion that is open; give the run's id."""
        self._desk.require(by, Right.RUN)
        now = self._desk.now()
        state = self._desk.load(sop, life.fold)
        due = self._schedule.fulfils(sop, now)
        number = self._desk.next_number("C", RUNS, now)
        what = ticking.start(state, number=number, now=now, incident=incident, occasion=due)
        run = self._desk.new_id("run")
        self._desk.record(by, (run, [what]))
        return run

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
        alone = self._desk.require(by, Right.RUN).may(Right.SIGN_OFF)
        state, content = self._open(by, run)
        beside = "" if alone else supervisor
        if beside:
            self._desk.require(beside, Right.SIGN_OFF)
        may = alone or bool(beside)
        events = marking.skip(state, content, item, reason=reason, may_skip_must=may, allowed_by=beside)
        if beside:
            self._people.confirm(beside, pin)
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
        if digest != self._digest(state):
            raise Refusal("This run has changed since it was shown. Look at it again before signing.")
        signed = self._desk.sign(by, password, Meaning.RESPONSIBILITY, digest, run)
        self._record(by, run, [RunSignedOff(digest, **signed.fields())])
        self._desk.store.sign_checkpoint(self._desk.now())

    def give_back(self, *, by: str, run: str, reason: str) -> None:
        """Refuse the sign-off with a reason; the run is open again."""
        self._desk.require(by, Right.SIGN_OFF)
        self._record(by, run, [ticking.give_back(self._load(run), by, reason=reason)])

    def _open(self, by: str, run: str) -> tuple[Run, Procedure]:
        self._desk.require(by, Right.RUN)
        state = self._load(run)
        if state.started is None:
            raise Refusal("There is no such run.")
        return state, self._revision(state.started)

    def _record(self, by: str, run: str, events: list[Any]) -> None:
        if events:
            self._desk.record(by, (run, events))
