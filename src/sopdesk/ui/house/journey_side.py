"""The fields of the stage or touchpoint that is chosen on the map of a journey."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from sopdesk.domain.journey import Stage, Touchpoint
from sopdesk.ui import role_names
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column


class JourneySide(QScrollArea):
    """Shows one part; `changed` carries it as it is written now."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._part: Stage | Touchpoint | None = None
        self._filling = False
        nothing = label(self.tr("Press a stage or a touchpoint, or walk to one with the arrows."), "soft")
        self.stage = Form([Question("title", self.tr("Stage"), needed=True)])
        self.card = Form([
            Question("title", self.tr("Touchpoint"), needed=True),
            Question("standard", self.tr("What we promise"), "text", lines=2),
            Question("minutes", self.tr("Within how many minutes")),
            Question("procedure", self.tr("Procedure"), hint=self.tr("Its number, with # a step: SOP-004#order")),
            Question("role", self.tr("Who does it"), "choice", role_names.choices()),
        ])  # fmt: skip
        self.forms = QStackedWidget()
        for each in (nothing, self.stage, self.card):
            held = QWidget()
            held.setLayout(column(each, None))
            self.forms.addWidget(held)
        self.stage.changed.connect(self._write)
        self.card.changed.connect(self._write)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self.forms)

    def show_part(self, part: Stage | Touchpoint | None) -> None:
        """Show a part; the one that is being written stays as it is typed."""
        if part == self._part and part is not None:
            return
        self._part, self._filling = part, True
        if isinstance(part, Stage):
            self.stage.set_values({"title": part.title})
        elif isinstance(part, Touchpoint):
            place = part.procedure + (f"#{part.step}" if part.step else "")
            self.card.set_values({
                "title": part.title, "standard": part.standard, "minutes": str(part.minutes or ""), "role": part.role,
                "procedure": place,
            })  # fmt: skip
            self.card.say_wrong("minutes", "")
        self.forms.setCurrentIndex(0 if part is None else 1 if isinstance(part, Stage) else 2)
        self._filling = False

    def take_focus(self) -> None:
        """Put the keyboard into the title."""
        if self._part is not None:
            form = self.stage if isinstance(self._part, Stage) else self.card
            form.field("title").setFocus()

    def _write(self) -> None:
        if self._filling or self._part is None:
            return
        if isinstance(self._part, Stage):
            self._part = replace(self._part, title=self.stage.values()["title"])
        else:
            self._part = self._card(self._part)
        self.changed.emit(self._part)

    def _card(self, part: Touchpoint) -> Touchpoint:
        values = self.card.values()
        number, _, step = values["procedure"].strip().partition("#")
        minutes = values["minutes"].strip()
        good = minutes.isascii() and minutes.isdigit() and int(minutes) > 0
        self.card.say_wrong("minutes", "" if good or not minutes else self.tr("Whole minutes, as 5."))
        return replace(
            part, title=values["title"], standard=values["standard"].strip(), role=values["role"],
            minutes=int(minutes) if good else None, procedure=number, step=step,
        )  # fmt: skip
