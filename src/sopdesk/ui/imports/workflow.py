"""Taking in a decision workflow: a Mermaid flow chart or a BPMN file, looked over, then opened as a draft."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.beginnings import next_number
from sopdesk.ui.manual.words import WEIGHTS
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.drawing_view import DrawingView
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.imports import ChartPreview
from sopdesk.views.people import PersonView

DRAWN, REMARKS = "drawn", "remarks"


class ImportWorkflowScreen(Screen):
    """Shows what a chart would become, and what of it was not understood, before it is opened as a draft."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.WRITE

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Import a workflow"), self.tr("A Mermaid flow chart or a BPMN file becomes a draft"))
        self.file: Path | None = None
        self.preview: ChartPreview | None = None
        self.pick_button = self.add_act(self.tr("Choose a file"), self.pick, icon="import")
        self.take_button = self.add_act(self.tr("Open as a draft"), self.take, kind="primary", icon="edit")
        self.which = Choice((), name=self.tr("Which flow chart of the file"))
        self.which.changed.connect(self._choose)
        self.about = label("", "soft")
        self.view = Chips(name=self.tr("What is shown"), needed=True)
        self.view.changed.connect(self._show_view)
        self.drawing = DrawingView(fills=True)
        self.drawing.chosen.connect(lambda _step: self.take_button.setFocus())
        self.remarks = LinesView(self.tr("What was not understood"))
        self.empty = EmptyState(
            "import",
            self.tr("Bring a decision workflow that you have already"),
            self.tr("Choose a file: a Mermaid flow chart, also within Markdown or HTML, or BPMN 2.0. You see it drawn, "
                    "and what was not understood, before anything is kept."),
            self.tr("Choose a file"),
            self.pick,
        )  # fmt: skip
        self.body.setSpacing(tokens.NEAR)
        for each in (self.which, self.about, self.view):
            self.body.addWidget(each)
        for wide in (self.drawing, self.remarks, self.empty):
            self.body.addWidget(wide, 1)

    def refresh(self) -> None:
        """Show the chart that was read, or how to begin."""
        found = self.preview
        for each in (self.about, self.view, self.take_button, self.pick_button):
            each.setVisible(found is not None)
        self.which.setVisible(found is not None and len(found.titles) > 1)
        self.empty.setVisible(found is None)
        self._show_view()

    def pick(self) -> None:
        """Ask for a file and read it."""
        kinds = self.tr("Flow charts (*.mmd *.mermaid *.md *.markdown *.html *.htm *.txt *.bpmn *.bpmn2 *.xml)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("The file with the flow chart"), "", kinds)
        if name:
            self.read(Path(name))

    def read(self, file: Path, which: int = 0) -> None:
        """Read a chart of a file beside the window; nothing is kept."""
        self.message.clear()
        self.frame.run_in_background(
            self.tr("Reading {file}").format(file=file.name),
            lambda _progress, _cancelled: self.workspace.charts.read(file, which=which),
            lambda preview: self._show(file, preview),
            self.message.fail,
        )

    def take(self) -> None:
        """Keep it as a draft and open that."""
        self.frame.require_person(self._take, right=Right.WRITE)

    def _take(self, who: PersonView) -> None:
        if self.preview is None:
            return
        number = next_number(row.number for row in self.workspace.manual.rows())
        try:
            draft = self.workspace.charts.keep(by=who.id, preview=self.preview, number=number)
        except Refusal as no:
            self.message.warn(no.sentence)
            return
        self.preview = self.file = None
        self.frame.replace("manual.editor", "", draft=draft)

    def _show(self, file: Path, preview: ChartPreview) -> None:
        self.file, self.preview = file, preview
        self.which.offer([(str(n), title) for n, title in enumerate(preview.titles)])
        self.which.set_value(str(preview.which))
        said = self.tr("{title} · {file} · boxes: {boxes}, arrows: {arrows} · becomes steps: {steps}")
        self.about.setText(said.format(title=preview.content.title, steps=len(preview.content.steps),
                                       boxes=preview.boxes, arrows=preview.arrows, file=preview.file))  # fmt: skip
        self.view.offer([
            (DRAWN, self.tr("As a drawing")),
            (REMARKS, self.tr("What was not understood ({n})").format(n=len(preview.remarks))),
        ])  # fmt: skip
        self.view.set_value(self.view.value() or DRAWN)
        self.drawing.show_drawing(preview.drawing)
        lines = [Line(each.sentence, self.tr("line {n}").format(n=each.line), *_chip(self, each.severity))
                 for each in preview.remarks]  # fmt: skip
        self.remarks.set_lines(lines or [Line(self.tr("Everything was understood."), icon="check")])
        self.refresh()

    def _choose(self) -> None:
        if self.file is not None and self.preview is not None and self.which.value() != str(self.preview.which):
            self.read(self.file, int(self.which.value() or 0))

    def _show_view(self) -> None:
        shown = self.preview is not None
        self.drawing.setVisible(shown and self.view.value() != REMARKS)
        self.remarks.setVisible(shown and self.view.value() == REMARKS)


def _chip(screen: Screen, severity: object) -> tuple[str, str]:
    word, kind = next(pair for weight, pair in WEIGHTS.items() if weight == severity)
    return screen.tr(word), kind
