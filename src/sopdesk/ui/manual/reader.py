"""The reader: one procedure as it reads now, on a day in the past, or in one exact revision."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import OPEN, Status
from sopdesk.ui import style, tokens
from sopdesk.ui.checklists.begin import SCREENS, begin
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.manual.body import PageBody
from sopdesk.ui.manual.days import instant_of
from sopdesk.ui.manual.drawn import DrawnCard
from sopdesk.ui.manual.facts import chips_of
from sopdesk.ui.manual.made_over import offer_drafts
from sopdesk.ui.manual.paper import Paper
from sopdesk.ui.manual.side import Side, beside_of
from sopdesk.ui.manual.standing import Leads, coming_of, standing_of
from sopdesk.ui.manual.steps import Reading
from sopdesk.ui.manual.upkeep import Upkeep
from sopdesk.ui.manual.words import revision_name
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.rows import Flow, row
from sopdesk.views.manual import Page
from sopdesk.views.people import PersonView

BESIDE = 640
"""From so many pixels on, at a text size of 100 %, the side stands beside the text."""
SIDE = 400
"""The most pixels that the side and the room before it take, at a text size of 100 %."""
OUTSIDE = ("http:", "https:", "mailto:")


class ReaderScreen(Screen):
    """One procedure: `id`, and perhaps step=, proposal= or digest= (an exact revision)."""

    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.page: Page | None = None
        self.target: QWidget | None = None
        self._shown: tuple[object, ...] = ()
        self._led_to: tuple[object, ...] = ()
        self.banner = Banner()
        self.chips = Flow()
        self._upkeep = Upkeep(self, self.withdraw)
        reading = Reading(self.workspace.manual.picture, self.follow, self.log, self._upkeep.suggest, may=self.ask_may)
        self.text = PageBody(reading)
        self.side = Side(frame, self.follow, self._upkeep.cards)
        self._paper = Paper(self)
        self._both = row(self.text, self.side, gap=tokens.WIDE)
        self._both.setStretch(0, 5)
        self._both.setStretch(1, 3)
        self._all = QWidget()
        self._all.setLayout(self._both)
        self._inside = self._scroller.widget() or self
        self.body.setSpacing(tokens.NEAR)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.chips)
        self.drawn = DrawnCard(self.workspace.manual.drawing)
        self.drawn.chosen.connect(self._jump)
        self.drawn.large.connect(self.draw)
        self.body.addWidget(self.drawn)
        self.body.addWidget(self._all)
        QShortcut(QKeySequence.StandardKey.Print, self).activated.connect(self.print_page)
        self._leading = QTimer(self, singleShot=True, interval=tokens.KEYSTROKE)
        self._leading.timeout.connect(self._scroll)
        style.on_change(self.look_again)
        self.look_again()

    # -- showing

    def look_again(self) -> None:
        """Keep text and side together where the window is wider than both."""
        self._inside.setMaximumWidth(self.text.maximumWidth() + style.size(SIDE) + 2 * tokens.FAR)

    def refresh(self) -> None:
        """Ask for the page and show it, when it is another one than before or somebody else reads."""
        try:
            page = self._ask()
        except Refusal as no:
            self._show_nothing(no.sentence)
            return
        self._all.show()
        self.page = page
        beside = beside_of(self.frame, page, self.person)
        shown = (page, self.person, *beside, self._upkeep.ask(page))
        if shown != self._shown:
            self._shown = shown
            self._show_head(page)
            self._show_banner(page)
            self._show_acts(page)
            self.text.show_page(page)
            self.side.show_page(page, self.person, *beside)
            self.drawn.show_page(page)
        self._lead()
        self._paper.show_scanned(self.more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side below the text when there is no room beside it."""
        super().resizeEvent(event)
        beside = event.size().width() - 2 * tokens.FAR >= style.size(BESIDE)
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def take_focus(self) -> None:
        """Take the keyboard to where the page scrolls; after a scan of what can be started, to Start."""
        starts = [each for each in self.acts.pieces() if each.property("kind") == "primary"]
        if starts and self.more.get("by") == "scan":
            starts[0].setFocus()
        else:
            super().take_focus()

    def follow(self, link: str) -> None:
        """Go where a link leads: within the page, to another procedure or, for addresses, out of the desk."""
        if link.startswith(OUTSIDE):
            QDesktopServices.openUrl(QUrl(link))
            return
        number, _, step = link.partition("#")
        if self.page is None or number in {"", self.page.content.number}:
            self._jump(step)
            return
        sop = self.workspace.manual.find_number(number)
        if sop is None:
            self.message.warn(self.tr("There is no procedure {number} in this manual.").format(number=number))
            return
        self.frame.go("manual.page", sop, **({"step": step} if step else {}))

    # -- acting

    def start(self) -> None:
        """Start the checklist, or follow the workflow question by question."""
        if self.page is not None:
            begin(self.frame, self.id, self.page.content.format)

    def log(self, text: str = "") -> None:
        """Log an incident that happened at a step of this procedure."""
        self.frame.go("incidents.log", sop=self.id, **({"text": text} if text else {}))

    def ask_may(self, step: str) -> None:
        """Ask how far one may go at a step."""
        self.frame.go("manual.may", self.id, step=step)

    def write(self) -> None:
        """Write the next revision."""
        self.frame.require_person(lambda _who: self.frame.go("manual.editor", self.id), right=Right.WRITE)

    def decide(self) -> None:
        """Look at the revision that waits."""
        self.frame.go("manual.approval", self.id)

    def print_page(self) -> None:
        """Save the procedure as PDF."""
        if self.page is not None:
            self._paper.print_page(self.page)

    def draw(self) -> None:
        """Show the steps drawn, in the whole window."""
        self.frame.go("manual.drawing", self.id, **self.more)

    def compare(self) -> None:
        """Compare two revisions; at first the two newest."""
        if self.page is not None and len(self.page.history) > 1:
            newest, before = self.page.history[:2]
            self.frame.go("manual.compare", self.id, one=str(before.proposal), other=str(newest.proposal))

    def withdraw(self) -> None:
        """Take the procedure out of force, with a reason and a signature."""
        self.frame.require_person(self._withdraw, right=Right.APPROVE)

    def _withdraw(self, who: PersonView) -> None:
        questions = [
            Question("reason", self.tr("Why it is withdrawn"), "text", needed=True),
            Question("from", self.tr("From when"), "moment", hint=self.tr("Empty: from now on.")),
            Question("password", self.tr("Password of {name}").format(name=who.name), "password", needed=True),
        ]

        def act(answers: dict[str, str]) -> None:
            self.workspace.manual.withdraw(
                by=who.id, password=answers["password"], sop=self.id, reason=answers["reason"],
                effective_from=instant_of(answers["from"], self.frame.times),
            )  # fmt: skip

        meaning = self.tr(
            "By signing you say: “I withdraw this procedure.” It stays readable, its number is never used again."
        )
        self.ask(self.tr("Withdraw this procedure"), questions, self.tr("Sign and withdraw"), act,
                 done=self.tr("Withdrawn."), sentence=meaning, kind="danger")  # fmt: skip

    # -- the parts of the page

    def _ask(self) -> Page:
        manual = self.workspace.manual
        if self.more.get("digest"):
            return manual.page_of_digest(self.id, self.more["digest"])
        if self.more.get("proposal", "").isdigit():
            return manual.page(self.id, proposal=int(self.more["proposal"]))
        return manual.page(self.id, as_of=self.frame.as_of())

    def _show_nothing(self, sentence: str) -> None:
        self.page, self._shown = None, ()
        self.set_title(self.tr("Not to be shown"))
        self.clear_acts()
        self.chips.clear()
        self._all.hide()
        self.drawn.hide()
        self.banner.say("warning", sentence, self.tr("To the manual"), partial(self.frame.go, "manual"),
                        icon="info")  # fmt: skip

    def _show_head(self, page: Page) -> None:
        content, revision, times = page.content, page.revision, self.frame.times
        since = ""
        if revision.effective_from is not None:
            since = self.tr("in force from {when}").format(when=times.day(revision.effective_from))
        detail = " · ".join(filter(None, (content.number, revision_name(revision), since)))
        self.set_title(page.titles["title"], detail)
        self.chips.clear()
        for each in chips_of(page, times):
            self.chips.add(each)

    def _show_banner(self, page: Page) -> None:
        said = standing_of(page, self.frame.times, exact=bool(self.more.get("digest")), run=self.more.get("run", ""))
        if said is None:
            self._upkeep.remind(self.banner, page)
            return
        mine = self.person is not None and self.person.id == page.revision.author_id
        leads = {
            Leads.NOWHERE: ("", None),
            Leads.CURRENT: (self.tr("Read what is in force"), self._to_current),
            Leads.COMING: (self.tr("Read it"), self._to_coming),
            Leads.DECISION: (self.tr("Look") if mine else self.tr("Look and decide"), self.decide),
        }
        self.banner.say(said.tone, said.sentence, *leads[said.leads], icon=said.icon)

    def _show_acts(self, page: Page) -> None:
        self.clear_acts()
        current = page.as_of is None and page.status not in {Status.SUPERSEDED, Status.RETURNED, Status.WITHDRAWN}
        startable = current and page.content.format in SCREENS and page.status is Status.EFFECTIVE
        waits = current and any(each.status in OPEN for each in page.history)
        self._add_menu(self.add_act(self.tr("More"), icon="more", do=lambda: None), page, current=current)
        if current:
            self.add_act(self.tr("Write a revision"), self.write, icon="edit", right=Right.WRITE)
        if waits and page.status not in OPEN:
            self.add_act(self.tr("New revision waits"), self.decide, icon="sign")
        if startable:
            self.add_act(self.tr("Start"), self.start, kind="primary", icon="start")

    def _add_menu(self, at: QPushButton, page: Page, *, current: bool) -> None:
        menu = QMenu(at)
        self._paper.offer(menu, page, current=current)
        if current:
            menu.addAction(self.tr("Log an incident under this procedure"), self.log)
            offer_drafts(menu, self.frame, page)
        compare = menu.addAction(self.tr("Compare revisions"), self.compare)
        compare.setEnabled(len(page.history) > 1)
        withdraw = menu.addAction(self.tr("Withdraw …"), self.withdraw)
        withdraw.setVisible(self.may(Right.APPROVE))
        withdraw.setEnabled(current and page.status not in OPEN)
        at.setMenu(menu)

    def _to_current(self) -> None:
        self.frame.go("manual.page", self.id)

    def _to_coming(self) -> None:
        coming = coming_of(self.page) if self.page else None
        if coming is not None:
            self.frame.go("manual.page", self.id, proposal=str(coming.proposal))

    # -- steps

    def _lead(self) -> None:
        """Go to the step that the visit names, once for each visit."""
        visit = (self.id, tuple(sorted(self.more.items())), self.frame.here)
        if visit != self._led_to:
            if visit[:2] != self._led_to[:2]:
                self._scroller.verticalScrollBar().setValue(0)
            self._led_to = visit
            self._jump(self.more.get("step", ""))

    def _jump(self, step: str) -> None:
        self.target = self.text.light_up(step)
        if self.target is not None:
            self._leading.start()

    def _scroll(self) -> None:
        if self.target is not None:
            top = self.target.mapTo(self._inside, self.target.rect().topLeft()).y()
            self._scroller.verticalScrollBar().setValue(top - tokens.WIDE)
            self.target.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.target.setFocus()
