"""The steps of a run with their lines, one card for each step; only the lines that changed are drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from PySide6.QtWidgets import QWidget

from sopdesk.domain.sop import Phase, Step
from sopdesk.ui import tokens
from sopdesk.ui.checklists.beside import Beside
from sopdesk.ui.checklists.line import ItemLine, LineActs
from sopdesk.ui.checklists.words import tr
from sopdesk.ui.manual.words import PHASES, role_word
from sopdesk.ui.manual.words import tr as manual_tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label, rule
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.checklists import RunPage


class RunSteps(QWidget):
    """Every line of a run, under its phase and its step."""

    def __init__(
        self, acts: LineActs, times: Times, read: Callable[[str], object], wrong: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._acts, self._times, self._read, self._wrong = acts, times, read, wrong
        self._column = column(gap=tokens.GAP)
        self.setLayout(self._column)
        self._shown: tuple[str, bool] | None = None
        self.lines: dict[str, ItemLine] = {}

    def is_other(self, page: RunPage, *, editable: bool) -> bool:
        """Tell whether another run is to be shown than before, so that its lines have to be built."""
        return self._shown != (page.row.id, editable)

    def show_marks(self, page: RunPage, *, editable: bool) -> None:
        """Show what is recorded for each line; those that are as before are left alone."""
        for item, line in self.lines.items():
            line.show_mark(page.marks.get(item), editable=editable)

    def next_open(self, after: str = "") -> ItemLine | None:
        """Give the next line without a mark after an item, from the top again at the end; None when all are done."""
        names = list(self.lines)
        start = names.index(after) + 1 if after in self.lines else 0
        order = chain(names[start:], names[:start])
        return next((self.lines[name] for name in order if self.lines[name].is_open), None)

    def beside(self, item: str, by: int) -> ItemLine | None:
        """Give the line before (-1) or after (1) an item, or None at the end."""
        names = list(self.lines)
        place = names.index(item) + by
        return self.lines[names[place]] if 0 <= place < len(names) else None

    def build(self, page: RunPage, *, editable: bool) -> None:
        """Build the lines of a run; all former ones are gone then."""
        self._shown = (page.row.id, editable)
        clear(self._column)
        self.lines = {}
        phase: Phase | None = None
        for number, step in enumerate(page.content.steps, 1):
            if step.phase is not None and step.phase != phase:
                phase = step.phase
                self._column.addWidget(label(manual_tr(PHASES[phase]), "label"))
            self._column.addWidget(self._card(page, step, number, editable=editable))

    def _card(self, page: RunPage, step: Step, number: int, *, editable: bool) -> Card:
        title = page.titles.get(f"step:{step.id}", step.title)
        card = Card(self._head(step, f"{number}. {title}", title, editable=editable))
        card.setAccessibleName(title)
        card.body.setSpacing(0)
        card.body.setContentsMargins(tokens.GAP, tokens.SNUG, tokens.SNUG, tokens.SNUG)
        for item in step.items:
            card.body.addWidget(rule())
            line = ItemLine(item, page.titles.get(f"item:{item.id}", item.text), self._acts, self._times)
            self.lines[item.id] = line
            card.body.addWidget(line)
        return card

    def _head(self, step: Step, numbered: str, title: str, *, editable: bool) -> QWidget:
        facts = [role_word(step.role) if step.role else ""]
        facts.append(tr("within {n} min").format(n=step.minutes) if step.minutes is not None else "")
        said = " · ".join(_filled(facts))
        words = column(label(numbered, "heading"), *([label(said, "small")] if said else []), gap=0)
        read = icon_button(tr("Read how: {step}").format(step=title), "manual", lambda: self._read(step.id))
        wrong = button(tr("Something is wrong"), lambda: self._wrong(title), kind="quiet", icon="incidents")
        wrong.setAccessibleName(tr("Something is wrong: {text}").format(text=title))
        wrong.setVisible(editable)
        side = QWidget()
        side.setLayout(row(read, wrong, gap=tokens.HAIR))
        words.setContentsMargins(tokens.HAIR, 0, 0, tokens.HAIR)
        return Beside(words, side)


def _filled(words: Iterable[str]) -> list[str]:
    return [each for each in words if each]
