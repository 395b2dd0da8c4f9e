"""What stands over the lines of a finished run: what was handed over, the signature, and what to look at first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sopdesk.domain.run import RunStage
from sopdesk.ui import tokens
from sopdesk.ui.checklists.handover_words import written
from sopdesk.ui.checklists.words import recorded, tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import chip, icon_label, label
from sopdesk.ui.widgets.rows import Piece, clear, column, row
from sopdesk.views.checklists import RunPage
from sopdesk.views.handovers import HandoverPage
from sopdesk.views.hints import hints
from sopdesk.views.people import SignatureView


class Review(QWidget):
    """The cards over the lines."""

    def __init__(self, times: Times, open_handover: Callable[[], object]) -> None:
        super().__init__()
        self._times, self._open_handover = times, open_handover
        self._column = column(gap=tokens.GAP)
        self.setLayout(self._column)

    def show_run(self, page: RunPage) -> None:
        """Show what is to be said about a run that is finished; nothing about one under way."""
        clear(self._column)
        finished = page.row.stage is not RunStage.OPEN
        self.setVisible(finished)
        if not finished:
            return
        cards = [self._flagged(page)]
        if page.signature is not None:
            cards.insert(0, self._signature(page.signature))
        if page.handover is not None:
            cards.append(self._handover(page.handover))
        for each in cards:
            self._column.addWidget(each)

    def _flagged(self, page: RunPage) -> Card:
        card = Card(title=tr("Look at this first"))
        for item in page.flagged():
            mark = page.marks[item.id]
            text = page.words(item)
            icon, ink = ("skip", "warning") if mark.how == "skipped" else ("incidents", "danger")
            words = column(
                label(text, "strong"), label(recorded(item, mark, self._times, page.row.started_at), "soft"), gap=0
            )
            line = row(icon_label(icon, ink), words)
            line.setStretch(1, 1)
            card.body.addLayout(line)
        if not page.flagged():
            card.body.addWidget(label(tr("Nothing was skipped, and no value was out of bounds."), "soft"))
        for said in hints(page, self._times.moment, tr):
            card.body.addWidget(label(said, "small"))
        return card

    def _signature(self, signature: SignatureView) -> Card:
        said = tr("Signed by {name}, {moment} ({zone}), meaning: {meaning}").format(
            name=signature.signer,
            moment=self._times.moment(signature.at),
            zone=signature.zone,
            meaning=signature.meaning,
        )
        good = chip(tr("✓ signature holds"), "success") if signature.holds else chip(tr("✕ does not hold"), "danger")
        return Card(_beside(label(said), good), title=tr("Signature"))

    def _handover(self, handover: HandoverPage) -> Card:
        """Show all that was handed over with the run, for a sign-off covers it; it is read on its own page."""
        pieces: list[Piece] = [label(said, ink) for said, ink in written(handover, self._times)]
        pieces.append(row(button(tr("Open the hand-over"), self._open_handover, icon="note"), None))
        return Card(*pieces, title=tr("Handed over: {number}").format(number=handover.row.number))


def _beside(words: QWidget, piece: QWidget) -> Piece:
    line = row(words, piece)
    line.setStretch(0, 1)
    return line
