"""Who goes to whom for what: the map of roles with who is there now, and the reasons with their procedures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sopdesk.domain.escalation import How
from sopdesk.domain.money import money
from sopdesk.ui import tokens
from sopdesk.ui.background import IsCancelled, Progress
from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.beside import Beside
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.drawing_view import DrawingView
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import column
from sopdesk.views.drawing import Drawing
from sopdesk.views.organisation import EscalationLine, EscalationMap

ANYBODY = "anybody"
LIST_WIDE = 340


class EscalationScreen(Screen):
    """The escalation map; a press on a role or on the reasons between two shows them at the side."""

    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        said = self.tr("From the limits, the ways out and the escalation sections of all procedures in force")
        self.set_title(self.tr("Who goes to whom"), said)
        self.add_act(self.tr("Save as PDF"), self.save, icon="print")
        self.view = DrawingView(fills=True)
        self.view.chosen.connect(self.choose)
        self.heading = label("", "strong")
        self.everything = button(self.tr("Show all reasons"), lambda: self.choose(""), kind="quiet")
        self.list = LinesView(self.tr("Reasons"))
        self.list.chosen.connect(self._open)
        self.side = QWidget()
        side = column(self.heading, self.everything, self.list, gap=tokens.SNUG)
        side.setStretch(2, 1)
        self.side.setLayout(side)
        self.body.addWidget(Beside(self.view, self.side, LIST_WIDE), 1)
        self._map: EscalationMap | None = None
        self._chosen = self._currency = ""

    def refresh(self) -> None:
        """Work the map out anew, beside the window: with thousands of procedures it takes a while."""
        organisation = self.workspace.organisation

        def work(_progress: Progress, _cancelled: IsCancelled) -> tuple[EscalationMap, Drawing]:
            found = organisation.escalation_map()
            return found, organisation.escalation_drawing(found)

        self.frame.run_in_background(self.tr("Working out who goes to whom"), work, self._take)

    def _take(self, found: tuple[EscalationMap, Drawing]) -> None:
        self._map, drawing = found
        self._currency = self.workspace.people.house().currency
        self.view.show_drawing(drawing)
        self._show()

    def choose(self, about: str) -> None:
        """Show the reasons of a role, or of a pair such as "shift-lead>manager"; "" shows all."""
        self._chosen = about
        self._show()

    def save(self) -> None:
        """Save the map with its reasons as a PDF."""
        by = self.person.id if self.person else ""
        save_file(
            self, "escalation-map.pdf", self.tr("The escalation map"),
            lambda _progress, _cancelled: self.workspace.house_sheets.escalation_pdf(by=by),
        )  # fmt: skip

    def _show(self) -> None:
        if self._map is None:
            return
        names = self._map.names
        lines = [each for each in self._map.lines if self._wanted(each)]
        role, _, to = self._chosen.partition(">")
        who = names.get(role, self.tr("Whoever is at it") if role else self.tr("Everybody"))
        between = self.tr("{role} → {to}").format(role=who, to=names.get(to, to)) if to else who
        self.heading.setText(self.tr("{between}: {n} reasons").format(between=between, n=len(lines)))
        self.everything.setVisible(bool(self._chosen))
        self.list.set_lines(self._line(each, names) for each in lines)

    def _wanted(self, line: EscalationLine) -> bool:
        role, _, to = self._chosen.partition(">")
        if to:
            return (line.role or ANYBODY, line.to) == (role, to)
        return not role or role in {line.role or ANYBODY, line.to}

    def _line(self, line: EscalationLine, names: object) -> Line:
        detail = f"{line.number} {line.title}"
        if line.how is How.LIMIT and line.amount:
            amount = money(line.amount, self._currency)
            detail = self.tr("above {amount}").format(amount=amount) + f" · {detail}"
        if line.condition:
            detail = f"{line.condition} · {detail}"
        to = self._map.names.get(line.to, line.to) if self._map else line.to
        return Line(line.what, detail, "" if ">" in self._chosen else to, "warning", data=(line.sop, line.step))

    def _open(self, place: object) -> None:
        if isinstance(place, tuple):
            sop, step = place
            self.frame.go("manual.page", sop, **({"step": step} if step else {}))
