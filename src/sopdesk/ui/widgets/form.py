"""Forms made from a list of questions, such as the fields of an incident's kind: no form is built by hand."""

import json
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from sopdesk.domain.field import FieldSpec
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.widgets.answer_field import TextField, answer_field, set_value, value_of
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.question import SECRET, Question, question_of
from sopdesk.ui.widgets.remarks import Remarks
from sopdesk.ui.widgets.rows import column

__all__ = ["Form", "Question", "TextField", "question_of"]


class Form(QWidget):
    """Questions below each other, each with its label, and its own line for what is wrong with the answer.

    A question whose field has conditions is shown, needed and answered only while they hold, by the answers so far
    and by what is `known` already.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self, questions: Iterable[Question | FieldSpec] = (), *, known: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._column: QVBoxLayout = column(gap=tokens.HAIR)
        self.setLayout(self._column)
        self._known = dict(known or {})
        self._questions: dict[str, Question] = {}
        self._fields: dict[str, QWidget] = {}
        self._wrong: dict[str, QLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._headings: dict[str, QLabel] = {}
        for each in questions:
            question = question_of(each) if isinstance(each, FieldSpec) else each
            if question.group and question.group not in self._headings:
                heading = label(question.group, "strong")
                heading.setContentsMargins(0, tokens.SNUG, 0, 0)
                self._headings[question.group] = heading
                self._column.addWidget(heading)
            self._add(question)
        self._arrange()
        if any(each.spec and each.spec.when for each in self._questions.values()):
            self.changed.connect(self._arrange)

    def field(self, name: str) -> QWidget:
        """Give the widget that takes one answer."""
        return self._fields[name]

    def asked(self, name: str) -> bool:
        """Tell whether a question is asked now: its conditions hold."""
        spec = self._questions[name].spec
        return spec is None or all(each.holds(self._known | self.values()) for each in spec.when)

    def values(self) -> dict[str, str]:
        """Give every answer as it stands; a check is "yes" or ""."""
        return {name: value_of(field) for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fill in answers."""
        for name, value in values.items():
            if name in self._fields:
                set_value(self._fields[name], value)
        self._arrange()

    def checked(self) -> dict[str, str] | None:
        """Give the answers as they are recorded, or None; then the first wrong field has the focus and says why.

        What is not asked now has no answer.
        """
        good: dict[str, str] = {}
        first = None
        for name, question in self._questions.items():
            if not self.asked(name):
                continue
            value = value_of(self._fields[name])
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

    def _arrange(self) -> None:
        """Show what is asked now, and the headings above it."""
        shown = set()
        for name, question in self._questions.items():
            asked = self.asked(name)
            self._rows[name].setVisible(asked)
            if asked:
                shown.add(question.group)
        for group, heading in self._headings.items():
            heading.setVisible(group in shown)

    def _add(self, question: Question) -> None:
        field = answer_field(question, self.changed.emit)
        field.setAccessibleName(question.label)
        field.setAccessibleDescription(question.hint)
        if isinstance(field, QLineEdit):
            field.installEventFilter(self)
        wrong = label("", "wrong")
        wrong.hide()
        lines = column(gap=tokens.HAIR)
        if question.asks != "check":
            words = question.label if not question.needed else self.tr("{label} (needed)").format(label=question.label)
            above = label(words, "label")
            above.setBuddy(field)
            if question.source:
                above.setToolTip(self.tr("Asked by {source}").format(source=question.source))
            lines.addWidget(above)
        lines.addWidget(field)
        if question.hint:
            lines.addWidget(label(question.hint, "small"))
        if question.asks in {"line", "text"}:
            lines.addWidget(Remarks(field, facts=question.facts))
        lines.addWidget(wrong)
        lines.addSpacing(tokens.SNUG)
        holder = QWidget()
        holder.setLayout(lines)
        self._column.addWidget(holder)
        name = question.name
        self._questions[name], self._fields[name], self._wrong[name] = question, field, wrong
        self._rows[name] = holder

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter in a line as "done"."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in enter:
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)


def _clean(question: Question, value: str) -> str:
    if question.spec is not None:
        return question.spec.check(value)
    return value if question.asks in SECRET else value.strip()
