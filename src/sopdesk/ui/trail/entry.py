"""One entry of the trail, whole."""

from PySide6.QtCore import QCoreApplication

from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.trail import TrailLine

_LEADS = {"sop": "manual.page", "run": "checklists.run", "incident": "incidents.file"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Entry", text)


class EntryCard(Card):
    """Who, what, when it happened and was recorded, old and new value, reason, signature, and the entry's name."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._subject = ""
        self.title = label("", "heading")
        self.facts = column(gap=tokens.SNUG)
        self.open = button(_tr("Open the record"), self._open, kind="quiet", icon="right")
        self.only = button(_tr("Only this record"), self._only, kind="quiet", icon="filter")
        head = row(self.title, icon_button(_tr("Close"), "close", self._close))
        head.setStretch(0, 1)
        super().__init__(head, self.facts, row(self.open, self.only, None))

    def show_line(self, line: TrailLine) -> None:
        """Show an entry."""
        times = self._frame.times
        self._subject = line.subject
        self.title.setText(f"{line.who} {line.what}")
        clear(self.facts)
        facts = [
            (_tr("About"), line.about),
            (_tr("Recorded"), times.exact(line.recorded_at)),
            (_tr("Happened"), times.exact(line.occurred_at) if line.occurred_at else ""),
            (_tr("It said"), line.was),
            (_tr("It says now"), line.now),
            (_tr("Why"), line.reason),
            (_tr("Entry"), f"{line.entry} · {line.kind}"),
        ]
        if line.signature:
            signed = line.signature
            told = _tr("{name}, {at} ({zone}), meaning: {meaning}").format(
                name=signed.name, at=times.exact(signed.at), zone=signed.zone, meaning=signed.meaning
            )
            facts.append((_tr("Signature"), told))
            facts.append((_tr("Fits this record"), _tr("yes") if signed.holds else _tr("NO")))
        for word, value in facts:
            if value:
                name = label(word, "soft")
                name.setFixedWidth(tokens.RAIL)
                line_ = row(name, label(value))
                line_.setStretch(1, 1)
                self.facts.addLayout(line_)
        self.open.setVisible(self._subject.split("-")[0] in _LEADS)
        self.show()

    def _open(self) -> None:
        self._frame.go(_LEADS[self._subject.split("-")[0]], self._subject)

    def _only(self) -> None:
        self._frame.go("trail", subject=self._subject)

    def _close(self) -> None:
        self.hide()
