"""What stands in the way of an approval: each with a field for the reason why it is approved all the same."""

from __future__ import annotations

from collections.abc import Sequence

from sopdesk.domain.obstacle import DUTIES, LINK, OVERTAKEN, PROBLEM, REVIEW, Obstacle
from sopdesk.domain.problems import Problem, Weight
from sopdesk.domain.revision import Decision
from sopdesk.ui import tokens
from sopdesk.ui.manual.words import WEIGHTS, tr
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import TextField
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import Flow, clear, column

_KINDS = {
    DUTIES: "Responsibilities", LINK: "Broken link", OVERTAKEN: "Another revision", REVIEW: "Review",
    PROBLEM: "Error",
}  # fmt: skip


class ObstaclesView(Card):
    """Obstacles, what was decided about others already, and below them what could be better."""

    def __init__(self) -> None:
        self._column = column(gap=tokens.SNUG)
        super().__init__(self._column)
        self._shown: object = None
        self.fields: dict[str, TextField] = {}

    def differs(self, found: Sequence[Obstacle], decided: Sequence[Decision], *, may_decide: bool) -> bool:
        """Tell whether other obstacles would be shown than those that stand there."""
        return self._shown != (tuple(found), tuple(decided), may_decide)

    def show_obstacles(
        self, found: Sequence[Obstacle], decided: Sequence[Decision], others: Sequence[Problem], *, may_decide: bool
    ) -> None:
        """Show what stands in the way; `others` are warnings and hints, which do not."""
        self._shown = (tuple(found), tuple(decided), may_decide)
        clear(self._column)
        self.fields = {}
        self.setVisible(bool(found or decided or others))
        if found:
            self._column.addWidget(label(self.tr("In the way of an approval"), "heading"))
            said = self.tr("Have it corrected, or say why it is approved all the same. What you write is recorded.")
            self._column.addWidget(label(said, "soft"))
        for each in found:
            self._line(tr(_KINDS[each.kind]), "danger", each.sentence)
            if may_decide:
                field = self.fields[each.key] = TextField(1)
                field.setAccessibleName(self.tr("Why it is approved all the same: {what}").format(what=each.sentence))
                field.setPlaceholderText(self.tr("Why it is approved all the same"))
                self._column.addWidget(field)
        if decided:
            self._column.addWidget(label(self.tr("Approved all the same"), "heading"))
        for done in decided:
            self._line(self.tr("Decided"), "plain", f"{done.sentence} {done.reason}")
        if others:
            self._column.addWidget(label(self.tr("Could be better"), "heading"))
        for other in sorted(others, key=lambda one: list(Weight).index(one.severity)):
            words, kind = WEIGHTS[other.severity]
            self._line(tr(words), kind, other.sentence)

    def reasons(self) -> dict[str, str]:
        """Give what was written, by the obstacles' keys."""
        return {key: text for key, field in self.fields.items() if (text := field.toPlainText().strip())}

    def undecided(self) -> TextField | None:
        """Give the first field in which a reason is still missing."""
        return next((field for field in self.fields.values() if not field.toPlainText().strip()), None)

    def _line(self, word: str, kind: str, sentence: str) -> None:
        line = Flow(tokens.SNUG)
        line.add(chip(word, kind))
        self._column.addWidget(line)
        self._column.addWidget(label(sentence))
