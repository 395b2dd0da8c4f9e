"""Making an incident's file: its fields, parties, procedures and its story in order."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sopdesk.domain import case as course
from sopdesk.domain import gates
from sopdesk.domain.case import Incident
from sopdesk.domain.circle import Circle, circle_of
from sopdesk.domain.clock import PRESETS, ClockName, by_name
from sopdesk.domain.confidence import Reach, Sight, own_events
from sopdesk.domain.event import Recorded
from sopdesk.domain.field import FieldSpec
from sopdesk.domain.fields import fields_for
from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.domain.late_entry import late_by
from sopdesk.domain.pausing import is_waiting
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.veil import Veil, veil_of
from sopdesk.services.action_views import actions_as_at, called_in_file
from sopdesk.services.attachment_views import attachment_views
from sopdesk.services.body_map import figure_for
from sopdesk.services.cause_views import cause_views
from sopdesk.services.confidence import Confidence
from sopdesk.services.deadlines import Deadlines
from sopdesk.services.desk import Desk
from sopdesk.services.escalating import Escalating
from sopdesk.services.incident_entries import entry_views
from sopdesk.services.kept_back import OF_OTHERS, file_seen, named, people_seen, told_seen
from sopdesk.services.pinned_views import pinned_views
from sopdesk.services.reportable_views import reportable_view
from sopdesk.services.signing import file_digest
from sopdesk.store import confidence as confidence_table
from sopdesk.store import guides as guide_table
from sopdesk.store import incidents as table
from sopdesk.store import runs as run_table
from sopdesk.store.history import History
from sopdesk.store.model import as_instant
from sopdesk.views.actions import ActionView
from sopdesk.views.confidence import HiddenFile
from sopdesk.views.incidents import Happening, IncidentFile, IncidentRow
from sopdesk.views.people import SignatureView

Rules = Mapping[IncidentKind, Circle]
SOMEBODY = "Somebody else"


class CaseFiles:
    """Makes rows and files of incidents."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self.due = Deadlines(desk)
        self.escalating = Escalating(desk)
        self._confidence = Confidence(desk)

    def row(self, row: Any, names: Mapping[str, str], now: datetime, rules: Rules) -> IncidentRow:  # noqa: ANN401 - a table's row
        """Give one line of the list; of a file that is kept from the reader what they wrote themselves."""
        occurred, recorded = as_instant(row.occurred_at), as_instant(row.recorded_at)
        if occurred is None or recorded is None:
            raise Refusal("There is no such incident.")
        kind = IncidentKind(row.kind)
        return IncidentRow(
            row.subject, row.number, kind, Stage(row.stage), Severity(row.severity),
            row.told if row.kept and row.told is not None else row.summary,
            occurred, recorded, names.get(row.recorder, row.recorder), () if row.kept else tuple(row.numbers.split()),
            bool(row.imported), self.due.next_of(row.clocks, now),
            circle_of(kind, rules, Circle(row.circle or Circle.READERS)), bool(row.kept),
            *(("", "", False) if row.kept else (row.owner, names.get(row.owner, ""), bool(row.overridden))),
        )  # fmt: skip

    def digest(self, incident: str) -> str:
        """Stand for the file as it is: the leaf hashes of all its entries, in order."""
        return file_digest(self._desk.store.history(incident).leaves)

    def with_same_keys(self, state: Incident, days: timedelta, limit: int) -> Sequence[tuple[str, str]]:
        """Give (incident, sort of key) of others that can be recognised by the same."""
        with self._desk.store.reading() as connection:
            return table.similar(connection, state, days, limit)

    def shown(self, rows: Iterable[Any], at: datetime | None = None) -> tuple[IncidentRow, ...]:
        """Give the lines of a list as they stand at a moment."""
        names, now, rules = self._desk.names(), at or self._desk.now(), self._confidence.rules()
        return tuple(self.row(each, names, now, rules) for each in rows)

    def rows_of(self, incidents: Sequence[str], *, by: str = "") -> tuple[IncidentRow, ...]:
        """Give the lines of some incidents, in this order; one that is not there, or is hidden, is left out."""
        return self._rows_of(incidents, self._confidence.reach(by))

    def _rows_of(self, incidents: Sequence[str], reach: Reach) -> tuple[IncidentRow, ...]:
        if not incidents:
            return ()
        with self._desk.store.reading() as connection:
            found = [table.one(connection, each, reach) for each in incidents]
        return self.shown(each for each in found if each is not None)

    def file(
        self, incident: str, *, upto: str = "", by: str = "", seen: Callable[[Recorded], Recorded] | None = None
    ) -> IncidentFile:
        """Give one incident with everything that belongs to it, or as it was after the entry `upto` ("log:seq").

        `by` is who reads it: what they may not see is kept back. The program itself names nobody. `seen` gives each
        entry as it is to be read, where the file is for somebody else.
        """
        reach = self._confidence.reach(by)
        sight = self._confidence.check(by, incident, reach=reach)
        history = _until(self._desk.store.history(incident), upto)
        if seen is not None:
            history = replace(history, events=tuple(map(seen, history.events)))
        whole = course.fold(incident, history.events)
        own = whole if sight is Sight.FULL else course.fold(incident, own_events(history.events, by))
        state = own if sight is Sight.OWN else whole
        logged = state.logged
        with self._desk.store.reading() as connection:
            row = table.one(connection, incident)
        if logged is None or row is None or state.recorded is None:
            raise Refusal("There is no such incident.")
        names, now = self._desk.names(), self._desk.now()
        moment = history.events[-1].stamp.at if upto else now
        veil = veil_of(whole, own, by) if sight is Sight.PARTS else None
        people = people_seen(state.parties, own.parties, veil, names)
        following = None if sight is Sight.OWN else gates.next_stage(state.stage)
        pinned = pinned_views(self._desk, state)
        values, closed = state.values, state.closed
        shown = self.shown([row], now)[0]
        if sight is Sight.OWN:
            told = table.in_short(values["narrative"])
            shown = replace(shown, summary=told, procedures=(), own_words=True, owner="", owner_name="")
        elif seen is not None:
            shown = replace(shown, summary=table.in_short(values["narrative"]))
        linked = self._rows_of(state.links, reach)
        if upto:
            shown = _as_at(shown, state, names)
        file = IncidentFile(
            shown, logged.zone, state.occurred_about, state.reported_at, values["channel"], values["place"],
            values["narrative"], values["done_at_once"], logged.role, state.potential, _fields(state),
            tuple(each.party for each in people), tuple((each.pinned, each.title) for each in pinned),
            self._story(history, by, sight, veil), tuple(gates.missing(state, following)) if following else (),
            self.due.of(state, moment), self._signature(state), (closed.outcome or "") if closed else "",
            logged.run, logged.source, file_digest(history.leaves), self._number_of(logged.run), logged.country,
            dict(values), gates.lacking(state, following) if following else (),
            tuple(gates.may_miss(state, following)) if following else (),
            tuple(gates.may_miss(state, Stage.CLOSED)) if following else (), entry_views(state, names),
            linked, names, late_by(state.reported_at, state.recorded.at, _log_goal(state)),
            people,
            moment if upto else None, attachment_views(state, people, names),
            figure_for(state.values.get("body_parts", "")),
            self._actions(whole, moment, by if sight is Sight.OWN else ""), pinned, cause_views(state, names),
            state.waits[-1] if is_waiting(state) else None,
            sight, self._confidence.confided(state if sight is Sight.OWN else whole),
            self._hidden(set(state.links) - {each.id for each in linked}),
            reportable=None if sight is Sight.OWN else reportable_view(self._desk, whole),
            overridden=state.overridden,
            escalated=() if sight is Sight.OWN else self.escalating.steps(whole, moment),
        )  # fmt: skip
        return file if veil is None else file_seen(file, veil, entry_views(own, names))

    def _actions(self, state: Incident, moment: datetime, only: str) -> tuple[ActionView, ...]:
        """Give the actions of a file, or those that one person has to do or to verify."""
        found = actions_as_at(self._desk, state, moment)
        return tuple(each for each in found if not only or only in {each.owner, each.verifier})

    def _hidden(self, incidents: Collection[str]) -> tuple[HiddenFile, ...]:
        """Name files that are linked, and kept from the reader."""
        if not incidents:
            return ()
        with self._desk.store.reading() as connection:
            found = confidence_table.of(connection, sorted(incidents))
        return tuple(HiddenFile(each.subject, each.number) for each in found)

    def _number_of(self, run: str) -> str:
        """Give the number of a checklist run or a guided workflow."""
        with self._desk.store.reading() as connection:
            found = guide_table.one(connection, run) or run_table.one(connection, run)
        return str(found.number) if found else ""

    def _story(self, history: History, by: str, sight: Sight, veil: Veil | None) -> tuple[Happening, ...]:
        names, called = self._desk.names(), called_in_file(history.events)
        story = []
        for each in history.events:
            others = sight is Sight.OWN and each.stamp.actor != by
            told = OF_OTHERS if others else named(told_seen(each, veil, called), names)
            story.append(
                Happening(
                    each.stamp.at, SOMEBODY if others else names.get(each.stamp.actor, each.stamp.actor),
                    told.what, told.text, told.field, told.was, told.now, told.reason,
                    None if others else self._desk.signature_of(each), f"{each.stamp.log}:{each.stamp.seq}",
                )
            )  # fmt: skip
        return tuple(story)

    def _signature(self, state: Incident) -> SignatureView | None:
        closed = state.closed
        if closed is None or state.closed_stamp is None:
            return None
        return self._desk.signature_view(Recorded(state.id, state.closed_stamp, closed))


