"""Making pages: a revision with its texts read, its placeholders filled and its links followed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from sopdesk.domain import approving
from sopdesk.domain.event import ERASED
from sopdesk.domain.links import Goal, fault_of, label_of, renamed
from sopdesk.domain.prose import Block
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.review import next_review
from sopdesk.domain.revision import Decision, Revision, Sop, Status
from sopdesk.domain.sop import Procedure
from sopdesk.domain.unclear import FIELD
from sopdesk.interchange.prose import read_prose
from sopdesk.services.desk import Desk
from sopdesk.services.goals import goals_of
from sopdesk.services.settled import incidents_behind
from sopdesk.store import sops as table
from sopdesk.store import suggestions as suggestion_table
from sopdesk.views.manual import Link, Page, ReviewerRow, RevisionRow
from sopdesk.views.people import HouseView

_PARTS = ("purpose", "scope", "not_covered", "definitions", "decision_notes", "escalation", "resources", "contact",
          "training")  # fmt: skip


def filler(house: HouseView) -> Callable[[str], str]:
    """Give a function that fills the house's name, site and contacts into a text.

    A contact that the house has not given yet stays visible as "(contact: NAME)".
    """
    known = {"house": house.name, "site": house.site} | {f"contact:{k}": v for k, v in house.contacts.items()}

    def fill(text: str) -> str:
        if "{{" not in text:
            return text
        return FIELD.sub(lambda m: known.get(m.group(1)) or f"({m.group(1).replace(':', ': ')})", text)

    return fill


def titles_of(content: Procedure, fill: Callable[[str], str]) -> dict[str, str]:
    """Give the filled plain texts of a procedure by key (see views.manual.Page)."""
    titles = {"title": fill(content.title)}
    for step in content.steps:
        titles[f"step:{step.id}"] = fill(step.title)
        titles.update((f"item:{item.id}", fill(item.text)) for item in step.items)
        titles[f"evidence:{step.id}"] = fill(step.evidence)
        for n, each in enumerate(step.branches):
            titles[f"branch:{step.id}:{n}"], titles[f"action:{step.id}:{n}"] = fill(each.answer), fill(each.action)
    titles.update((f"question:{each.id}", fill(each.question)) for each in content.questions)
    return titles


def _texts(content: Procedure) -> Iterator[tuple[str, str]]:
    for part in _PARTS:
        yield part, getattr(content, part)
    for step in content.steps:
        yield f"step:{step.id}", step.text
        yield from ((f"tip:{step.id}:{n}", text) for n, text in enumerate(step.tips))
        yield from ((f"warning:{step.id}:{n}", text) for n, text in enumerate(step.warnings))
    yield from ((f"question:{each.id}", each.answer) for each in content.questions)
    yield from ((f"part:{n}", each.text) for n, each in enumerate(content.parts))


def prose_of(content: Procedure, fill: Callable[[str], str]) -> dict[str, tuple[Block, ...]]:
    """Give every Markdown text of a procedure, read and filled, by key (see views.manual.Page)."""
    return {key: read_prose(fill(text)) for key, text in _texts(content) if text}


def decisions_of(revision: Revision) -> tuple[Decision, ...]:
    """Give what the approvers of a revision decided about; what was erased is gone."""
    return tuple(
        each for signed in revision.approvals if str(signed.what.decisions) != ERASED for each in signed.what.decisions
    )


def reviewers_of(revision: Revision, names: Mapping[str, str]) -> tuple[ReviewerRow, ...]:
    """Give who was asked to review a revision and what they said, in the order of asking."""
    return tuple(
        ReviewerRow(
            each.reviewer, names.get(each.reviewer, each.reviewer), each.stamp.at, each.opinion,
            each.said[-1].stamp.at if each.said else None, each.excused_reason,
            each.excused is None and revision.reviews.is_turn_of(each),
        )
        for each in revision.reviews.asked
    )  # fmt: skip


def _links(content: Procedure, goals: Mapping[str, Goal], fill: Callable[[str], str]) -> tuple[Link, ...]:
    """Give the references as they read now: by the present titles of what they lead to."""
    found = []
    for each in content.references:
        goal = goals.get(each.number)
        fault = fault_of(each, goal) if each.number and each.number != content.number else ""
        broken = bool(fault) and goal is None
        sop = goal.sop if goal else ""
        found.append(Link(fill(label_of(each, goal)), each.number, sop, each.step, each.url, broken, fault))
    return tuple(found)


class PageMaker:
    """Makes pages of the manual."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def page(self, state: Sop, *, as_of: datetime | None = None, proposal: int | None = None) -> Page:
        """Give a procedure as it reads at an instant, or one revision of it."""
        instant = as_of or self._desk.now()
        revision = self._choose(state, instant, as_of, proposal)
        content, fill = revision.content, filler(self._desk.house())
        due = self.review_due(state, revision, instant)
        goals = goals_of(self._desk, content, instant)
        prose = {key: renamed(blocks, goals) for key, blocks in prose_of(content, fill).items()}
        with self._desk.store.reading() as connection:
            back = table.linked_from(connection, content.number, instant)
        return Page(
            state.id, content, prose, titles_of(content, fill), state.status(revision, instant),
            self.revision_row(state, revision.proposal, instant),
            tuple(self.revision_row(state, each.proposal, instant) for each in reversed(state.revisions)
                  if as_of is None or each.submitted.at <= as_of),
            _links(content, goals, fill),
            tuple(Link(row[2], row[1], row[0], row[3], "", broken=False) for row in back if row[0] != state.id),
            due, due is not None and due < self._desk.day_of(instant), as_of,
        )  # fmt: skip

    def revision_row(self, state: Sop, proposal: int, instant: datetime | None = None) -> RevisionRow:
        """Give one line of the history."""
        each = state.proposal(proposal)
        names = self._desk.names()
        signatures = tuple(self._desk.signature_view(signed) for signed in each.approvals)
        return RevisionRow(
            each.proposal, each.label, state.status(each, instant or self._desk.now()),
            names.get(each.submitted.actor, each.submitted.actor), each.submitted.at, each.reason,
            each.returned_reason, each.significance, each.approved.at if each.approved else None,
            ", ".join(signed.name for signed in signatures), each.effective_from, each.digest, signatures,
            each.imported_from, each.author, self._credits(each), each.approvals_needed,
            reviewers_of(each, names), decisions_of(each),
            approving.first_terms(each) if each.approved is None else None,
            incidents_behind(self._desk, each.settles),
        )  # fmt: skip

    def _credits(self, revision: Revision) -> tuple[str, ...]:
        """Name those whose suggestions a revision takes up, each once."""
        if not revision.settles:
            return ()
        with self._desk.store.reading() as connection:
            authors = suggestion_table.authors(connection, revision.settles)
        names = self._desk.names()
        return tuple(dict.fromkeys(names.get(authors[each], authors[each]) for each in revision.settles
                                   if each in authors))  # fmt: skip

    def _choose(self, state: Sop, instant: datetime, as_of: datetime | None, proposal: int | None) -> Revision:
        if proposal is not None:
            return state.proposal(proposal)
        found = state.in_force(instant, known_at=as_of)
        if found is not None:
            return found
        if as_of is not None:
            raise Refusal("This procedure was not in force on that day.")
        approved = state.approved()
        return approved[-1] if approved else state.revisions[-1]

    def review_due(self, state: Sop, revision: Revision, instant: datetime) -> date | None:
        """Give the day on which a revision in force is to be reviewed, as it stood at an instant; None for others."""
        if state.status(revision, instant) is not Status.EFFECTIVE or revision.effective_from is None:
            return None
        last, demands = state.upkeep.last(instant), state.upkeep.unanswered(instant)
        return next_review(
            revision.effective_from, revision.content.review_months, last.stamp.at if last else None,
            demands[0].what.due if demands else None, self._desk.zone(),
        )  # fmt: skip
