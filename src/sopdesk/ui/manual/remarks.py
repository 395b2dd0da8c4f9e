"""Remarks on a revision beside the steps that they speak of: those that were made, and a field for a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

from sopdesk.domain.difference import Difference, How
from sopdesk.domain.reviewing import Comment
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.words import PARTS, tr
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import TextField
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.prose import ProseView
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.manual import CommentRow, Page

_FATES = {How.ADDED: "added", How.REMOVED: "removed", How.MOVED: "moved", How.CHANGED: "changed"}


class RemarksView(QWidget):
    """One card a place of the page; `fields` holds by place where a remark can be written."""

    def __init__(self, frame: Frame, picture: Callable[[str], bytes | None]) -> None:
        super().__init__()
        self._frame = frame
        self._picture = picture
        self._shown: object = None
        self.fields: dict[str, TextField] = {}
        self._column = column(gap=tokens.NEAR)
        self.setLayout(self._column)

    def differs(self, page: Page, made: Sequence[CommentRow], *, may_write: bool) -> bool:
        """Tell whether `show_page` would show something else than what stands there."""
        return self._shown != (page.revision.digest, tuple(made), may_write)

    def show_page(self, page: Page, made: Sequence[CommentRow], changed: Difference | None, *, may_write: bool) -> None:
        """Show every place of a page with its remarks; fields to write in where whoever is here may."""
        self._shown = (page.revision.digest, tuple(made), may_write)
        clear(self._column)
        self.fields = {}
        fates = {each.id: each.how for each in (*changed.steps, *changed.questions)} if changed else {}
        for place, title in places_of(page):
            mine = [each for each in made if each.place == place]
            if may_write or mine or not place:
                self._column.addWidget(self._card(page, place, title, mine, fates, may_write=may_write))
        known = {place for place, _ in places_of(page)}
        lost = [each for each in made if each.place not in known]
        if lost:
            self._column.addWidget(Card(*(self._made(each) for each in lost), title=self.tr("On other places")))

    def written(self) -> tuple[Comment, ...]:
        """Give the remarks that stand in the fields."""
        texts = ((place, field.toPlainText().strip()) for place, field in self.fields.items())
        return tuple(Comment(place, text) for place, text in texts if text)

    def _card(
        self, page: Page, place: str, title: str, made: Sequence[CommentRow], fates: dict[str, tuple[How, ...]], *,
        may_write: bool,
    ) -> QWidget:  # fmt: skip
        head = Flow(tokens.SNUG)
        head.add(label(title, "strong", wraps=False))
        for how in fates.get(place.partition(":")[2], ()):
            head.add(chip(tr(_FATES[how]), "accent"))
        left = column(head, gap=tokens.HAIR)
        if page.prose.get(place):
            text = ProseView(self._picture, name=title)
            text.set_blocks(page.prose[place])
            left.addWidget(text)
        left.addStretch(1)
        right = column(*(self._made(each) for each in made), gap=tokens.SNUG)
        if may_write:
            field = self.fields[place] = TextField(1)
            field.setAccessibleName(self.tr("Remark on: {title}").format(title=title))
            field.setPlaceholderText(self.tr("Write a remark"))
            right.addWidget(field)
        right.addStretch(1)
        both = row(left, right, gap=tokens.GAP)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        return Card(both)

    def _made(self, each: CommentRow) -> QWidget:
        said = self.tr("{who}, {when}").format(who=each.who, when=self._frame.times.moment(each.at))
        return Card(label(each.text), label(said, "small"), kind="sunken")


def places_of(page: Page) -> Iterator[tuple[str, str]]:
    """Give every place of a page that a remark can be about, with its words; "" is the whole."""
    yield "", tr("The whole revision")
    for name, words in PARTS:
        if name in page.prose:
            yield name, tr(words)
    for number, step in enumerate(page.content.steps, 1):
        yield f"step:{step.id}", f"{number}. {page.titles[f'step:{step.id}']}"
    for question in page.content.questions:
        yield f"question:{question.id}", page.titles[f"question:{question.id}"]
    for at, part in enumerate(page.content.parts):
        yield f"part:{at}", part.title
    for name, words, there in (
        ("duties", "Who does what", page.content.duties), ("limits", "How far each may go", page.content.limits),
    ):  # fmt: skip
        if there:
            yield name, tr(words)
