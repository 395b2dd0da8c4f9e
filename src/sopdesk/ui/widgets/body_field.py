"""Where on the body: marked on a figure, or chosen from a list; both say the same."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.field import APART
from sopdesk.services.body_map import body_figure
from sopdesk.ui import tokens
from sopdesk.ui.widgets.body_canvas import BodyCanvas
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Choices, Several
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row


class BodyField(QWidget):
    """The figure, what is marked in words, and all places as a list for those who cannot point at them."""

    changed = Signal(str)

    def __init__(self, choices: Choices, *, name: str = "") -> None:
        super().__init__()
        self._words = dict(choices)
        self.canvas = BodyCanvas(body_figure())
        self.canvas.setAccessibleName(name)
        self.list = Several(choices, name=name)
        self.list.hide()
        self.said = label("", "soft")
        self.unfold = button(self.tr("As a list"), self._unfold, kind="quiet", icon="down")
        self.canvas.toggled.connect(self._toggle)
        self.list.changed.connect(self._listed)
        self.setLayout(column(row(self.canvas, None), self.said, row(self.unfold, None), self.list, gap=tokens.HAIR))
        self.setFocusProxy(self.canvas)
        self.set_value("")

    def value(self) -> str:
        """Give what is marked, with "; " between, or ""."""
        return self.list.value()

    def set_value(self, value: str) -> None:
        """Mark these places without telling anybody."""
        self.list.set_value(value)
        taken = [each for each in value.split(APART) if each]
        self.canvas.mark(taken)
        words = ", ".join(self._words.get(each, each) for each in taken)
        self.said.setText(words or self.tr("Press where it hurts. Left and right are the person's own."))

    def _toggle(self, place: str) -> None:
        taken = [each for each in self.value().split(APART) if each]
        (taken.remove if place in taken else taken.append)(place)
        self.set_value(APART.join(taken))
        self.set_value(self.list.value())  # in the order of the list
        self.changed.emit(self.value())

    def _listed(self, value: str) -> None:
        self.set_value(value)
        self.changed.emit(value)

    def _unfold(self) -> None:
        self.list.setVisible(not self.list.isVisible())
        self.list.arrange()


def shown_body(value: str) -> BodyCanvas:
    """Give the figure with what a record says, only to be seen."""
    made = BodyCanvas(body_figure(), marks=False)
    made.setAccessibleName(QCoreApplication.translate("BodyField", "Where on the body"))
    made.mark(value.split(APART))
    return made
