"""The lines of a long ledger: texts beside each other under a hairline, each entry laid out alone."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from sopdesk.pdf.element import Element
from sopdesk.pdf.style import HAIRLINE, SMALL
from sopdesk.pdf.text import paragraph

_GAP, _ABOVE, _BELOW = 6.0, 3.0, 4.0
_WHOLE = 240.0
"""An entry no higher than that is never divided between two pages."""
_SLACKS = (0, 30, 90)
"""What is split off can be a line higher than it was measured, when long words break in another place."""


class Entry(Flowable):  # type: ignore[misc] # reportlab ships no types
    """One entry: what a table of many rows would measure again and again stands alone."""

    def __init__(
        self, cells: Sequence[Flowable], widths: Sequence[float], table: Element | None = None,
        parts: Sequence[Element] = (),
    ) -> None:  # fmt: skip
        """Keep the texts and the widths of their columns, in points; `table` is the one that the entry is a row of.

        `parts` are the cells as a reader is told them, when this is a part of an entry.
        """
        super().__init__()
        row = Element("TR", table or Element("Table"))
        self._parts_told = list(parts) or [Element("TD", row) for _ in cells]
        self._cells, self._widths = list(cells), list(widths)
        self._heights: list[float] = []

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Lay the texts out, each time anew: a text that could not be split forgets its lines."""
        self._heights = [
            each.wrapOn(self.canv, wide - _GAP, 1e6)[1] for each, wide in zip(self._cells, self._widths, strict=True)
        ]
        self.width, self.height = width, max(self._heights) + _ABOVE + _BELOW
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Give what fits and the rest; nothing where it can stand whole on the next page."""
        if self.wrap(width, height)[1] <= _WHOLE:
            return []
        for slack in _SLACKS:
            parts = self._parts(height - _ABOVE - _BELOW - slack)
            if not all(parts):
                continue
            first = Entry([part[0] for part in parts], self._widths, parts=self._parts_told)
            if first.wrapOn(self.canv, width, height)[1] <= height:
                rest = [part[1] if len(part) > 1 else paragraph("", SMALL) for part in parts]
                return [first, Entry(rest, self._widths, parts=self._parts_told)]
        return []

    def _parts(self, room: float) -> list[list[Flowable]]:
        """Give each text as the part that fits into a height and the rest; one that fits whole as it is."""
        return [
            [each] if high <= room else each.splitOn(self.canv, wide - _GAP, room)
            for each, wide, high in zip(self._cells, self._widths, self._heights, strict=True)
        ]

    def draw(self) -> None:
        """Draw the line above and the texts."""
        self.canv.setStrokeColor(HAIRLINE)
        self.canv.setLineWidth(0.35)
        self.canv.line(0, self.height, self.width, self.height)
        place = 0.0
        for each, wide, high, told in zip(self._cells, self._widths, self._heights, self._parts_told, strict=True):
            with self.canv.inside(told):
                each.drawOn(self.canv, place, self.height - _ABOVE - high)
            place += wide
