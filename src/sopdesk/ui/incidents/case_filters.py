"""What the list of incidents is narrowed down to: stage, kind, words, and what matters to whoever reads it."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from sopdesk.domain.field import APART
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.only import Only
from sopdesk.ui import style, tokens
from sopdesk.ui.incidents.words import KINDS, kind_word, only_word, tr
from sopdesk.ui.widgets.choices import Chips, Choice, Several
from sopdesk.ui.widgets.rows import column, row

NARROW = 600
"""Below this many pixels, at a text size of 100 %, the filters stand below each other."""
_PAUSE = 120
OPEN, EVERY = "open", "all"


class CaseFilters(QWidget):
    """The filters of the list; `changed` tells that something else is asked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        stages = [(OPEN, tr("Open")), ("closed", tr("Closed")), (EVERY, tr("All"))]
        self.stage = Chips(stages, name=tr("Stage"), needed=True)
        self.kind = Choice([(kind.value, kind_word(kind)) for kind in KINDS], name=tr("Kind"), empty=tr("Every kind"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Words, number or procedure"))
        self.words.setAccessibleName(tr("Words in the list"))
        self.words.setClearButtonEnabled(True)
        self.only = Several([(each.value, only_word(each)) for each in Only], name=tr("Only"))
        self._line = row(self.stage, self.kind, self.words, gap=tokens.NEAR)
        self._line.setStretch(2, 1)
        self.setLayout(column(self._line, self.only, gap=tokens.NEAR))
        pause = QTimer(self, interval=_PAUSE, singleShot=True)
        pause.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _text: pause.start())
        for each in (self.stage, self.kind, self.only):
            each.changed.connect(lambda _value: self.changed.emit())

    def asked(self) -> tuple[IncidentKind | None, str | None, str, frozenset[Only]]:
        """Give kind and stage (None: every one), words, and what else the list is narrowed down to."""
        stage, taken = self.stage.value(), self.only.value().split(APART)
        return (
            IncidentKind(self.kind.value()) if self.kind.value() else None, None if stage == EVERY else stage,
            self.words.text(), frozenset(each for each in Only if each in taken),
        )  # fmt: skip

    def ask(self, wanted: Mapping[str, str]) -> None:
        """Take up what another screen looks for: `text`, in files of every stage, or `only`."""
        if text := wanted.get("text", ""):
            self.words.setText(text)
            self.stage.set_value(EVERY)
        if only := wanted.get("only", ""):
            self.only.set_value(only)
            self.words.clear()

    def is_narrowed(self) -> bool:
        """Tell whether the list may hold less than every open incident."""
        kind, stage, words, only = self.asked()
        return bool(words or kind or only) or stage != OPEN

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the filters below each other where there is no room beside."""
        narrow = self.width() < style.size(NARROW)
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        super().resizeEvent(event)
