"""The causes of an incident, drawn, with what can be done with the one that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from sopdesk.domain.cause import Method
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.incidents.case_screen import CaseScreen
from sopdesk.ui.incidents.cause_acts import CauseActs
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.drawing_view import DrawingView
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.views.drawing import Drawing
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.investigation import CauseView


class CausesView(QWidget):
    """One diagram of causes: a press on a cause chooses it, and its acts stand below."""

    def __init__(self, screen: CaseScreen, method: Method) -> None:
        super().__init__()
        self._screen, self._method = screen, method
        self._acts = CauseActs(screen)
        self._file: IncidentFile | None = None
        self._chosen = ""
        self.drawn = DrawingView(whole=method is Method.FISHBONE)
        self.drawn.chosen.connect(self.choose)
        self._add = row()
        if method is Method.WHYS:
            self.add = button(tr("Ask why"), self._acts.ask_why, icon="plus")
        else:
            self.add = button(tr("Add a cause"), self._acts.find_cause, icon="plus")
        self._words = label("", "strong")
        self._said = label("", "soft")
        self._offers = Flow(tokens.SNUG)
        self.setLayout(column(row(self.add, None), self.drawn, self._words, self._said, self._offers, gap=tokens.SNUG))

    def show_causes(self, file: IncidentFile, drawing: Drawing, *, open_: bool) -> None:
        """Show a diagram; it is worked on while the file is open."""
        self._file = file
        self.add.setVisible(open_ and self._screen.may(Right.HANDLE))
        self.drawn.show_drawing(drawing)
        self._show_chosen(open_=open_)

    def choose(self, cause: str) -> None:
        """Show what can be done with one cause."""
        self._chosen = cause
        self._show_chosen(open_=not self.add.isHidden())

    def _show_chosen(self, *, open_: bool) -> None:
        causes = [each for each in self._file.causes if each.method is self._method] if self._file else []
        found = next((each for each in causes if each.id == self._chosen), None)
        self._offers.clear()
        self._words.setVisible(found is not None)
        self._said.setVisible(found is not None or bool(causes and open_))
        if found is None:
            self._said.setText(tr("Press a cause to correct it, to mark it as a root cause, or to give it up."))
            return
        self._words.setText(found.because)
        times = self._screen.frame.times
        self._said.setText(tr("Found by {who}, {moment}").format(who=found.who, moment=times.moment(found.at)))
        if open_:
            self._offer(found)

    def _offer(self, cause: CauseView) -> None:
        acts = self._acts
        if self._method is Method.FISHBONE and not cause.under:
            self._offers.add(button(tr("Add a sub-cause"), partial(acts.find_cause, cause), kind="quiet", icon="plus"))
        self._offers.add(button(tr("Correct"), partial(acts.correct, cause), kind="quiet", icon="edit"))
        word = tr("No root cause") if cause.root else tr("Root cause")
        self._offers.add(button(word, partial(acts.mark_root, cause), kind="quiet", icon="check"))
        self._offers.add(button(tr("Give up"), partial(acts.strike, cause), kind="quiet", icon="close"))
