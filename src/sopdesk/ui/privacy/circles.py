"""Who sees the incidents of each kind: the rule of the house, and changing it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout

from sopdesk.domain.circle import Circle
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.incidents.secrecy import CIRCLES
from sopdesk.ui.incidents.words import kind_word
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import icon_label, label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen


class CirclesCard(Card):
    """One line for each kind of incident: who sees its files."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._lines = column(gap=tokens.HAIR)
        said = screen.tr(
            "This holds at once for every file of a kind, also for those that are here already. A single file is kept "
            "to fewer people on its own page: “Confidential…”."
        )
        super().__init__(self._lines, label(said, "soft"), title=screen.tr("Who sees which incidents"))

    def show_rules(self) -> None:
        """Show the rule for each kind."""
        clear(self._lines)
        for kind, circle in self._screen.workspace.confidence.rules().items():
            self._lines.addLayout(self._line(kind, circle))

    def change(self, kind: IncidentKind, circle: Circle) -> None:
        """Set who sees the files of a kind."""
        screen = self._screen

        def ask(who: PersonView) -> None:
            circles = tuple((each.value, screen.tr(CIRCLES[each])) for each in Circle if each is not Circle.NAMED)
            asked = [Question("circle", screen.tr("Who sees them"), "choice", circles, needed=True)]
            screen.ask(
                kind_word(kind), asked, screen.tr("Set the rule"),
                lambda answers: screen.workspace.confidence.rule(
                    by=who.id, kind=kind, circle=Circle(answers["circle"])
                ),
                done=screen.tr("The rule holds from now on."), values={"circle": circle.value},
            )  # fmt: skip

        screen.frame.require_person(ask, right=Right.PRIVACY)

    def _line(self, kind: IncidentKind, circle: Circle) -> QLayout:
        lock = [] if circle is Circle.READERS else [icon_label("lock", "danger")]
        act = button(self._screen.tr("Change"), partial(self.change, kind, circle), kind="quiet", icon="edit")
        act.setAccessibleName(self._screen.tr("Change who sees: {kind}").format(kind=kind_word(kind)))
        seen_by = self._screen.tr(CIRCLES[circle])
        words = self._screen.tr("{kind}: {circle}").format(kind=kind_word(kind), circle=seen_by)
        line = row(*lock, label(words), act)
        line.setStretch(len(lock), 1)
        return line
