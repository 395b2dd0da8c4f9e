"""A table from a workbook, or from a CSV file in whatever encoding and with whatever separator; cells are text."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.workbook_file import Grid, sheets
from sopdesk.interchange.workbook_notes import workbook_notes

LARGEST = 200_000_000
"""Bytes of a file that are read."""
MOST_ROWS = 1_048_576
LONGEST_CELL = 1_000_000
MOST_COLUMNS = 500
_ZIP = b"PK\x03\x04"
_SEPARATORS = (",", ";", "\t", "|")
_LIKELY = [
    "utf_8", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "mac_roman", "cp437", "cp850",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_OTHER_FILES = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text: every row has as many cells as there are columns.

    `numbers` are the rows' numbers as a spreadsheet counts them: the heading is row 1. `errors` are rows left out, as
    (number, sentence), `wide` their cells; `notes` tell what was guessed. `digest`: the SHA-256 of the file.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str = "utf-8"
    separator: str = ","
    errors: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    wide: tuple[tuple[int, tuple[str, ...]], ...] = ()
    digest: str = ""

    def column(self, name: str) -> tuple[str, ...]:
        """Give the cells of one column."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)


def read_table(file: Path, encoding: str = "") -> Table:
    """Read a CSV file or a workbook. Refuses what is no table, with a sentence."""
    try:
        if file.stat().st_size > LARGEST:
            raise Refusal(f"{file.name} is larger than {LARGEST // 1_000_000} MB. Split it into several files.")
        content = file.read_bytes()
    except OSError as problem:
        raise Refusal(f"{file.name} could not be read: {problem.strerror}.") from None
    return parse_table(content, file.name, encoding)


def parse_table(content: bytes, name: str = "", encoding: str = "") -> Table:
    """Read a table from bytes; `encoding` overrules the guess."""
    return replace(_parsed(content, name, encoding), digest=sha256(content).hexdigest())


def _parsed(content: bytes, name: str, encoding: str) -> Table:
    if content.startswith(_ZIP):
        return _workbook(content, name)
    for start, what in _OTHER_FILES.items():
        if content.startswith(start):
            raise Refusal(f"{name or 'This file'} is {what}. Save the table as CSV, then import that.")
    text, encoding, notes = _decoded(content, encoding)
    separator, text = _separator(text)
    return _table(name, _records(text, separator), encoding, separator, notes)


def _workbook(content: bytes, name: str) -> Table:
    """Read the first sheet of a workbook on which anything stands; the others are told."""
    grids = [each for each in sheets(name, content, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS + 1)
             if any(cell.strip() for _, row in each[1] for cell in row)]  # fmt: skip
    if not grids:
        raise Refusal(f"{name or 'This file'} holds no table.")
    others = ", ".join(f"“{title}”" for title, _ in grids[1:])
    notes = (*((f"Only the first sheet was read, not {others}.",) if others else ()), *workbook_notes(name, content))
    rows = grids[0][1]
    widest = max(place + 1 for _, row in rows for place, cell in enumerate(row) if cell.strip())
    return _table(name, [(at, row[:widest]) for at, row in rows], "xlsx", "", notes)


def _table(name: str, records: Grid, encoding: str, separator: str, notes: tuple[str, ...]) -> Table:
    number, head = next(((number, each) for number, each in records if any(each)), (0, []))
    if not head:
        raise Refusal(f"{name or 'This file'} holds no table.")
    if len(head) > MOST_COLUMNS:
        raise Refusal(f"This table has more than {MOST_COLUMNS} columns.")
    columns = _columns(head)
    found = [(at, each) for at, each in records if at > number and any(cell.strip() for cell in each)]
    long = [(at, each) for at, each in found if len(each) > len(columns) and any(each[len(columns) :])]
    left_out = {at for at, _ in long}
    rows = [(at, tuple((each + [""] * len(columns))[: len(columns)])) for at, each in found if at not in left_out]
    errors = tuple((at, f"This row has {len(each)} cells under {len(columns)} headings.") for at, each in long)
    return Table(
        name, columns, tuple(row for _, row in rows), tuple(at for at, _ in rows), encoding, separator, errors, notes,
        tuple((at, tuple(each)) for at, each in long),
    )  # fmt: skip


def _decoded(content: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    name = encoding or _encoding(content)
    try:
        text = content.decode(name)
    except LookupError:
        raise Refusal(f"There is no encoding “{name}”.") from None
    except UnicodeError as problem:
        at = getattr(problem, "start", 0)
        sentence = f"This file is not {name}: the byte at position {at + 1} does not fit. Choose another encoding."
        raise Refusal(sentence) from None
    notes = () if name.startswith("utf") or encoding else (f"The encoding was guessed: {name}. Check the letters.",)
    if "\0" in text:
        text, notes = text.replace("\0", ""), (*notes, "Zero bytes were left out.")
    return text.removeprefix("\ufeff"), name, notes


def _encoding(content: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return name
    head = content[:200]
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 3:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(content[:200_000], cp_isolation=_LIKELY).best()
        return best.encoding if best else "cp1252"
    return "utf-8"


def _separator(text: str) -> tuple[str, str]:
    """Give the separator, and the text without Excel's line that names it."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=,"):
        return first.strip()[-1], "\n" + rest
    sample = "\n".join(text[:100_000].splitlines()[:60])
    return max(_SEPARATORS, key=lambda each: _steadiness(sample, each)), text


def _steadiness(sample: str, separator: str) -> float:
    """Give how well a separator cuts a sample into equal rows of more than one cell."""
    try:
        widths = Counter(len(each) for each in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if each)
    except csv.Error:
        return 0
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return count / widths.total() + width / 1000 if width > 1 else 0


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        return list(_read(text, separator, strict=True))
    except csv.Error as problem:
        if "field larger" in str(problem):
            raise Refusal(
                f"A cell is longer than {LONGEST_CELL:,} characters: a quotation mark may be missing."
            ) from None
        if "unexpected end" in str(problem):
            raise Refusal("A quotation mark opens a cell that never ends.") from None
    return list(_read(text, separator, strict=False))


def _read(text: str, separator: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    yield from enumerate(reader, 1)


def _columns(head: list[str]) -> tuple[str, ...]:
    """Give every column a name of its own."""
    names: list[str] = []
    for at, each in enumerate(head, 1):
        plain = " ".join(each.split()) or f"Column {at}"
        same = sum(1 for other in head[: at - 1] if " ".join(other.split()) == plain)
        names.append(f"{plain} ({same + 1})" if same else plain)
    return tuple(names)
