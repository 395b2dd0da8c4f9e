from pathlib import Path

import pytest

from sopdesk.domain.controlled_copy import CopyState
from sopdesk.domain.scan_code import Scan, scan_code
from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened
from tests.pdf.reading import codes_of, pages_of


@pytest.fixture
def number(home: Path, house: House) -> str:
    """Give the number of a procedure in force."""
    with opened(home) as desk:
        return next(row.number for row in desk.manual.rows() if row.label)


def test_a_card(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """A card is one page with the code that opens the procedure."""
    done = sopdesk("export", "card", number, "--paper", "A5", "--out", home / "card.pdf")
    assert done.code == 0, done.err
    content = (home / "card.pdf").read_bytes()
    assert len(pages_of(content)) == 1
    assert codes_of(content) == [scan_code(Scan(number, "1.0"))]
    assert "no procedure" in sopdesk("export", "card", "SOP-999", "--out", home / "card.pdf").err


def test_labels(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """Labels are drawn for the procedures named, a section, or all; from the first label left on."""
    done = sopdesk("export", "labels", number, "--sheet", "99x38", "--start", "14", "--out", home / "labels.pdf")
    assert done.code == 0, done.err
    assert codes_of((home / "labels.pdf").read_bytes()) == [scan_code(Scan(number))]
    assert sopdesk("export", "labels", "--out", home / "labels.pdf").code == 0
    assert scan_code(Scan(number)) in codes_of((home / "labels.pdf").read_bytes())
    wrong = sopdesk("export", "labels", "--start", "25", "--out", home / "labels.pdf")
    assert "places 1 to 24" in wrong.err
    assert "Choose the procedures" in sopdesk("export", "labels", "--section", "None", "--out", home / "l.pdf").err


def test_a_controlled_copy(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """A copy is issued by somebody who may, and recorded; a place that cannot be written is found out before."""
    words = ("export", "copy", number, "--as", "Ruth", "--place", "Kitchen wall", "--json")
    assert sopdesk(*words, "--out", home / "nowhere" / "copy.pdf", pin=PIN).code == 2
    done = sopdesk(*words, "--card", "A5", "--out", home / "copy.pdf", pin=PIN)
    assert done.code == 0, done.err
    copy = done.lines()[0]["copy"]
    assert codes_of((home / "copy.pdf").read_bytes()) == [scan_code(Scan(number, "1.0", copy))]
    with opened(home) as desk:
        [row] = desk.copies.rows()
    assert (row.number, row.place, row.form, row.state) == (copy, "Kitchen wall", "A5", CopyState.OUT)


def test_a_book(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """The book holds the whole manual, a section, or the procedures named; also as it stood on a day."""
    out = home / "book.pdf"
    assert sopdesk("export", "book", "--out", out).code == 0
    assert number in "".join(pages_of(out.read_bytes()))
    done = sopdesk("export", "book", number, "--out", out)
    assert done.code == 0, done.err
    assert "A choice of its procedures" in pages_of(out.read_bytes())[0]
    assert sopdesk("export", "book", "--section", "No such section", "--out", out).code == 0
    assert "no procedures" in pages_of(out.read_bytes())[1]
    assert sopdesk("export", "book", "--on", "2020-01-01", "--out", out).code == 0
    assert "as it stood on" in " ".join(pages_of(out.read_bytes())[0].split())
