"""Indented blocks with something in the margin beside their first line: a bullet, a number, a box to tick."""

from reportlab.platypus import Flowable

from sopdesk.pdf.element import Element


class Indented(Flowable):  # type: ignore[misc] # reportlab ships no types
    """A block set in from the left; the mark beside its first line stays with that line."""

    def __init__(
        self, block: Flowable, indent: float, mark: Flowable | None = None, *, mark_at: float = 0, place: str = "",
        within: Element | None = None,
    ) -> None:  # fmt: skip
        """Keep the block, its indent in points, the mark with its own place from the left, and a name for links.

        `within` is what the block is a part of to a reader, for example an item of a list.
        """
        super().__init__()
        self._place, self._within = place, within
        self._block, self._indent, self._mark, self._mark_at = block, indent, mark, mark_at
        self.keepWithNext = block.getKeepWithNext()

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the distance to what stands above."""
        return float(self._block.getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab calls it
        """Give the distance to what follows."""
        return float(self._block.getSpaceAfter())

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay the block out in what the indent leaves."""
        _, self.height = self._block.wrapOn(self.canv, max(width - self._indent, 20), height)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Give the part that fits, with the mark, and the rest without."""
        parts = self._block.splitOn(self.canv, max(width - self._indent, 20), height)
        return [
            Indented(
                part,
                self._indent,
                None if n else self._mark,
                mark_at=self._mark_at,
                place="" if n else self._place,
                within=self._within,
            )
            for n, part in enumerate(parts)
        ]

    def draw(self) -> None:
        """Draw the mark and the block."""
        if self._place:
            self.canv.bookmarkHorizontal(self._place, 0, self.height + 6)
        if self._mark is not None:
            _, high = self._mark.wrapOn(self.canv, self._indent, 100)
            with self.canv.inside(self._label()):
                self._mark.drawOn(self.canv, self._mark_at, self.height - high)
        with self.canv.inside(self._within):
            self._block.drawOn(self.canv, self._indent, 0)

    def _label(self) -> Element | None:
        """Give what the mark is to a reader: the label of the item."""
        return Element("Lbl", self._within.within) if self._within and self._within.kind == "LBody" else None
