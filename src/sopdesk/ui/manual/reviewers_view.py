"""Who was asked to review a revision, what they said, and who has signed it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sopdesk.domain.reviewing import Opinion
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import chip, icon_label, label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.manual import ReviewerRow, RevisionRow


class ReviewersView(Card):
    """One line a reviewer, one a signature; `excuse` is asked to go on without somebody."""

    def __init__(self, frame: Frame, excuse: Callable[[ReviewerRow], object]) -> None:
        self._column = column(gap=tokens.SNUG)
        super().__init__(self._column)
        self._frame = frame
        self._excuse = excuse

    def show_revision(self, revision: RevisionRow, *, may_excuse: bool) -> None:
        """Show who has reviewed and who has signed; nothing where nobody was asked and one signature is enough."""
        clear(self._column)
        self.setVisible(bool(revision.reviewers or revision.signatures or revision.needed > 1))
        if revision.reviewers:
            self._column.addWidget(label(self.tr("Review"), "heading"))
        for each in revision.reviewers:
            self._column.addWidget(self._reviewer(each, may_excuse=may_excuse))
        if revision.needed > 1 or revision.signatures:
            self._column.addWidget(label(self.tr("Signatures"), "heading"))
            said = self.tr("{n} of {needed} needed").format(n=len(revision.signatures), needed=revision.needed)
            self._column.addWidget(label(said, "soft"))
        for signed in revision.signatures:
            when = self._frame.times.moment(signed.at)
            verdict = self.tr("holds") if signed.holds else self.tr("DOES NOT HOLD")
            words = self.tr("Signed by {who}, {when}: {verdict}")
            icon = icon_label("check" if signed.holds else "incidents", "success" if signed.holds else "danger", 16)
            said = words.format(who=signed.signer, when=when, verdict=verdict)
            line = row(icon, label(said, "" if signed.holds else "wrong"), gap=tokens.SNUG)
            line.setStretch(1, 1)
            self._column.addLayout(line)

    def _reviewer(self, each: ReviewerRow, *, may_excuse: bool) -> QWidget:
        line = Flow(tokens.SNUG)
        line.add(label(each.name, "strong", wraps=False))
        words, kind = self._verdict(each)
        line.add(chip(words, kind))
        at = each.said_at or each.asked_at
        when = self.tr("answered {when}") if each.said_at else self.tr("asked {when}")
        line.add(label(when.format(when=self._frame.times.moment(at)), "small", wraps=False))
        if each.excused_reason:
            line.add(label(f"“{each.excused_reason}”", "small", wraps=False))
        if may_excuse and each.is_open:
            made = button(self.tr("Go on without this review"), lambda: self._excuse(each), kind="quiet")
            made.setAccessibleName(self.tr("Go on without the review of {name}").format(name=each.name))
            line.add(made)
        return line

    def _verdict(self, each: ReviewerRow) -> tuple[str, str]:
        if each.opinion is Opinion.FIT:
            return self.tr("✓ fit to be approved"), "success"
        if each.opinion is Opinion.CHANGES:
            return self.tr("✕ wants changes"), "warning"
        if each.excused_reason:
            return self.tr("excused"), "plain"
        return (self.tr("to answer"), "accent") if each.is_turn else (self.tr("after the others"), "plain")
