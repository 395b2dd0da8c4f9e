"""Incidents: logging in a minute, the course, corrections, the signed close."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sopdesk.domain import case as course
from sopdesk.domain import casework, entering, gates
from sopdesk.domain import revision as life
from sopdesk.domain.case import Incident
from sopdesk.domain.clock import CLOCKS
from sopdesk.domain.clock import fold as fold_clocks
from sopdesk.domain.confidence import Reach, Sight
from sopdesk.domain.event import Recorded
from sopdesk.domain.fields import fields_for
from sopdesk.domain.incident import IncidentClosed, IncidentKind, Pinned, Severity, Stage
from sopdesk.domain.listed import Listed
from sopdesk.domain.only import Only
from sopdesk.domain.party import PartyRole
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Meaning
from sopdesk.journal.keys import PersonKey
from sopdesk.services.casefile import CaseFiles
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.finder import Finder
from sopdesk.services.incident_entries import FileEntries
from sopdesk.services.moments import as_instant_text, in_zone
from sopdesk.services.signing import closing_digest
from sopdesk.services.similar import similar_cases
from sopdesk.store import incidents as table
from sopdesk.store.incident_filters import Condition, narrowed
from sopdesk.store.incidents import INCIDENTS
from sopdesk.views.incidents import IncidentFile, IncidentRow, ProposedProcedure, SimilarCase

TIMES = ("occurred_at", "reported_at")

MOST_LISTED = 1_000_000
"""More files are not taken along as one list."""


class Incidents:
    """Acts and questions about incidents."""

    def __init__(self, desk: Desk, finder: Finder, confirm_pin: Callable[[str, str], None]) -> None:
        """Work on one desk; `confirm_pin` refuses a PIN that is not the person's."""
        self._desk = desk
        self._finder = finder
        self.files = CaseFiles(desk)
        self._confidence = Confidence(desk)
        self.entries = FileEntries(desk, self.load, confirm_pin, self._confidence.check)

    def rows(
        self, *, kind: IncidentKind | None = None, stage: str | None = None, text: str = "", limit: int = 500,
        offset: int = 0, by: str = "", only: Collection[Only] = (),
    ) -> tuple[IncidentRow, ...]:  # fmt: skip
        """Give the incidents that match, newest first; `stage` is a stage or "open", `by` who wants to read them."""
        reach = self._confidence.reach(by)
        also = self._narrowed(only, reach)
        with self._desk.store.reading() as connection:
            rows = table.list_incidents(
                connection, kind=kind, stage=stage, words=text, limit=limit, offset=offset, reach=reach, also=also
            )
        return self.files.shown(rows)

    def pressing(self, limit: int = 50, *, by: str = "") -> tuple[IncidentRow, ...]:
        """Give the open incidents with their clocks, the one that is due first at the top, then those to be closed."""
        reach, now = self._confidence.reach(by), self._desk.now()
        return self.files.shown(self.files.due.pressing(limit, now, reach), now)

    def count(
        self, *, kind: IncidentKind | None = None, stage: str | None = None, text: str = "", by: str = "",
        only: Collection[Only] = (),
    ) -> int:  # fmt: skip
        """Give how many incidents match of those that somebody sees."""
        reach = self._confidence.reach(by)
        also = self._narrowed(only, reach)
        with self._desk.store.reading() as connection:
            return table.count_incidents(connection, kind=kind, stage=stage, words=text, reach=reach, also=also)

    def listed(self, which: Listed, *, by: str) -> tuple[IncidentRow, ...]:
        """Give every incident of a list, newest first, as far as somebody sees them."""
        return self.rows(kind=which.kind, stage=which.stage, text=which.text, only=which.only, by=by, limit=MOST_LISTED)

    def kept_from(self, by: str) -> int:
        """Give how many files are kept from somebody in all: those of one kind, or with a word, nobody is told of."""
        return self.count() - self.count(by=by)

    def under(self, sop: str, *, by: str) -> int:
        """Give how many incidents name a procedure, of those that somebody sees; none to who may not read any."""
        if not by or not self._desk.person_view(by).may(Right.READ_INCIDENTS):
            return 0
        reach = self._confidence.reach(by)
        with self._desk.store.reading() as connection:
            return table.count_under(connection, sop, reach)

    def file(self, incident: str, *, by: str = "", upto: str = "", look: bool = True) -> IncidentFile:
        """Give one incident with everything that belongs to it; `by` is who wants to read it.

        `upto` is an entry ("log:seq"): the file as it was after that one. A look at a confidential file is recorded,
        unless it is no `look`: an export is recorded by itself.
        """
        file = self.files.file(incident, upto=upto, by=by)
        if look and file.confided is not None and file.confided.is_confidential:
            self._confidence.look(by, incident)
        return file

    def similar(self, incident: str, *, by: str, limit: int = 6) -> tuple[SimilarCase, ...]:
        """Give incidents that may belong to this one and are not linked to it, each with why, the surest first."""
        if self._confidence.check(by, incident) is Sight.OWN:
            return ()
        return similar_cases(self.load(incident), self.files, partial(self._finder.alike, by=by), limit, by)

    def link(self, *, by: str, incident: str, other: str, reason: str = "") -> None:
        """Say in both files that two incidents belong together; they are never merged."""
        self._desk.require(by, Right.LOG)
        for each in (incident, other):
            self._confidence.check(by, each)
        one, two = self.load(incident), self.load(other)
        changes = [(incident, [casework.link(one, other, reason=reason)])]
        if incident not in two.links:
            changes.append((other, [casework.link(two, incident, reason=reason)]))
        self._desk.record(by, *changes)

    def propose(self, text: str, occurred_at: datetime | None = None) -> tuple[ProposedProcedure, ...]:
        """Give the procedures that fit the words, each pinned to its revision in force when it happened."""
        if not text.strip():
            return ()
        instant = occurred_at or self._desk.now()
        found = (self.pinned(sop, instant) for sop in self._finder.propose(text))
        return tuple(each for each in found if each is not None)

    def pinned(self, sop: str, occurred_at: datetime | None = None) -> ProposedProcedure | None:
        """Give a procedure pinned to its revision in force at an instant; None when there was none."""
        revision = self._desk.load(sop, life.fold).in_force(occurred_at or self._desk.now())
        if revision is None:
            return None
        content = revision.content
        pinned = Pinned(sop, content.number, revision.label, revision.digest)
        return ProposedProcedure(pinned, content.title, content.section)

    def log(
        self,
        *,
        by: str,
        kind: IncidentKind,
        narrative: str,
        occurred_at: datetime | None = None,
        about: bool = False,
        reported_at: datetime | None = None,
        severity: Severity = Severity.LOW,
        potential: Severity | None = None,
        channel: str = "",
        place: str = "",
        done_at_once: str = "",
        procedures: Sequence[Pinned] = (),
        run: str = "",
        customer: Mapping[str, str] | None = None,
    ) -> str:
        """Log an incident; everything but the kind and what happened can follow. Gives its id."""
        who = self._desk.require(by, Right.LOG)
        now, house = self._desk.now(), self._desk.house()
        incident = self._desk.new_id("incident")
        what = casework.log(
            number=self.next_number(now), kind=kind, narrative=narrative, occurred_at=occurred_at or now, now=now,
            zone=house.zone, reported_at=reported_at, about=about, severity=severity,
            potential=potential, channel=channel, role=who.roles[0] if who.roles else "", run=run, place=place,
            done_at_once=done_at_once, procedures=procedures, country=house.country, currency=house.currency,
        )  # fmt: skip
        events: list[Any] = [what]
        own = self._desk.load(CLOCKS, fold_clocks)
        if own.own:
            events.append(own.applied())
        given = {name: text for name, text in (customer or {}).items() if text.strip()}
        if given:
            events.append(entering.new_party(PartyRole.CUSTOMER, given))
        self._desk.record(by, (incident, events))
        return incident

    def detail(self, *, by: str, incident: str, values: Mapping[str, str]) -> None:
        """Fill in fields that the kind asks for."""
        self._act(by, incident, Right.LOG, lambda state: casework.detail(state, self._placed(state, values)))

    def note(self, *, by: str, incident: str, text: str) -> None:
        """Add a remark."""
        self._act(by, incident, Right.LOG, lambda state: casework.note(state, text))

    def pin(self, *, by: str, incident: str, sop: str, step: str = "") -> None:
        """Name a further procedure as concerned, in the revision that was in force when it happened."""
        state = self.load(incident)
        revision = self._desk.load(sop, life.fold).in_force(state.occurred_at)
        if revision is None:
            raise Refusal("This procedure was not in force when it happened.")
        pinned = Pinned(sop, revision.content.number, revision.label, revision.digest, step)
        self._act(by, incident, Right.LOG, lambda now: casework.pin(now, pinned))

    def move(
        self, *, by: str, incident: str, stage: Stage, text: str = "", values: Mapping[str, str] | None = None,
        override: str | None = None,
    ) -> None:  # fmt: skip
        """Go on to a later stage, with what was done and, in the same act, fields that were still missing.

        `override` is the reason for which somebody with that right goes on although something is missing.
        """
        self._may_go_on(by, Right.HANDLE, override)
        self._confidence.check(by, incident, whole=True)
        filled, state = self._filled(by, incident, values)
        self._desk.record(by, (incident, [*filled, casework.move(state, stage, text, override=override)]))

    def correct(self, *, by: str, incident: str, field: str, now: str, reason: str) -> None:
        """Correct a field: what it said stays beside what it says now."""
        self._act(by, incident, Right.HANDLE, lambda state: casework.correct(
            state, field, self._placed(state, {field: now})[field], reason=reason))  # fmt: skip

    def close(
        self, *, by: str, password: str, incident: str, outcome: str, digest: str,
        values: Mapping[str, str] | None = None, override: str | None = None,
    ) -> None:  # fmt: skip
        """Close an incident with a signature on exactly the file that was shown, and on fields filled in with it.

        An `override` stands for what is missing, never for the signature of somebody who may sign.
        """
        self.close_with(
            lambda: self._desk.check_password(by, password), by=by, incident=incident, outcome=outcome, digest=digest,
            values=values, override=override,
        )  # fmt: skip

    def close_with(
        self, key: Callable[[], PersonKey], *, by: str, incident: str, outcome: str, digest: str,
        values: Mapping[str, str] | None = None, override: str | None = None,
    ) -> None:  # fmt: skip
        """Close an incident as `close` does, with the signer's key as a password has opened it."""
        self._may_go_on(by, Right.SIGN_OFF, override)
        self._confidence.check(by, incident, whole=True)
        filled, state = self._filled(by, incident, values)
        lacked = casework.check_closing(state, outcome, override=override)
        if digest != self.files.digest(incident):
            raise Refusal("This file has changed since it was shown. Look at it again before signing.")
        opened = key()
        if filled:
            self._desk.record(by, (incident, filled))
        why = override.strip() if override else None
        sealed = closing_digest(self._desk.store.history(incident).leaves, outcome.strip(), lacked, why or "")
        signed = self._desk.sign_with(opened, by, Meaning.RESPONSIBILITY, sealed, incident)
        closed = IncidentClosed(sealed, outcome=outcome.strip(), overridden=lacked, reason=why, **signed.fields())
        self._desk.record(by, (incident, [closed]))
        self._desk.store.sign_checkpoint(self._desk.now())

    def reopen(self, *, by: str, incident: str, reason: str) -> None:
        """Take a closed incident up again, with the reason."""
        self._act(by, incident, Right.HANDLE, lambda state: casework.reopen(state, reason=reason))

    def load(self, incident: str) -> Incident:
        """Give an incident's state; refuse one that does not exist."""
        state = self._desk.load(incident, course.fold)
        if state.logged is None:
            raise Refusal("There is no such incident.")
        return state

    def next_number(self, now: datetime) -> str:
        """Give the next number: station, year by the house's clock, serial."""
        return self._desk.next_number("I", INCIDENTS, now)

    def _narrowed(self, only: Collection[Only], reach: Reach) -> list[Condition]:
        """Give the conditions of a list that holds no more than this, for its reader."""
        now = self._desk.now()
        late = self.files.due.late_by_opening(now) if Only.LATE in only else ()
        return list(narrowed(only, reach=reach, now=now, late=late))

    def _may_go_on(self, by: str, right: Right, override: str | None) -> None:
        self._desk.require(by, right)
        if override is not None:
            self._desk.require(by, Right.OVERRIDE)

    def _filled(self, by: str, incident: str, values: Mapping[str, str] | None) -> tuple[list[Any], Incident]:
        """Give the event that fills fields in, if there are any, and the state as it will be after it."""
        state = self.load(incident)
        if not values:
            return [], state
        what = casework.detail(state, self._placed(state, values))
        events = self._desk.store.history(incident).events
        stamp = replace(events[-1].stamp, seq=self._desk.store.size, hlc=events[-1].stamp.hlc + 1, actor=by)
        return [what], course.fold(incident, (*events, Recorded(incident, stamp, what)))

    def _placed(self, state: Incident, values: Mapping[str, str]) -> dict[str, str]:
        """Give values with times that name no zone put into the house's; those of every file as instants."""
        zone = self._desk.zone()
        given = in_zone(fields_for(gates.kind_of(state)), values, zone)
        return {name: as_instant_text(text, zone) if name in TIMES else text for name, text in given.items()}

    def _act(self, by: str, incident: str, right: Right, decide: Callable[[Incident], Any]) -> None:
        self._desk.require(by, right)
        self._confidence.check(by, incident, whole=right is Right.HANDLE)
        self._desk.record(by, (incident, [decide(self.load(incident))]))
