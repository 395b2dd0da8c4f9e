"""Deciding about a revision that waits: what it changes, what is wrong with it, who wrote it and why."""

from __future__ import annotations

from sopdesk.domain.person import Right
from sopdesk.domain.problems import Problem, Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Significance, Status
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.manual.body import PageBody
from sopdesk.ui.manual.days import instant_of
from sopdesk.ui.manual.marked import DifferenceView
from sopdesk.ui.manual.steps import Reading
from sopdesk.ui.manual.words import WEIGHTS, revision_name, tr
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import Flow, clear, column
from sopdesk.views.manual import Page, RevisionRow
from sopdesk.views.people import PersonView

CHANGES, WHOLE = "changes", "whole"


class ApprovalScreen(Screen):
    """`id` is the procedure; proposal= the revision, else the newest that waits."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.page: Page | None = None
        self.banner = Banner()
        self.about = column(gap=tokens.HAIR)
        self.problems = column(gap=tokens.SNUG)
        self.problems_card = Card(self.problems, title=self.tr("What is wrong with it"))
        self.view = Chips(name=self.tr("Show"), needed=True)
        self.view.changed.connect(self._show_view)
        self.difference = DifferenceView()
        self.changes = Card(self.difference)
        self.whole = PageBody(Reading(self.workspace.manual.picture, self._jump))
        for each in (self.banner, Card(self.about), self.problems_card, self.view, self.changes, self.whole):
            self.body.addWidget(each)

    # -- showing

    def refresh(self) -> None:
        """Ask for the revision, what it changes, and what is wrong with it."""
        try:
            self.page = page = self._ask()
        except Refusal as no:
            self.page = None
            self.clear_acts()
            self.banner.say("warning", no.sentence, self.tr("To the manual"), self._to_manual)
            return
        self.set_title(page.titles["title"], f"{page.content.number} · {revision_name(page.revision)}")
        before = self._before(page)
        found = self.workspace.manual.problems(page.content)
        self._show_about(page.revision, before)
        self._show_problems(found)
        self._offer_views(page, before)
        self._show_acts(page, found)

    def _ask(self) -> Page:
        if self.more.get("proposal", "").isdigit():
            return self.workspace.manual.page(self.id, proposal=int(self.more["proposal"]))
        history = self.workspace.manual.page(self.id).history
        waits = next((each for each in history if each.status is Status.SUBMITTED), history[0])
        return self.workspace.manual.page(self.id, proposal=waits.proposal)

    @staticmethod
    def _before(page: Page) -> RevisionRow | None:
        """Give what this revision is compared with: the one in force, else the last that was approved."""
        older = [each for each in page.history if each.proposal != page.revision.proposal and each.label]
        return next((each for each in older if each.status is Status.EFFECTIVE), older[0] if older else None)

    def _show_about(self, revision: RevisionRow, before: RevisionRow | None) -> None:
        clear(self.about)
        when = self.frame.times.moment(revision.submitted_at)
        self.about.addWidget(label(f"“{revision.reason}”", "lead"))
        said = self.tr("Written by {who}, handed in {when}").format(who=revision.author, when=when)
        self.about.addWidget(label(said, "soft"))
        if before is None:
            self.about.addWidget(label(self.tr("A new procedure: nothing of it is in force yet."), "soft"))
        if revision.imported_from:
            said = self.tr("Imported from {source}").format(source=revision.imported_from)
            self.about.addWidget(label(said, "soft"))

    def _show_problems(self, found: tuple[Problem, ...]) -> None:
        clear(self.problems)
        self.problems_card.setVisible(bool(found))
        for each in sorted(found, key=lambda one: list(Weight).index(one.severity)):
            words, kind = WEIGHTS[each.severity]
            line = Flow(tokens.SNUG)
            line.add(chip(tr(words), kind))
            self.problems.addWidget(line)
            self.problems.addWidget(label(each.sentence))

    def _offer_views(self, page: Page, before: RevisionRow | None) -> None:
        views = [(WHOLE, self.tr("The whole page"))]
        if before is not None:
            words = self.tr("What changes against {revision}").format(revision=revision_name(before))
            views.insert(0, (CHANGES, words))
            difference = self.workspace.manual.compare(self.id, before.proposal, page.revision.proposal)
            self.difference.set_difference(difference)
        self.view.offer(views)
        self._show_view(self.view.value())

    def _show_view(self, view: str) -> None:
        self.changes.setVisible(view == CHANGES)
        self.whole.setVisible(view == WHOLE)
        if view == WHOLE and self.page is not None:
            self.whole.show_page(self.page)

    def _show_acts(self, page: Page, found: tuple[Problem, ...]) -> None:
        self.clear_acts()
        if page.status is not Status.SUBMITTED:
            said = self.tr("This revision is decided already: {status}.").format(status=self.tr(page.status.value))
            self.banner.say("note", said, self.tr("Read it"), self._read, icon="info")
            return
        sentence, may_return = self._obstacle(page, found)
        if sentence:
            self.banner.say("warning", sentence, icon="info")
        else:
            self.banner.hide()
        if may_return:
            self.add_act(self.tr("Send back"), self.give_back, icon="undo")
        if not sentence:
            self.add_act(self.tr("Approve"), self.approve, kind="primary", icon="sign")

    def _obstacle(self, page: Page, found: tuple[Problem, ...]) -> tuple[str, bool]:
        """Say why whoever is here cannot approve, and whether they can still send it back."""
        may = self.person is None or self.person.may(Right.APPROVE)
        if self.person is not None and self.person.id == page.revision.author_id:
            said = self.tr("You wrote this revision: whoever writes cannot approve. Somebody else has to sign.")
            return said, may
        if not may:
            said = self.tr("A supervisor or a manager decides about revisions. You can read what is proposed.")
            return said, False
        wrong = [each for each in found if each.severity is Weight.ERROR and each.where.startswith("duty:")]
        if wrong:
            said = self.tr("It cannot be approved as it is: {why} Each step takes exactly one A and at least one R.")
            return said.format(why=wrong[0].sentence), may
        return "", may

    # -- acting

    def approve(self) -> None:
        """Ask how much it changes, from when it counts, and for the signature."""
        self.frame.require_person(self._approve, right=Right.APPROVE)

    def give_back(self) -> None:
        """Send the revision back with a reason."""
        self.frame.require_person(self._give_back, right=Right.APPROVE)

    def _approve(self, who: PersonView) -> None:
        page = self.page
        if page is None:
            return
        weights = (
            (Significance.MAJOR.value, self.tr("Major: everyone concerned reads it again")),
            (Significance.MINOR.value, self.tr("Minor: wording only, nobody has to read it again")),
        )
        hint = self.tr("Empty: in force at once. A change of a duty, a warning or a limit is major in any case.")
        questions = [
            Question("significance", self.tr("How much changes"), "choice", weights, needed=True),
            Question("from", self.tr("In force from"), "moment", hint=hint),
            Question("password", self.tr("Password of {name}").format(name=who.name), "password", needed=True),
        ]

        def act(answers: dict[str, str]) -> None:
            label_ = self.workspace.manual.approve(
                by=who.id, password=answers["password"], sop=page.id, proposal=page.revision.proposal,
                significance=Significance(answers["significance"]),
                effective_from=instant_of(answers["from"], self.frame.times),
            )  # fmt: skip
            self.frame.go("manual.page", page.id, proposal=str(page.revision.proposal))
            self.frame.say(self.tr("Approved as revision {label}.").format(label=label_))

        meaning = self.tr("By signing you say: “I have read this revision and approve it.”")
        self.ask(self.tr("Approve"), questions, self.tr("Sign and approve"), act, sentence=meaning)

    def _give_back(self, who: PersonView) -> None:
        page = self.page
        if page is None:
            return
        why = Question("reason", self.tr("What should be different"), "text", needed=True)

        def act(answers: dict[str, str]) -> None:
            self.workspace.manual.give_back(
                by=who.id, sop=page.id, proposal=page.revision.proposal, reason=answers["reason"]
            )

        self.ask(self.tr("Send back to {who}").format(who=page.revision.author), [why], self.tr("Send back"), act,
                 done=self.tr("Sent back with your reason."))  # fmt: skip

    def _jump(self, link: str) -> None:
        found = self.whole.light_up(link.partition("#")[2])
        if found is not None:
            self._scroller.ensureWidgetVisible(found)

    def _read(self) -> None:
        if self.page is not None:
            self.frame.go("manual.page", self.id, proposal=str(self.page.revision.proposal))

    def _to_manual(self) -> None:
        self.frame.go("manual")
