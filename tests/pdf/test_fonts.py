from sopdesk.pdf import fonts
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.right_to_left import break_lines, in_order_of_sight
from sopdesk.pdf.style import BODY
from sopdesk.pdf.text import paragraph
from tests.pdf.reading import text_of
from tests.pdf.samples import PRINTING


def printed(*texts: str) -> bytes:
    """Print paragraphs on a sheet."""
    story = [paragraph(each, BODY) for each in texts]
    return Sheet(Running("Test"), PRINTING, title="Test").print_story(story)


def sight(text: str, base: str) -> str:
    """Give a line in the order of sight."""
    return " ".join(in_order_of_sight(text.split(), str, base))


def test_names_of_the_world_are_printed() -> None:
    """A name in Latin, Greek, Cyrillic, Armenian or Japanese letters stands on the page as it is written."""
    shown = text_of(printed("José Łukasz Ōta", "Ελλάδα", "Иванов", "Նարեկ", "山田太郎", "☐ ☑ ✓ ⚠ →"))
    for name in ("José Łukasz Ōta", "Ελλάδα", "Иванов", "Նարեկ", "山田太郎", "☐ ☑ ✓ ⚠ →"):
        assert name in shown


def test_no_character_is_dropped() -> None:
    """What no font has is printed as its code point, controls and lone surrogates too."""
    shown = text_of(printed("王小明 한 😀 \ud800 \x07 \ue000"))
    assert "王小明 [U+D55C] [U+1F600] [U+D800] [U+0007] [U+E000]" in shown


def test_marks_that_turn_the_order_round_are_shown() -> None:
    """A mark that would make a text read backwards is printed as its code point, never obeyed."""
    assert "[U+202E]invoice" in text_of(printed("\u202einvoice"))


def test_markup_in_a_text_is_text() -> None:
    """What people type is never taken as an instruction to the printer."""
    typed = '<b>bold</b> <img src="/etc/hostname"/> &amp; </font>'
    assert typed in text_of(printed(typed))


def test_repeated_spaces_and_line_ends_stay() -> None:
    """Line ends are kept, and a run of spaces is not folded into one."""
    assert list(fonts.runs("a  b")) == [(fonts.REGULAR, "a  b")]
    assert "one\ntwo" in text_of(printed("one\r\ntwo"))


def test_an_accent_typed_apart_is_composed() -> None:
    """A letter and its accent are printed as one."""
    assert "é" in text_of(printed("e\u0301"))


def test_arabic_and_hebrew_run_from_right_to_left() -> None:
    """In a text that begins in Arabic or Hebrew, the first word stands at the right."""
    assert sight("אחד שתים three four חמש", "R") == "חמש three four שתים אחד"


def test_arabic_words_in_a_latin_line_are_turned() -> None:
    """In a Latin line the Arabic words stand in their own order; numbers and Latin keep theirs."""
    assert sight("call אחד שתים at 12 30", "L") == "call שתים אחד at 12 30"


def test_lines_are_broken_in_the_order_of_speech() -> None:
    """A line takes words until the next would not fit; a word wider than the line stands alone."""
    assert break_lines(["aa", "b", "cccccc", "d"], len, 1, 4) == [["aa", "b"], ["cccccc"], ["d"]]


def test_shaped_texts_give_the_same_bytes_after_others() -> None:
    """What was printed before does not change the bytes of an Arabic or Hindi text."""
    first = printed("محمد العربي अर्जुन क्षत्रिय สมชาย")
    printed("क्षत्रिय अर्जुन ومحمد لا إله")
    assert printed("محمد العربي अर्जुन क्षत्रिय สมชาย") == first


def test_clipping_keeps_what_fits() -> None:
    """A text that is too wide for its place ends in an ellipsis; one that fits is left alone."""
    assert fonts.clip("short", fonts.REGULAR, 8, 200) == "short"
    cut = fonts.clip("a very long title that does not fit", fonts.REGULAR, 8, 60)
    assert cut.endswith("…")
    assert fonts.width(cut, fonts.REGULAR, 8) <= 60
