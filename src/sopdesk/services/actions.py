"""Actions of incidents: planned, done, verified by somebody else, and checked for whether they worked."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sopdesk.domain import acting, revision
from sopdesk.domain.action import Action, ActionChanged, ActionPlanned, ActionSort, Waits
from sopdesk.domain.case import Incident
from sopdesk.domain.confidence import Sight
from sopdesk.domain.person import Person, Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.action_views import actions_as_at, timing_of
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.store import actions as table
from sopdesk.store.actions import PENDING
from sopdesk.views.actions import ActionRow, ActionView

MOST = 500
"""How many actions a list shows at once: what is due first."""


class Actions:
    """Acts and questions about the actions of all incidents."""

    def __init__(self, desk: Desk, load: Callable[[str], Incident]) -> None:
        """Work on one desk; `load` gives an incident's state."""
        self._desk = desk
        self._load = load
        self._confidence = Confidence(desk)

    def plan(
        self, *, by: str, incident: str, sort: ActionSort, what: str, owner: str, due: date, verifier: str = "",
        criterion: str = "", check_on: date | None = None, follows: str = "", entry: str = "", sop: str = "",
    ) -> str:  # fmt: skip
        """Plan an action; gives its id. `follows` names the one that did not work, `entry` the finding behind it."""
        self._desk.require(by, Right.HANDLE)
        self._refuse_strangers(owner, verifier)
        if sop and not self._desk.load(sop, revision.fold).revisions:
            raise Refusal("The procedure to change is not in this desk.")
        action = self._desk.new_id("action")
        planned = ActionPlanned(
            action, sort, owner, due, verifier, check_on, follows, entry, sop, what=what, criterion=criterion
        )
        self._desk.record(by, (incident, [acting.plan(self._load(incident), planned, self._today())]))
        return action

    def change(
        self, *, by: str, incident: str, action: str, reason: str, owner: str = "", due: date | None = None,
        verifier: str | None = None, check_on: date | None = None,
    ) -> None:  # fmt: skip
        """Give an action another owner, verifier ("" for any supervisor), day or day of the check; the rest stays."""
        self._desk.require(by, Right.HANDLE)
        state, found = self._find(incident, action)
        changed = ActionChanged(
            action, owner or found.owner, due or found.due, found.verifier if verifier is None else verifier,
            check_on or found.check_on, reason=reason,
        )  # fmt: skip
        if changed.owner != found.owner or changed.verifier != found.verifier:
            self._refuse_strangers(changed.owner, changed.verifier)
        self._desk.record(by, (incident, [acting.change(state, changed, self._today())]))

    def report_done(
        self, *, by: str, incident: str, action: str, evidence: str, files: Sequence[str] = ()
    ) -> None:  # fmt: skip
        """Report an action done, with what shows it: its owner may, and whoever handles incidents.

        `files` are attachments of the file by their SHA-256.
        """
        state, found = self._find(incident, action)
        if by == found.owner:
            self._desk.somebody(by)
        else:
            self._desk.require(by, Right.HANDLE)
        self._desk.record(by, (incident, [acting.report_done(state, action, evidence, files)]))

    def verify(self, *, by: str, incident: str, action: str, words: str = "") -> None:
        """Find that an action is done: whoever was named to look may, and a supervisor."""
        state = self._look(by, incident, action)
        self._desk.record(by, (incident, [acting.verify(state, action, words, by)]))

    def refuse(self, *, by: str, incident: str, action: str, reason: str) -> None:
        """Find that an action is not done: it is open again."""
        state = self._look(by, incident, action)
        self._desk.record(by, (incident, [acting.refuse(state, action, reason, by)]))

    def check(self, *, by: str, incident: str, action: str, effective: bool, words: str) -> None:
        """Say whether an action worked: whoever looks after it may, and a supervisor; also after the close."""
        state = self._look(by, incident, action)
        what = acting.check(state, action, effective=effective, words=words, by=by, today=self._today())
        self._desk.record(by, (incident, [what]))

    def drop(self, *, by: str, incident: str, action: str, reason: str) -> None:
        """Give an action up: a supervisor may, with the reason."""
        self._desk.require(by, Right.SIGN_OFF)
        self._desk.record(by, (incident, [acting.drop(self._load(incident), action, reason)]))

    def of(self, incident: str, *, by: str = "") -> tuple[ActionView, ...]:
        """Give the actions of one file in the order in which they were planned; `by` is who wants to read them."""
        who = self._reader(by)
        hidden = self._confidence.check(by, incident) is Sight.OWN
        state = self._load(incident)
        views = (
            each for each in actions_as_at(self._desk, state, self._desk.now())
            if not hidden or by in {each.owner, each.verifier}
        )  # fmt: skip
        return tuple(replace(each, may=self._may(who, by, state.actions[each.id])) for each in views)

    def rows(self, *, by: str = "", mine: bool = False, overdue: bool = False) -> tuple[ActionRow, ...]:
        """Give the open actions of all incidents, what is due first at the top.

        With `mine` those that wait for this person, with `overdue` those whose day has passed.
        """
        who = self._reader(by)
        upto = self._today() - timedelta(days=1) if overdue else None
        found = self.waiting(PENDING, upto=upto, limit=MOST, by=by)
        if not mine:
            return found
        return self.theirs(who, by, found) if who is not None else ()

    def waiting(
        self, waits: Iterable[Waits], *, owner: str = "", upto: date | None = None, limit: int, by: str = ""
    ) -> tuple[ActionRow, ...]:
        """Give the actions that wait for something, what is due first at the top.

        `by` is who wants to read them: of a file that is kept from them they see those that are theirs.
        """
        with self._desk.store.reading() as connection:
            rows = table.waiting(connection, tuple(waits), owner=owner, upto=upto, limit=limit)
        return self._seen(rows, by)

    def to_change(self, sop: str, *, by: str) -> tuple[ActionRow, ...]:
        """Give the actions that are to be done by changing a procedure, to whoever reads incidents."""
        if not self._desk.require(by, Right.READ_INCIDENTS, Right.WRITE).may(Right.READ_INCIDENTS):
            return ()
        with self._desk.store.reading() as connection:
            rows = table.to_change(connection, sop)
        return self._seen(rows, by)

    def without_owner(self, *, by: str, limit: int) -> tuple[ActionRow, ...]:
        """Give the actions that are to be done by somebody who has left."""
        with self._desk.store.reading() as connection:
            rows = table.without_owner(connection, limit)
        return self._seen(rows, by)

    def count_overdue(self) -> int:
        """Give how many actions are not done and verified although their day has passed."""
        with self._desk.store.reading() as connection:
            return table.count_overdue(connection, self._today())

    def theirs(self, who: Person, by: str, rows: Iterable[ActionRow]) -> tuple[ActionRow, ...]:
        """Give the actions of which what they wait for is this person's to do."""
        here = {each.id for each in self._desk.people_views()}
        return tuple(each for each in rows if _waits_for(who, by, each, here))

    def _seen(self, rows: Sequence[Any], by: str) -> tuple[ActionRow, ...]:
        """Give the lines of a list without those of files that are kept from somebody, but for their own."""
        names, today = self._desk.names(), self._today()
        found = [_row(each, names, today) for each in rows]
        sights = self._confidence.sights(by, dict.fromkeys(each.incident for each in found))
        kept = {incident for incident, sight in sights.items() if sight in {Sight.OWN, Sight.HIDDEN}}
        return tuple(each for each in found if each.incident not in kept or by in {each.owner, each.verifier})

    def _may(self, who: Person | None, by: str, action: Action) -> frozenset[str]:
        """Name the acts on an action that somebody may do now; those of anybody for a locked desk."""
        acts = _ACTS[action.waits]
        return frozenset(each for each in acts if who is None or self._allowed(who, by, action, each))

    def _allowed(self, who: Person, by: str, action: Action, act: str) -> bool:
        if act == "drop":
            return who.may(Right.SIGN_OFF)
        if act in {"change", "follow"}:
            return who.may(Right.HANDLE)
        if act == "done":
            return by == action.owner or who.may(Right.HANDLE)
        own = {action.owner, action.done[1].actor if act in {"verify", "refuse"} and action.done else ""}
        return by not in own and (by == action.checker or who.may(Right.SIGN_OFF))

    def _look(self, by: str, incident: str, action: str) -> Incident:
        """Give a file whose action somebody looks at; refuse whoever was not named and is no supervisor."""
        state, found = self._find(incident, action)
        if by == found.checker:
            self._desk.somebody(by)
        else:
            self._desk.require(by, Right.SIGN_OFF)
        return state

    def _find(self, incident: str, action: str) -> tuple[Incident, Action]:
        state = self._load(incident)
        if action not in state.actions:
            raise Refusal("There is no such action in this file.")
        return state, state.actions[action]

    def _reader(self, by: str) -> Person | None:
        """Give who reads; refuse a person who may not. The program itself names nobody."""
        return self._desk.require(by, Right.READ_INCIDENTS) if by else None

    def _refuse_strangers(self, owner: str, verifier: str) -> None:
        for each in (owner, verifier):
            if each and not self._is_here(each):
                raise Refusal("An action is given to somebody who works here.")

    def _is_here(self, person: str) -> bool:
        return any(each.id == person for each in self._desk.people_views())

    def _today(self) -> date:
        return self._desk.day_of(self._desk.now())


