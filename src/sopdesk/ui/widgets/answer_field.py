"""The widget that takes one answer of a form, and what stands in it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.body_field import BodyField
from sopdesk.ui.widgets.choices import Chips, Choice, Several, Tick
from sopdesk.ui.widgets.question import SECRET, Question

MOST_CHIPS = 8
MOST_LINES = 8
_EXAMPLES = {"amount": "12.50", "date": "2026-05-03", "moment": "2026-05-03 14:05", "number": "3"}


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


def answer_field(question: Question, changed: Callable[[], object]) -> QWidget:
    """Give the widget that takes the answer to a question; it calls `changed` whenever somebody answers."""
    if question.asks == "check":
        box = Tick(question.label)
        box.toggled.connect(lambda _on: changed())
        return box
    if question.asks == "text":
        area = TextField(question.lines)
        area.textChanged.connect(changed)
        return area
    if question.asks == "body":
        marked = BodyField(question.choices, name=question.label)
        marked.changed.connect(lambda _value: changed())
        return marked
    if question.choices or question.asks == "pick":
        chosen = _choosing(question)
        chosen.changed.connect(lambda _value: changed())
        return chosen
    line = QLineEdit()
    line.setPlaceholderText(_EXAMPLES.get(question.asks, ""))
    if question.asks in SECRET:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    line.textChanged.connect(lambda _text: changed())
    return line


def _choosing(question: Question) -> Chips | Choice:
    if question.asks == "several":
        return Several(question.choices, name=question.label)
    if question.asks != "pick" and (len(question.choices) <= MOST_CHIPS or question.asks == "score"):
        return Chips(question.choices, name=question.label)
    empty = "Nobody" if question.asks == "pick" else "Choose …"
    return Choice(question.choices, name=question.label, empty=QCoreApplication.translate("Form", empty))


def value_of(field: QWidget) -> str:
    """Give what stands in a field; a box that is ticked is "yes"."""
    match field:
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case Tick():
            return "yes" if field.isChecked() else ""
        case Chips() | Choice() | BodyField():
            return field.value()
    return ""


def set_value(field: QWidget, value: str) -> None:
    """Put a value into a field."""
    match field:
        case QLineEdit():
            field.setText(value)
        case QPlainTextEdit():
            field.setPlainText(value)
        case Tick():
            field.setChecked(value == "yes")
        case Chips() | Choice() | BodyField():
            field.set_value(value)
