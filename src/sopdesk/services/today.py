"""Today: what waits for whom, most urgent first."""

from collections.abc import Iterator

from sopdesk.domain.deadline import Timing
from sopdesk.domain.person import Right
from sopdesk.services.action_lines import ActionLines
from sopdesk.services.backups import Backups
from sopdesk.services.care_lines import CareLines
from sopdesk.services.checkpoints import Checkpoints
from sopdesk.services.copies import Copies
from sopdesk.services.desk import Desk
from sopdesk.services.manual import Manual
from sopdesk.services.privacy import Privacy
from sopdesk.services.work_lines import WorkLines
from sopdesk.views.people import PersonView
from sopdesk.views.today import TodayLine, Urgency

MOST = 50
"""How many approvals are shown at once: the oldest; the others follow when these are done."""

PLACES = {
    "manual": {"approval", "returned", "copies", "page", "review", "suggestion", "answer"},
    "checklists": {"run", "sign-off", "guide", "checklist", "coming", "missed", "missed-all", "handover"},
    "incidents": {"incident", "action", "actions", "follow-ups", "left-files"},
    "house": {"privacy"},
    "trail": {"backup", "checkpoints"},
}
"""On which place of the rail a line is counted; every line that is pressing stands on one."""


class Today:
    """What waits."""

    def __init__(  # noqa: PLR0917 - the services that know what waits
        self, desk: Desk, manual: Manual, copies: Copies, care: CareLines, work: WorkLines, privacy: Privacy,
        actions: ActionLines, backups: Backups, checkpoints: Checkpoints,
    ) -> None:  # fmt: skip
        """Ask the other services."""
        self._privacy = privacy
        self._actions = actions
        self._backups = backups
        self._checkpoints = checkpoints
        self._desk = desk
        self._manual = manual
        self._copies = copies
        self._care = care
        self._work = work

    def lines(self, person: PersonView | None) -> tuple[TodayLine, ...]:
        """Give everything that waits for a person, most urgent first; hand-over and checklists for everybody."""
        found = list(self._work.lines(person))
        if person is not None and person.may(Right.APPROVE):
            found += [*self._approvals(person), *self._stale_copies()]
        if person is not None:
            found += [*self._care.lines(person), *self._revisions(person), *self._privacy.lines(person)]
            found += [*self._actions.lines(person), *self._backups.lines(person), *self._checkpoints.lines(person)]
        order = list(Urgency)
        return tuple(sorted(found, key=lambda line: (order.index(line.urgency), *_pressing(line))))

    def counts(self, person: PersonView | None) -> dict[str, int]:
        """Give the number that stands on each place of the rail: what Today lists as now and soon, and where it is."""
        counts = dict.fromkeys(("today", *PLACES), 0)
        for line in self.lines(person):
            if line.urgency in {Urgency.NOW, Urgency.SOON}:
                counts["today"] += line.stands_for
                for name, places in PLACES.items():
                    counts[name] += line.stands_for * (line.place in places)
        return counts

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


def _pressing(line: TodayLine) -> tuple[int, str]:
    """Order lines that are equally urgent: late, nearly late, left by others, due by a time, the others."""
    timed = line.timing is not None and line.due is not None
    rank = {Timing.LATE: 0, Timing.NEAR: 1}.get(line.timing or Timing.OK)
    if rank is None:
        rank = 2 if line.place in {"handover", "guide"} else 3 if timed else 4
    return (rank, line.due.isoformat() if timed and line.due else "")