_ACTS = {
    Waits.DOING: ("done", "change", "drop"),
    Waits.VERIFYING: ("verify", "refuse", "change", "drop"),
    Waits.CHECKING: ("check", "change", "drop"),
    Waits.REPLACING: ("follow", "drop"),
    Waits.NOTHING: (),
    Waits.DROPPED: (),
}
"""What can be done with an action by what it waits for."""


def _waits_for(who: Person, by: str, row: ActionRow, here: Collection[str]) -> bool:
    """Tell whether what an action waits for is somebody's to do; a supervisor looks where nobody named is here."""
    if row.waits is Waits.DOING:
        return by == row.owner
    if row.waits is Waits.REPLACING:
        return who.may(Right.HANDLE)
    if by in {row.owner, row.reporter if row.waits is Waits.VERIFYING else ""}:
        return False
    return by == row.verifier or (who.may(Right.SIGN_OFF) and row.verifier not in here)


def _row(row: Any, names: dict[str, str], today: date) -> ActionRow:  # noqa: ANN401 - a table's row
    day = date.fromisoformat(row.day) if row.day else None
    return ActionRow(
        row.action, row.subject, row.number, ActionSort(row.sort), row.what, row.owner, names.get(row.owner, row.owner),
        row.verifier, names.get(row.verifier, ""), row.reporter, Waits(row.waits), day, timing_of(day, today),
    )  # fmt: skip
