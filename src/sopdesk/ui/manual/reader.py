"""The reader: one procedure as it reads now, on a day in the past, or in one exact revision."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Format
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.manual.body import PageBody
from sopdesk.ui.manual.days import day_of, instant_of, last_instant
from sopdesk.ui.manual.printing import save_pdf
from sopdesk.ui.manual.side import Side
from sopdesk.ui.manual.steps import Reading
from sopdesk.ui.manual.words import format_word, kind_word, revision_name, role_word, status_chip
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip
from sopdesk.ui.widgets.rows import Flow, row
from sopdesk.views.manual import Page
from sopdesk.views.people import PersonView

BESIDE = 640
"""From so many pixels on, at a text size of 100 %, the side stands beside the text."""
OUTSIDE = ("http:", "https:", "mailto:")


class ReaderScreen(Screen):
    """One procedure: `id`, and perhaps step=, as_of= (a day), proposal= or digest= (an exact revision)."""

    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.page: Page | None = None
        self._shown: tuple[object, ...] = ()
        self._led_to: tuple[object, ...] = ()
        self.banner = Banner()
        self.chips = Flow()
        self.text = PageBody(Reading(self.workspace.manual.picture, self.follow, self.log))
        self.side = Side(frame, self.follow)
        self._both = row(self.text, self.side, gap=tokens.WIDE)
        self._both.setAlignment(self.text, Qt.AlignmentFlag.AlignTop)
        self._both.setStretch(0, 5)
        self._both.setStretch(1, 3)
        self.side.setMaximumWidth(tokens.COLUMN // 2)
        self._all = QWidget()
        self._all.setLayout(self._both)
        self.body.setSpacing(tokens.NEAR)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.chips)
        self.body.addWidget(self._all)
        self._leading = QTimer(self, singleShot=True, interval=tokens.KEYSTROKE)
        self._leading.timeout.connect(self._scroll)

    # -- showing

    def refresh(self) -> None:
        """Ask for the page and show it, when it is another one than before or somebody else reads."""
        try:
            page = self._ask()
        except Refusal as no:
            self._show_nothing(no.sentence)
            return
        self._all.show()
        self.page = page
        shown = (page, self.person)
        if shown != self._shown:
            self._shown = shown
            self._show_head(page)
            self._show_banner(page)
            self._show_acts(page)
            self.text.show_page(page)
            self.side.show_page(page, self.person)
        self._lead()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side below the text when there is no room beside it."""
        super().resizeEvent(event)
        beside = event.size().width() - 2 * tokens.FAR >= style.size(BESIDE)
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

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
        day = {"as_of": self.more["as_of"]} if self.page.as_of else {}
        self.frame.go("manual.page", sop, **({"step": step} if step else {}), **day)

    # -- acting

    def start(self) -> None:
        """Start the checklist."""
        self.frame.require_person(
            lambda _who: self.frame.go("checklists.run", sop=self.id),
            right=Right.RUN, why=self.tr("Starting a checklist is recorded with your name."),
        )  # fmt: skip

    def log(self, text: str = "") -> None:
        """Log an incident that happened at a step of this procedure."""
        self.frame.go("incidents.log", sop=self.id, **({"text": text} if text else {}))

    def write(self) -> None:
        """Write the next revision."""
        self.frame.require_person(lambda _who: self.frame.go("manual.editor", self.id), right=Right.WRITE)

    def decide(self) -> None:
        """Look at the revision that waits."""
        self.frame.go("manual.approval", self.id)

    def print_page(self) -> None:
        """Save the procedure as PDF."""
        if self.page is None:
            return
        number, sop, as_of = self.page.content.number, self.id, self.page.as_of
        by = self.person.id if self.person else ""
        save_pdf(
            self, f"{number}.pdf", self.tr("Printing {number}").format(number=number),
            lambda _progress, _cancelled: self.workspace.exports.procedure_pdf(sop=sop, by=by, as_of=as_of),
        )  # fmt: skip

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
        day = day_of(self.more.get("as_of", ""))
        return manual.page(self.id, as_of=last_instant(day, self.frame.times, self.workspace.now()))

    def _show_nothing(self, sentence: str) -> None:
        self.page, self._shown = None, ()
        self.set_title(self.tr("Not to be shown"))
        self.clear_acts()
        self.chips.clear()
        self._all.hide()
        self.banner.say("warning", sentence, self.tr("To the manual"), self._to_manual, icon="info")

    def _show_head(self, page: Page) -> None:
        content, times = page.content, self.frame.times
        revision = page.revision
        since = ""
        if revision.effective_from is not None:
            since = self.tr("in force from {when}").format(when=times.day(revision.effective_from))
        detail = " · ".join(filter(None, (content.number, revision_name(revision), since)))
        self.set_title(page.titles["title"], detail)
        self.chips.clear()
        if page.as_of is not None:
            words = self.tr("As of {day}").format(day=times.day(page.as_of))
            self.chips.add(chip(words, "warning"))
        self.chips.add(chip(*status_chip(page.status)))
        if page.review_due is not None and page.as_of is None:
            day = times.day(page.review_due)
            if page.overdue:
                self.chips.add(chip(self.tr("Review overdue since {day}").format(day=day), "danger"))
            else:
                self.chips.add(chip(self.tr("Review by {day}").format(day=day)))
        self.chips.add(chip(format_word(content.format)))
        self.chips.add(chip(kind_word(content.kind)))
        if content.section:
            self.chips.add(chip(content.section))
        if content.owner:
            self.chips.add(chip(self.tr("Owner: {role}").format(role=role_word(content.owner))))

    def _show_banner(self, page: Page) -> None:
        said, offer, do, tone = self._standing(page)
        if not said:
            self.banner.hide()
            return
        self.banner.say(tone, said, offer, do, icon="history" if tone != "note" else "clock")

    def _standing(self, page: Page) -> tuple[str, str, object, str]:
        """Say what is unusual about this revision: sentence, offer, act and tone."""
        times, name = self.frame.times, revision_name(page.revision)
        now_in_force = self.tr("Read what is in force")
        if page.as_of is not None:
            said = self.tr("This is how it read at the end of {day}. It may have changed since.")
            return said.format(day=times.day(page.as_of)), now_in_force, self._to_current, "warning"
        match page.status:
            case Status.SUPERSEDED:
                said = self.tr("{revision} is superseded. Do not work by it.")
                return said.format(revision=name), now_in_force, self._to_current, "danger"
            case Status.WITHDRAWN:
                said = self.tr("This procedure is withdrawn. Do not work by it.")
                return said, "", None, "danger"
            case Status.SCHEDULED:
                when = times.moment(page.revision.effective_from) if page.revision.effective_from else ""
                said = self.tr("{revision} is approved, but not in force before {when}.")
                return said.format(revision=name, when=when), *self._offer_current(page), "note"
            case Status.SUBMITTED:
                said = self.tr("This revision waits for approval and is not in force.")
                return said, self.tr("Look and decide"), self.decide, "warning"
            case Status.RETURNED:
                said = self.tr("This revision was returned to its author and is not in force: {why}")
                return said.format(why=page.revision.returned_reason), *self._offer_current(page), "warning"
        return "", "", None, ""

    def _offer_current(self, page: Page) -> tuple[str, object]:
        if any(each.status is Status.EFFECTIVE for each in page.history):
            return self.tr("Read what is in force"), self._to_current
        return "", None

    def _show_acts(self, page: Page) -> None:
        self.clear_acts()
        self.add_act(self.tr("Print"), self.print_page, kind="quiet", icon="print", key="Ctrl+P")
        if page.as_of is not None or page.status in {Status.SUPERSEDED, Status.RETURNED}:
            return
        if page.status is not Status.WITHDRAWN:
            self.add_act(self.tr("Log incident"), self.log, kind="quiet", icon="incidents")
            self.add_act(self.tr("Write a revision"), self.write, icon="edit")
        waits = any(each.status is Status.SUBMITTED for each in page.history)
        startable = page.content.format is Format.CHECKLIST and page.status is Status.EFFECTIVE
        if waits:
            self.add_act(self.tr("Decide about the new revision"), self.decide, icon="sign",
                         kind="plain" if startable else "primary")  # fmt: skip
        if startable:
            self.add_act(self.tr("Start"), self.start, kind="primary", icon="start")
        self._add_menu(self.add_act(self.tr("More"), icon="more", do=_nothing), page)

    def _add_menu(self, at: QPushButton, page: Page) -> None:
        menu = QMenu(at)
        compare = menu.addAction(self.tr("Compare revisions"), self.compare)
        compare.setEnabled(len(page.history) > 1)
        withdraw = menu.addAction(self.tr("Withdraw …"), self.withdraw)
        withdraw.setEnabled(page.status in {Status.EFFECTIVE, Status.SCHEDULED})
        at.setMenu(menu)

    def _to_current(self) -> None:
        self.frame.go("manual.page", self.id)

    def _to_manual(self) -> None:
        self.frame.go("manual", **({"as_of": self.more["as_of"]} if self.more.get("as_of") else {}))

    # -- steps

    def _lead(self) -> None:
        """Go to the step that the visit names, once for each visit."""
        visit = (self.id, tuple(sorted(self.more.items())), self.frame.here)
        if visit != self._led_to:
            self._led_to = visit
            self._jump(self.more.get("step", ""))

    def _jump(self, step: str) -> None:
        self.target = self.text.light_up(step)
        if self.target is not None:
            self._leading.start()

    def _scroll(self) -> None:
        if self.target is not None:
            top = self.target.mapTo(self._scroller.widget(), self.target.rect().topLeft()).y()
            self._scroller.verticalScrollBar().setValue(top - tokens.WIDE)
            self.target.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.target.setFocus()


def _nothing() -> None:
    """Leave it to the button's menu."""
