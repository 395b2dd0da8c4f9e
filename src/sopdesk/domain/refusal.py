"""The one way in which the domain says no."""


class Refusal(Exception):  # noqa: N818 - a refusal is a decision, not an error
    """An act that the rules do not allow, with one plain sentence for the person who tried it."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence: it is shown as it stands."""
        super().__init__(sentence)
        self.sentence = sentence
