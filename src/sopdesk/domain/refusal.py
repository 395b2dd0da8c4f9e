"""The one way in which the domain says no."""


class Refusal(Exception):  # noqa: N818 - a refusal is a decision, not an error
    """An act that the rules do not allow, with one plain sentence for the person who tried it."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence: it is shown as it stands."""
        super().__init__(sentence)
        self.sentence = sentence


class Trouble(Exception):  # noqa: N818 - what stood in the way, in words for a person
    """Something outside the rules stood in the way: a damaged file, a full disk, a second start.

    The sentence says what happened, what was kept, and what to do now.
    """

    def __init__(self, sentence: str) -> None:
        """Keep the sentence: it is shown as it stands."""
        super().__init__(sentence)
        self.sentence = sentence


class Cancelled(Exception):  # noqa: N818 - not an error: somebody pressed Cancel
    """Long work was cancelled by a person; it has changed nothing."""
