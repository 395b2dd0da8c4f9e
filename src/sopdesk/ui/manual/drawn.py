"""A procedure drawn: above its steps, and in the whole window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Format, Procedure
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
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
        self.view = DrawingView(fills=True)
        self.view.chosen.connect(self.read)
        self.body.addWidget(self.view, 1)
        self.add_act(self.tr("Read the steps"), self.read, icon="manual")

    def refresh(self) -> None:
        """Ask for the page and draw it."""
        try:
            page = self._ask()
        except Refusal as no:
            self.message.warn(no.sentence)
            return
        self.set_title(page.titles["title"], page.content.number)
        self.view.show_drawing(self.workspace.manual.drawing(page.content))

    def read(self, step: str = "") -> None:
        """Go to the page, at a step."""
        more = {name: value for name, value in self.more.items() if name != "step"}
        self.frame.go("manual.page", self.id, **more, **({"step": step} if step else {}))

    def _ask(self) -> Page:
        manual, more = self.workspace.manual, self.more
        if more.get("digest"):
            return manual.page_of_digest(self.id, more["digest"])
        if more.get("proposal", "").isdigit():
            return manual.page(self.id, proposal=int(more["proposal"]))
        return manual.page(self.id, as_of=self.frame.as_of())
