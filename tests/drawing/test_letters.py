import pytest

from sopdesk.drawing.letters import high, lines, widest, width
from sopdesk.pdf import fonts


@pytest.mark.parametrize("text", ["Hello", "Zahlung über 25 €?", "Ελλάδα", "Кофе", "“quoted” – dash"])
def test_letters_are_as_wide_as_on_paper(text: str) -> None:
    """The widths that lines are broken by are those of the printed letters, with a little room for screens."""
    fonts.load()
    assert width(text, 10) == pytest.approx(1.03 * fonts.width(text, fonts.REGULAR, 10))
    assert width(text, 10, strong=True) == pytest.approx(1.03 * fonts.width(text, fonts.BOLD, 10))


def test_lines_break_at_spaces() -> None:
    """A text is broken at spaces, a word that is too long within itself; line ends stay."""
    found = lines("one two three\nWordthatislongerthanthelinecanbe end", 60)
    assert all(width(each.text, each.size) <= 60 for each in found)
    assert " ".join(each.text for each in found).replace(" ", "") == "onetwothreeWordthatislongerthanthelinecanbeend"
    assert widest(found) <= 60
    assert high(found) == pytest.approx(sum(each.high for each in found))


def test_a_very_long_text_is_shortened() -> None:
    """A node has so many lines and no more; that something is left out is seen."""
    found = lines("word " * 200, 60, most=3)
    assert len(found) == 3
    assert found[-1].text.endswith("…")
    assert width(found[-1].text, found[-1].size) <= 60


def test_unknown_signs_take_their_room() -> None:
    """Signs that the typeface lacks count as wide."""
    assert width("王", 10) >= 10
    assert lines("", 60) == []
