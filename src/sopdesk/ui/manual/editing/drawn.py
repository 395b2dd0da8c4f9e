"""The workflow drawn while it is written: steps are chosen, added and connected in the drawing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from sopdesk.domain import editing
from sopdesk.domain.sop import Branch, Format
from sopdesk.ui import tokens
from sopdesk.ui.manual.editing.document import Document
from sopdesk.ui.manual.editing.panel import EditingPanel
from sopdesk.ui.widgets.drawing_view import DrawingView
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column

if TYPE_CHECKING:
    from sopdesk.services.manual import Manual


class DrawnWorkflow(QFrame):
    """Shows the workflow with its faults marked; hidden for any other format."""

    def __init__(self, document: Document, panel: EditingPanel, manual: Manual) -> None:
        super().__init__()
        self._document, self._panel, self._manual = document, panel, manual
        self.view = DrawingView(whole=True)
        canvas = self.view.canvas
        canvas.drawn_upon = True
        canvas.chosen.connect(self._choose)
        canvas.add_wanted.connect(lambda step: panel.add_entry(f"step:{step}"))
        canvas.way_wanted.connect(self.add_way)
        canvas.way_moved.connect(self.move_way)
        said = self.tr("Press a box to write it. Drag from box to box for a further answer; drag an arrow elsewhere.")
        self.setLayout(column(self.view, label(said, "small"), gap=tokens.SNUG))
        self.hide()

    def show_content(self) -> None:
        """Show the workflow as it stands now."""
        content = self._document.content
        shown = content.format is Format.WORKFLOW and bool(content.steps)
        self.setVisible(shown)
        if shown:
            self.view.show_drawing(self._manual.drawing(content, faults=True))

    def add_way(self, source: str, target: str) -> None:
        """Give a question a further answer that leads to a step or an end."""
        step = self._document.content.step(source)
        if step is not None:
            branches = (*step.branches, Branch("", target))
            self._document.make(lambda was: editing.change_step(was, source, branches=branches))
            self._panel.gone_to.emit(f"step:{source}")

    def move_way(self, source: str, branch: int, target: str) -> None:
        """Let an answer lead elsewhere."""
        step = self._document.content.step(source)
        if step is not None and branch < len(step.branches):
            branches = list(step.branches)
            branches[branch] = replace(branches[branch], go=target)
            self._document.make(lambda was: editing.change_step(was, source, branches=tuple(branches)))
            self._panel.gone_to.emit(f"step:{source}")

    def _choose(self, name: str) -> None:
        if self._document.content.step(name) is not None:
            self._panel.gone_to.emit(f"step:{name}")
