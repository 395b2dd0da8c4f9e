"""The story of an incident as one timeline: nothing overwritten, corrections beside what they correct."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLayout, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import chip, label, rule
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.incidents import Happening
from sopdesk.views.people import SignatureView


class StoryView(QWidget):
    """Every entry about an incident, oldest first."""

    def __init__(self, times: Times, look_back: Callable[[str], object]) -> None:
        super().__init__()
        self._times, self._look_back = times, look_back
        self._lines = column(gap=tokens.NEAR)
        self.setLayout(self._lines)
        self.setAccessibleName(tr("The story"))

    def show_story(self, story: Sequence[Happening]) -> None:
        """Show what happened, in order."""
        clear(self._lines)
        for number, each in enumerate(story):
            if number:
                self._lines.addWidget(rule())
            self._lines.addLayout(self._line(each, last=number == len(story) - 1))

    def _line(self, each: Happening, *, last: bool) -> QLayout:
        moment = self._times.moment(each.at)
        told = column(label(moment, "small"), label(f"{each.who} {each.what}", "strong"), gap=tokens.HAIR)
        if each.field:
            told.addWidget(label(tr("It said: {was}").format(was=each.was or "—"), "soft"))
            told.addWidget(label(tr("It says now: {now}").format(now=each.now or "—")))
        if each.text:
            told.addWidget(label(each.text))
        if each.reason:
            told.addWidget(label(tr("Why: {reason}").format(reason=each.reason), "soft"))
        if not last:
            told.addLayout(row(button(tr("The file then"), lambda: self._look_back(each.entry), kind="quiet"), None))
        if each.signature:
            told.addLayout(self._signature(each.signature))
        return told

    def _signature(self, signature: SignatureView) -> QLayout:
        words = tr("Signed by {name}, {moment} ({zone}), meaning: {meaning}").format(
            name=signature.signer,
            moment=self._times.moment(signature.at),
            zone=signature.zone,
            meaning=signature.meaning,
        )
        good = chip(tr("✓ signature holds"), "success") if signature.holds else chip(tr("✕ does not hold"), "danger")
        line = row(label(words, "soft"), good)
        line.setStretch(0, 1)
        return line
