"""A sheet that opens inside the page: asks for what an act still needs, such as a reason or a signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from sopdesk.domain.fields import FieldSpec
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.ui import tokens
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.ui.widgets.scan_ear import ScanEar

if TYPE_CHECKING:
    from sopdesk.ui.half_written import Fields

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Act = Callable[[dict[str, str]], object]


class Sheet(QFrame):
    """A title, a form, the act and Cancel. A refusal is said on the sheet, which then stays open with its answers."""

    closed = Signal()

    def __init__(
        self,
        title: str,
        questions: Iterable[Question | FieldSpec],
        act: str,
        do: Act,
        *,
        sentence: str = "",
        kind: str = "primary",
        values: Mapping[str, str] | None = None,
        known: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "sheet")
        self.setAccessibleName(title)
        self._do = do
        self._ear = ScanEar()
        self.acted = False
        """Whether its act was done, or is being done."""
        self.form = Form(questions, known=known)
        self.form.set_values(values or {})
        asked = f"{title}\n{sentence}\n{self.form.text()}"
        self.mark = f"sheet/{sha256(asked.encode()).hexdigest()[:16]}"
        """Tells one sheet of a page from another, under which what is typed is kept."""
        self.form.entered.connect(self.confirm)
        self.wrong = label("", "wrong")
        self.wrong.hide()
        self.act = button(act, self.confirm, kind=kind)
        self.cancel = button(self.tr("Cancel"), self.closed.emit, kind="quiet")
        said = label(sentence)
        body = column(label(title, "heading"), said, self.form, self.wrong, row(self.act, self.cancel, None))
        body.setContentsMargins(tokens.WIDE, tokens.GAP, tokens.WIDE, tokens.GAP)
        self.setLayout(body)
        said.setVisible(bool(sentence))

    @property
    def kept(self) -> Fields:
        """Give what is kept of the sheet while it is half written: its form, or more."""
        return self.form

    def confirm(self) -> None:
        """Do the act with the answers; close unless it is refused."""
        answers = self.form.checked()
        if answers is None:
            return
        self.acted = True
        try:
            self._do(answers)
        except (Refusal, Trouble) as no:
            self.acted = False
            self.say_wrong(no.sentence)
            self._choose_secrets()
        else:
            self.closed.emit()

    def say_wrong(self, sentence: str) -> None:
        """Say why the act was refused."""
        self.wrong.setText(sentence)
        self.wrong.show()

    def _choose_secrets(self) -> None:
        for each in self.findChildren(QLineEdit):
            if each.echoMode() is QLineEdit.EchoMode.Password:
                each.setFocus()
                each.selectAll()  # the next try replaces what nobody can read

    def take_focus(self) -> None:
        """Put the keyboard into the first field, or on the act when there is none."""
        first = next((self.form.field(name) for name in self.form.values()), self.act)
        first.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter for the sheet, also where the page below has an act with these keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _acts(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape; act with Ctrl+Enter, also from a field in which Enter begins a line.

        Letters that no field took end here: a password typed on a wrong place must not come into the search. The code
        of a scanned label does.
        """
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif _acts(event):
            self.confirm()
        elif not event.text().isprintable() or not event.text():
            super().keyPressEvent(event)
        elif self._ear.hears(event.text()):
            self._ear.hand_over(self)


def _acts(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def sign_sheet(meaning: str, sign: Callable[[str], object], *, name: str, act: str = "") -> Sheet:
    """Give the sheet on which somebody signs: what the signature says in words, then the password.

    `meaning` is a whole sentence such as "I have checked this checklist and take responsibility for it."
    """

    def tr(text: str) -> str:
        return QCoreApplication.translate("Sheet", text)

    return Sheet(
        tr("Sign as {name}").format(name=name),
        [Question("password", tr("Password"), "password", needed=True)],
        act or tr("Sign"),
        lambda answers: sign(answers["password"]),
        sentence=tr("By signing you say: “{meaning}”").format(meaning=meaning),
    )
