"""The steps of a run with their lines, one card for each step; only the lines that changed are drawn again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from sopdesk.domain.sop import Step
from sopdesk.ui import tokens
from sopdesk.ui.checklists.beside import Beside, Side
from sopdesk.ui.checklists.line import ItemLine
from sopdesk.ui.checklists.line_acts import LineActs
from sopdesk.ui.checklists.more import More
from sopdesk.ui.checklists.number_pad import NumberPad
from sopdesk.ui.checklists.telling import Telling
from sopdesk.ui.checklists.words import tr
from sopdesk.ui.manual.words import PHASES, role_word
from sopdesk.ui.manual.words import tr as manual_tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label, rule
from sopdesk.ui.widgets.rows import clear, column
from sopdesk.ui.widgets.sight import bring_into_sight
from sopdesk.views.checklists import RunPage

AT_ONCE = 30
"""How many lines are made before the page is shown."""


class RunSteps(QWidget):
    """Every line of a run, under its phase and its step; `made` tells of each new line."""

    made = Signal(object)

    def __init__(
        self, acts: LineActs, times: Times, telling: Telling, read: Callable[[str], object],
        wrong: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._acts, self._times, self._telling, self._read, self._wrong = acts, times, telling, read, wrong
        self._column = column(gap=tokens.GAP)
        self.setLayout(self._column)
        self._page: RunPage | None = None
        self._editable = False
        self._coming: deque[tuple[int, Step]] = deque()
        self._going_on = QTimer(self, interval=0, singleShot=True)
        self._going_on.timeout.connect(self._go_on)
        self.lines: dict[str, ItemLine] = {}
        self.pad: NumberPad | None = None
        self._padded: ItemLine | None = None
        self._by_finger = False
        self._phases: list[tuple[QLabel, Step]] = []

    def is_other(self, page: RunPage, *, editable: bool) -> bool:
        """Tell whether another run is to be shown than before, so that its lines have to be made."""
        return self._page is None or (self._page.row.id, self._editable) != (page.row.id, editable)

    def build(self, page: RunPage, *, editable: bool) -> None:
        """Make the lines of a run, the first ones now and the rest while the window answers; former ones are gone."""
        clear(self._column)
        self.lines, self._phases = {}, []
        self.pad, self._padded = None, None
        self._page, self._editable = page, editable
        self._coming = deque(enumerate(page.content.steps))
        while self._coming and len(self.lines) < AT_ONCE:
            self._make_next()
        self._going_on.start()

    def show_marks(self, page: RunPage) -> None:
        """Show what is recorded for each line; those that are as before are left alone."""
        self._page = page
        for item, line in self.lines.items():
            line.show_mark(page.marks.get(item), waits=item in page.waits)
        self._show_phases(page)
        if self.pad is not None and self._padded is not None and not self._padded.is_open:
            self.pad.hide()

    def lead(self, line: ItemLine) -> None:
        """Offer the number pad at the next line too, where the one before was answered by finger."""
        if self._by_finger and line.number is not None:
            self._offer_pad(line)

    def next_open(self, after: str = "") -> ItemLine | None:
        """Give the next line without a mark after an item, from the top again at the end; None when all are done."""
        if self._page is None:
            return None
        names = [each.id for each in self._page.content.items()]
        start = names.index(after) + 1 if after in names else 0
        done = self._page.marks.keys() | self._page.waits.keys()
        found = (name for name in (*names[start:], *names[:start]) if name not in done)
        return self.line(next(found, ""))

    def beside(self, item: str, by: int) -> ItemLine | None:
        """Give the line before (-1) or after (1) an item, or None at the end."""
        names = [each.id for each in self._page.content.items()] if self._page else []
        place = names.index(item) + by
        return self.line(names[place]) if 0 <= place < len(names) else None

    def line(self, item: str) -> ItemLine | None:
        """Give the line of an item, or None when it has none; one that is yet to come is made."""
        while item and item not in self.lines and self._coming:
            self._make_next()
        return self.lines.get(item)

    def _offer_pad(self, line: ItemLine) -> None:
        """Open the number pad below a line; there is one, which goes from line to line."""
        if line.number is None or not line.is_open:
            return
        if self.pad is None:
            self.pad = NumberPad(self._times.locale.decimalPoint())
        self._by_finger, self._padded = True, line
        line.hold(self.pad)
        self.pad.type_into(line.number)
        self.pad.show()
        bring_into_sight(line, 0)

    def _use_keys(self) -> None:
        self._by_finger = False

    def _go_on(self) -> None:
        if self._coming:
            self._make_next()
            self._going_on.start()

    def _make_next(self) -> None:
        """Make the next step's card, under its phase where that begins."""
        if self._page is None:
            return
        place, step = self._coming.popleft()
        before = [each.phase for each in self._page.content.steps[:place] if each.phase is not None]
        if step.phase is not None and step.phase != (before[-1] if before else None):
            said = label("", "label")
            self._phases.append((said, step))
            self._column.addWidget(said)
            self._show_phases(self._page)
        self._column.addWidget(self._card(self._page, step, self._page.content.numbers()[step.id]))

    def _show_phases(self, page: RunPage) -> None:
        """Name the phases; one that waits says for what."""
        for said, step in self._phases:
            word = manual_tr(PHASES[step.phase]) if step.phase is not None else ""
            firsts = [page.waits[item.id] for item in step.items if item.id in page.waits]
            waits = tr("{phase}: opens once everything before it is recorded. First: “{line}”")
            said.setText(waits.format(phase=word, line=page.words(firsts[0])) if firsts else word)

    def _card(self, page: RunPage, step: Step, number: str) -> Card:
        title = page.titles.get(f"step:{step.id}", step.title)
        card = Card()
        more = More(step, self._telling, title) if self._telling.has_more(step) else None
        card.body.addWidget(self._head(step, f"{number}. {title}", title, more))
        for each in (*self._telling.warnings(step), more):
            if each is not None:
                card.body.addWidget(each)
        card.setAccessibleName(title)
        card.body.setSpacing(0)
        card.body.setContentsMargins(tokens.GAP, tokens.SNUG, tokens.SNUG, tokens.SNUG)
        for item in step.items:
            card.body.addWidget(rule())
            text = page.words(item)
            line = ItemLine(
                item, text, self._acts, self._times, began=page.row.started_at, editable=self._editable
            )  # fmt: skip
            line.more = more
            self.lines[item.id] = line
            if line.number is not None:
                line.number.pressed.connect(partial(self._offer_pad, line))
                line.number.typed.connect(self._use_keys)
            line.show_mark(page.marks.get(item.id), waits=item.id in page.waits)
            card.body.addWidget(line)
            self.made.emit(line)
        return card

    def _head(self, step: Step, numbered: str, title: str, more: More | None) -> QWidget:
        facts = [role_word(step.role) if step.role else ""]
        facts.append(tr("within {n} min").format(n=step.minutes) if step.minutes is not None else "")
        said = " · ".join(_filled(facts))
        words = column(label(numbered, "heading"), *([label(said, "small")] if said else []), gap=0)
        read = icon_button(tr("Read how: {step}").format(step=title), "manual", lambda: self._read(step.id))
        wrong = button(tr("Something is wrong"), lambda: self._wrong(title), kind="quiet", icon="incidents")
        wrong.setAccessibleName(tr("Something is wrong: {text}").format(text=title))
        side = Side(tokens.HAIR)
        for each in (*([more.switch] if more is not None else []), read, *([wrong] if self._editable else [])):
            side.add(each)
        words.setContentsMargins(tokens.HAIR, 0, 0, tokens.HAIR)
        return Beside(words, side)


def _filled(words: Iterable[str]) -> list[str]:
    return [each for each in words if each]
