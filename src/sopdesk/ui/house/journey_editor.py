"""Drawing a journey: the map to walk along, the part chosen beside it, undo and redo until it is recorded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from sopdesk.domain.journey import Stage, Touchpoint
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.house.journey_side import JourneySide
from sopdesk.ui.house.journey_sketch import Sketch
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.beside import Beside
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.drawing_view import DrawingView
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.rows import Flow
from sopdesk.views.people import PersonView

SIDE, PAUSE = 320, 150
"""How wide the side is, and how many milliseconds after the last key the map is drawn anew."""


class JourneyEditorScreen(Screen):
    """Changes a journey, by its `id`, or draws a new one; at= is the part to begin with."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.PLAN

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Draw a journey"))
        self.add_act(self.tr("Throw the changes away"), self.throw_away, kind="quiet")
        self.add_act(self.tr("Record it …"), self.record, kind="primary", icon="check", key="Ctrl+Return")
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the journey"))
        self.name.setPlaceholderText(self.tr("Name of the journey"))
        self.name.textEdited.connect(self._entitle)
        self.view = DrawingView(fills=True)
        self.view.chosen.connect(self.choose)
        self.view.canvas.walked.connect(self._follow)
        self.side = JourneySide()
        self.side.changed.connect(self._changed)
        self.body.setSpacing(tokens.SNUG)
        self.body.addWidget(self.name)
        self.body.addWidget(self._tools())
        self.body.addWidget(Beside(self.view, self.side, SIDE), 1)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._draw)
        self.sketch = Sketch()
        self._of: tuple[str, str] | None = None
        self._based_on, self._chosen = 0, ""

    def refresh(self) -> None:
        """Begin with what was being drawn, or with what is recorded; what is on the page stays."""
        who = self.person.id if self.person else ""
        if self._of == (self.id, who):
            return
        self._of = (self.id, who)
        journeys = self.workspace.journeys
        page = journeys.page(self.id) if self.id else None
        self._based_on = page.number if page else 0
        kept = journeys.kept(by=who, journey_id=self.id) if who else None
        recorded = (page.title, tuple(each.stage for each in page.stages)) if page else ("", ())
        self.sketch = Sketch(*(kept or recorded))
        self.set_title(self.tr("Change {title}").format(title=page.title) if page else self.tr("Draw a journey"))
        if kept and kept != recorded:
            self.message.note(self.tr("This is what you had drawn and not recorded."))
        first = self.sketch.stages[0].id if self.sketch.stages else ""
        self._show(self.more.get("at", first))

    def choose(self, about: str) -> None:
        """Take a part up: its fields stand at the side, with the keyboard in the first."""
        self._show(about)
        self.side.take_focus()

    def add_stage(self) -> None:
        """Put a new stage after this one."""
        self.choose(self.sketch.add_stage(self.tr("New stage"), self._chosen))

    def add_touchpoint(self) -> None:
        """Put a new touchpoint below this part."""
        made = self.sketch.add_touchpoint(self.tr("New touchpoint"), self._chosen)
        if made:
            self.choose(made)
        else:
            self.message.note(self.tr("Add a stage first: a touchpoint stands in one."))

    def remove(self) -> None:
        """Take this part away; undo brings it back."""
        here = self.sketch.stage_of(self._chosen)
        self.sketch.remove(self._chosen)
        self._show(here.id if here and here.id != self._chosen else "")

    def move_part(self, across: int, down: int) -> None:
        """Move this part."""
        self.sketch.move(self._chosen, across=across, down=down)
        self._show(self._chosen)

    def undo(self) -> None:
        """Take back what was done last."""
        self.sketch.undo()
        self._show(self._chosen)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.sketch.redo()
        self._show(self._chosen)

    def record(self) -> None:
        """Record the journey as a revision, with the reason."""
        hint = self.tr("Not needed for the first revision.") if not self._based_on else ""
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Record this journey"),
                [Question("reason", self.tr("Why it changes"), needed=bool(self._based_on), hint=hint)],
                self.tr("Record it"), lambda answers: self._record(who, answers["reason"]),
            ),
            right=Right.PLAN,
        )  # fmt: skip

    def throw_away(self) -> None:
        """Go back to what is recorded."""
        before = self.sketch
        self._forget()
        self._of = None
        self.refresh()

        def bring_back() -> None:
            self.sketch = before
            self._show("")

        self.message.say(self.tr("Thrown away."), self.tr("Undo"), bring_back)

    def put_down(self) -> None:
        """Keep what is drawn: the desk locks or closes."""
        super().put_down()
        self._keep()

    def _record(self, who: PersonView, reason: str) -> None:
        made = self.workspace.journeys.revise(
            by=who.id, title=self.sketch.title, stages=self.sketch.stages, reason=reason, journey_id=self.id,
            based_on=self._based_on,
        )  # fmt: skip
        self._forget()
        self._of = None
        self.frame.replace("house.journey", made)

    def _forget(self) -> None:
        if self._of is not None and self._of[1]:
            self.workspace.journeys.keep(by=self._of[1], journey_id=self._of[0], title="", stages=())

    def _keep(self) -> None:
        if self._of is not None and self._of[1] and self.sketch.can_undo:
            self.workspace.journeys.keep(
                by=self._of[1], journey_id=self._of[0], title=self.sketch.title, stages=self.sketch.stages
            )

    def _entitle(self, text: str) -> None:
        self.sketch.entitle(text)
        self._soon.start()

    def _follow(self, _place: object) -> None:
        """Show at the side what the keyboard has walked to."""
        node = self.view.canvas.drawing.node(self.view.canvas.current)
        if node is not None and node.about != self._chosen:
            self._chosen = node.about
            self._fill()

    def _show(self, about: str) -> None:
        self._chosen = about if self.sketch.part(about) else ""
        self._fill()
        self._draw()

    def _draw(self) -> None:
        journeys = self.workspace.journeys
        self.view.show_drawing(journeys.drawing(self.sketch.title, journeys.preview(self.sketch.stages)))
        canvas = self.view.canvas
        node = next((each for each in canvas.drawing.nodes if each.about == self._chosen), None)
        if node is not None and node.id != canvas.current:
            canvas.choose(node.id)
        self._undo.setEnabled(self.sketch.can_undo)
        self._redo.setEnabled(self.sketch.can_redo)
        self._keep()

    def _fill(self) -> None:
        """Show the name, and the part that is chosen at the side."""
        if self.name.text() != self.sketch.title:
            self.name.setText(self.sketch.title)
        self.side.show_part(self.sketch.part(self._chosen))

    def _changed(self, part: Stage | Touchpoint) -> None:
        """Take what is written at the side over into the map, in a moment."""
        self.sketch.put(part)
        self._soon.start()

    def _tools(self) -> Flow:
        """Give the buttons over the map; all of them work by keyboard as well."""
        flow = Flow(tokens.HAIR)
        self._undo = icon_button(self.tr("Undo"), "undo", self.undo, key="Ctrl+Z")
        self._redo = icon_button(self.tr("Redo"), "redo", self.redo, key="Ctrl+Shift+Z")
        moves = (
            (self.tr("Move left"), "back", -1, 0, "Ctrl+Shift+Left"),
            (self.tr("Move right"), "right", 1, 0, "Ctrl+Shift+Right"),
            (self.tr("Move up"), "up", 0, -1, "Ctrl+Shift+Up"), (self.tr("Move down"), "down", 0, 1, "Ctrl+Shift+Down"),
        )  # fmt: skip
        for each in (
            button(self.tr("Add stage"), self.add_stage, icon="plus", key="Ctrl+Shift+N"),
            button(self.tr("Add touchpoint"), self.add_touchpoint, icon="plus", key="Ctrl+N"),
            *(
                icon_button(words, icon, partial(self.move_part, across, down), key=key)
                for words, icon, across, down, key in moves
            ),
            icon_button(self.tr("Take away"), "erase", self.remove, key="Ctrl+Delete"),
            self._undo,
            self._redo,
        ):
            flow.add(each)
        return flow
