"""Deciding about a revision that waits: what it changes, what stands in its way, who reviewed it and who signs it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sopdesk.domain.difference import Difference
from sopdesk.domain.person import Right
from sopdesk.domain.problems import Problem, Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import OPEN, Status
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.approval_acts import ApprovalActs
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.manual.body import PageBody
from sopdesk.ui.manual.marked import DifferenceView
from sopdesk.ui.manual.obstacles_view import ObstaclesView
from sopdesk.ui.manual.remarks import RemarksView
from sopdesk.ui.manual.reviewers_view import ReviewersView
from sopdesk.ui.manual.rivals_view import RivalsView
from sopdesk.ui.manual.steps import Reading
from sopdesk.ui.manual.words import revision_name, status_chip
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column
from sopdesk.views.manual import CommentRow, Page, RevisionRow

CHANGES, WHOLE, REMARKS = "changes", "whole", "remarks"


class ApprovalScreen(Screen):
    """`id` is the procedure; proposal= the revision, else the newest that waits; view= what is shown of it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.page: Page | None = None
        self._made: tuple[CommentRow, ...] = ()
        self._changed: Difference | None = None
        self.deciding = ApprovalActs(self)
        self.banner = Banner()
        self.about = column(gap=tokens.HAIR)
        self.rivals = RivalsView(self._open_proposal)
        self.obstacles = ObstaclesView()
        self.reviewers = ReviewersView(frame, self.deciding.excuse)
        self.view = Chips(name=self.tr("Show"), needed=True)
        self.view.changed.connect(self._show_view)
        self.difference = DifferenceView()
        self.changes = Card(self.difference)
        self.whole = PageBody(Reading(self.workspace.manual.picture, self._jump))
        self.remarks = RemarksView(frame, self.workspace.manual.picture)
        for each in (self.banner, Card(self.about), self.view, self.changes, self.whole, self.remarks, self.rivals,
                     self.obstacles, self.reviewers):  # fmt: skip
            self.body.addWidget(each)

    # -- showing

    def refresh(self) -> None:
        """Ask for the revision, what it changes, what stands in its way, and who said what."""
        try:
            self.page = page = self._ask()
        except Refusal as no:
            self.page = None
            self.clear_acts()
            self.banner.say("warning", no.sentence, self.tr("To the manual"), self._to_manual)
            return
        self.set_title(page.titles["title"], f"{page.content.number} · {revision_name(page.revision)}")
        before = before_of(page)
        is_open = page.status in OPEN
        self._show_about(page, before)
        manual, proposal = self.workspace.manual, page.revision.proposal
        self.rivals.show_rivals(manual.rivals(page.id, proposal) if is_open else ())
        self._show_obstacles(page, is_open=is_open)
        self.reviewers.show_revision(page.revision, may_excuse=is_open and self.may(Right.APPROVE))
        self._offer_views(page, before)
        self._show_acts(page)

    def may(self, right: Right) -> bool:
        """Tell whether whoever is here may do something; nobody is here yet while the desk is locked."""
        return self.person is None or self.person.may(right)

    def is_author(self) -> bool:
        """Tell whether whoever is here wrote the revision."""
        return self.page is not None and self.person is not None and self.person.id == self.page.revision.author_id

    def is_asked(self) -> bool:
        """Tell whether it is the turn of whoever is here to review the revision."""
        if self.page is None or self.person is None or self.page.status not in OPEN:
            return False
        return any(each.id == self.person.id and each.is_turn for each in self.page.revision.reviewers)

    def _ask(self) -> Page:
        if self.more.get("proposal", "").isdigit():
            return self.workspace.manual.page(self.id, proposal=int(self.more["proposal"]))
        history = self.workspace.manual.page(self.id).history
        waits = next((each for each in history if each.status in OPEN), history[0])
        return self.workspace.manual.page(self.id, proposal=waits.proposal)

    def _show_about(self, page: Page, before: RevisionRow | None) -> None:
        clear(self.about)
        revision = page.revision
        when = self.frame.times.moment(revision.submitted_at)
        self.about.addWidget(label(f"“{revision.reason}”", "lead"))
        lines = [self.tr("Written by {who}, handed in {when}").format(who=revision.author, when=when)]
        if before is None:
            lines.append(self.tr("A new procedure: nothing of it is in force yet."))
        if revision.imported_from:
            lines.append(self.tr("Imported from {source}").format(source=revision.imported_from))
        if page.status in OPEN:
            why = self.workspace.manual.why_major(page.id, revision.proposal)
            if why and before is not None:
                lines.append(self.tr("A major change by itself: {why}").format(why=" ".join(why)))
            lines += self._others_waiting(page)
        if revision.returned_reason:
            lines.append(self.tr("Returned: {why}").format(why=revision.returned_reason))
        for each in lines:
            self.about.addWidget(label(each, "soft"))

    def _others_waiting(self, page: Page) -> list[str]:
        said = self.tr("Another revision waits as well: {revision} by {who}: “{reason}”")
        return [
            said.format(revision=revision_name(each), who=each.author, reason=each.reason)
            for each in page.history
            if each.status in OPEN and each.proposal != page.revision.proposal
        ]

    def _show_obstacles(self, page: Page, *, is_open: bool) -> None:
        manual, revision = self.workspace.manual, page.revision
        found = manual.obstacles(page.id, revision.proposal) if is_open else ()
        may_decide = is_open and self.may(Right.APPROVE) and not self.is_author()
        if self.obstacles.differs(found, revision.decisions, may_decide=may_decide):
            for key in self.obstacles.fields:
                self.let_go(f"decision {key}")
            others = [each for each in manual.problems(page.content) if not stands_in_the_way(each)] if is_open else ()
            self.obstacles.show_obstacles(found, revision.decisions, others, may_decide=may_decide)
            for key, field in self.obstacles.fields.items():
                self.keep(field, f"decision {key}")

    def _offer_views(self, page: Page, before: RevisionRow | None) -> None:
        made = self.workspace.manual.comments(page.id, page.revision.proposal)
        changed = None
        views = [(WHOLE, self.tr("The whole page"))]
        if before is not None:
            words = self.tr("What changes against {revision}").format(revision=revision_name(before))
            views.insert(0, (CHANGES, words))
            changed = self.workspace.manual.compare(self.id, before.proposal, page.revision.proposal)
            self.difference.set_difference(changed)
        views.append((REMARKS, self.tr("Remarks · {n}").format(n=len(made))))
        self._made, self._changed = made, changed
        wanted = self.more.get("view", "")
        self.view.offer(views)
        if wanted:
            self.more = {name: value for name, value in self.more.items() if name != "view"}
            self.view.set_value(wanted)
        self._show_view(self.view.value())

    def fill_remarks(self) -> None:
        """Make the remarks and the fields for new ones; what was half written comes back. Others need them not."""
        page = self.page
        if page is None:
            return
        may_write = page.status in OPEN and (self.is_asked() or self.may(Right.APPROVE)) and not self.is_author()
        if self.remarks.differs(page, self._made, may_write=may_write):
            for place in self.remarks.fields:
                self.let_go(f"remark {place}")
            self.remarks.show_page(page, self._made, self._changed, may_write=may_write)
            for place, field in self.remarks.fields.items():
                self.keep(field, f"remark {place}")

    def _show_view(self, view: str) -> None:
        self.changes.setVisible(view == CHANGES)
        self.whole.setVisible(view == WHOLE)
        self.remarks.setVisible(view == REMARKS)
        if view == WHOLE and self.page is not None:
            self.whole.show_page(self.page)
        if view == REMARKS:
            self.fill_remarks()

    def _show_acts(self, page: Page) -> None:
        self.clear_acts()
        if page.status not in OPEN:
            said = self.tr("This revision is decided already: {status}.").format(status=status_chip(page.status)[0])
            self.banner.say("note", said, self.tr("Read it"), self._read, icon="info")
            if page.status is Status.RETURNED and self.is_author():
                self.add_act(self.tr("Write a revision"), self._write, kind="primary", icon="edit")
            return
        sentence = self._why_not(page)
        if sentence:
            self.banner.say("note", sentence, icon="info")
        else:
            self.banner.hide()
        self.deciding.offer(may_approve=not sentence)

    def _why_not(self, page: Page) -> str:
        """Say why whoever is here cannot approve it now; "" when they can."""
        if self.is_author():
            return self.tr("You wrote this revision: whoever writes cannot approve. Somebody else has to sign.")
        if not self.may(Right.APPROVE):
            if self.is_asked():
                return self.tr("You were asked what you think of this revision.")
            return self.tr("A supervisor or a manager decides about revisions. You can read what is proposed.")
        if self.person is not None and self.person.name in {each.name for each in page.revision.signatures}:
            return self.tr("You have signed this revision. Somebody else has to sign as well.")
        if page.status is Status.IN_REVIEW:
            names = ", ".join(each.name for each in page.revision.reviewers if each.is_open)
            return self.tr("It is in review. Still to answer: {names}").format(names=names)
        return ""

    # -- going on

    def _jump(self, link: str) -> None:
        found = self.whole.light_up(link.partition("#")[2])
        if found is not None:
            self._scroller.ensureWidgetVisible(found)

    def _open_proposal(self, proposal: int) -> None:
        self.frame.go("manual.page", self.id, proposal=str(proposal))

    def _read(self) -> None:
        if self.page is not None:
            self._open_proposal(self.page.revision.proposal)

    def _write(self) -> None:
        self.frame.go("manual.editor", self.id)

    def show_field(self, field: QWidget) -> None:
        """Bring a field into sight, with the keyboard in it."""
        self._scroller.ensureWidgetVisible(field)
        field.setFocus()

    def _to_manual(self) -> None:
        self.frame.go("manual")


def before_of(page: Page) -> RevisionRow | None:
    """Give what a revision is compared with: the one in force, else the last that was approved."""
    older = [each for each in page.history if each.proposal != page.revision.proposal and each.label]
    return next((each for each in older if each.status is Status.EFFECTIVE), older[0] if older else None)


def stands_in_the_way(problem: Problem) -> bool:
    """Tell whether a problem is shown among the obstacles already."""
    return problem.severity is Weight.ERROR or (
        problem.severity is Weight.WARNING and problem.where.startswith("duty:")
    )
