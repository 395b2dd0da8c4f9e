"""What a check of the whole desk found, in plain words; a sign beside each, never colour alone."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from sopdesk.ui import tokens
from sopdesk.ui.widgets.buttons import icon_button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.trail import Check, Verdict


def _tr(text: str) -> str:
    return QCoreApplication.translate("Verdict", text)


class VerdictCard(Card):
    """The verdict: the sum first, then each check."""

    def __init__(self) -> None:
        self.sentence = label("", "heading")
        self.detail = label("", "small")
        self.checks = column(gap=tokens.SNUG)
        head = row(column(self.sentence, self.detail, gap=tokens.HAIR), icon_button(_tr("Close"), "close", self._close))
        head.setStretch(0, 1)
        super().__init__(head, self.checks)
        self.setAccessibleName(_tr("What was found"))

    def begin(self) -> None:
        """Say that the check has begun."""
        clear(self.checks)
        self.sentence.setText(_tr("Checking every entry …"))
        self.detail.setText("")
        self.show()

    def fail(self, sentence: str) -> None:
        """Say why the check could not be done."""
        self.sentence.setText(sentence)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what was found."""
        clear(self.checks)
        self.sentence.setText(verdict.sentence)
        words = _tr("{count} entries in {seconds} s").format(count=verdict.entries, seconds=f"{verdict.seconds:.1f}")
        self.detail.setText(words)
        for each in verdict.checks:
            self.checks.addLayout(_check(each))
        self.show()

    def _close(self) -> None:
        self.hide()


def _check(each: Check) -> QHBoxLayout:
    signs = {
        True: chip(_tr("✓ holds"), "success"),
        False: chip(_tr("✕ does not hold"), "danger"),
        None: chip(_tr("? cannot be told"), "plain"),
    }
    line = row(signs[each.holds], label(each.sentence))
    line.setStretch(1, 1)
    return line
