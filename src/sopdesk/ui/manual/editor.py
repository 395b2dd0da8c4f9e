"""The editor: a procedure as plain text, with the finished page beside it and what is wrong below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QScrollArea, QSplitter, QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.sop import Format, Procedure
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame, Visit
from sopdesk.ui.manual.asking import reviewer_questions, reviewers_of
from sopdesk.ui.manual.beginnings import beginning, next_number
from sopdesk.ui.manual.body import PageBody
from sopdesk.ui.manual.findings_view import FindingsView
from sopdesk.ui.manual.inserts import Insert, file_name, insertion
from sopdesk.ui.manual.keeping import DraftText
from sopdesk.ui.manual.settling import Settling
from sopdesk.ui.manual.steps import Reading
from sopdesk.ui.manual.words import FORMATS, format_word
from sopdesk.ui.manual.writing import WritingField
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.rows import Flow, column

ROOM = 320
"""The least pixels in height that text and page take."""
PAUSE = 250
"""So many milliseconds after the last key the page beside the text follows."""
BESIDE = 640
"""From so many pixels on, at a text size of 100 %, the page stands beside the text."""
PICTURES = "Pictures (*.png *.jpg *.jpeg *.gif *.svg)"


class EditorScreen(Screen):
    """`id` is the procedure, or "" for a new one; draft= goes on with one draft."""

    needs_person = True
    right = Right.WRITE
    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._shown: tuple[Visit | None, str] = (None, "")
        self.draft: DraftText | None = None
        self._content: Procedure | None = None
        self.field = WritingField()
        self.settling = Settling(self.workspace)
        self.page = PageBody(Reading(self._picture, lambda _link: None, said=self.settling.said))
        self.findings = FindingsView(frame.times)
        self.formats = Chips([(each.value, format_word(each)) for each in FORMATS], name=self.tr("Format"), needed=True)
        self._looking = QTimer(self, singleShot=True, interval=PAUSE)
        self._keeping = QTimer(self, singleShot=True, interval=tokens.SETTLE)
        self._add_acts()
        self._lay_out_body()
        self._connect()

    def _add_acts(self) -> None:
        self.add_act(self.tr("Throw the draft away"), self.throw_away, kind="quiet", icon="close")
        self.add_act(self.tr("Hand in"), self.submit, kind="primary", icon="right", key="Ctrl+Return")

    def _lay_out_body(self) -> None:
        tools = self._tools()
        inside = QWidget()
        inside.setObjectName("scrolled")
        around = column(self.page, None)
        around.setContentsMargins(tokens.GAP, 0, tokens.GAP, tokens.GAP)
        inside.setLayout(around)
        self.preview = QScrollArea()
        self.preview.setWidgetResizable(True)
        self.preview.setAccessibleName(self.tr("The finished page"))
        self.preview.setWidget(inside)
        self._both = both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setMinimumHeight(ROOM)
        both.addWidget(self.field)
        both.addWidget(self.preview)
        both.setSizes([1, 1])
        self.body.setSpacing(tokens.SNUG)
        self.body.addWidget(self.formats)
        self.body.addWidget(tools)
        self.body.addWidget(both, 1)
        self.body.addWidget(self.findings)

    def _tools(self) -> Flow:
        tools = Flow(tokens.HAIR)
        tools.add(icon_button(self.tr("Undo"), "undo", self.field.undo))
        tools.add(icon_button(self.tr("Redo"), "redo", self.field.redo))
        words = {
            Insert.STEP: (self.tr("Step"), "plus"), Insert.TIP: (self.tr("Tip"), "tip"),
            Insert.WARNING: (self.tr("Warning"), "incidents"), Insert.ITEM: (self.tr("Line to tick"), "check"),
        }  # fmt: skip
        for what, (word, icon) in words.items():
            made = button(word, partial(self.insert, what), kind="quiet", icon=icon)
            made.setAccessibleName(self.tr("Put in: {what}").format(what=word))
            tools.add(made)
        tools.add(button(self.tr("Picture"), self.choose_picture, kind="quiet", icon="photo"))
        return tools

    def _connect(self) -> None:
        self.field.textChanged.connect(self._note_change)
        self._looking.timeout.connect(self.look_at_text)
        self._keeping.timeout.connect(self.keep_draft)
        self.formats.changed.connect(self._begin)
        self.findings.chosen.connect(self.field.go_to_line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the page below the text when there is no room beside it."""
        super().resizeEvent(event)
        beside = event.size().width() >= style.size(BESIDE)
        self._both.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    # -- showing

    def take_focus(self) -> None:
        """Put the keyboard into the text."""
        self.field.setFocus()

    def refresh(self) -> None:
        """Bring the text at a new visit or for somebody else; what is being written stays."""
        if self.person is None or self._is_shown(self.person.id):
            return
        self.keep_draft()
        self._shown = (self.frame.here, self.person.id)
        self.settling.turn_to(self.id)
        self.draft = DraftText(self.workspace.drafts, self.person.id, self.id, self.more.get("draft", ""))
        try:
            self._bring(self.draft)
        except Refusal as no:
            self.draft = None
            self.field.setPlainText("")
            self.message.fail(no.sentence)

    def _is_shown(self, person: str) -> bool:
        visit, author = self._shown
        return visit is not None and visit is self.frame.here and author == person

    def put_down(self) -> None:
        """Keep the draft now: the desk locks, closes, or shows something else."""
        super().put_down()
        self.keep_draft()

    def look_at_text(self) -> None:
        """Read the text: show the page and what is wrong."""
        self._looking.stop()
        text = self.field.toPlainText()
        self._content, errors = self.workspace.drafts.read(text)
        self.field.mark_lines(line for line, _ in errors)
        if self._content is None:
            self.findings.show_errors(errors)
            return
        page = self.workspace.drafts.preview(text)
        if page is not None:
            self.page.show_page(page)
        self.findings.show_problems(self.workspace.manual.problems(self._content), text)

    def keep_draft(self) -> None:
        """Keep what is written, outside the record."""
        self._keeping.stop()
        try:
            if self.draft is not None and self.draft.keep(self.field.toPlainText()):
                clock = self.frame.times.clock(self.workspace.now())
                self.findings.remark.setText(self.tr("Kept as a draft, {time}").format(time=clock))
        except Trouble as trouble:
            self.message.fail(trouble.sentence)

    # -- acting

    def insert(self, what: Insert, name: str = "") -> None:
        """Put a piece in where it belongs, seen from the cursor."""
        self.field.insert(insertion(self.field.toPlainText(), self.field.place(), what, name=name))

    def choose_picture(self) -> None:
        """Put a picture in from a file."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", PICTURES)
        if path:
            self.add_picture(Path(path))

    def add_picture(self, path: Path) -> None:
        """Take a picture along, and name it at the end of the step in which the cursor stands."""
        if self.draft is None:
            return
        try:
            data = path.read_bytes()
        except OSError as error:
            why = error.strerror or str(error)
            self.message.fail(self.tr("{name} cannot be read: {why}.").format(name=path.name, why=why))
            return
        name = file_name(path.name, set(self.draft.pictures))
        self.draft.add_picture(name, path, data)
        self.insert(Insert.PICTURE, name)

    def submit(self) -> None:
        """Hand the revision in: asks why it changes."""
        self.look_at_text()
        content = self._content
        if content is None:
            self.message.fail(self.tr("The text cannot be read yet. Correct what is marked, then hand it in."))
            return
        why = Question("reason", self.tr("Why it changes, in a few words"), "text", needed=True, lines=2)
        who = reviewer_questions(self.workspace.people.tiles(), (self.draft.author,) if self.draft else ())
        said = self.tr("Somebody else reads it, then approves it or sends it back. Until then nothing changes.")
        self.ask(
            self.tr("Hand in"), [why, *who, *self.settling.questions()], self.tr("Hand in"),
            lambda answers: self._submit(content, answers), sentence=said,
        )  # fmt: skip

    def throw_away(self) -> None:
        """Throw the draft away; it can be taken back as long as the page is shown."""
        if self.draft is None:
            return
        text = self.field.toPlainText()
        self.draft.drop()
        start = self._start_text(self.draft)
        self.field.replace_all(start)
        self._keeping.stop()
        self.findings.remark.setText("")
        self.message.say(self.tr("The draft is thrown away."), self.tr("Undo"), lambda: self.field.replace_all(text))

    def _submit(self, content: Procedure, answers: Mapping[str, str]) -> None:
        draft = self.draft
        if draft is None:
            return
        named = {pic.source for step in content.steps for pic in step.pictures}
        pictures = {name: data for name, data in draft.pictures.items() if name in named}
        reviewers, in_order = reviewers_of(answers)
        done = self.workspace.manual.submit(
            by=draft.author, content=content, reason=answers["reason"], sop=draft.sop, based_on=draft.based_on,
            pictures=pictures, reviewers=reviewers, in_order=in_order, settles=self.settling.chosen(answers),
        )  # fmt: skip
        draft.drop()
        self.draft, self._shown = None, (None, "")
        newest = self.workspace.manual.page(done).history[0]
        self.frame.go("manual.page", done, proposal=str(newest.proposal))
        self.frame.say(self.tr("Handed in. It waits for somebody else's approval."))

    # -- bringing the text

    def _bring(self, draft: DraftText) -> None:
        draft.find_mine()
        if draft.draft:
            text = draft.resume()
            when = self.frame.times.near(self.workspace.drafts.get(draft.draft).changed_at, self.workspace.now())
            self.message.note(self.tr("You go on with your draft, kept {when}.").format(when=when))
        else:
            text = self._start_text(draft)
        self._name(draft)
        self.formats.setVisible(not draft.sop and not draft.draft)
        self.field.setPlainText(text)
        self.findings.remark.setText("")
        self.look_at_text()

    def _start_text(self, draft: DraftText) -> str:
        """Give the text to begin with: the newest revision, or a small one of the format chosen."""
        if draft.sop:
            draft.based_on = self.workspace.manual.page(draft.sop).history[0].digest
            draft.kept = self.workspace.drafts.text_for(draft.sop)
        else:
            numbers = (each.number for each in self.workspace.manual.rows())
            draft.kept = beginning(Format(self.formats.value()), next_number(numbers))
        return draft.kept

    def _name(self, draft: DraftText) -> None:
        if not draft.sop:
            self.set_title(self.tr("New procedure"))
            return
        page = self.workspace.manual.page(draft.sop)
        title = self.tr("Revision of {number}").format(number=page.content.number)
        self.set_title(title, page.titles["title"])
        if draft.based_on and page.history[0].digest != draft.based_on:
            said = self.tr("{who} has handed in a newer revision since you began. Compare before you hand in yours.")
            self.message.warn(said.format(who=page.history[0].author))

    def _begin(self, _format: str) -> None:
        """Begin with another format, as long as nothing of one's own is written."""
        if self.draft is not None:
            self.field.setPlainText(self._start_text(self.draft))
            self.look_at_text()

    # -- the text as it changes

    def _note_change(self) -> None:
        self._looking.start()
        if self.draft is not None and self.field.toPlainText() != self.draft.kept:
            self._keeping.start()
            self.formats.hide()

    def _picture(self, source: str) -> bytes | None:
        mine = self.draft.pictures.get(source) if self.draft else None
        return mine or self.workspace.manual.picture(source)
