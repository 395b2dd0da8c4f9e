"""Today: what waits for whom, most urgent first."""

from collections.abc import Iterator

from sopdesk.domain.deadline import Timing, deadlines
from sopdesk.domain.guided import GuideStage
from sopdesk.domain.person import Right
from sopdesk.domain.run import RunStage
from sopdesk.services.care_lines import CareLines
from sopdesk.services.checklists import Checklists
from sopdesk.services.copies import Copies
from sopdesk.services.desk import Desk
from sopdesk.services.guides import Guides
from sopdesk.services.handovers import Handovers
from sopdesk.services.incidents import Incidents
from sopdesk.services.manual import Manual
from sopdesk.views.people import PersonView
from sopdesk.views.today import TodayLine, Urgency

MOST = 50
"""How many approvals are shown at once: the oldest; the others follow when these are done."""
OPEN_CASES = 50
"""How many open incidents are looked through for their clocks."""


class Today:
    """What waits."""

    def __init__(  # noqa: PLR0917 - the services that know what waits
        self,
        desk: Desk,
        manual: Manual,
        checklists: Checklists,
        guides: Guides,
        incidents: Incidents,
        copies: Copies,
        care: CareLines,
        handovers: Handovers,
    ) -> None:
        """Ask the other services."""
        self._desk = desk
        self._manual = manual
        self._checklists = checklists
        self._guides = guides
        self._incidents = incidents
        self._copies = copies
        self._care = care
        self._left = handovers

    def lines(self, person: PersonView | None) -> tuple[TodayLine, ...]:
        """Give everything that waits for a person, most urgent first; hand-over and checklists for everybody."""
        found = [
            *self._handovers(person),
            *self._handed_up(person),
            *self._runs(person),
            *self._guided(),
            *self._checklists_to_start(),
        ]
        if person is not None and person.may(Right.HANDLE):
            found += self._clocks()
        if person is not None and person.may(Right.APPROVE):
            found += [*self._approvals(person), *self._stale_copies()]
        if person is not None:
            found += [*self._care.lines(person), *self._revisions(person)]
        order = list(Urgency)
        return tuple(sorted(found, key=lambda line: (order.index(line.urgency), line.place != "incident")))

    def counts(self, person: PersonView | None) -> dict[str, int]:
        """Give the number that stands on each place of the rail."""
        lines = self.lines(person)
        waiting = [line for line in lines if line.urgency is not Urgency.LATER]
        places = {
            "manual": {"approval", "returned", "copies", "page", "review", "suggestion", "answer"},
            "checklists": {"run", "sign-off", "guide"},
            "incidents": {"incident"},
        }
        counts = {name: sum(line.place in of for line in waiting) for name, of in places.items()}
        return {"today": len(waiting), **counts}

    def _handovers(self, person: PersonView | None) -> Iterator[TodayLine]:
        """Give what somebody has to read or to sign for; locked, that something waits, and none of its words."""
        unread = self._left.open() if person is None else self._left.to_read(person)
        late = dict(self._late(person))
        for row in unread:
            if row.id in late:
                continue
            said = row.summary if person is not None else ""
            yield TodayLine(Urgency.NOW, f"Hand-over from {row.who}", said, "Read", "handover", row.id, row.at)
        if person is None:
            return
        for row, thing in self._left.to_sign(person):
            said = f"{row.who} handed it over to you"
            yield TodayLine(Urgency.NOW, f"To sign for: {thing.what}", said, "Count", "handover", row.id, row.at)
        yield from late.values()

    def _late(self, person: PersonView | None) -> Iterator[tuple[str, TodayLine]]:
        """Give, by hand-over, what a supervisor is told of those that nobody has read although they should."""
        for row, missing in self._left.overdue() if person is not None and person.may(Right.SIGN_OFF) else ():
            there = f"On duty and has not: {', '.join(missing)}" if missing else "Nobody was on duty"
            what = f"Nobody has read the hand-over from {row.who}"
            yield row.id, TodayLine(Urgency.NOW, what, f"{there} · {row.summary}", "Look", "handover", row.id, row.at)

    def _runs(self, person: PersonView | None) -> Iterator[TodayLine]:
        for run in self._checklists.runs(stage=RunStage.OPEN, limit=20):
            detail = f"{run.done + run.skipped} of {run.total} done, started by {run.started_by}"
            yield TodayLine(Urgency.NOW, run.title, detail, "Go on", "run", run.id, run.started_at)
        if person is not None and person.may(Right.SIGN_OFF):
            for run in self._checklists.runs(stage=RunStage.COMPLETED, limit=20):
                skipped = f", {run.skipped} skipped" if run.skipped else ""
                detail = f"{run.number}: completed{skipped}, waiting for your signature"
                yield TodayLine(Urgency.NOW, run.title, detail, "Sign off", "sign-off", run.id, run.completed_at)

    def _guided(self) -> Iterator[TodayLine]:
        for each in self._guides.rows(stage=GuideStage.OPEN, limit=20):
            detail = f"{each.number}: {each.answers} answered, begun by {each.started_by}"
            yield TodayLine(Urgency.NOW, each.title, detail, "Go on", "guide", each.id, each.started_at)

    def _handed_up(self, person: PersonView | None) -> Iterator[TodayLine]:
        """Give what was handed up to this person's role, or to one below it."""
        for each in self._guides.handed_up_to(person.id) if person is not None else ():
            detail = f"{each.number}: handed up by {each.ended_by} with the way so far"
            yield TodayLine(Urgency.NOW, each.title, detail, "Take over", "guide", each.id, each.ended_at)

    def _checklists_to_start(self) -> Iterator[TodayLine]:
        for row in self._checklists.available():
            yield TodayLine(Urgency.LATER, row.title, f"{row.number} · {row.section}", "Start", "checklist", row.id)

    def _clocks(self) -> Iterator[TodayLine]:
        for row in self._incidents.rows(stage="open", limit=OPEN_CASES):
            clocks = deadlines(self._incidents.load(row.id), self._desk.now())
            running = [each for each in clocks if each.met_at is None]
            pressing = [each for each in running if each.state is not Timing.OK]
            first = min(pressing or running, key=lambda each: each.due, default=None)
            late = first is not None and first.state is Timing.LATE
            urgency = Urgency.NOW if late else Urgency.SOON if pressing else Urgency.LATER
            clock = f"{first.name} {'was due' if late else 'due'}" if first else "open"
            yield TodayLine(
                urgency, f"{row.number} · {row.summary[:80]}", clock, "Open", "incident", row.id,
                first.due if first else None,
            )  # fmt: skip

    def _approvals(self, person: PersonView) -> Iterator[TodayLine]:
        """Give what can be decided: nobody has to wait for a review, and somebody else wrote and signed it."""
        for row, revision in self._manual.waiting(MOST):
            signed = {each.name for each in revision.signatures}
            in_review = any(each.is_open for each in revision.reviewers)
            if revision.author_id != person.id and person.name not in signed and not in_review:
                detail = f"Revision by {revision.author}: {revision.reason}"
                if revision.needed > 1:
                    detail += f" ({len(signed)} of {revision.needed} signatures)"
                yield TodayLine(
                    Urgency.SOON, f"{row.number} {row.title}", detail, "Look and decide", "approval",
                    row.id, revision.submitted_at, revision.proposal,
                )  # fmt: skip

    def _revisions(self, person: PersonView) -> Iterator[TodayLine]:
        """Give what somebody is asked to review, and what came back to them."""
        for row, revision in self._manual.to_review(person.id):
            detail = f"{revision.author} asks what you think: {revision.reason}"
            yield TodayLine(
                Urgency.SOON, f"To review: {row.number} {row.title}", detail, "Review", "approval",
                row.id, revision.submitted_at, revision.proposal,
            )  # fmt: skip
        for row, revision in self._manual.returned_to(person.id):
            yield TodayLine(
                Urgency.SOON, f"Returned to you: {row.number} {row.title}", revision.returned_reason, "Look at it",
                "returned", row.id, revision.submitted_at, revision.proposal,
            )  # fmt: skip

    def _stale_copies(self) -> Iterator[TodayLine]:
        for each in self._copies.to_call_in():
            copies = "1 copy" if each.count == 1 else f"{each.count} copies"
            yield TodayLine(
                Urgency.SOON, f"{copies} of {each.sop_number} rev {each.label} to call in",
                "Its text is not in force any more", "Call in", "copies", each.sop,
            )  # fmt: skip