def _until(history: History, upto: str) -> History:
    """Give a history up to and with one entry ("log:seq"), or the whole of it."""
    entries = [f"{each.stamp.log}:{each.stamp.seq}" for each in history.events]
    if upto not in entries:
        return history
    end = entries.index(upto) + 1
    return replace(history, events=history.events[:end], leaves=history.leaves[:end])


def _as_at(row: IncidentRow, state: Incident, names: Mapping[str, str]) -> IncidentRow:
    """Give the line of an incident as it was: no clock runs in the past."""
    return replace(
        row, stage=state.stage, severity=state.severity, occurred_at=state.occurred_at, clock=None, owner=state.owner,
        owner_name=names.get(state.owner, ""), overridden=bool(state.overridden),
    )  # fmt: skip


def _fields(state: Incident) -> tuple[tuple[FieldSpec, str], ...]:
    """Give the fields of the kind in the country with their values, and whatever else holds a value."""
    known = fields_for(gates.kind_of(state))
    here = (each for each in known if each.country in {"", state.country} or state.values.get(each.name))
    return tuple((each, state.values.get(each.name, "")) for each in here)


def _log_goal(state: Incident) -> timedelta:
    """Give within what time the file had to stand in the log, by the goals of its day."""
    return (by_name(state.clocks.goals) if state.clocks else PRESETS)[ClockName.LOG].span
