"""One journey as a map: stages as columns, touchpoints as cards; a press opens the procedure that says how."""

from __future__ import annotations

from functools import partial

from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.drawing_view import DrawingView
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import row
from sopdesk.views.journeys import CardView, JourneyPage, JourneyRevisionRow


class JourneyScreen(Screen):
    """A journey, by its `id`, in its newest revision or the one chosen."""

    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add_act(self.tr("Take out of use"), self.retire, kind="quiet", right=Right.PLAN)
        self.add_act(self.tr("Save as table"), self.save_table, kind="quiet", icon="export")
        self.add_act(self.tr("Save as PDF"), self.save, icon="print")
        self.change_act = self.add_act(self.tr("Change it"), self.change, kind="primary", icon="edit", right=Right.PLAN)
        self.revision = Choice(name=self.tr("Revision"))
        self.revision.changed.connect(self._choose)
        self.gaps = label("", "soft")
        self.view = DrawingView(fills=True)
        self.view.chosen.connect(self.open_card)
        self.body.setSpacing(tokens.SNUG)
        self.body.addLayout(row(self.revision, None))
        self.body.addWidget(self.gaps)
        self.body.addWidget(self.view, 1)
        self._page: JourneyPage | None = None
        self._number: int | None = None

    def refresh(self) -> None:
        """Ask for the journey and draw it."""
        if self._page is None or self._page.id != self.id:
            self._number = None
        journeys = self.workspace.journeys
        self._page = page = journeys.page(self.id, number=self._number)
        self.set_title(page.title, self.tr("Out of use") if page.retired else "")
        self.revision.offer([(str(each.number), self._words(each)) for each in page.history])
        self.revision.set_value(str(page.number))
        said = self.tr("{n} touchpoints have no procedure in force: they are marked. Press any other to read how.")
        all_well = self.tr("Press a touchpoint to read how it is done.")
        self.gaps.setText(said.format(n=page.gaps) if page.gaps else all_well)
        self.view.show_drawing(journeys.drawing(page.title, page.stages))

    def open_card(self, about: str) -> None:
        """Open the procedure of a touchpoint, or say what is missing."""
        card = self._card(about)
        if card is None:
            return
        if card.sop:
            self.frame.go("manual.page", card.sop, **({"step": card.touchpoint.step} if card.touchpoint.step else {}))
        else:
            said = self.tr("{touchpoint}: {gap}").format(touchpoint=card.touchpoint.title, gap=card.gap)
            self.message.note(said, self.tr("Name a procedure for it"), partial(self.change, about))

    def change(self, at: str = "") -> None:
        """Change the journey on a map of its own."""
        more = {"at": at} if at else {}
        self.frame.require_person(lambda _who: self.frame.go("house.journey_editor", self.id, **more), right=Right.PLAN)

    def retire(self) -> None:
        """Take the journey out of use."""
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Take this journey out of use"), [Question("reason", self.tr("Why"), needed=True)],
                self.tr("Take out of use"),
                lambda answers: self.workspace.journeys.retire(by=who.id, journey_id=self.id, reason=answers["reason"]),
                sentence=self.tr("It leaves the list. What it said stays in the record."), kind="danger",
                done=self.tr("Out of use."),
            ),
            right=Right.PLAN,
        )  # fmt: skip

    def save(self) -> None:
        """Save the map as a PDF."""
        by, journey, number = self.person.id if self.person else "", self.id, self._number
        sheets = self.workspace.house_sheets
        save_file(
            self, "customer-journey.pdf", self.tr("The customer journey"),
            lambda _progress, _cancelled: sheets.journey_pdf(by=by, journey_id=journey, number=number),
        )  # fmt: skip

    def save_table(self) -> None:
        """Save the journey as a Markdown table, which can be read in again."""
        journey = self.id
        save_file(
            self, "customer-journey.md", self.tr("The customer journey"),
            lambda _progress, _cancelled: self.workspace.journeys.as_table(journey).encode(),
        )  # fmt: skip

    def _choose(self, value: str) -> None:
        self._number = int(value) if value else None
        if self._page is not None and self._page.history and self._number == self._page.history[0].number:
            self._number = None
        self.refresh()

    def _card(self, about: str) -> CardView | None:
        stages = self._page.stages if self._page else ()
        return next((card for stage in stages for card in stage.cards if card.touchpoint.id == about), None)

    def _words(self, each: JourneyRevisionRow) -> str:
        said = self.tr("Revision {n}, {day}, {who}").format(
            n=each.number, day=self.frame.times.day(each.at), who=each.who
        )
        return f"{said}: {each.reason}" if each.reason else said
