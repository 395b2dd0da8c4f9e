import io

import openpyxl
import pytest

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Duty, Format, Kind, Procedure, Step
from sopdesk.interchange.matrix_export import matrix_file
from sopdesk.interchange.matrix_file import Matrix, letters_of, matrices_of

NAMES = {"front-of-house": "Front of house", "manager": "Manager"}
WHAT = Procedure(
    "SOP-1", "=Refunds|", Kind.PROCESS, Format.ARTICLE, "Till", "manager",
    steps=(Step("look", "Look at it"), Step("pay", "=cmd()|pay")),
    duties=(Duty("look", "front-of-house", "R"), Duty("look", "manager", "AI"), Duty("pay", "barista", "RA")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "letters", "unknown"),
    [
        ("R", "R", ()), ("R/A", "RA", ()), ("A / R", "RA", ()), ("**A/R**", "RA", ()), ("r, a", "RA", ()),
        ("AR", "RA", ()), ("C / I", "CI", ()), ("Responsible", "R", ()), ("", "", ()), ("-", "", ()), ("N/A", "", ()),
        ("n.a.", "", ()), ("S", "", ("S",)), ("R/V", "R", ("V",)), ("I*", "I", ("I*",)), ("**I**", "I", ()),
        ("<b>R</b>", "R", ()), ("RR", "", ("RR",)), ("R (night)", "R", ("(night)",)),
    ],
)  # fmt: skip
def test_letters_are_read_as_people_write_them(cell: str, letters: str, unknown: tuple[str, ...]) -> None:
    """R, A, C and I are read in any order, with slashes, bold or as words; what is none of them is named."""
    assert letters_of(cell) == (letters, unknown)


def only(name: str, content: bytes) -> Matrix:
    """Give the one matrix of a file."""
    (found,) = matrices_of(name, content)
    return found


def test_a_table_of_markdown_is_a_matrix() -> None:
    """A matrix bears the heading above it; a role without duties keeps its column, other columns are named."""
    text = (
        "# Doc\n\n## Who does what\n\n| Activity | CIO | Ops | Notes | Legal |\n|---|:-:|---|---|---|\n"
        "| **1. Plan** | A | R | soon | - |\n| Pay \\| refund | C / I | R/A | | |\n\n"
        "```\n| a | R |\n|--|--|\n| b | A |\n```\n"
    )
    found = only("a.md", text.encode())
    assert (found.name, found.roles, found.left_out) == ("Who does what", ("CIO", "Ops", "Legal"), ("Notes",))
    assert [(each.label, each.cells) for each in found.rows] == [
        ("Plan", ("A", "R", "-")), ("Pay | refund", ("C / I", "R/A", "")),
    ]  # fmt: skip
    assert found.rows[0].line == 7


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|--|--|\n| R/W | R/W |\n| R | R/W |",
        "no table",
        "| a | b | c |\n|-|-|-|\n| x | C | I |\n| y | I | C |",
    ],
)
def test_what_is_no_matrix_is_refused(text: str) -> None:
    """A table of rights to read and write, or of other letters, is no matrix of responsibilities."""
    with pytest.raises(Refusal, match="holds no table with R, A, C and I"):
        matrices_of("a.md", text.encode())


@pytest.mark.parametrize("form", ["md", "csv", "xlsx"])
def test_a_matrix_survives_its_file(form: str) -> None:
    """What is written as Markdown, CSV or XLSX reads back: rows by their ids, columns by the names of roles."""
    found = only(f"a.{form}", matrix_file([WHAT], NAMES, form))
    assert found.roles == ("Front of house", "Manager", "barista")
    assert [each.id for each in found.rows] == ["look", "pay"]
    read = [[letters_of(cell)[0] for cell in each.cells] for each in found.rows]
    assert read == [["R", "AI", ""], ["", "", "RA"]]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    """A workbook has a heading that stays in sight, and nothing in it is worked out."""
    book = openpyxl.load_workbook(io.BytesIO(matrix_file([WHAT], NAMES, "xlsx")))
    (sheet,) = book.worksheets
    assert sheet.freeze_panes == "E2"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert sheet["B2"].value == "'=Refunds|"
    assert sheet.column_dimensions["C"].width >= 8


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a workbook"])
def test_a_broken_workbook_is_refused(content: bytes) -> None:
    """A damaged workbook is refused with a sentence."""
    with pytest.raises(Refusal, match="cannot be read"):
        matrices_of("a.xlsx", content)
    with pytest.raises(Refusal, match="no file with a matrix"):
        matrices_of("a.pdf", content)
