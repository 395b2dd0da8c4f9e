"""One run of a checklist: doing it, completing it, signing it off."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressBar

from sopdesk.domain.person import Right
from sopdesk.domain.run import RunStage
from sopdesk.ui import tokens
from sopdesk.ui.checklists.beside import Beside
from sopdesk.ui.checklists.board import Board
from sopdesk.ui.checklists.finish import FinishCard
from sopdesk.ui.checklists.line import ItemLine
from sopdesk.ui.checklists.photos import PhotosCard
from sopdesk.ui.checklists.review import Review
from sopdesk.ui.checklists.run_acts import RunActs
from sopdesk.ui.checklists.steps import RunSteps
from sopdesk.ui.checklists.telling import Telling
from sopdesk.ui.checklists.words import stage_chip
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import Flow, column
from sopdesk.views.checklists import RunPage
from sopdesk.views.people import PersonView


class RunScreen(Screen):
    """A run as it stands; `view` is "" or "sign-off"; without an id but with `sop`, one is started."""

    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.page: RunPage | None = None
        self.acting = RunActs(self)
        self._acts_shown: tuple[RunStage, bool, int] | None = None
        self.chips = Flow()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.done = label("", "soft", wraps=False)
        self.banner = Banner()
        self.review = Review(frame.times, self.acting.open_handover)
        self.telling = Telling(frame, self.read_step)
        self.steps = RunSteps(self.acting, frame.times, self.telling, self.read_step, self.acting.report_step)
        self.steps.made.connect(self._keep_field)
        self.photos = PhotosCard(frame.times, self.workspace.manual.picture)
        self.finish = FinishCard(self.acting.complete, self.acting.hand_over)
        self.keep(self.finish.note, "handover")
        self.keep(self.acting.question, "question")
        self.empty = EmptyState("checklists", "", "", self.tr("Start it"), self.begin)
        self._kept: list[str] = []
        self._lay_out_body()

    # -- showing

    def show_for(self, person: PersonView | None, id: str = "", **more: str) -> None:  # noqa: A002 - as in views
        """Show a run; a new one begins at its top."""
        other = id != self.id
        super().show_for(person, id, **more)
        if not id and person is not None and person.may(Right.RUN):
            self.begin()
        elif other:
            self.board.verticalScrollBar().setValue(0)
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Take the keyboard to where something is to be done, unless somebody types elsewhere by now."""
        at = QApplication.focusWidget()
        if at is None or self.isAncestorOf(at):
            self.take_focus()

    def refresh(self) -> None:
        """Ask for the run and show what has changed."""
        self.board.setVisible(bool(self.id))
        self.empty.setVisible(not self.id)
        for each in (self.chips, self.progress, self.done):
            each.setVisible(bool(self.id))
        if self.id:
            self._show(self.workspace.checklists.run(self.id))
        else:
            self._say_what_starts()

    def begin(self) -> None:
        """Start the checklist that was asked for, and show its run in place of this page."""
        self.acting.start(self.more.get("sop", ""))

    def take_focus(self) -> None:
        """Take the keyboard to the first line where something is to be done."""
        first = self.steps.next_open() if self.page and self.page.row.stage is RunStage.OPEN else None
        if first is not None:
            self.go_to(first)
        else:
            self.board.setFocus()

    def go_to(self, line: ItemLine) -> None:
        """Put the keyboard on a line and bring it into sight, moving the page no more than that takes."""
        line.take_focus()
        self.board.ensureWidgetVisible(line, 0, tokens.AWAY)
        self._scroller.ensureWidgetVisible(line)

    def stay_at(self, item: str) -> None:
        """Put the keyboard back on the line of an item."""
        line = self.steps.line(item)
        if line is not None:
            self.go_to(line)

    def go_on(self, item: str) -> None:
        """Go on to the next open line after an item, or to the end when all are done."""
        line = self.steps.next_open(item)
        if line is not None:
            self.go_to(line)
            self.steps.lead(line)
        else:
            self.finish.take_focus()
            self.board.ensureWidgetVisible(self.finish, 0, tokens.GAP)

    def empty_field(self, item: str) -> None:
        """Empty a line's field: what was written there is recorded now."""
        if f"item:{item}" in self._kept:
            self.forget(f"item:{item}")

    def read_step(self, step: str) -> None:
        """Open the revision that this run keeps, where a step is told in full."""
        if self.page is not None:
            row = self.page.row
            self.frame.go("manual.page", row.sop, digest=self.page.revision, run=row.number, step=step)

    # -- pieces

    def _read_newest(self) -> None:
        if self.page is not None:
            self.frame.go("manual.page", self.page.row.sop)

    def _show(self, page: RunPage) -> None:
        self.page = page
        editable = page.row.stage is RunStage.OPEN
        began = self.tr("{number} · started by {who}, {moment}").format(
            number=page.row.number, who=page.row.started_by, moment=self.frame.times.moment(page.row.started_at)
        )
        others = ", ".join(sorted({each.who for each in page.marks.values()} - {page.row.started_by}))
        also = self.tr("{began} · with {others}").format(began=began, others=others) if others else began
        self.set_title(page.titles.get("title", page.row.title), also)
        self._show_acts(page.row.stage)
        self._show_progress(page)
        self._show_banner(page)
        self.review.show_run(page)
        if self.steps.is_other(page, editable=editable):
            self._let_fields_go()
            self.telling.turn_to(page)
            self.steps.build(page, editable=editable)
        self.steps.show_marks(page)
        self.photos.show_run(page)
        self._place_photos(2 if editable else 1)
        self.board.lead_to(self.steps.next_open() if editable else None, self.finish)
        self.finish.setVisible(editable)
        self.finish.show_left(len(page.content.items()) - len(page.marks))

    def _show_acts(self, stage: RunStage) -> None:
        waiting = len(self.acting.waiting())
        shown = (stage, self.may(Right.SIGN_OFF), waiting)
        if shown == self._acts_shown:
            return
        self._acts_shown = shown
        self.clear_acts()
        self.add_act(self.tr("PDF"), self.acting.print_run, kind="quiet", icon="print")
        if waiting:
            kind = "quiet" if stage is RunStage.COMPLETED else "primary"
            words = self.tr("Next to sign off") if waiting == 1 else self.tr("Next of {n} to sign off")
            self.add_act(words.format(n=waiting), self.acting.go_to_next, kind=kind, icon="right", key="Ctrl+J")
        if stage is RunStage.COMPLETED:
            self.add_act(self.tr("Give back"), self.acting.give_back, icon="undo", right=Right.SIGN_OFF)
            self.add_act(self.tr("Sign off"), self.acting.sign_off, kind="primary", icon="sign", right=Right.SIGN_OFF)

    def _show_progress(self, page: RunPage) -> None:
        self.chips.clear()
        self.chips.add(chip(*stage_chip(page.row.stage)))
        revision = self.tr("{number}, revision {label}").format(number=page.row.sop_number, label=page.row.label)
        self.chips.add(chip(revision))
        if page.incident_number:
            from_case = self.tr("From {number}").format(number=page.incident_number)
            self.chips.add(button(from_case, lambda: self.frame.go("incidents.file", page.incident), kind="quiet"))
        total, marked = len(page.content.items()), len(page.marks)
        skipped = sum(each.how == "skipped" for each in page.marks.values())
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(marked)
        words = self.tr("{done} of {total} done").format(done=marked - skipped, total=total)
        self.done.setText(words + (self.tr(", {n} skipped").format(n=skipped) if skipped else ""))

    def _show_banner(self, page: RunPage) -> None:
        if page.returned and page.row.stage is RunStage.OPEN:
            reason, who, at = page.returned[-1]
            said = self.tr("Given back by {who}, {moment}: {reason}")
            self.banner.say("warning", said.format(who=who, moment=self.frame.times.moment(at), reason=reason),
                            icon="undo")  # fmt: skip
        elif page.newer:
            said = self.tr("Revision {newer} became effective on {moment}. This run stays on revision {label}.").format(
                newer=page.newer, label=page.row.label,
                moment=self.frame.times.moment(page.newer_from) if page.newer_from else "",
            )  # fmt: skip
            self.banner.say("note", said, self.tr("Read what is in force"), self._read_newest)
        else:
            self.banner.hide()

    def _say_what_starts(self) -> None:
        rows = self.workspace.checklists.available()
        found = next((each for each in rows if each.id == self.more.get("sop")), None)
        self.set_title(found.title if found else self.tr("Checklist"))
        self.clear_acts()
        self._acts_shown = None
        if found is None:
            self.empty.say(self.tr("Not in force"), self.tr("This checklist is not in force now, so nobody starts it."))
        else:
            said = self.tr("Starting it is recorded with your name and keeps revision {label} to the end.")
            self.empty.say(self.tr("Ready to start"), said.format(label=found.label))
        self.empty.act.setVisible(found is not None)

    def _keep_field(self, line: ItemLine) -> None:
        if line.field is not None:
            self.keep(line.field, f"item:{line.item.id}")
            self._kept.append(f"item:{line.item.id}")

    def _let_fields_go(self) -> None:
        for each in self._kept:
            self.let_go(each)
        self._kept = []

    def _place_photos(self, place: int) -> None:
        """Have the photos below the lines while these are worked on, and above them for who looks before signing."""
        if self._whole.indexOf(self.photos) != place:
            self._whole.insertWidget(place, self.photos)

    def _lay_out_body(self) -> None:
        whole = self._whole = column(self.review, self.steps, self.photos, self.finish, None, gap=tokens.GAP)
        whole.setContentsMargins(0, 0, tokens.SNUG, 0)
        self.board = Board(whole, self.tr("Lines of the checklist"), self.take_focus)
        self.body.setSpacing(tokens.SNUG)
        self.body.addWidget(Beside(self.chips, self.done))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.board, 1)
        self.body.addWidget(self.empty, 1)
