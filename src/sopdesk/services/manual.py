"""The manual: reading it as of any day, handing revisions in, deciding about them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sopdesk.domain import house, submission
from sopdesk.domain import revision as life
from sopdesk.domain.beginning import untouched
from sopdesk.domain.difference import Difference, compare
from sopdesk.domain.house import HOUSE
from sopdesk.domain.links import broken_links
from sopdesk.domain.person import Right
from sopdesk.domain.picture_change import picture_changes
from sopdesk.domain.problems import Problem, problems
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.reviewing import Reviews
from sopdesk.domain.revision import ProcedureWithdrawn
from sopdesk.domain.signature import Meaning
from sopdesk.domain.sop import Format, Kind, Procedure
from sopdesk.drawing.procedure import draw
from sopdesk.drawing.telling import Words
from sopdesk.journal.codec import digest_of
from sopdesk.services.approvals import Approvals
from sopdesk.services.goals import goals_of
from sopdesk.services.page import filler
from sopdesk.services.pictures import keep_pictures
from sopdesk.services.settled import settled
from sopdesk.services.signing import withdrawal_digest
from sopdesk.store import reviews as review_table
from sopdesk.store import sops as table
from sopdesk.views.drawing import Drawing
from sopdesk.views.manual import Comparison, Page, SopRow


class Manual(Approvals):
    """Acts and questions about procedures and their revisions."""

    def rows(
        self,
        *,
        section: str = "",
        kind: Kind | None = None,
        format: Format | None = None,  # noqa: A002 - the field's own word
        as_of: datetime | None = None,
    ) -> tuple[SopRow, ...]:
        """Give one row a procedure, by number: the manual as it is now, or as it stood at an instant."""
        rows = self._listing.as_of(as_of) if as_of else self._listing.rows()
        return tuple(
            row for row in rows
            if (not section or row.section == section) and (kind is None or row.kind is kind)
            and (format is None or row.format is format)
        )  # fmt: skip

    def in_format(self, wanted: Format) -> tuple[SopRow, ...]:
        """Give the procedures of one format, without asking for the whole manual."""
        if self._listing.is_at_hand():
            return self.rows(format=wanted)
        with self._desk.store.reading() as connection:
            found = table.of_format(connection, wanted)
        return tuple(row for row in self._listing.of(found) if row.format is wanted)

    def reviews(self, until: date, limit: int) -> tuple[SopRow, ...]:
        """Give the procedures whose review falls due by a day, the longest overdue first."""
        if self._listing.is_at_hand():
            due_rows = ((row.review_due, row.number, row) for row in self._listing.rows() if row.review_due)
            return tuple(row for _, _, row in sorted(each for each in due_rows if each[0] <= until)[:limit])
        with self._desk.store.reading() as connection:
            found = review_table.due_by(connection, self._desk.now(), until, limit)
        rows = {row.id: row for row in self._listing.of(found)}
        return tuple(rows[each] for each in found if (due := rows[each].review_due) is not None and due <= until)

    def overdue(self, sops: Collection[str]) -> set[str]:
        """Give which of some procedures are overdue for review."""
        return {row.id for row in self._listing.of(sops) if row.overdue}

    def wanted(self) -> tuple[SopRow, ...]:
        """Give the procedures that a review wants revised or retired, while nothing has come of it."""
        with self._desk.store.reading() as connection:
            found = review_table.wanting(connection)
        return tuple(row for row in self._listing.of(found) if row.wanted)

    def sections(self, as_of: datetime | None = None) -> tuple[tuple[str, int], ...]:
        """Give the sections with the number of procedures in each, by name."""
        counts: dict[str, int] = {}
        for row in self.rows(as_of=as_of):
            counts[row.section] = counts.get(row.section, 0) + 1
        return tuple(sorted(counts.items()))

    def page(self, sop: str, *, as_of: datetime | None = None, proposal: int | None = None) -> Page:
        """Give a procedure as it reads now, at an instant in the past, or one revision of it."""
        return self._pages.page(self._load(sop), as_of=as_of, proposal=proposal)

    def page_of_digest(self, sop: str, digest: str) -> Page:
        """Give the exact revision that a run or an incident is pinned to."""
        state = self._load(sop)
        found = state.of_digest(digest)
        if found is None:
            raise Refusal("That revision is not in this desk.")
        return self._pages.page(state, proposal=found.proposal)

    def find_number(self, number: str) -> str | None:
        """Give the id of the procedure with this number."""
        with self._desk.store.reading() as connection:
            return table.find_number(connection, number)

    def picture(self, digest: str) -> bytes | None:
        """Give the bytes of a picture by its SHA-256."""
        return self._desk.store.attachment(digest)

    def submit(
        self,
        *,
        by: str,
        content: Procedure,
        reason: str,
        sop: str = "",
        based_on: str = "",
        pictures: Mapping[str, bytes] | None = None,
        reviewers: Sequence[str] = (),
        in_order: bool = False,
        settles: Sequence[str] = (),
    ) -> str:
        """Hand in a revision (of a new procedure when `sop` is ""); give the procedure's id.

        `reviewers` are asked to look at it first: together or, with `in_order`, one after the other. `settles` names
        the accepted suggestions that it takes up, whose authors are credited in its history, and the actions of
        incidents that it carries out: it names these incidents.
        """
        self._desk.require(by, Right.WRITE)
        kept, images = keep_pictures(content, pictures or {}, self._desk.store.attachment)
        subject = sop or self._new(content.number)
        what = submission.submit(
            self._desk.load(subject, life.fold), kept, digest=digest_of(kept), reason=reason, based_on=based_on,
            approvals=self._desk.load(HOUSE, house.fold).approvals_for(kept.kind),
        )  # fmt: skip
        events: list[Any] = [replace(what, settles=settled(self._desk, subject, settles))]
        if reviewers:
            events.append(self._asking(Reviews(), what.proposal, reviewers, author=by, in_order=in_order))
        self._desk.store.keep_attachments(images)
        self._desk.record(by, (subject, events))
        return subject

    def withdraw(self, *, by: str, password: str, sop: str, effective_from: datetime | None, reason: str) -> None:
        """Withdraw a procedure from an instant on, with a signature and the reason."""
        self._desk.require(by, Right.APPROVE)
        state = self._load(sop)
        now = self._desk.now()
        when = effective_from or now
        submission.check_withdrawal(state, effective_from=when, reason=reason, now=now)
        signed = self._desk.sign(by, password, Meaning.APPROVAL, withdrawal_digest(sop, when), sop)
        self._desk.record(by, (sop, [ProcedureWithdrawn(when, reason=reason.strip(), **signed.fields())]))

    def compare(self, sop: str, one: int, other: int) -> Difference:
        """Give what differs between two revisions of a procedure, named by their running numbers."""
        state = self._load(sop)
        return compare(state.proposal(one).content, state.proposal(other).content, self._desk.roles().name)

    def comparison(self, sop: str, one: int, other: int) -> Comparison:
        """Give two revisions beside each other: who wrote them, what differs, and the pictures that do."""
        state = self._load(sop)
        older, newer = (self._pages.revision_row(state, each) for each in (one, other))
        old, new = (state.proposal(each).content for each in (one, other))
        title = filler(self._desk.house())(new.title)
        found = self.compare(sop, one, other)
        return Comparison(new.number, title, older, newer, found, picture_changes(old, new))

    def problems(self, content: Procedure) -> tuple[Problem, ...]:
        """Give what is wrong with a procedure, seen within this manual."""
        broken = broken_links(content, goals_of(self._desk, content))
        places = {each: f"reference:{place}" for place, each in enumerate(content.references)}
        found = (Problem(places.get(each.link, "text"), each.sentence) for each in broken)
        return (*problems(content, self._desk.roles()), *found, *untouched(content))

    def drawing(self, content: Procedure, *, faults: bool = False) -> Drawing:
        """Give a procedure drawn with the house's names: a workflow as a graph, else its steps in their order.

        `faults` marks what is wrong with the ways.
        """
        house_view = self._desk.house()
        return draw(content, Words(filler(house_view), self._desk.roles().name), faults=faults)

    def drawn(self, page: Page) -> Page:
        """Give a page, if it is a workflow with its drawing, to be printed."""
        if page.content.format is not Format.WORKFLOW or not page.content.steps:
            return page
        return replace(page, drawing=self.drawing(page.content))

    def _new(self, number: str) -> str:
        if not number.strip():
            raise Refusal("Give the procedure a number.")
        if self.find_number(number) is not None:
            raise Refusal(f"The number {number} is taken; a number is never used twice.")
        return self._desk.new_id("sop")
