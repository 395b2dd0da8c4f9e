"""Registers of incidents on paper."""

from dataclasses import replace

import pytest

from sopdesk.pdf.incident_register import print_incident_register
from sopdesk.views.incident_registers import OshaCase, Register
from tests.pdf.incident_register_samples import CASE, COMPLAINT, ENTRY, printed, sample
from tests.pdf.naughty import TEXTS
from tests.pdf.reading import pages_of, text_of


@pytest.mark.parametrize("register", list(Register))
def test_the_same_register_gives_the_same_file(register: Register) -> None:
    """What is printed twice is the same to the byte."""
    assert sample(register) == sample(register)


def test_a_long_register_has_each_line_once_under_its_heads() -> None:
    """Hundreds of complaints stand in order, with the heads of the columns on every page."""
    lines = [replace(COMPLAINT, number=f"C-{n}-") for n in range(300)]
    pages = pages_of(print_incident_register(printed(Register.COMPLAINTS, *lines)))
    text = "".join(pages)
    places = [text.index(f"C-{n}-") for n in range(300)]
    assert places == sorted(places)
    assert all(("Subject, category" in each) == ("C-" in each) for each in pages)


def test_the_log_never_prints_the_name_of_a_privacy_case() -> None:
    """The name of a privacy case stands on the confidential list alone."""
    secret: OshaCase = replace(CASE, name="Zoë Quist", privacy="named as one")
    assert "Quist" not in text_of(print_incident_register(printed(Register.OSHA_LOG, secret)))
    assert "Quist" in text_of(print_incident_register(printed(Register.OSHA_NAMES, secret)))


def test_an_entry_of_any_length_stays_with_its_number() -> None:
    """An entry that is longer than a page goes on under its own number; the next one begins a page."""
    long = replace(ENTRY, narrative="It was wet. " * 900, number="A-1")
    pages = pages_of(print_incident_register(printed(Register.BOOK, long, replace(ENTRY, number="A-2"))))
    with_first = [page for page in pages if "A-1" in page]
    assert len(with_first) >= 2
    assert not any("A-2" in page for page in with_first)
    assert "A-2" in pages[-1]


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_was_typed_is_printed(text: str) -> None:
    """No text breaks a page, whatever somebody typed or pasted."""
    for register, line in (
        (Register.COMPLAINTS, replace(COMPLAINT, subject=text, outcome=text)),
        (Register.BOOK, replace(ENTRY, cause=text, name=text)),
        (Register.OSHA_LOG, replace(CASE, description=text, place=text)),
    ):
        assert print_incident_register(printed(register, line)).startswith(b"%PDF")
