"""A procedure drawn: above its steps, and in the whole window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Format, Procedure
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.drawing_view import DrawingView
from sopdesk.ui.widgets.rows import column
from sopdesk.views.drawing import Drawing
from sopdesk.views.manual import Page


class DrawnCard(QFrame):
    """A workflow drawn above its steps: `chosen` carries the step pressed, `large` asks for the whole window."""

    chosen = Signal(str)
    large = Signal()

    def __init__(self, draw: Callable[[Procedure], Drawing]) -> None:
        super().__init__()
        self._draw = draw
        self.view = DrawingView()
        self.view.chosen.connect(self.chosen)
        self.view.acts.addWidget(button(self.tr("Whole window"), self.large.emit, kind="quiet", icon="fit"))
        self.setLayout(column(self.view, gap=tokens.SNUG))
        self.hide()

    def show_page(self, page: Page) -> None:
        """Show a page's workflow; hide for anything else."""
        shown = page.content.format is Format.WORKFLOW and bool(page.content.steps)
        self.setVisible(shown)
        if shown:
            self.view.show_drawing(self._draw(page.content))


class DrawnScreen(Screen):
    """One procedure drawn: `id`, and perhaps proposal= or digest=, as for the reader."""

    wide = True
    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.page: Page | None = None
        self.view = DrawingView(fills=True)
        self.view.chosen.connect(self.read)
        self.body.addWidget(self.view, 1)
        save = self.add_act(self.tr("Save"), icon="export", do=_nothing)
        menu = QMenu(save)
        menu.addAction(self.tr("As PDF …"), self.save_pdf)
        self._charts = [menu.addAction(self.tr("As Mermaid …"), self.save_mermaid),
                        menu.addAction(self.tr("As BPMN …"), self.save_bpmn)]  # fmt: skip
        save.setMenu(menu)
        self.add_act(self.tr("Read the steps"), self.read, icon="manual")

    def refresh(self) -> None:
        """Ask for the page and draw it."""
        try:
            page = self._ask()
        except Refusal as no:
            self.message.warn(no.sentence)
            return
        self.page = page
        self.set_title(page.titles["title"], page.content.number)
        for each in self._charts:
            each.setEnabled(any(step.branches for step in page.content.steps))
        self.view.show_drawing(self.workspace.manual.drawing(page.content))

    def read(self, step: str = "") -> None:
        """Go to the page, at a step."""
        more = {name: value for name, value in self.more.items() if name != "step"}
        self.frame.go("manual.page", self.id, **more, **({"step": step} if step else {}))

    def save_pdf(self) -> None:
        """Save the drawing as PDF."""
        self._save(".pdf", self.workspace.exports.drawing_pdf)

    def save_mermaid(self) -> None:
        """Save the workflow as a Mermaid flow chart."""
        self._save(".mmd", self.workspace.charts.mermaid)

    def save_bpmn(self) -> None:
        """Save the workflow as BPMN."""
        self._save(".bpmn", self.workspace.charts.bpmn)

    def _save(self, ending: str, make: Callable[..., bytes]) -> None:
        page, sop = self.page, self.id
        if page is None:
            return
        which: dict[str, object] = {"as_of": page.as_of} if page.as_of else {"proposal": page.revision.proposal}
        save_file(
            self, f"{page.content.number}{ending}", self.tr("Drawing {number}").format(number=page.content.number),
            lambda _progress, _cancelled: make(sop=sop, **which),
        )  # fmt: skip

    def _ask(self) -> Page:
        manual, more = self.workspace.manual, self.more
        if more.get("digest"):
            return manual.page_of_digest(self.id, more["digest"])
        if more.get("proposal", "").isdigit():
            return manual.page(self.id, proposal=int(more["proposal"]))
        return manual.page(self.id, as_of=self.frame.as_of())


def _nothing() -> None:
    """Leave it to the button's menu."""
