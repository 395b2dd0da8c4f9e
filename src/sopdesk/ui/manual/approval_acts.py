"""What can be done with a revision that waits: review it, ask for a review, send it back, approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.person import Right
from sopdesk.domain.reviewing import Opinion
from sopdesk.domain.revision import Significance
from sopdesk.ui.manual.asking import reviewer_questions, reviewers_of
from sopdesk.ui.manual.days import instant_of
from sopdesk.ui.widgets.form import Question
from sopdesk.views.manual import Page, ReviewerRow
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.manual.approval import ApprovalScreen


class ApprovalActs(QObject):
    """The acts of the page of one revision; each asks on a sheet for what it needs."""

    def __init__(self, screen: ApprovalScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def offer(self, *, may_approve: bool) -> None:
        """Offer what whoever is here may do."""
        screen, tr = self._screen, self.tr
        author, may = screen.is_author(), screen.may(Right.APPROVE)
        if author or may:
            screen.add_act(tr("Ask for a review"), self.ask_reviewers, kind="quiet", icon="person")
        if author:
            screen.add_act(tr("Take back"), self.take_back, icon="undo")
        elif may:
            screen.add_act(tr("Send back"), self.give_back, icon="undo")
        if screen.is_asked():
            kind = "plain" if may_approve else "primary"
            screen.add_act(tr("Give your review"), self.review, kind=kind, icon="check")
        if may_approve:
            screen.add_act(tr("Approve"), self.approve, kind="primary", icon="sign")

    # -- reviewing

    def ask_reviewers(self) -> None:
        """Ask who is to look at the revision."""
        self._screen.frame.require_person(self._ask_reviewers, right=Right.WRITE)

    def review(self) -> None:
        """Ask what the reviewer thinks."""
        self._screen.frame.require_person(self._review, right=Right.WRITE)

    def excuse(self, reviewer: ReviewerRow) -> None:
        """Ask why it goes on without a review."""
        self._screen.frame.require_person(lambda who: self._excuse(who, reviewer), right=Right.APPROVE)

    def _ask_reviewers(self, who: PersonView) -> None:
        screen, page = self._screen, self._page()
        asked = {each.id for each in page.revision.reviewers} | {page.revision.author_id}
        people = screen.workspace.people.tiles()

        def act(answers: dict[str, str]) -> None:
            reviewers, in_order = reviewers_of(answers)
            screen.workspace.manual.ask_reviewers(
                by=who.id, sop=page.id, proposal=page.revision.proposal, reviewers=reviewers, in_order=in_order
            )

        screen.ask(self.tr("Ask for a review"), reviewer_questions(people, asked), self.tr("Ask"), act)

    def _review(self, who: PersonView) -> None:
        screen, page = self._screen, self._page()
        screen.fill_remarks()
        written = screen.remarks.written()
        count = self.tr("Your remarks beside the steps go with it: {n}.").format(n=len(written))
        choices = (
            (Opinion.FIT.value, self.tr("Fit to be approved")), (Opinion.CHANGES.value, self.tr("I want changes")),
        )  # fmt: skip
        opinion = Question("opinion", self.tr("What do you think of it"), "choice", choices, needed=True)

        def act(answers: dict[str, str]) -> None:
            screen.workspace.manual.give_review(
                by=who.id, sop=page.id, proposal=page.revision.proposal, opinion=Opinion(answers["opinion"]),
                comments=written,
            )  # fmt: skip
            self._forget_remarks()

        screen.ask(self.tr("Give your review"), [opinion], self.tr("Give your review"), act, sentence=count,
                   done=self.tr("Your review is recorded."))  # fmt: skip

    def _excuse(self, who: PersonView, reviewer: ReviewerRow) -> None:
        screen, page = self._screen, self._page()
        why = Question("reason", self.tr("Why it goes on without it"), "text", needed=True, lines=2)

        def act(answers: dict[str, str]) -> None:
            screen.workspace.manual.excuse(
                by=who.id, sop=page.id, proposal=page.revision.proposal, reviewer=reviewer.id, reason=answers["reason"]
            )

        title = self.tr("Go on without the review of {name}").format(name=reviewer.name)
        screen.ask(title, [why], self.tr("Go on"), act)

    # -- deciding

    def give_back(self) -> None:
        """Send the revision back with a reason."""
        self._screen.frame.require_person(self._give_back, right=Right.APPROVE)

    def take_back(self) -> None:
        """Let the author take the revision back."""
        self._screen.frame.require_person(self._give_back, right=Right.WRITE)

    def approve(self) -> None:
        """Ask how much it changes, from when it counts, and for the signature."""
        self._screen.frame.require_person(self._approve, right=Right.APPROVE)

    def _give_back(self, who: PersonView) -> None:
        screen, page = self._screen, self._page()
        screen.fill_remarks()
        own = who.id == page.revision.author_id
        asks = self.tr("Why you take it back") if own else self.tr("What should be different")
        word = self.tr("Take back") if own else self.tr("Send back")
        title = word if own else self.tr("Send back to {who}").format(who=page.revision.author)

        def act(answers: dict[str, str]) -> None:
            screen.workspace.manual.give_back(
                by=who.id, sop=page.id, proposal=page.revision.proposal, reason=answers["reason"],
                comments=screen.remarks.written(),
            )  # fmt: skip
            self._forget_remarks()

        screen.ask(title, [Question("reason", asks, "text", needed=True)], word, act,
                   done=self.tr("Sent back with your reason."))  # fmt: skip

    def _approve(self, who: PersonView) -> None:
        screen, page = self._screen, self._page()
        missing = screen.obstacles.undecided()
        if missing is not None:
            screen.message.warn(self.tr("Decide about what stands in the way first: say why it is approved all the "
                                        "same, or send it back."))  # fmt: skip
            screen.show_field(missing)
            return

        def act(answers: dict[str, str]) -> None:
            manual = screen.workspace.manual
            name = manual.approve(
                by=who.id, password=answers["password"], sop=page.id, proposal=page.revision.proposal,
                significance=Significance(answers.get("significance") or Significance.MAJOR),
                effective_from=instant_of(answers.get("from", ""), screen.frame.times),
                reasons=screen.obstacles.reasons(),
            )  # fmt: skip
            for key in screen.obstacles.fields:
                screen.forget(f"decision {key}")
            now = manual.page(page.id, proposal=page.revision.proposal).revision
            if now.label:
                screen.frame.go("manual.page", page.id, proposal=str(now.proposal))
                screen.frame.say_done(self.tr("Approved as revision {label}.").format(label=name))
            else:
                said = self.tr("Signed. It takes {n} more signatures before it is approved.")
                screen.frame.say_done(said.format(n=now.needed - len(now.signatures)))

        screen.ask(self.tr("Approve"), [*self._terms(page), self._password(who)], self.tr("Sign and approve"), act,
                   sentence=self._meaning(page))  # fmt: skip

    def _terms(self, page: Page) -> list[Question]:
        """Ask for what the first approver fixes: nothing of those who sign after it."""
        if page.revision.signed_terms is not None:
            return []
        zone = self._screen.frame.times.zone
        hint = self.tr("Empty: in force at once. Day and time in {zone}.").format(zone=zone)
        when = Question("from", self.tr("In force from"), "moment", hint=hint)
        if self._screen.workspace.manual.why_major(page.id, page.revision.proposal):
            return [when]
        weights = (
            (Significance.MAJOR.value, self.tr("Major: everyone concerned reads it again")),
            (Significance.MINOR.value, self.tr("Minor: wording only, nobody has to read it again")),
        )
        return [Question("significance", self.tr("How much changes"), "choice", weights, needed=True), when]

    def _meaning(self, page: Page) -> str:
        said = [self.tr("By signing you say: “I have read this revision and approve it.”")]
        terms = page.revision.signed_terms
        if terms is not None:
            when = self._screen.frame.times.moment(terms.effective_from)
            words = self.tr("{who} has fixed: revision {label}, {weight}, in force from {when}.")
            said.append(words.format(
                who=page.revision.approver, label=terms.label, weight=self.tr(terms.significance), when=when
            ))  # fmt: skip
        else:
            why = self._screen.workspace.manual.why_major(page.id, page.revision.proposal)
            if why:
                said.append(self.tr("It is major by itself: {why}").format(why=" ".join(why)))
        left = page.revision.needed - len(page.revision.signatures) - 1
        if left > 0:
            said.append(self.tr("It takes {n} more signatures after yours.").format(n=left))
        return " ".join(said)

    def _password(self, who: PersonView) -> Question:
        return Question("password", self.tr("Password of {name}").format(name=who.name), "password", needed=True)

    def _page(self) -> Page:
        page = self._screen.page
        if page is None:
            raise LookupError("an act of a page that is not shown")
        return page

    def _forget_remarks(self) -> None:
        for place in self._screen.remarks.fields:
            self._screen.forget(f"remark {place}")
