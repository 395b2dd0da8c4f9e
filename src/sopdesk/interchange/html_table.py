"""A table of HTML as one of Markdown: every cell is one line, cells over several columns or rows keep their place."""

import re
from collections.abc import Callable, Iterator

from bs4 import Tag

_WIDEST = 60
_MOST_CELLS = 50_000


def table_lines(table: Tag, cell: Callable[[Tag], str]) -> list[str]:
    """Give a table as lines; [] for one that is there for the layout: a single column, or a single cell.

    A table within a cell is read as its words. `cell` gives a cell's content on one line.
    """
    rows = [row for row in _rows(table, cell) if row]
    width = max(map(len, rows), default=0)
    if width <= 1 or not any(any(row) for row in rows):
        return []
    head = table.find("caption", recursive=False)
    lines = [cell(head), ""] if isinstance(head, Tag) else []
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return [*lines, _line(filled[0]), "|" + " --- |" * width, *map(_line, filled[1:])]


def _line(row: list[str]) -> str:
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", each) for each in row) + " |"


def _rows(table: Tag, cell: Callable[[Tag], str]) -> Iterator[list[str]]:
    """Give the cells of every row; those that reach down from a row above leave an empty one."""
    reaching: dict[int, int] = {}
    cells = 0
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        texts: list[str] = []
        for each in (cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row):
            _skip(texts, reaching)
            columns, down = _span(each, "colspan"), _span(each, "rowspan")
            reaching.update({len(texts) + n: down for n in range(columns) if down > 1})
            texts += [cell(each), *[""] * (columns - 1)]
            cells += columns
        _skip(texts, reaching)
        for column in list(reaching):
            reaching[column] -= 1
            if reaching[column] <= 0:
                del reaching[column]
        yield texts
        if cells > _MOST_CELLS:
            yield ["… the table goes on; it is larger than the desk takes"]
            return


def _skip(texts: list[str], reaching: dict[int, int]) -> None:
    while len(texts) in reaching and len(texts) < _WIDEST:
        texts.append("")


def _span(cell: Tag, name: str) -> int:
    said = cell.get(name)
    return min(_WIDEST, max(1, int(said))) if isinstance(said, str) and re.fullmatch(r"\d{1,4}", said) else 1
