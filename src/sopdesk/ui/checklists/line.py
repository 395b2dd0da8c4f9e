"""One line of a checklist: the large tick, a field where a number or a text is asked for, skip, something wrong."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from sopdesk.domain.sop import Answer, Item
from sopdesk.ui import tokens
from sopdesk.ui.checklists.answer_button import AnswerButton
from sopdesk.ui.checklists.beside import ROOM, Beside
from sopdesk.ui.checklists.fields import ENTER, NumberField, WordsField
from sopdesk.ui.checklists.line_acts import LineActs
from sopdesk.ui.checklists.mark import LineMark
from sopdesk.ui.checklists.more import More
from sopdesk.ui.checklists.words import asked, recorded, tr
from sopdesk.ui.manual.editing.words_field import pictures_in
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.ui.widgets.sight import bring_into_sight
from sopdesk.views.checklists import MarkView

_LETTERS = {Qt.Key.Key_S, Qt.Key.Key_W, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_Backspace}
_FIRST_THINGS = {Qt.Key.Key_S, Qt.Key.Key_P}
_WRONG = {Qt.Key.Key_W, Qt.Key.Key_N}
MOST_KEYS = 9
"""So many answers have a digit of their own."""
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ItemLine(QWidget):
    """One item of a run. Arrows go from line to line, Space ticks, S skips, W says that something is wrong.

    A digit chooses an answer where some are offered, P adds a photo where one is asked for.
    """

    def __init__(
        self, item: Item, text: str, acts: LineActs, times: Times, *, began: datetime, editable: bool
    ) -> None:  # fmt: skip
        super().__init__()
        self.item, self.text = item, text
        self._acts, self._times, self._began = acts, times, began
        self._mark: MarkView | None = None
        self._waits = False
        self._entry: QWidget | None = None
        self._editable = editable
        self.mark = LineMark(text, asked(item))
        self.mark.clicked.connect(self.press)
        self.number = NumberField(text) if editable and item.asks in {Answer.NUMBER, Answer.AMOUNT} else None
        self.words = WordsField(2) if editable and item.asks is Answer.TEXT else None
        self.answers: list[QPushButton] = []
        self.more: More | None = None
        self.takes_photos = editable and (item.photo or item.asks is Answer.PHOTO)
        self.setAcceptDrops(self.takes_photos)
        self.photo = self._made("photo") if self.takes_photos else None
        self.skip, self.wrong = self._made("skip"), self._made("incidents")
        self.back: QPushButton | None = None
        self._lay_out()
        self._show()

    @property
    def is_open(self) -> bool:
        """Tell whether nothing is recorded for the line yet."""
        return self._mark is None

    @property
    def field(self) -> NumberField | WordsField | None:
        """Give the field of a line that asks for more than a tick."""
        return self.number or self.words

    def show_mark(self, mark: MarkView | None, *, waits: bool = False) -> None:
        """Show what is recorded for the line, or that it waits for others; what is as it was is left alone."""
        if (mark, waits) != (self._mark, self._waits):
            self._mark, self._waits = mark, waits
            self._show()

    def hold(self, pad: QWidget) -> None:
        """Hold the number pad below the line; it leaves the line where it was."""
        self._whole.addWidget(pad, 0, Qt.AlignmentFlag.AlignRight)

    def take_focus(self) -> None:
        """Take the keyboard, where something is to be done."""
        if self.number is not None and self.is_open and self._editable and not self._waits:
            self.number.setFocus()
            self.number.selectAll()
        else:
            self.mark.setFocus()

    def press(self) -> None:
        """Tick; where a number or a text is asked for, go into its field. What is recorded stays as it is."""
        if not self._editable or self._mark is not None:
            return
        if self._waits:
            self._acts.explain(self.item.id)
        elif self.number is not None:
            self.number.setFocus()
            if self.mark.by_finger:
                self.number.pressed.emit()
        elif self.words is not None:
            self.words.setFocus()
        elif self.answers:
            self.answers[0].setFocus()
        else:
            self._ask()

    def _ask(self) -> None:
        """Do what a press means where no field stands in the line."""
        acts = {Answer.PHOTO: self._acts.photograph, Answer.SECOND: self._acts.confirm,
                Answer.CASH: self._acts.count_cash}  # fmt: skip
        acts.get(self.item.asks, self._acts.tick)(self.item.id)

    def record(self) -> None:
        """Record what stands in the field."""
        if self.number is not None:
            self._acts.count(self.item.id, self.number.text())
        elif self.words is not None:
            self._acts.write(self.item.id, self.words.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from line to line, and act, by keys."""
        keys = Qt.Key
        key = keys(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter = plain or event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        within = self.words is not None and self.words.hasFocus()
        if within and key == keys.Key_Escape:
            self.mark.setFocus()
        elif key in _MOVES and plain:
            self._acts.move(self.item.id, _MOVES[key])
        elif letter and not within and key == keys.Key_H and self.more is not None:
            self.more.turn()
            bring_into_sight(self)
        elif self._editable and letter and not within and key in _LETTERS:
            self._act(key)
        elif self.answers and plain and self.is_open and (place := int(key) - int(keys.Key_1)) in range(MOST_KEYS):
            self._choose(place)
        elif self.takes_photos and event.matches(QKeySequence.StandardKey.Paste):
            self._take_in(QApplication.clipboard().mimeData())
        elif key in ENTER and self.number is not None and self.number.hasFocus():
            self.record()
        elif plain and key in ENTER:
            self.press()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where something is to be done."""
        self.take_focus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let photos be dropped where they are asked for."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the photos that are dropped."""
        event.acceptProposedAction()
        self._take_in(event.mimeData())

    def _take_in(self, source: QMimeData) -> None:
        for each in pictures_in(source):
            self._acts.photograph(self.item.id, each)

    def _choose(self, place: int) -> None:
        if self._waits:
            self._acts.explain(self.item.id)
        elif place < len(self.item.choices):
            self._acts.choose(self.item.id, self.item.choices[place])

    def _act(self, key: Qt.Key) -> None:
        if self._waits and key in _FIRST_THINGS:
            self._acts.explain(self.item.id)
        elif key == Qt.Key.Key_P and self.takes_photos:
            self._acts.photograph(self.item.id)
        elif key in _WRONG:
            self._acts.report(self.item.id)
        elif key == Qt.Key.Key_S and self._mark is None:
            self._acts.skip(self.item.id)
        elif key == Qt.Key.Key_Backspace and self._mark is not None:
            self._acts.take_back(self.item.id)

    def _made(self, icon: str) -> QPushButton | None:
        """Make one of the line's small buttons; a line that only tells has none."""
        if not self._editable:
            return None
        name, hint, do = {
            "skip": (tr("Skip: {text}"), tr("Skip (S)"), self._acts.skip),
            "undo": (tr("Take back: {text}"), tr("Take back (Backspace)"), self._acts.take_back),
            "photo": (tr("Photo: {text}"), tr("Add a photo (P)"), self._acts.photograph),
            "incidents": (tr("Something is wrong: {text}"), tr("Something is wrong (W)"), self._acts.report),
        }[icon]
        made = icon_button(name.format(text=self.text), icon, lambda: do(self.item.id))
        made.setToolTip(hint)
        return made

    def _lay_out(self) -> None:
        side = QWidget()
        self._side = row(gap=tokens.HAIR)
        side.setLayout(self._side)
        if self.number is not None:
            self._lay_out_number(self.number)
        for act in filter(None, (self.photo, self.skip, self.wrong)):
            self._side.addWidget(act)
        self._beside = Beside(self.mark, side, 0)
        self._whole = whole = column(self._beside, gap=0)
        if self.words is not None:
            whole.addWidget(self._writing(self.words))
        if self._editable and self.item.asks is Answer.CHOICE:
            whole.addWidget(self._choosing())
        self.setLayout(whole)

    def _lay_out_number(self, field: NumberField) -> None:
        field.returnPressed.connect(self.record)
        keep = icon_button(tr("Record: {text}").format(text=self.text), "check", self.record,
                           kind="plain", colour="accent")  # fmt: skip
        self._entry = QWidget()
        self._entry.setLayout(row(field, label(self.item.unit, "soft", wraps=False), keep, gap=tokens.HAIR))
        self._side.addWidget(self._entry)

    def _writing(self, field: WordsField) -> QWidget:
        field.setAccessibleName(self.text)
        field.setAccessibleDescription(tr("Ctrl+Enter records it."))
        field.entered.connect(self.record)
        write = button(tr("Record"), self.record, icon="check")
        write.setAccessibleName(tr("Record: {text}").format(text=self.text))
        inside = row(field, write)
        inside.setStretch(0, 1)
        inside.setContentsMargins(tokens.AWAY + tokens.HAIR, 0, tokens.HAIR, tokens.SNUG)
        self._entry = QWidget()
        self._entry.setLayout(inside)
        return self._entry

    def _choosing(self) -> QWidget:
        answers = Flow(tokens.SNUG)
        for place, each in enumerate(self.item.choices):
            made = AnswerButton(each)
            made.clicked.connect(lambda _checked=False, place=place: self._choose(place))
            made.setAccessibleName(f"{self.text}: {each}")
            self.answers.append(made)
            answers.add(made)
        answers.setContentsMargins(0, 0, 0, 0)
        self._entry = QWidget()
        inside = column(answers)
        inside.setContentsMargins(tokens.AWAY + tokens.HAIR, 0, tokens.HAIR, tokens.SNUG)
        self._entry.setLayout(inside)
        return self._entry

    def _show(self) -> None:
        mark = self._mark
        open_ = "waits" if self._waits else "open"
        look = open_ if mark is None else "skipped" if mark.how == "skipped" else "done"
        look = look if mark is None or not mark.failed else "outside"
        can = mark is None and not self._waits
        self.mark.show_mark(look, recorded(self.item, mark, self._times, self._began) if mark else "")
        if mark is not None and self.back is None:
            self.back = self._made("undo")
            if self.back is not None:
                self._side.insertWidget(self._side.count() - 1, self.back)
        self._beside.need(ROOM if can and self.number is not None else 0)
        shown_now = ((self.skip, can), (self.photo, not self._waits), (self.back, mark is not None), (self._entry, can))
        for each, shown in shown_now:
            if each is not None:
                each.setVisible(shown)
