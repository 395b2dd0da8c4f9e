"""The end of a run: what is still open, the note for the next shift, and completing it."""

from collections.abc import Callable

from sopdesk.ui.checklists.fields import WordsField
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow


class FinishCard(Card):
    """The hand-over note and the button that completes the run."""

    def __init__(self, complete: Callable[[], object], more: Callable[[], object]) -> None:
        super().__init__()
        self.left = label("", "soft")
        self.note = WordsField(3)
        self.note.setAccessibleName(self.tr("Note for the next shift"))
        self.note.setPlaceholderText(self.tr("What broke, what ran out, who is coming"))
        name = label(self.tr("Note for the next shift"), "label")
        name.setBuddy(self.note)
        self.complete = button(self.tr("Complete"), complete, kind="primary", icon="check")
        self.complete.setToolTip(self.tr("Complete (Ctrl+Enter)"))
        self.note.entered.connect(complete)
        for each in (label(self.tr("Finish"), "heading"), self.left, name, self.note):
            self.body.addWidget(each)
        self.more = button(self.tr("More to hand over …"), more, icon="note")
        acts = Flow()
        acts.add(self.complete)
        acts.add(self.more)
        self.body.addWidget(acts)

    def show_left(self, left: int) -> None:
        """Say how many lines are still open."""
        if left:
            self.left.setText(self.tr("Still open: {n}").format(n=left))
        else:
            self.left.setText(self.tr("Every line is recorded. A supervisor signs it off next."))

    def take_focus(self) -> None:
        """Go into the note."""
        self.note.setFocus()
