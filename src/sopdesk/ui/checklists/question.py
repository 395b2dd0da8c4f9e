"""The question that is open in a guided workflow: large, with its answers to press and a place to write something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from sopdesk.domain.guiding import ON
from sopdesk.domain.sop import Step
from sopdesk.ui import tokens
from sopdesk.ui.checklists.fields import WordsField
from sopdesk.ui.manual.picture import PictureView
from sopdesk.ui.manual.steps import Callout
from sopdesk.ui.manual.words import role_word
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.prose import ProseView
from sopdesk.ui.widgets.prose_document import PictureSource
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.guided import GuidePage

MOST_KEYS = 9
"""So many answers have a digit of their own."""


class AnswerButton(QPushButton):
    """One answer: its digit and its words, wrapped; the whole of it can be pressed."""

    def __init__(self, digit: int, words: str) -> None:
        super().__init__()
        self.setProperty("kind", "answer")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        key = label(str(digit) if digit <= MOST_KEYS else "", "soft", wraps=False)
        self.words = label(words, "lead")
        for each in (key, self.words):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside = inside = row(key, self.words, gap=tokens.GAP)
        inside.setStretch(1, 1)
        inside.setContentsMargins(tokens.GAP, tokens.SNUG, tokens.GAP, tokens.SNUG)
        self.setLayout(inside)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Ask for the room of the words."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Need the room of the words, wrapped."""
        return self._inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Tell that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that the words take, never less than a finger needs."""
        return max(tokens.TARGET + tokens.GAP, self._inside.heightForWidth(width))

    def event(self, event: QEvent) -> bool:
        """Follow the words when they wrap otherwise."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class QuestionCard(Card):
    """Shows the open step; `answered` carries the place of the answer pressed, or ON."""

    answered = Signal(int)

    def __init__(self, picture: PictureSource, follow: Callable[[str], object], write: Callable[[], object]) -> None:
        super().__init__()
        self._picture, self._follow = picture, follow
        self.shown = ""
        self.do_now = label("", "strong")
        self.title = label("", "title")
        self.facts = Flow(tokens.SNUG)
        self._said = column(gap=tokens.NEAR)
        self._answers = column(gap=tokens.SNUG)
        self._more = column(gap=tokens.NEAR)
        self.buttons: list[QPushButton] = []
        self.note = WordsField(2)
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("What should be remembered: a name, a time, what was said"))
        self.note.entered.connect(write)
        self.body.addWidget(self.do_now)
        self.body.addWidget(self.title)
        self.body.addWidget(self.facts)
        self.body.addLayout(self._said)
        self.body.addLayout(self._answers)
        self.body.addLayout(self._more)
        self.body.addWidget(self.note)
        self.body.addLayout(row(button(self.tr("Write it down"), write, kind="quiet", icon="note"), None))

    def show_step(self, page: GuidePage, step: Step) -> None:
        """Show a step, unless it stands here already."""
        way = page.way()
        done = way[-1].action if way else ""
        self.do_now.setText(self.tr("First: {action}").format(action=done))
        self.do_now.setVisible(bool(done))
        if self.shown == step.id:
            return
        self.shown = step.id
        self.title.setText(page.titles.get(f"step:{step.id}", step.title))
        self._show_facts(step)
        for room, pieces in ((self._said, self._before(page, step)), (self._more, self._after(page, step))):
            clear(room)
            for each in pieces:
                room.addWidget(each)
        clear(self._answers)
        self.buttons = [AnswerButton(place + 1, words) for place, words in enumerate(self._words(page, step))]
        for place, made in enumerate(self.buttons):
            made.clicked.connect(partial(self._press, place if step.branches else ON))
            self._answers.addWidget(made)

    def press(self, digit: int) -> None:
        """Give the answer that has this digit."""
        if digit <= len(self.buttons):
            self.buttons[digit - 1].click()

    def _press(self, place: int, _checked: bool = False) -> None:  # noqa: FBT002 - what a button's signal carries
        self.answered.emit(place)

    def _words(self, page: GuidePage, step: Step) -> list[str]:
        answers = [page.titles.get(f"branch:{step.id}:{n}", each.answer) for n, each in enumerate(step.branches)]
        return answers or [self.tr("Done, go on")]

    def _show_facts(self, step: Step) -> None:
        self.facts.clear()
        if step.role:
            self.facts.add(chip(role_word(step.role), "accent"))
        if step.must:
            self.facts.add(chip(self.tr("Must"), "danger"))
        if step.minutes is not None:
            self.facts.add(chip(self.tr("Within {n} min").format(n=step.minutes)))
        self.facts.setVisible(bool(self.facts.pieces()))

    def _before(self, page: GuidePage, step: Step) -> Iterator[QWidget]:
        """Give what has to be read before an answer is given."""
        for n in range(len(step.warnings)):
            yield self._callout(page, "warning", self.tr("Warning"), f"warning:{step.id}:{n}")
        if blocks := page.prose.get(f"step:{step.id}"):
            text = ProseView(self._picture, name=step.title)
            text.set_blocks(blocks)
            text.followed.connect(self._follow)
            yield text
        if step.evidence:
            yield label(self.tr("Keep: {what}").format(what=page.titles[f"evidence:{step.id}"]), "soft")

    def _after(self, page: GuidePage, step: Step) -> Iterator[QWidget]:
        """Give what helps, below the answers: with a customer waiting these must be in sight."""
        for n in range(len(step.tips)):
            yield self._callout(page, "tip", self.tr("Tip"), f"tip:{step.id}:{n}")
        for each in step.pictures:
            yield PictureView(each, self._picture(each.source))

    def _callout(self, page: GuidePage, kind: str, word: str, key: str) -> Callout:
        return Callout(kind, word, page.prose.get(key, ()), self._follow)
