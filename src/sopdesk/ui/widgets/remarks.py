"""What is said under a text while somebody writes it: a full card number, and words that judge instead of telling."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from sopdesk.domain.card import card_number_in, keep_last_four
from sopdesk.domain.fact_words import opinions_in
from sopdesk.ui import tokens
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row

PAUSE = 300
MOST = 3


class Remarks(QWidget):
    """Looks through a field once the typing pauses; nothing here ever holds anybody up."""

    def __init__(self, field: QWidget, *, facts: bool) -> None:
        super().__init__()
        self._field, self._facts = field, facts
        self._said: tuple[str, ...] = ()
        self._lines = column(gap=tokens.HAIR)
        self.setLayout(self._lines)
        self.pause = QTimer(self, interval=PAUSE, singleShot=True)
        self.pause.timeout.connect(self.look)
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.textChanged.connect(self.pause.start)
        self.hide()

    def look(self) -> None:
        """Say what there is to be said about the text as it stands."""
        self.pause.stop()
        text = self._text()
        card = card_number_in(text)
        found = opinions_in(text)[:MOST] if self._facts else ()
        said = (card, *(each.word for each in found))
        if said == self._said:
            return
        self._said = said
        clear(self._lines)
        if card:
            self._lines.addWidget(label(self.tr("This looks like a full card number, which may not be kept."), "wrong"))
            self._lines.addLayout(row(button(self.tr("Keep the last four digits"), self.keep_last_four), None))
        for each in found:
            words = self.tr("“{word}” judges. Rather: {instead}").format(word=each.word, instead=self.tr(each.instead))
            self._lines.addWidget(label(words, "small"))
        self.setVisible(bool(card or found))

    def keep_last_four(self) -> None:
        """Put the last four digits in the place of the full number."""
        text = keep_last_four(self._text())
        if isinstance(self._field, QPlainTextEdit):
            self._field.setPlainText(text)
        elif isinstance(self._field, QLineEdit):
            self._field.setText(text)
        self.look()
        self._field.setFocus()

    def _text(self) -> str:
        if isinstance(self._field, QPlainTextEdit):
            return self._field.toPlainText()
        return self._field.text() if isinstance(self._field, QLineEdit) else ""
