import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.table_file import LONGEST_CELL, parse_table


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_separator_and_encoding_is_read(separator: str, encoding: str) -> None:
    """A table is read in the encoding and with the separator that it comes in."""
    lines = ["Name", "Öffnung", "Was"], ["Café Müller", "früh", "1,5 Stück; größer"], ["Bär", "spät", "süß"]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in lines)
    table = parse_table(text.encode(encoding))
    assert table.columns == ("Name", "Öffnung", "Was")
    assert table.rows == (("Café Müller", "früh", "1,5 Stück; größer"), ("Bär", "spät", "süß"))
    assert table.numbers == (2, 3)
    assert bool(table.notes) == (encoding == "cp1252")


def test_quoted_line_ends_and_quotes_stay() -> None:
    """A cell may hold line ends, separators and quotation marks."""
    table = parse_table(b'a,b\n1,"x\n""y"", z"\n')
    assert table.rows == (("1", 'x\n"y", z'),)


def test_rows_keep_the_numbers_of_the_spreadsheet() -> None:
    """Blank rows are left out and counted; short rows are filled; a row that is too long is told, not cut."""
    table = parse_table(b"\na,b\n\n1\n1,2,3\n4,5,\n")
    assert (table.rows, table.numbers) == ((("1", ""), ("4", "5")), (4, 6))
    assert table.errors == ((5, "This row has 3 cells under 2 headings."),)


def test_headings_have_names_of_their_own() -> None:
    """A column without a heading is counted, a second one of the same name is numbered."""
    assert parse_table(b",Date,Date,\n1,2,3,4\n").columns == ("Column 1", "Date", "Date (2)", "Column 4")


def test_the_line_that_names_the_separator_is_understood() -> None:
    """Excel's line "sep=;" is no row."""
    table = parse_table(b"sep=;\na,x;b\n1;2\n")
    assert (table.columns, table.numbers) == (("a,x", "b"), (3,))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no table"),
        (b"\n\n", "holds no table"),
        (b"PK\x03\x04rest", "cannot be read|damaged|not"),
        (b'a,b\n"1,2\n3,4\n', "never ends"),
        (b"a,b\n" + b"x" * (LONGEST_CELL + 1) + b",1\n", "longer than"),
        (b"," * 600, "holds no table"),
        (b"a," * 600, "more than 500 columns"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, sentence: str) -> None:
    """A file that is no table is refused with a sentence that says why."""
    with pytest.raises(Refusal, match=sentence):
        parse_table(content, "file.csv")


def test_a_wrong_encoding_is_told() -> None:
    """An encoding chosen by hand that does not fit is refused with the place."""
    with pytest.raises(Refusal, match="position 4"):
        parse_table(b"a,b\xff\n", encoding="utf-8")
    with pytest.raises(Refusal, match="no encoding"):
        parse_table(b"a,b\n", encoding="klingon")


def test_zero_bytes_are_left_out_and_told() -> None:
    """Zero bytes in a table are left out, with a note."""
    table = parse_table(b"a,b\n1\x00,2\n")
    assert (table.rows, table.notes) == ((("1", "2"),), ("Zero bytes were left out.",))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Any bytes are a table or a refusal."""
    try:
        table = parse_table(content)
    except Refusal:
        return
    assert all(len(row) == len(table.columns) for row in table.rows)
