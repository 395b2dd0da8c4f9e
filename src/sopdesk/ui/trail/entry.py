"""Everything that one entry of the journal says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from sopdesk.ui import tokens
from sopdesk.ui.times import Times
from sopdesk.ui.trail.words import area_word, tr
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.labels import breakable, chip, label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.people import SignatureView
from sopdesk.views.trail import TrailLine

OPENS = {"sop-": "manual.page", "run-": "checklists.run", "guide-": "checklists.guide", "incident-": "incidents.file"}
"""Which screen shows a subject, by how its id begins."""


class EntryCard(QFrame):
    """One entry in full; `opened(subject)`, `followed(subject)` and `closed` say what is wanted next.

    `proved(number)` wants the proof of the entry, `taken(number)` its bytes.
    """

    opened = Signal(str)
    followed = Signal(str)
    closed = Signal()
    proved = Signal(int)
    taken = Signal(int)

    def __init__(self, times: Times) -> None:
        super().__init__()
        self._times = times
        self.setProperty("kind", "card")
        self.title = label("", "heading")
        self.close_button = icon_button(self.tr("Close the entry"), "close", self.closed.emit)
        self._parts: QVBoxLayout = column(gap=tokens.NEAR)
        self._acts = Flow()
        self._lay_out()

    def show_entry(self, entry: TrailLine, *, proves: bool) -> None:
        """Show an entry; `proves`: this station can prove it."""
        title = self.tr("Entry {number}").format(number=self._times.number(entry.seq))
        self.title.setText(title)
        self.setAccessibleName(title)
        clear(self._parts)
        self._parts.addWidget(label(f"{entry.who} {entry.what}", "lead"))
        for word, value in self._facts(entry):
            if value:
                self._parts.addLayout(_fact(word, value))
        if entry.signature is not None:
            self._parts.addLayout(self._signature(entry.signature))
        self._show_acts(entry, proves=proves)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _facts(self, entry: TrailLine) -> tuple[tuple[str, str], ...]:
        occurred = self._times.exact(entry.occurred_at) if entry.occurred_at else ""
        changed = bool(entry.was or entry.now)
        return (
            (self.tr("About"), f"{entry.about} ({area_word(entry.area)})" if entry.about else area_word(entry.area)),
            (self.tr("Recorded"), self._times.exact(entry.recorded_at)),
            (self.tr("Happened"), occurred),
            (self.tr("Old value"), (entry.was or "—") if changed else ""),
            (self.tr("New value"), (entry.now or "—") if changed else ""),
            (self.tr("Reason"), entry.reason),
            (self.tr("Kind of entry"), entry.kind),
            (self.tr("Number in the log"), entry.entry),
            (self.tr("Record"), entry.subject),
        )

    def _signature(self, signature: SignatureView) -> QVBoxLayout:
        good = chip(tr("✓ signature holds"), "success") if signature.holds else chip(tr("✕ does not hold"), "danger")
        when = f"{self._times.moment(signature.at)} ({signature.zone})"
        return column(
            row(label(self.tr("Signature"), "strong", wraps=False), good, None),
            _fact(self.tr("Signed by"), signature.signer),
            _fact(self.tr("Signed at"), when),
            _fact(self.tr("Meaning"), signature.meaning),
            _fact(self.tr("Digest of what was signed"), signature.digest),
        )

    def _show_acts(self, entry: TrailLine, *, proves: bool) -> None:
        subject, seq = entry.subject, entry.seq
        self._acts.clear()
        if any(subject.startswith(each) for each in OPENS):
            self._acts.add(button(self.tr("Open the record"), lambda: self.opened.emit(subject), icon="right"))
        self._acts.add(
            button(self.tr("Only this record"), lambda: self.followed.emit(subject), kind="quiet", icon="filter")
        )
        if proves:
            self._acts.add(
                button(self.tr("Save its proof"), lambda: self.proved.emit(seq), kind="quiet", icon="verify")
            )
            self._acts.add(button(self.tr("Save its bytes"), lambda: self.taken.emit(seq), kind="quiet", icon="export"))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrolled")
        parts = column(self._parts, self._acts, None, gap=tokens.GAP)
        parts.setContentsMargins(0, 0, tokens.NEAR, 0)
        inside.setLayout(parts)
        scroller = QScrollArea()
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setWidget(inside)
        head = row(self.title, self.close_button)
        head.setStretch(0, 1)
        whole = column(head, scroller)
        whole.setContentsMargins(tokens.GAP, tokens.SNUG, tokens.SNUG, tokens.GAP)
        self.setLayout(whole)


def _fact(word: str, value: str) -> QVBoxLayout:
    said = label(breakable(value))
    said.setAccessibleName(f"{word}: {value}")
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return column(label(word, "label"), said, gap=0)
