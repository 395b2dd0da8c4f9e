"""Forms made from a list of questions, such as the fields of an incident's kind: no form is built by hand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from sopdesk.domain.fields import Asks, FieldSpec
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.choices import Chips, Choice, Choices, Tick
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column

MOST_CHIPS = 8
MOST_LINES = 8
SECRET = ("password", "pin")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    `asks` is "line", "text", "choice", "pick" (one of a list, or nobody), "yes-no", "amount", "date", "score",
    "moment" (local day and time),
    "check", "password" or "pin". `spec` is asked to check the answer.
    """

    name: str
    label: str
    asks: str = "line"
    choices: Choices = ()
    hint: str = ""
    group: str = ""
    needed: bool = False
    lines: int = 3
    spec: FieldSpec | None = None


def question_of(spec: FieldSpec, *, needed: bool = False) -> Question:
    """Give the question that a field of the record asks."""
    choices = spec.choices or (("yes", "no") if spec.asks is Asks.YES_NO else ())
    words = tuple((each, each[:1].upper() + each[1:]) for each in choices)
    return Question(spec.name, spec.label, spec.asks.value, words, group=spec.group, needed=needed, spec=spec)


class TextField(QPlainTextEdit):
    """A field for several lines that grows with its text; Tab goes on to the next field."""

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self.look_again)
        style.on_change(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """Be as high as the text, within bounds."""
        lines = min(max(self.document().size().height(), self._lines), max(self._lines * 3, MOST_LINES))
        height = round(QFontMetricsF(style.font(tokens.BODY)).lineSpacing() * lines) + tokens.WIDE + tokens.HAIR
        if height != self.height():
            self.setFixedHeight(height)


class Form(QWidget):
    """Questions below each other, each with its label, and its own line for what is wrong with the answer."""

    changed = Signal()
    entered = Signal()

    def __init__(self, questions: Iterable[Question | FieldSpec] = ()) -> None:
        super().__init__()
        self._column: QVBoxLayout = column(gap=tokens.HAIR)
        self.setLayout(self._column)
        self._questions: dict[str, Question] = {}
        self._fields: dict[str, QWidget] = {}
        self._wrong: dict[str, Any] = {}
        group = ""
        for each in questions:
            question = question_of(each) if isinstance(each, FieldSpec) else each
            if question.group and question.group != group:
                group = question.group
                self._column.addSpacing(tokens.SNUG)
                self._column.addWidget(label(group, "strong"))
            self._add(question)

    def field(self, name: str) -> QWidget:
        """Give the widget that takes one answer."""
        return self._fields[name]

    def values(self) -> dict[str, str]:
        """Give every answer as it stands; a check is "yes" or ""."""
        return {name: _value_of(field) for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fill in answers."""
        for name, value in values.items():
            if name in self._fields:
                _set_value(self._fields[name], value)

    def checked(self) -> dict[str, str] | None:
        """Give the answers as they are recorded, or None; then the first wrong field has the focus and says why."""
        good: dict[str, str] = {}
        first = None
        for name, question in self._questions.items():
            value = _value_of(self._fields[name])
            wrong = ""
            try:
                good[name] = _clean(question, value)
            except Refusal as no:
                wrong = no.sentence
            if question.needed and not value.strip():
                wrong = self.tr("This is needed.")
            self.say_wrong(name, wrong)
            first = first or (self._fields[name] if wrong else None)
        if first is None:
            return good
        first.setFocus()
        return None

    def say_wrong(self, name: str, sentence: str) -> None:
        """Say beside a field what is wrong with it; "" takes it back."""
        note, field = self._wrong[name], self._fields[name]
        note.setText(sentence)
        note.setVisible(bool(sentence))
        field.setProperty("wrong", bool(sentence))
        field.setAccessibleDescription(sentence or self._questions[name].hint)
        field.style().unpolish(field)
        field.style().polish(field)

    def text(self) -> str:
        """Give every answer in one text, to be kept while it is half written; never passwords or PINs."""
        kept = {
            name: value for name, value in self.values().items() if value and self._questions[name].asks not in SECRET
        }
        return json.dumps(kept) if kept else ""

    def set_text(self, text: str) -> None:
        """Fill in what `text` gave; "" empties the form."""
        self.set_values({**dict.fromkeys(self._fields, ""), **(json.loads(text) if text else {})})

    def clear(self) -> None:
        """Empty every field."""
        self.set_text("")
        for name in self._fields:
            self.say_wrong(name, "")

    def _add(self, question: Question) -> None:
        field = self._make(question)
        field.setAccessibleName(question.label)
        field.setAccessibleDescription(question.hint)
        if question.asks != "check":
            words = question.label if not question.needed else self.tr("{label} (needed)").format(label=question.label)
            above = label(words, "label")
            above.setBuddy(field)
            self._column.addWidget(above)
        self._column.addWidget(field)
        if question.hint:
            self._column.addWidget(label(question.hint, "small"))
        wrong = label("", "wrong")
        wrong.hide()
        self._column.addWidget(wrong)
        self._column.addSpacing(tokens.SNUG)
        self._questions[question.name], self._fields[question.name], self._wrong[question.name] = question, field, wrong

    def _make(self, question: Question) -> QWidget:
        if question.asks == "check":
            box = Tick(question.label)
            box.toggled.connect(lambda _on: self.changed.emit())
            return box
        if question.asks == "text":
            area = TextField(question.lines)
            area.textChanged.connect(self.changed)
            return area
        if question.asks == "pick":
            picked = Choice(question.choices, name=question.label, empty=self.tr("Nobody"))
            picked.changed.connect(lambda _value: self.changed.emit())
            return picked
        if question.choices:
            if len(question.choices) <= MOST_CHIPS:
                few = Chips(question.choices, name=question.label)
                few.changed.connect(lambda _value: self.changed.emit())
                return few
            many = Choice(question.choices, name=question.label, empty=self.tr("Choose …"))
            many.changed.connect(lambda _value: self.changed.emit())
            return many
        line = QLineEdit()
        line.setPlaceholderText(_EXAMPLES.get(question.asks, ""))
        if question.asks in SECRET:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(lambda _text: self.changed.emit())
        line.installEventFilter(self)
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter in a line as "done"."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in enter:
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)


_EXAMPLES = {"amount": "12.50", "date": "2026-05-03", "moment": "2026-05-03 14:05"}


def _clean(question: Question, value: str) -> str:
    if question.spec is not None:
        return question.spec.check(value)
    return value if question.asks in SECRET else value.strip()


def _value_of(field: QWidget) -> str:
    match field:
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case Tick():
            return "yes" if field.isChecked() else ""
        case Chips() | Choice():
            return field.value()
    return ""


def _set_value(field: QWidget, value: str) -> None:
    match field:
        case QLineEdit():
            field.setText(value)
        case QPlainTextEdit():
            field.setPlainText(value)
        case Tick():
            field.setChecked(value == "yes")
        case Chips() | Choice():
            field.set_value(value)
