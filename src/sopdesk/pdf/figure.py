"""Something to be looked at, with the words that stand for it where it is not seen."""

from reportlab.platypus import Flowable


class Figure(Flowable):  # type: ignore[misc] # reportlab ships no types
    """A drawing or a bitmap with its alternative text."""

    def __init__(self, inner: Flowable, alt: str) -> None:
        """Keep what is shown and what it shows."""
        super().__init__()
        self._inner, self._alt = inner, alt
        self.hAlign = getattr(inner, "hAlign", "LEFT")

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Give the room that it takes."""
        self.width, self.height = self._inner.wrapOn(self.canv, width, height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as one figure."""
        with self.canv.mark(self.canv.figure(self._alt, self.width, self.height)):
            self._inner.drawOn(self.canv, 0, 0)
