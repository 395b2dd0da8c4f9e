"""How text is cut into words, passages and marks."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopdesk.search.document import Document
from sopdesk.search.memory import Memory
from sopdesk.search.passages import LENGTH, Page, cut, lines, passages, row
from sopdesk.search.spelling import corrections, split
from sopdesk.search.synonyms import Synonyms, of_the_trade
from sopdesk.search.words import LONGEST, fold, joined, marks, spans, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guest's CAFÉ", ["the", "guest", "cafe"]),
        ("don’t", ["dont"]),
        ("SOP-012, 0 and 007", ["sop", "12", "0", "and", "7"]),
        ("Łódź Straße Ærø", ["lodz", "strasse", "aero"]),
        ("cafe\u0301", ["cafe"]),
        ("snake_case a/b", ["snake", "case", "a", "b"]),
        ("¼ of ²", ["14", "of", "2"]),
        ("", []),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    """Case, accents, possessives and leading zeros make no difference."""
    assert words(text) == expected


def test_a_compound_is_found_in_one_word() -> None:
    """A word with a hyphen is known without it too: "e-mail" and "email"."""
    assert joined("Send an e-mail after check-in.") == ["email", "checkin"]


def test_a_word_without_end_is_cut() -> None:
    """A word longer than any word is indexed by its beginning, with and without other signs around it."""
    assert words("x" * 100) == words("x" * 100 + " 0")[:1] == [fold("X" * 100)] == ["x" * LONGEST]


@given(st.text(max_size=200))
def test_marks_fit_the_words(text: str) -> None:
    """The words that are marked are the words that were indexed, in any script."""
    found = list(spans(text))
    assert [word for word, _, _ in found] == words(text)
    assert all(fold(text[start:end])[:LONGEST] == word for word, start, end in found)
    assert marks(text, {word for word, _, _ in found}) == tuple((start, end) for _, start, end in found)
    assert marks(text, (), tuple(word[:1] for word, _, _ in found)) == marks(text, words(text))


@pytest.mark.parametrize(("text", "count"), [("ខ្ញុំចង់ទិញ", 1), ("ကျေးဇူး တင်ပါတယ်", 2), ("ຂອບໃຈ", 1), ("བཀྲ་ཤིས", 2)])
def test_a_vowel_that_is_a_sign_cuts_no_word(text: str, count: int) -> None:
    """Khmer, Burmese, Lao and Tibetan words are not cut where a vowel or a letter stands below another."""
    assert len(words(text)) == count


@given(st.text(max_size=200))
@example("\u0f4d \u03f2 \u1d2d \u1026")
def test_a_word_finds_itself(text: str) -> None:
    """A word that is typed as it was indexed is the same word: folding twice changes nothing."""
    found = words(text)
    assert words(" ".join(found)) == found


def test_inflections_share_a_stem() -> None:
    """English inflections meet; numbers, codes and other scripts are left as they are."""
    assert stem("refunding") == stem("refunds") == stem("refunded")
    assert [stem(word) for word in ("2026s", "über", "yes")] == ["2026s", "über", "yes"]


@given(st.text(max_size=1500))
def test_passages_lose_no_word(text: str) -> None:
    """Cut into passages short enough to show, a text still has all its words, in order."""
    cut_up = list(cut(text))
    assert [letter for piece in cut_up for letter in piece if not letter.isspace()] == [
        letter for letter in text if not letter.isspace()
    ]
    assert all(len(piece) <= 2 * LENGTH for piece in cut_up)


def test_a_page_knows_where_its_words_stand() -> None:
    """The title is the first passage of a document; a word is looked for as a whole, a beginning as a beginning."""
    documents = [Document("a", "procedure", "Refund", "Ask first.\nThen pay."), Document("b", "step", "Pay", "in cash")]
    page = Page([row(each) for each in documents], lines(text for each in documents for text in passages(each)))
    assert page.holding(["pay"]) == 0b01100
    assert page.holding(["re"]) == 0
    assert page.holding([], "re") == 0b00001
    assert page.body == 0b10110
    assert [member.document.id for member in page.members] == ["a", "b"]


def test_corrections() -> None:
    """A slip is a letter too many, too few, wrong or swapped; short words and numbers are not corrected."""
    known = {"receipt": 5, "refund": 3, "reseipt": 1, "and": 90, "card": 2}.get
    assert corrections("reciept", lambda word: known(word, 0)) == ["receipt"]
    assert corrections("rezeipt", lambda word: known(word, 0)) == ["receipt", "reseipt"]
    assert corrections("refnd", lambda word: known(word, 0)) == ["refund"]
    assert corrections("wand", lambda word: known(word, 0)) == []
    assert corrections("car", lambda word: known(word, 0)) == []
    assert split("refundcard", lambda word: known(word, 0)) == ("refund", "card")
    assert split("refundxyz", lambda word: known(word, 0)) is None


def test_synonyms() -> None:
    """The longest phrase counts; inflections need no entry; a comment and an empty line say nothing."""
    synonyms = Synonyms(["till, cash desk  # comment", "", "# only a comment", "lonely", "cash, coins"])
    assert synonyms.longest(["cash", "desks", "now"]) == (2, (("till",),))
    assert synonyms.longest(["cash", "now"]) == (1, (("coins",),))
    assert synonyms.longest(["tills"]) == (1, (("cash", "desk"),))
    assert synonyms.longest(["lonely"]) == synonyms.longest([]) == (0, ())


def test_the_list_of_the_trade_makes_sense() -> None:
    """Every line of the list names at least two things, and no thing twice."""
    for line in of_the_trade():
        phrases = [tuple(words(part)) for part in line.partition("#")[0].split(",") if part.strip()]
        assert len(phrases) != 1, line
        assert len(set(phrases)) == len(phrases), line
        assert all(phrases), line


def test_memory_keeps_within_its_room() -> None:
    """What was used longest ago goes first, and something larger than all the room is still given."""
    made: list[int] = []

    def make(size: int) -> list[int]:
        made.append(size)
        return [0] * size

    memory = Memory(make, room=10)
    assert [len(memory(size)) for size in (4, 5, 4, 3, 5, 4, 50)] == [4, 5, 4, 3, 5, 4, 50]
    assert made == [4, 5, 3, 5, 4, 50]
