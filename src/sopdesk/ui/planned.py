"""Places of the rail that have no screen of their own: one honest line each."""

from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState


class PlannedScreen(Screen):
    """Says that there is nothing here yet."""

    icon = "info"
    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.words()[0])
        self.body.addWidget(EmptyState(self.icon, *self.words()[1:]))

    def words(self) -> tuple[str, str, str]:
        """Give the title, what will be here, and a sentence about it."""
        return (self.tr("Not there yet"), self.tr("This page does not exist yet"), self.tr("Nothing is lost by it."))


class TrainingScreen(PlannedScreen):
    """Training, one day."""

    icon = "training"

    def words(self) -> tuple[str, str, str]:
        """Say what will be here."""
        return (
            self.tr("Training"),
            self.tr("Not there yet"),
            self.tr("Here you will see who has read which revision, and what each role still has to learn."),
        )


class FiguresScreen(PlannedScreen):
    """Figures, one day."""

    icon = "figures"

    def words(self) -> tuple[str, str, str]:
        """Say what will be here."""
        return (
            self.tr("Figures"),
            self.tr("Not there yet"),
            self.tr("Here you will see how many incidents of which kind there are, and how long they take."),
        )
