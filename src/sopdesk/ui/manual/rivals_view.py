"""Another revision of the same procedure that came first: what each of the two changes, and where both do."""

from __future__ import annotations

from collections.abc import Callable

from sopdesk.domain.difference import both_change
from sopdesk.ui import tokens
from sopdesk.ui.manual.marked import DifferenceView
from sopdesk.ui.manual.words import revision_name
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.manual import Rival


class RivalsView(Card):
    """For each rival its author and reason, what it changes, and where it meets the revision shown.

    `open_revision` is asked to show one, by its running number.
    """

    def __init__(self, open_revision: Callable[[int], object]) -> None:
        self._column = column(gap=tokens.SNUG)
        super().__init__(self._column)
        self._open = open_revision

    def show_rivals(self, rivals: tuple[Rival, ...]) -> None:
        """Show what came first."""
        clear(self._column)
        self.setVisible(bool(rivals))
        for each in rivals:
            self._rival(each)

    def _rival(self, each: Rival) -> None:
        revision, name = each.revision, revision_name(each.revision)
        said = self.tr("{who} has approved {revision} meanwhile") if revision.label else self.tr(
            "{who} has handed in {revision} before, and it is not decided"
        )  # fmt: skip
        who = revision.approver if revision.label else revision.author
        self._column.addWidget(label(said.format(who=who, revision=name), "heading"))
        self._column.addWidget(label(f"“{revision.reason}” · {revision.author}", "soft"))
        both = both_change(each.theirs, each.ours)
        if both:
            places = ", ".join(f"{place[:1].upper()}{place[1:]}" for place in both)
            self._column.addWidget(label(self.tr("Both change: {places}").format(places=places), "strong"))
        else:
            self._column.addWidget(label(self.tr("They change different places."), "strong"))
        base = revision_name(each.base)
        for words, found in (
            (self.tr("What {revision} changes against {base}").format(revision=name, base=base), each.theirs),
            (self.tr("What this one changes against {base}").format(base=base), each.ours),
        ):
            view = DifferenceView()
            view.set_difference(found)
            self._column.addWidget(Card(label(words, "strong"), view, kind="sunken"))
        made = button(self.tr("Look at it"), lambda: self._open(revision.proposal), kind="quiet")
        made.setAccessibleName(self.tr("Look at {revision}").format(revision=name))
        self._column.addLayout(row(made, None))
