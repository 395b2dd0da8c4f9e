"""A procedure as a finished page: used by the reader, beside the editor, and where a revision is decided."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget

from sopdesk.domain.prose import Block, ListBlock, ListItem, Paragraph, Span
from sopdesk.ui import style, tokens
from sopdesk.ui.manual.steps import AnswerCard, ReadCard, Reading, StepCard, said_at, suggested
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.prose import ProseView, measure
from sopdesk.ui.widgets.rows import column
from sopdesk.views.manual import Page

FEW = 4
"""From so many parts or questions on, a table of contents stands above them."""
AT_ONCE = 5
"""So many pieces are made before the page is first shown."""
Make = Callable[[], QWidget]


class PageBody(QWidget):
    """Purpose, questions, steps and the other parts below each other; pieces that stay the same are kept."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        self._pieces: list[tuple[Hashable, QWidget]] = []
        self._coming: deque[tuple[Hashable, Make]] = deque()
        self._going_on = QTimer(self, singleShot=True, interval=0)
        self._going_on.timeout.connect(self._go_on)
        self._lit = ""
        self._column = column(gap=tokens.GAP)
        self._column.addStretch(1)
        self.setLayout(self._column)
        style.on_change(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """Keep to the measure of running text, and the margins of a card around it."""
        self.setMaximumWidth(measure() + 3 * tokens.WIDE)

    def show_page(self, page: Page) -> None:
        """Show a page; pieces that it shares with the page before stay as they are.

        What lies further down is made while the window already answers.
        """
        old = dict(self._pieces)
        self._pieces, self._coming = [], deque()
        for key, make in self._wanted(page):
            kept = old.pop(key, None)
            self._coming.append((key, partial(_same, kept) if kept is not None else make))
        for widget in old.values():
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._make(AT_ONCE)
        self.light_up(self._lit)

    def light_up(self, name: str) -> QWidget | None:
        """Mark the step, question or part with this name, and no other; give its widget."""
        self._lit = name
        found = self._mark(name)
        if found is None and name and self._coming:
            self._make(len(self._coming))
            found = self._mark(name)
        return found

    def name_at(self, at: QPoint) -> str:
        """Give the name of the step, question or part at a point, or ""."""
        found = self.childAt(at) if self.isVisible() and self.visibleRegion().contains(at) else None
        while found is not None and found is not self:
            if isinstance(found, ReadCard):
                return found.name
            found = found.parentWidget()
        return ""

    def _mark(self, name: str) -> QWidget | None:
        found = None
        for _, widget in self._pieces:
            if isinstance(widget, ReadCard):
                widget.light_up(lit=bool(name) and widget.name == name)
                found = widget if name and widget.name == name else found
        return found

    def _make(self, count: int) -> None:
        """Make the next pieces, and go on with the rest as soon as the window has answered."""
        for _ in range(min(count, len(self._coming))):
            key, make = self._coming.popleft()
            widget = make()
            self._column.insertWidget(len(self._pieces), widget)
            self._pieces.append((key, widget))
        if self._coming:
            self._going_on.start()

    def _go_on(self) -> None:
        self._make(1)

    def _wanted(self, page: Page) -> Iterator[tuple[Hashable, Make]]:
        """Give the pieces in their order, each with what it depends on."""
        if "purpose" in page.prose:
            yield self._text(page, "purpose", "")
        yield from self._contents(page)
        for words in said_at("", self._reading):
            yield ("suggested", words), partial(suggested, words, self._reading)
        for each in page.content.questions:
            said = said_at(each.id, self._reading)
            asked = ("question", said, each, page.titles[f"question:{each.id}"], page.prose.get(f"question:{each.id}"))
            yield asked, partial(AnswerCard, page, each, self._reading)
        titles = tuple(page.titles[f"step:{each.id}"] for each in page.content.steps)
        numbers = page.content.numbers()
        for step in page.content.steps:
            number = numbers[step.id]
            prose = tuple(value for name, value in page.prose.items() if f":{step.id}:" in f"{name}:")
            items = tuple(page.titles[f"item:{each.id}"] for each in step.items)
            said = said_at(step.id, self._reading)
            key = (
                "step",
                said,
                number,
                step,
                prose,
                items,
                titles if step.branches else page.titles[f"step:{step.id}"],
            )
            yield key, partial(StepCard, page, step, number, self._reading)
        for name, words in self._parts():
            if name in page.prose:
                yield self._text(page, name, words)
        for place, part in enumerate(page.content.parts):
            yield self._text(page, f"part:{place}", part.title)

    def _parts(self) -> tuple[tuple[str, str], ...]:
        return (
            ("decision_notes", self.tr("Notes for deciding")),
            ("escalation", self.tr("When it goes further up")),
            ("scope", self.tr("Scope")),
            ("not_covered", self.tr("Not covered")),
            ("definitions", self.tr("Words")),
            ("resources", self.tr("What is needed")),
            ("training", self.tr("Training")),
        )

    def _text(self, page: Page, name: str, title: str) -> tuple[Hashable, Make]:
        blocks = page.prose.get(name, ())
        return (name, title, blocks), lambda: _Part(name, title, blocks, self._reading)

    def _contents(self, page: Page) -> Iterator[tuple[Hashable, Make]]:
        names = [(each.id, page.titles[f"question:{each.id}"]) for each in page.content.questions]
        if not names:
            names = [(f"part:{place}", each.title) for place, each in enumerate(page.content.parts)]
        if len(names) < FEW:
            return
        lines = tuple(ListItem((Paragraph((Span(words, link=f"#{name}"),)),)) for name, words in names)
        blocks: tuple[Block, ...] = (ListBlock(lines),)
        title = self.tr("Contents")
        yield ("contents", blocks), lambda: _Part("contents", title, blocks, self._reading)


class _Part(ReadCard):
    """A titled text of the page, without a card's frame until somebody is led to it."""

    def __init__(self, name: str, title: str, blocks: tuple[Block, ...], reading: Reading) -> None:
        super().__init__(name)
        self.setProperty("kind", "")
        text = ProseView(reading.picture, name=title or self.tr("Purpose"))
        text.set_blocks(blocks)
        text.followed.connect(reading.follow)
        self.setLayout(column(*([label(title, "heading")] if title else []), text, gap=tokens.SNUG))

    def light_up(self, *, lit: bool) -> None:
        """Show it by its frame; else there is none."""
        super().light_up(lit=lit)
        if not lit:
            self.setProperty("kind", "")
            self.style().unpolish(self)
            self.style().polish(self)


def _same(widget: QWidget) -> QWidget:
    return widget
