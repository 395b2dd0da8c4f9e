"""The customers' journeys of the house."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.person import Right
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.people import PersonView


class JourneysScreen(Screen):
    """Every journey; a press opens its map."""

    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(
            self.tr("Customer journey"), self.tr("What a customer meets, stage by stage, and what we promise")
        )
        self.add_act(self.tr("Read a table"), self.read, icon="import", right=Right.PLAN)
        self.add_act(self.tr("Draw a journey"), self.draw, kind="primary", icon="plus", right=Right.PLAN)
        self.list = LinesView(self.tr("Journeys"))
        self.list.chosen.connect(partial(frame.go, "house.journey"))
        self.empty = EmptyState(
            "right", self.tr("No journey yet"),
            self.tr("Draw what a customer meets, from the door to coming back, and link it with your procedures."),
            self.tr("Draw the first one"), self.draw,
        )  # fmt: skip
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Ask for the journeys."""
        rows = self.workspace.journeys.rows()
        times = self.frame.times
        self.list.set_lines(
            Line(
                each.title,
                self.tr("revision {n}, {day}").format(n=each.revisions, day=times.day(each.revised_at)),
                icon="right",
                data=each.id,
            )
            for each in rows
        )
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def draw(self) -> None:
        """Draw a new journey."""
        self.frame.require_person(lambda _who: self.frame.go("house.journey_editor"), right=Right.PLAN)

    def read(self) -> None:
        """Draw a journey from a Markdown table."""
        self.frame.require_person(self._read, right=Right.PLAN)

    def _read(self, who: PersonView) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("A journey as a table"), "", "Markdown (*.md)")
        if name:
            adopt = self.workspace.journeys.adopt
            self.attempt(lambda: adopt(by=who.id, file=Path(name)), self.tr("Read and recorded."))
