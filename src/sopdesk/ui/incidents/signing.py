"""The sheet on which somebody without a PIN signs their own words on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from sopdesk.domain.finger import Strokes
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.ui.widgets.signature_pad import SignaturePad

Signs = Callable[[str, Strokes], object]
"""What is done with the printed name and the strokes; none where the typed name stands for the hand."""


class FingerSheet(Sheet):
    """Shows the words, asks for the printed name, and takes the strokes or, instead of them, a tick."""

    def __init__(self, words: str, name: str, signs: Signs) -> None:
        self._signs = signs
        self.pad = SignaturePad()
        asked = [
            Question("name", tr("Printed name"), needed=True),
            Question("typed", tr("My typed name stands for it"), "check"),
        ]
        meaning = tr("By signing you say: “These are my words, and they are true as far as I know.”")
        super().__init__(tr("Sign on the screen"), asked, tr("Sign"), self._sign, sentence=meaning)
        self.form.set_values({"name": name})
        self.clear = button(tr("Clear"), self.pad.clear, kind="quiet", icon="erase")
        self.pad.setAccessibleName(tr("Sign here by finger, pen or mouse; or tick the box below"))
        place = self.layout()
        if isinstance(place, QVBoxLayout):
            read = column(
                label(words, "lead"), label(tr("Sign here"), "label"), row(self.pad, None), row(self.clear, None),
                gap=tokens.SNUG,
            )  # fmt: skip
            place.insertLayout(place.indexOf(self.form), read)

    def _sign(self, answers: dict[str, str]) -> None:
        typed = answers["typed"] == "yes"
        if not typed and not self.pad.strokes:
            raise Refusal(tr("Sign in the field, or tick the box if you cannot."))
        self._signs(answers["name"], () if typed else self.pad.strokes)
