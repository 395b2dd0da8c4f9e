"""What else a step says, behind one press: made at the first press, hidden at the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sopdesk.domain.sop import Step
from sopdesk.ui.checklists.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.rows import column

if TYPE_CHECKING:
    from sopdesk.ui.checklists.telling import Telling


class More(QWidget):
    """Text, pictures and tips of a step; its `switch` stands in the head of the step's card."""

    def __init__(self, step: Step, telling: Telling, title: str) -> None:
        super().__init__()
        self._step, self._telling = step, telling
        self._column = column(gap=0)
        self.setLayout(self._column)
        self.switch = button(tr("How"), self.turn, kind="quiet", icon="down")
        self.switch.setCheckable(True)
        self.switch.setAccessibleName(tr("How it is done: {step}").format(step=title))
        self.switch.setToolTip(tr("How it is done (H)"))
        self.hide()

    def turn(self) -> None:
        """Show it, or hide it again."""
        if self._column.isEmpty():
            self._column.addWidget(self._telling.more(self._step))
        self.setVisible(self.isHidden())
        self.switch.setChecked(not self.isHidden())
