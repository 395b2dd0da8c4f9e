"""Responsibility matrices from Markdown, CSV and XLSX: steps in rows, roles in columns, R A C I in the cells.

Cells are read as text; nothing in a workbook is worked out or executed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.foreign_blocks import plain_title, sections_of, uncounted
from sopdesk.interchange.page_text import decoded
from sopdesk.interchange.procedure_lines import Line, mark_code, one_line
from sopdesk.interchange.table_file import parse_table
from sopdesk.interchange.workbook_file import Grid, sheets

LARGEST = 20_000_000
"""Bytes of a file."""
MOST_ROWS, MOST_COLUMNS = 5_000, 100
_ROW = re.compile(r"\s*\|?(?:[^|\\]|\\.|\|)*\|(?:[^|\\]|\\.|\|)*")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
_CELL = re.compile(r"(?:[^|\\]|\\.)*")
_WORDS = {"responsible": "R", "accountable": "A", "consulted": "C", "informed": "I"}
_NOTHING = {"", "-", "--", "–", "—", "n/a", "na", "n.a.", "none", "x", "."}
_LABELS = {"step", "steps", "activity", "activities", "task", "tasks", "process", "aktivität", "action", "name", "what"}
_IDS = {"id", "step id", "step-id"}
_PROCEDURES = {"procedure", "number", "sop"}
_NO_ROLES = _LABELS | _IDS | _PROCEDURES
_MOSTLY = 0.6
_SHORT = 3


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: where it stands, its step's id, what it says, and its cells by column; `procedure` is its number."""

    line: int
    label: str
    cells: tuple[str, ...]
    id: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as it stands in a file; `left_out` are columns that hold no letters."""

    name: str
    roles: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    left_out: tuple[str, ...] = ()


def read_matrices(file: Path) -> tuple[Matrix, ...]:
    """Read every matrix of a file. Refuses what is no such file, is too large, or holds none."""
    try:
        if file.stat().st_size > LARGEST:
            raise Refusal(f"{file.name} is larger than {LARGEST // 1_000_000} MB.")
        content = file.read_bytes()
    except OSError as error:
        raise Refusal(f"{file.name} cannot be read: {error.strerror}.") from error
    return matrices_of(file.name, content)


def matrices_of(name: str, content: bytes) -> tuple[Matrix, ...]:
    """Give every matrix in the bytes of a file."""
    ending = Path(name).suffix.lower()
    match ending:
        case ".xlsx" | ".xlsm":
            grids = list(sheets(name, content, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS))
        case ".csv" | ".tsv" | ".txt":
            table = parse_table(content, name)
            rows = [(1, list(table.columns)), *zip(table.numbers, map(list, table.rows), strict=True)]
            grids = [(Path(name).stem, rows)]
        case ".md" | ".markdown":
            grids = list(_tables(decoded(content, [])))
        case _:
            raise Refusal(f"{name} is no file with a matrix that can be read: Markdown, CSV or XLSX.")
    found = tuple(made for title, rows in grids if (made := _matrix(title, rows)) is not None)
    if not found:
        raise Refusal(f"{name} holds no table with R, A, C and I.")
    return found


def letters_of(cell: str) -> tuple[str, tuple[str, ...]]:
    """Give the letters of a cell in the order R A C I, and what in it is none of them."""
    bare = re.sub(r"<[^<>]*>|[*_`~\\]+(?=\s|$|[/,])|^[*_`~]+|[*_`~]+$|\{[^{}]*\}", " ", cell.strip()).strip()
    starred = re.search(r"(?<=[RACIraci])\*", cell) and not re.search(r"\*\*", cell)
    if bare.lower() in _NOTHING:
        return "", ()
    found, unknown = set[str](), list[str]()
    for word in re.split(r"[\s/,;&+|]+", bare):
        plain = word.strip("()[]*")
        if plain.lower() in _WORDS:
            found.add(_WORDS[plain.lower()])
        elif plain and set(plain.upper()) <= set("RACI") and len(set(plain.upper())) == len(plain):
            found |= set(plain.upper())
        elif plain:
            unknown.append(word)
    if starred:
        unknown.append(one_line(cell))
    return "".join(each for each in "RACI" if each in found), tuple(unknown)


def bare_words(text: str) -> str:
    """Give the words of a cell without marks and numbers before them."""
    return uncounted(plain_title(text))


def _matrix(name: str, rows: Grid) -> Matrix | None:
    """Give the matrix that a grid holds: below the first row whose columns hold letters."""
    filled = [(line, cells) for line, cells in rows[:MOST_ROWS] if any(each.strip() for each in cells)]
    for at, (_, head) in enumerate(filled[:10]):
        body = filled[at + 1 :]
        columns = [column for column in range(min(len(head), MOST_COLUMNS)) if _has_letters(body, column)]
        heads = [head[column].strip().lower() for column in range(len(head))]
        columns = [each for each in columns if heads[each] and heads[each] not in _NO_ROLES]
        if not columns or letters_of(head[columns[0]])[0] or not _is_matrix(body, columns):
            continue
        short = (each for each in range(min(columns), min(len(head), MOST_COLUMNS)) if _is_short(body, each))
        columns = sorted({*columns, *(each for each in short if heads[each] and heads[each] not in _NO_ROLES)})
        if len(columns) > 1:
            return _made(name, head, heads, columns, body)
    return None


def _made(name: str, head: list[str], heads: list[str], columns: list[int], body: Grid) -> Matrix:
    rest = [each for each in range(len(head)) if each not in columns]
    ids = next((each for each in rest if heads[each] in _IDS), None)
    procedures = next((each for each in rest if heads[each] in _PROCEDURES), None)
    label = next((each for each in rest if heads[each] in _LABELS), None)
    label = label if label is not None else next((each for each in rest if each not in {ids, procedures}), ids or 0)

    def cell(cells: list[str], column: int | None) -> str:
        return one_line(cells[column]) if column is not None and column < len(cells) else ""

    rows = tuple(
        MatrixRow(line, bare_words(cell(cells, label)), tuple(cell(cells, each) for each in columns),
                  cell(cells, ids), cell(cells, procedures))
        for line, cells in body if cell(cells, label) or any(cell(cells, each) for each in columns)
    )  # fmt: skip
    known = {ids, procedures, label, *(each for each in rest if procedures is not None and heads[each] == "title")}
    unread = tuple(one_line(head[each]) for each in rest if each not in known and head[each].strip())
    return Matrix(name, tuple(plain_title(head[each]) or head[each] for each in columns), rows, unread)


def _has_letters(body: Grid, column: int) -> bool:
    said = [read for _, cells in body if column < len(cells) and (read := letters_of(cells[column])) != ("", ())]
    return bool(said) and sum(bool(letters) for letters, _ in said) >= _MOSTLY * len(said)


def _is_short(body: Grid, column: int) -> bool:
    """Tell a column of letters, whichever they are, or of nothing: a role without duties, or with other letters."""
    return all(len(cells[column].strip("*_ ")) <= _SHORT for _, cells in body if column < len(cells))


def _is_matrix(body: Grid, columns: list[int]) -> bool:
    """Tell a matrix from a table that merely has such letters: it speaks of who answers, or of two letters at least."""
    letters = {one for _, cells in body for each in columns if each < len(cells) for one in letters_of(cells[each])[0]}
    return len(letters) > 1 and bool(letters & set("RA"))


def _tables(text: str) -> Iterator[tuple[str, Grid]]:
    """Give the tables of a Markdown text, each with the heading that it stands below."""
    marked, _ = mark_code([Line(number, each) for number, each in enumerate(text.split("\n"), 1)])
    for section in sections_of(marked):
        lines = list(section.lines)
        for at, each in enumerate(lines[1:], 1):
            if not each.code and _DIVIDER.fullmatch(each.text) and "|" in lines[at - 1].text:
                end = next(
                    (n for n in range(at + 1, len(lines)) if "|" not in lines[n].text or not lines[n].text.strip()),
                    len(lines),
                )
                yield section.title, [(row.number, _cells(row.text)) for row in (lines[at - 1], *lines[at + 1 : end])]


def _cells(text: str) -> list[str]:
    bare = text.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    cells, at = [], 0
    while at <= len(bare):
        found = _CELL.match(bare, at)
        end = found.end() if found else len(bare)
        cells.append(re.sub(r"\\([\\|])", r"\1", bare[at:end].strip()))
        at = end + 1
    return cells
