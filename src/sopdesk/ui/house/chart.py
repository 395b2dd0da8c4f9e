"""The organisation chart: who reports to whom, who is on duty, who stands in for whom."""

from __future__ import annotations

from functools import partial

from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.drawing_view import DrawingView


class ChartScreen(Screen):
    """The chart as it is now; a press on somebody opens their page."""

    scrolls = False
    wide = True
    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        said = self.tr(
            "Green: on duty now. A dashed line leads from whoever stands in. Press somebody to open their page."
        )
        self.set_title(self.tr("Organisation chart"), said)
        self.add_act(self.tr("People"), partial(frame.go, "house.people"), kind="quiet", icon="person")
        self.add_act(self.tr("Save as PDF"), self.save, icon="print")
        self.view = DrawingView(fills=True)
        self.view.chosen.connect(partial(frame.go, "house.person"))
        self.body.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Draw it anew."""
        self.view.show_drawing(self.workspace.organisation.chart_drawing())

    def save(self) -> None:
        """Save the chart as a PDF."""
        by = self.person.id if self.person else ""
        save_file(
            self, "organisation-chart.pdf", self.tr("The organisation chart"),
            lambda _progress, _cancelled: self.workspace.house_sheets.organisation_pdf(by=by),
        )  # fmt: skip
