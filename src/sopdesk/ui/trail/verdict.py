"""What a verification found: the sum in a sentence, then each check with its sign and word."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout

from sopdesk.ui import icons, tokens
from sopdesk.ui.times import Times
from sopdesk.ui.trail.words import check_word, result_chip
from sopdesk.ui.widgets.labels import chip, icon_label, label, rule
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.trail import Check, Head, Verdict, worst_first


class VerdictView(QFrame):
    """A verdict on a card. Its words promise no more than was checked."""

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self.setProperty("kind", "card")
        self._sign = icon_label("check", pixels=tokens.FAR)
        self.title = label("", "heading")
        self.sentence = label("")
        self.small = label("", "small")
        head = row(self._sign, column(self.title, self.sentence, self.small, gap=tokens.HAIR), gap=tokens.GAP)
        head.setStretch(1, 1)
        self._checks = column(gap=tokens.SNUG)
        whole = column(head, self._checks, gap=tokens.GAP)
        whole.setContentsMargins(tokens.WIDE, tokens.GAP, tokens.WIDE, tokens.GAP)
        self.setLayout(whole)

    def show_verdict(self, verdict: Verdict, head: Head, now: datetime) -> None:
        """Show a verdict on the record with this head, found just now."""
        self.title.setText(self._in_short(verdict, head))
        self.setAccessibleName(self.title.text())
        self.sentence.setText(verdict.sentence)
        icons.dress(self._sign, *(("check", "success") if verdict.holds else ("close", "danger")), tokens.FAR)
        said = self.tr("Checked at {time}, entries: {n}, in {seconds} s")
        seconds = self._times.locale.toString(verdict.seconds, "f", 1)
        self.small.setText(
            said.format(time=self._times.clock(now), n=self._times.number(verdict.entries), seconds=seconds)
        )
        clear(self._checks)
        for each in worst_first(verdict.checks):
            self._checks.addWidget(rule())
            self._checks.addLayout(_line(each))

    def _in_short(self, verdict: Verdict, head: Head) -> str:
        if not verdict.holds:
            return self.tr("The record does not hold")
        if head.checkpoint_at is None:
            return self.tr("Unbroken; no checkpoint is signed yet")
        return self.tr("Unbroken since the checkpoint of {day}").format(day=self._times.moment(head.checkpoint_at))


def _line(check: Check) -> QHBoxLayout:
    words = column(label(check_word(check.what), "strong"), label(check.sentence), gap=0)
    line = row(words, chip(*result_chip(check.holds)))
    line.setStretch(0, 1)
    return line
