import pytest

from tests.pdf.golden import FOLDER, PRINTS, words
from tests.pdf.reading import fonts_of


@pytest.mark.parametrize("name", PRINTS)
def test_the_words_of_a_print(name: str) -> None:
    """A print says, page by page, exactly what it said when somebody last looked at it."""
    assert words(PRINTS[name]()) == (FOLDER / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", PRINTS)
def test_the_same_view_gives_the_same_bytes(name: str) -> None:
    """Printing the same thing twice gives the same file."""
    assert PRINTS[name]() == PRINTS[name]()


@pytest.mark.parametrize("name", PRINTS)
def test_every_font_is_in_the_file(name: str) -> None:
    """A print looks the same on every machine: it holds every font that it uses."""
    found = fonts_of(PRINTS[name]())
    assert found
    assert all(found.values()), found
