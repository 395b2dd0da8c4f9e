"""Who sees which incident: asked on every path, before anything of a file is read, found, shown or acted upon."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sopdesk.domain import confidence, house, looking
from sopdesk.domain.attachment import AttachmentCorrected
from sopdesk.domain.case import Incident
from sopdesk.domain.case import fold as fold_case
from sopdesk.domain.circle import Circle, ConfidenceSet, circle_of
from sopdesk.domain.confidence import EVERYWHERE, Reach, Sight, reach_of
from sopdesk.domain.entry import EntryCorrected
from sopdesk.domain.gates import kind_of
from sopdesk.domain.house import HOUSE
from sopdesk.domain.incident import (
    IncidentClosed,
    IncidentCorrected,
    IncidentKind,
    IncidentMoved,
    IncidentReopened,
)
from sopdesk.domain.owner import IncidentAssigned
from sopdesk.domain.party import PartyCorrected
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.desk import SYSTEM, Desk
from sopdesk.store import confidence as table
from sopdesk.store import people as people_table
from sopdesk.views.confidence import Confided, HiddenFile, Look

INCIDENT = "incident-"
SHOWN = 50
"""So many confidential files are named at once, the newest."""


class Confidence:
    """Questions about who sees what, and the two acts that decide it."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    # Questions

    def reach(self, by: str) -> Reach:
        """Give how far somebody sees; the program itself, which names nobody, everywhere.

        Refuses whoever may not read incidents at all.
        """
        if not by or by == SYSTEM:
            return EVERYWHERE
        return reach_of(self._desk.require(by, Right.READ_INCIDENTS), self.rules())

    def rules(self) -> dict[IncidentKind, Circle]:
        """Give who sees the files of each kind, by the rule of the house or as SOPDesk comes."""
        with self._desk.store.reading() as connection:
            row = people_table.the_house(connection)
        own = {IncidentKind(kind): Circle(circle) for kind, circle in json.loads(row.circles).items()} if row else {}
        return {kind: circle_of(kind, own) for kind in IncidentKind}

    def sight(self, by: str, incident: str) -> Sight:
        """Give how much of a file somebody sees; what is no incident is seen in full."""
        return self.sights(by, [incident]).get(incident, Sight.FULL)

    def sights(self, by: str, incidents: Iterable[str]) -> dict[str, Sight]:
        """Give how much somebody sees of each of some files."""
        wanted, reach = list(incidents), self.reach(by)
        if not wanted:
            return {}
        with self._desk.store.reading() as connection:
            found = table.of(connection, wanted, reach.person)
        return {each.subject: _sight(reach, each) for each in found}

    def check(self, by: str, incident: str, *, whole: bool = False, reach: Reach | None = None) -> Sight:
        """Give how much of a file somebody sees; refuse one that is hidden, or, with `whole`, kept from them.

        `reach` is theirs, where it is known already.
        """
        reach = reach or self.reach(by)
        with self._desk.store.reading() as connection:
            found = table.of(connection, [incident], reach.person)
        sight = _sight(reach, found[0]) if found else Sight.FULL
        if sight is Sight.HIDDEN or (whole and sight is Sight.OWN):
            raise Refusal(f"There is a confidential file {found[0].number}. Ask a supervisor if you need it.")
        return sight

    def hidden(self, *, by: str) -> tuple[HiddenFile, ...]:
        """Give the files of which somebody knows that they are there, and nothing else, the newest first."""
        with self._desk.store.reading() as connection:
            found = table.hidden(connection, self.reach(by), SHOWN)
        return tuple(HiddenFile(each.subject, each.number) for each in found)

    def kept(self, by: str) -> frozenset[str]:
        """Give the ids of all files that are kept from somebody, also of those of which they see what they wrote."""
        with self._desk.store.reading() as connection:
            return table.kept_ids(connection, self.reach(by))

    def confided(self, state: Incident) -> Confided:
        """Give who sees a file, for its page: the circle, who is named, and what its kind alone would say."""
        kind, rules, names = kind_of(state), self.rules(), self._desk.names()
        named = tuple((each, names.get(each, each)) for each in state.named)
        return Confided(circle_of(kind, rules, state.circle), rules[kind], state.circle, named)

    def looks(self, incident: str, *, by: str) -> tuple[Look, ...]:
        """Give who has looked at a file, the last one first; for supervisors, and for whoever checks the trail."""
        self._desk.require(by, Right.SIGN_OFF, Right.READ_TRAIL)
        self.check(by, incident, whole=True)
        state, names = self._desk.load(looking.subject_of(incident), looking.fold), self._desk.names()
        return tuple(Look(names.get(each.actor, each.actor), each.at) for each in reversed(state.looked))

    # Acts

    def look(self, by: str, incident: str) -> None:
        """Record that somebody looks at a file, once for each sitting; the program itself looks at nothing."""
        subject = looking.subject_of(incident)
        if by and self._desk.load(subject, looking.fold).is_new(by, self._desk.now()):
            self._desk.record(by, (subject, [looking.FileViewed(incident)]))

    def confide(self, *, by: str, incident: str, circle: Circle, people: Sequence[str] = (), reason: str) -> None:
        """Decide who sees one file, with the reason; by right of signing off."""
        self._desk.require(by, Right.SIGN_OFF)
        self.check(by, incident, whole=True)
        working = {each.id for each in self._desk.people_views()}
        if set(people) - working:
            raise Refusal("Only somebody who works here can be named.")
        state = self._desk.load(incident, fold_case)
        self._desk.record(by, (incident, [confidence.confide(state, circle, people, by=by, reason=reason)]))

    def rule(self, *, by: str, kind: IncidentKind, circle: Circle) -> None:
        """Set who sees the files of a kind, those that are here already among them."""
        self._desk.require(by, Right.PRIVACY)
        what = confidence.rule(self._desk.load(HOUSE, house.fold).circles, kind, circle)
        self._desk.record(by, (HOUSE, [what]))

    def guard(self, by: str, changes: Sequence[tuple[str, Sequence[Any]]]) -> None:
        """Refuse an act on a file that is kept from whoever acts, whichever service brings it.

        Whoever logged a file adds to it, and may decide about it no more. The program itself is never refused.
        """
        touched = [subject for subject, _ in changes if subject.startswith(INCIDENT)]
        if not touched or by == SYSTEM:
            return
        for subject, events in changes:
            if subject in touched:
                self.check(by, subject, whole=any(isinstance(each, _DECIDES) for each in events))


_DECIDES = (
    IncidentMoved, IncidentClosed, IncidentReopened, IncidentCorrected, PartyCorrected, EntryCorrected,
    AttachmentCorrected, ConfidenceSet, IncidentAssigned,
)  # fmt: skip
"""What only somebody does who sees a file whole: it changes what others wrote, or takes the file on."""


def _sight(reach: Reach, row: Any) -> Sight:  # noqa: ANN401 - a table's row
    if reach is EVERYWHERE:
        return Sight.FULL
    circle = Circle(row.circle or Circle.READERS)
    return reach.sight(IncidentKind(row.kind), circle, (row.named or "").split(), own=bool(row.own))
