"""Any two revisions of a procedure beside each other, with the words marked that differ."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Significance
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.marked import DifferenceView
from sopdesk.ui.manual.side_by_side import SideBySide
from sopdesk.ui.manual.words import revision_name, status_chip
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.manual import Comparison, RevisionRow


class CompareScreen(Screen):
    """`id` and the running numbers of two revisions, one= and other=."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add_act(self.tr("Read the procedure"), self._read, icon="manual")
        self.one = Choice(name=self.tr("The older revision"))
        self.other = Choice(name=self.tr("The newer revision"))
        self.add_act(self.tr("Save as PDF"), self.print_difference, icon="print")
        self.reasons = column(gap=tokens.HAIR)
        self.difference = DifferenceView()
        self.pictures = SideBySide(self.workspace.manual.picture)
        for each in (self.one, self.other):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            each.setMinimumContentsLength(20)
        self.one.changed.connect(self._choose)
        self.other.changed.connect(self._choose)
        older = column(label(self.tr("From"), "label"), self.one, gap=tokens.HAIR)
        newer = column(label(self.tr("To"), "label"), self.other, gap=tokens.HAIR)
        both = row(older, newer, gap=tokens.GAP)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.body.addLayout(both)
        for piece in (Card(self.reasons), Card(self.difference), self.pictures):
            self.body.addWidget(piece)

    def refresh(self) -> None:
        """Ask what differs and show it."""
        try:
            page = self.workspace.manual.page(self.id, as_of=self.frame.as_of())
            self._offer(page.history)
            one, other = int(self.one.value() or 1), int(self.other.value() or 1)
            self.set_title(self.tr("What changed"), f"{page.content.number} · {page.titles['title']}")
            found = self.workspace.manual.comparison(self.id, one, other)
            self.difference.set_difference(found.difference)
            self.pictures.show_pictures(found.pictures)
            self._show_reasons(found)
        except Refusal as no:
            self.message.fail(no.sentence)

    def print_difference(self) -> None:
        """Save what differs as a PDF."""
        one, other = int(self.one.value() or 1), int(self.other.value() or 1)
        by = self.person.id if self.person else ""
        save_file(
            self, "what-changed.pdf", self.tr("Printing what changed"),
            lambda _progress, _cancelled: self.workspace.exports.difference_pdf(
                sop=self.id, one=one, other=other, by=by
            ),
        )  # fmt: skip

    def _show_reasons(self, found: Comparison) -> None:
        """Say who wrote and who approved the newer one, and why."""
        clear(self.reasons)
        newer = found.other
        when = self.frame.times.moment(newer.submitted_at)
        self.reasons.addWidget(label(f"“{newer.reason}”", "lead"))
        said = self.tr("Written by {who}, handed in {when}").format(who=newer.author, when=when)
        self.reasons.addWidget(label(said, "soft"))
        if newer.approver:
            words = self.tr("Approved by {who}").format(who=newer.approver)
            weight = {Significance.MAJOR: self.tr("major"), Significance.MINOR: self.tr("minor")}
            if newer.significance is not None:
                words += f" · {weight[newer.significance]}"
            self.reasons.addWidget(label(words, "soft"))

    def _offer(self, history: tuple[RevisionRow, ...]) -> None:
        for choice, name in ((self.one, "one"), (self.other, "other")):
            choice.blockSignals(True)
            choice.clear()
            for each in history:
                when = self.frame.times.day(each.submitted_at)
                words = f"{revision_name(each)} · {when} · {status_chip(each.status)[0]}"
                choice.addItem(words, str(each.proposal))
            choice.set_value(self.more.get(name, ""))
            choice.blockSignals(False)

    def _choose(self, _value: str) -> None:
        self.frame.go("manual.compare", self.id, one=self.one.value(), other=self.other.value())

    def _read(self) -> None:
        self.frame.go("manual.page", self.id)
