"""Taking in who is responsible for what: a matrix of Markdown, CSV or XLSX, looked over, then opened as a draft."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.beginnings import next_number
from sopdesk.ui.manual.words import WEIGHTS
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import Flow, column
from sopdesk.views.matrices import MatrixPreview
from sopdesk.views.people import PersonView

ROWS, REMARKS = "rows", "remarks"


class ImportMatrixScreen(Screen):
    """Shows what a matrix would become in a procedure (its id; a new one without), before it is opened as a draft."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.WRITE

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.file: Path | None = None
        self.preview: MatrixPreview | None = None
        self._roles: dict[str, str] = {}
        self.pick_button = self.add_act(self.tr("Choose a file"), self.pick, icon="import")
        self.take_button = self.add_act(self.tr("Open as a draft"), self.take, kind="primary", icon="edit")
        self.which = Choice((), name=self.tr("Which matrix of the file"))
        self.which.changed.connect(self._choose)
        self.about = label("", "soft")
        self.columns = Flow(tokens.NEAR)
        self.view = Chips(name=self.tr("What is shown"), needed=True)
        self.view.changed.connect(lambda _view: self.refresh())
        self.list = LinesView(self.tr("What the matrix would bring"))
        self.empty = EmptyState(
            "import",
            self.tr("Bring a matrix that you have already"),
            self.tr("Choose a file: a table of Markdown, CSV or XLSX with R, A, C and I, steps in rows, roles in "
                    "columns. You see what fits, and what was not understood, before anything is kept."),
            self.tr("Choose a file"),
            self.pick,
        )  # fmt: skip
        self.body.setSpacing(tokens.NEAR)
        for each in (self.which, self.about, self.columns, self.view):
            self.body.addWidget(each)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Show the matrix that was read, or how to begin."""
        title = self.workspace.manual.page(self.id).content.title if self.id else self.tr("a new article")
        self.set_title(self.tr("Import responsibilities"), self.tr("They come into {title}").format(title=title))
        found = self.preview
        for each in (self.about, self.view, self.columns, self.list, self.take_button, self.pick_button):
            each.setVisible(found is not None)
        self.which.setVisible(found is not None and len(found.names) > 1)
        self.empty.setVisible(found is None)
        if found is not None:
            self.list.set_lines(self._remarks(found) if self.view.value() == REMARKS else self._rows(found))

    def pick(self) -> None:
        """Ask for a file and read it."""
        kinds = self.tr("Matrices (*.md *.markdown *.csv *.tsv *.xlsx)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("The file with the matrix"), "", kinds)
        if name:
            self._roles = {}
            self.read(Path(name))

    def read(self, file: Path, which: int = 0) -> None:
        """Read a matrix of a file beside the window; nothing is kept."""
        self.message.clear()
        sop, roles = self.id, dict(self._roles)
        self.frame.run_in_background(
            self.tr("Reading {file}").format(file=file.name),
            lambda _progress, _cancelled: self.workspace.matrices.read(file, which=which, sop=sop, roles=roles),
            partial(self._show, file),
            self.message.fail,
        )

    def take(self) -> None:
        """Keep it as a draft and open that."""
        self.frame.require_person(self._take, right=Right.WRITE)

    def _take(self, who: PersonView) -> None:
        if self.preview is None:
            return
        number = "" if self.id else next_number(row.number for row in self.workspace.manual.rows())
        try:
            draft = self.workspace.matrices.keep(by=who.id, preview=self.preview, sop=self.id, number=number)
        except Refusal as no:
            self.message.warn(no.sentence)
            return
        self.preview = self.file = None
        self.frame.replace("manual.editor", self.id, draft=draft)

    def _show(self, file: Path, preview: MatrixPreview) -> None:
        self.file, self.preview = file, preview
        self.which.offer([(str(n), name) for n, name in enumerate(preview.names)])
        self.which.set_value(str(preview.which))
        new = sum(each.is_new for each in preview.lines)
        said = self.tr("{name} · {file} · rows: {rows}, of which new steps: {new}")
        self.about.setText(said.format(name=preview.names[preview.which], file=preview.file, new=new,
                                       rows=len(preview.lines)))  # fmt: skip
        self.view.offer([
            (ROWS, self.tr("Rows ({n})").format(n=len(preview.lines))),
            (REMARKS, self.tr("What was not understood ({n})").format(n=len(preview.remarks))),
        ])  # fmt: skip
        self.view.set_value(self.view.value() or ROWS)
        self._offer_columns(preview)
        self.refresh()

    def _offer_columns(self, preview: MatrixPreview) -> None:
        """Let a person say which role of the house each column is."""
        self.columns.clear()
        roles = [(each.id, each.name) for each in self.workspace.organisation.roles().in_use()]
        for each in preview.columns:
            choice = Choice(
                roles, name=self.tr("Role for {column}").format(column=each.name), empty=self.tr("left out")
            )
            choice.set_value(each.role)
            choice.changed.connect(partial(self._map, each.name))
            piece = QWidget()
            piece.setLayout(column(label(each.name, "label", wraps=False), choice, gap=tokens.HAIR))
            self.columns.add(piece)

    def _map(self, name: str, role: str) -> None:
        self._roles[name] = role
        if self.file is not None and self.preview is not None:
            self.read(self.file, self.preview.which)

    def _choose(self) -> None:
        if self.file is not None and self.preview is not None and self.which.value() != str(self.preview.which):
            self._roles = {}
            self.read(self.file, int(self.which.value() or 0))

    def _rows(self, found: MatrixPreview) -> list[Line]:
        names = self.workspace.organisation.roles().names()
        return [
            Line(
                each.title, " · ".join(f"{names.get(role, role)}: {letters}" for role, letters in each.letters),
                *((self.tr("new step"), "accent") if each.is_new else ("", "plain")),
                note=self.tr("line {n}").format(n=each.line),
            )
            for each in found.lines
        ]  # fmt: skip

    def _remarks(self, found: MatrixPreview) -> list[Line]:
        lines = []
        for each in found.remarks:
            word, kind = WEIGHTS[each.severity]
            lines.append(Line(each.sentence, self.tr("line {n}").format(n=each.line), self.tr(word), kind))
        return lines or [Line(self.tr("Everything was understood."), icon="check")]
