"""What a reader is told of a table: rows, heads and cells, one table however many pages it takes."""

from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Any

from reportlab.platypus import Flowable

from sopdesk.pdf.element import Element, Value


class TableTags:
    """Follows reportlab while it draws a table; the parts of one that is divided share it (`Table(renderCB=…)`).

    `heads` rows stand at the top of every part, and are told once. With `row_heads` the first cell of a row is the
    head of that row. `table` is the element of a table of which this is one stretch.
    """

    def __init__(self, heads: int = 0, *, row_heads: bool = False, table: Element | None = None) -> None:
        """Begin before the first part."""
        self._element = table or Element("Table")
        self._heads, self._row_heads = heads, row_heads
        self._begun = False
        self._repeated = False
        self._open: list[ExitStack] = []

    def __call__(self, drawn: Any, what: str, *where: Any) -> None:  # noqa: ANN401 - reportlab's own
        """Take what reportlab tells: the start or the end of the table, of a row, of a cell."""
        match what:
            case "startTable":
                self._repeated, self._begun = self._begun, True
                self._enter(drawn.canv.inside(self._element))
            case "startRow":
                told = not (self._repeated and where[0] < self._heads)
                self._enter(drawn.canv.inside(Element("TR")) if told else drawn.canv.furniture("Header"))
            case "startCell":
                self._enter(*self._cell(drawn, *where[:3]))
            case "endTable" | "endRow" | "endCell":
                self._open.pop().close()

    def _enter(self, *contexts: AbstractContextManager[None]) -> None:
        opened = ExitStack()
        for each in contexts:
            opened.enter_context(each)
        self._open.append(opened)

    def _cell(self, drawn: Any, row: int, column: int, value: object) -> tuple[AbstractContextManager[None], ...]:  # noqa: ANN401 - reportlab's own
        if self._repeated and row < self._heads:
            return (nullcontext(),)
        attributes: dict[str, Value] = {}
        if row < self._heads or (self._row_heads and column == 0):
            attributes["Scope"] = "Column" if row < self._heads else "Row"
        attributes |= _spans(drawn, row, column)
        element = Element(
            "TH" if "Scope" in attributes else "TD", attributes={"Table": attributes} if attributes else None
        )
        if isinstance(value, (list, tuple)):
            inner = Element("Div", element) if len(value) > 1 else element
            return (
                (drawn.canv.inside(inner),)
                if inner is element
                else (drawn.canv.inside(element), drawn.canv.inside(inner))
            )
        return (drawn.canv.inside(element) if isinstance(value, Flowable) else drawn.canv.mark(element),)


def _spans(drawn: Any, row: int, column: int) -> dict[str, Value]:  # noqa: ANN401 - reportlab's own
    """Tell how many columns and rows a cell takes, when it takes more than one."""
    if not drawn._spanCmds:  # noqa: SLF001 - reportlab tells it nowhere else
        return {}
    left, top, right, bottom = drawn._spanRanges.get((column, row)) or (column, row, column, row)  # noqa: SLF001 - the same
    both = {"ColSpan": right - left + 1, "RowSpan": bottom - top + 1}
    return {name: value for name, value in both.items() if value > 1}
