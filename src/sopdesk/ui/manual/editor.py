"""The editor: the outline of a procedure, the form of one place of it, and the finished page beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QSplitter, QWidget

from sopdesk.domain import beginning
from sopdesk.domain.conversion import convert
from sopdesk.domain.person import Right
from sopdesk.domain.problems import Problem, Weight
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.sop import Format, Kind, Procedure
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame, Visit
from sopdesk.ui.manual.beginnings import next_number
from sopdesk.ui.manual.body import PageBody
from sopdesk.ui.manual.editing.acts import EditorActs, around_of
from sopdesk.ui.manual.editing.document import Document
from sopdesk.ui.manual.editing.drawn import DrawnWorkflow
from sopdesk.ui.manual.editing.forms import undoes
from sopdesk.ui.manual.editing.numbers import unread_problems
from sopdesk.ui.manual.editing.outline import Outline
from sopdesk.ui.manual.editing.panel import EditingPanel
from sopdesk.ui.manual.editing.places import changed_places, place_of, places_of
from sopdesk.ui.manual.editing.room import Room
from sopdesk.ui.manual.editing.words_field import picture_files, pictures_in
from sopdesk.ui.manual.findings_view import FindingsView
from sopdesk.ui.manual.keeping import KeptDraft
from sopdesk.ui.manual.settling import Settling
from sopdesk.ui.manual.steps import Reading
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.rows import column

ROOM = 320
"""The least pixels in height that outline, form and page take."""
PAUSE = 250
"""So many milliseconds after the last key the page follows."""
BESIDE = 980
"""From so many pixels on, at a text size of 100 %, the page stands beside the form."""
PICTURES = "Pictures (*.png *.jpg *.jpeg *.gif *.svg)"


class EditorScreen(Screen):
    """`id` is the procedure, or "" for a new one; draft= goes on with a draft; from= and as= make one over."""

    needs_person = True
    right = Right.WRITE
    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._shown: tuple[Visit | None, str] = (None, "")
        self.draft: KeptDraft | None = None
        self._before: Procedure | None = None
        self.document = Document()
        self.outline = Outline()
        self.panel = EditingPanel(self.document)
        self.settling = Settling(self.workspace)
        self.drawn = DrawnWorkflow(self.document, self.panel, self.workspace.manual)
        self.page = PageBody(Reading(self.workspace.manual.picture, lambda _link: None, said=self.settling.said))
        self.findings = FindingsView()
        self._looking = QTimer(self, singleShot=True, interval=PAUSE)
        self._keeping = QTimer(self, singleShot=True, interval=tokens.SETTLE)
        self.acting = EditorActs(self)
        self.setAcceptDrops(True)
        self._lay_out_body()
        self._connect()

    def _lay_out_body(self) -> None:
        self.outline_room = QWidget()
        self.outline_room.setLayout(column(self.outline, self.acting.entries(), gap=tokens.SNUG))
        self.writing = Room(self.panel, self.tr("What is written here"))
        self.preview = Room(column(self.drawn, self.page, gap=tokens.GAP), self.tr("The finished page"))
        self._all = both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setMinimumHeight(ROOM)
        for each in (self.outline_room, self.writing, self.preview):
            both.addWidget(each)
        self.writing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.writing.follow_keyboard()
        both.setSizes([310, 450, 460])
        for place, share in enumerate((0, 4, 4)):
            both.setStretchFactor(place, share)
        self.body.setSpacing(tokens.SNUG)
        self.body.addWidget(both, 1)
        self.body.addWidget(self.findings)

    def _connect(self) -> None:
        self.document.changed.connect(self._note_change)
        self._looking.timeout.connect(self.look_at_page)
        self._keeping.timeout.connect(self.keep_draft)
        self.findings.chosen.connect(self.go_to)
        outline, panel = self.outline, self.panel
        outline.chosen.connect(panel.show_place)
        outline.chosen.connect(lambda place: self.page.light_up(place.partition(":")[2]))
        outline.entered.connect(self._enter)
        outline.added.connect(panel.add_entry)
        outline.removed.connect(panel.remove_entry)
        outline.moved.connect(panel.move_entry)
        outline.indented.connect(panel.indent_entry)
        outline.dropped.connect(panel.drop_entry)
        panel.gone_to.connect(self.go_to)
        panel.turned.connect(self.writing.to_top)
        panel.turned.connect(self.acting.show_page)
        panel.pictured.connect(self.add_picture)
        panel.choose_picture.connect(self.choose_picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the page only on demand where there is no room beside the form."""
        super().resizeEvent(event)
        self.acting.fit(beside=event.size().width() >= style.size(BESIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo, wherever the keyboard stands; Escape leads from the form back to the outline."""
        if event.key() == Qt.Key.Key_Escape and self.panel.has_keyboard():
            self.outline.setFocus()
        elif not (self.document.is_open and undoes(self.document, event)):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures."""
        if picture_files(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the pictures that are dropped, into the step that they are dropped on; elsewhere into the one shown."""
        at = event.position().toPoint()
        word, _, step = self.outline.place_at(self.outline.viewport().mapFrom(self, at)).partition(":")
        if word != "step":
            step = self.page.name_at(self.page.mapFrom(self, at))
        for data in pictures_in(event.mimeData()):
            self.add_picture(data, step=step)

    # -- showing

    def take_focus(self) -> None:
        """Put the keyboard into the form."""
        self.panel.take_focus()

    def refresh(self) -> None:
        """Bring the procedure at a new visit or for somebody else; what is being written stays."""
        if self.person is None or self._is_shown(self.person.id):
            return
        self.keep_draft()
        self._shown = (self.frame.here, self.person.id)
        self.settling.turn_to(self.id, self.person.id)
        self.panel.around = around_of(self.workspace)
        self.draft = KeptDraft(self.workspace.drafts, self.person.id, self.id, self.more.get("draft", ""))
        try:
            self._bring(self.draft)
        except Refusal as no:
            self.draft = None
            self.message.fail(no.sentence)
        self._all.setEnabled(self.draft is not None)  # what is written without a draft would be lost
        self.acts.setVisible(self.draft is not None)

    def _is_shown(self, person: str) -> bool:
        visit, author = self._shown
        return visit is not None and visit is self.frame.here and author == person

    def put_down(self) -> None:
        """Keep the draft now: the desk locks, closes, or shows something else."""
        super().put_down()
        self.keep_draft()

    def go_to(self, place: str) -> None:
        """Go to a place of the procedure."""
        self._show_outline()
        self.outline.go_to(place)
        self.panel.show_place(self.outline.place())
        self.page.light_up(place.partition(":")[2])

    def look_at_page(self) -> None:
        """Show the finished page and what is wrong."""
        self._looking.stop()
        self.page.show_page(self.workspace.drafts.preview(self.document.content))
        self.drawn.show_content()
        self.findings.show_problems(self.problems())

    def problems(self) -> tuple[Problem, ...]:
        """Give what is wrong with the procedure as it stands."""
        found = self.workspace.manual.problems(self.document.content)
        return (*unread_problems(self.document), *found)

    def keep_draft(self) -> None:
        """Keep what is written, outside the record."""
        self._keeping.stop()
        try:
            if self.draft is not None and self.document.is_open and self.draft.keep(self.document):
                clock = self.frame.times.clock(self.workspace.now())
                self.findings.remark.setText(self.tr("Kept as a draft, {time}").format(time=clock))
        except Trouble as trouble:
            self.message.fail(trouble.sentence)

    # -- acting

    def choose_picture(self) -> None:
        """Put a picture in from a file."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", PICTURES)
        if not path:
            return
        try:
            self.add_picture(Path(path).read_bytes(), Path(path).name)
        except OSError as error:
            why = error.strerror or str(error)
            self.message.fail(self.tr("{name} cannot be read: {why}.").format(name=Path(path).name, why=why))

    def add_picture(self, data: bytes, name: str = "", *, step: str = "") -> None:
        """Keep a picture, and put it into a step, by its id, or into the one that is being written."""
        try:
            self.panel.add_picture(self.workspace.drafts.keep_picture(data, name), step)
        except Refusal as no:
            self.message.fail(no.sentence)

    def let_go_of_draft(self) -> None:
        """Forget what is shown: it is handed in."""
        self._keeping.stop()
        self.draft, self._shown = None, (None, "")

    def start_content(self, draft: KeptDraft) -> Procedure:
        """Give what one begins with: the newest revision, a copy of another procedure, or what the kind needs."""
        if draft.sop:
            draft.based_on = self.workspace.manual.page(draft.sop).history[0].digest
            return self.workspace.drafts.content_for(draft.sop)
        number = next_number(each.number for each in self.workspace.manual.rows())
        if source := self.more.get("from", ""):
            content = self.workspace.manual.page(source).content
            return convert(content, Format(self.more.get("as", content.format)), number)
        return beginning.begin(Kind.PROCESS, Format.ARTICLE, number)

    # -- bringing the procedure

    def _bring(self, draft: KeptDraft) -> None:
        draft.find_mine()
        if draft.draft:
            content = draft.resume()
            when = self.frame.times.near(self.workspace.drafts.get(draft.draft).changed_at, self.workspace.now())
            self.message.note(self.tr("You go on with your draft, kept {when}.").format(when=when))
        else:
            content = draft.kept = self.start_content(draft)
        self._before = self.workspace.manual.page(draft.sop).content if draft.sop else None
        self.acting.name(draft)
        self.findings.remark.setText("")
        given = self.workspace.drafts.ids_given(draft.sop)
        self.document.begin(content, given | draft.taken, draft.unread)
        self.go_to("head")
        self.look_at_page()

    # -- the procedure as it changes

    def _note_change(self) -> None:
        self._show_outline()
        self.panel.show_again()
        self._looking.start()
        self.acting.show_undo()
        if self.draft is not None:
            self._keeping.start()

    def _show_outline(self) -> None:
        wrong: dict[str, str] = {}
        for each in self.problems():
            if each.severity is not Weight.HINT:
                wrong.setdefault(place_of(each.where), each.sentence)
        content = self.document.content
        changed = changed_places(self._before, content) if self._before is not None else frozenset()
        self.outline.show_places(tuple(places_of(content)), wrong, changed)

    def _enter(self, place: str) -> None:
        self.panel.show_place(place)
        self.panel.take_focus()
