import pytest

from sopdesk.domain.fact_words import opinions_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He was aggressive and, as usual, rude.", ["aggressive", "as usual", "rude"]),
        ("She was RUDE, rude again.", ["RUDE"]),
        ("He said “you are useless, you liar” twice.", []),
        ("Said 'this is ridiculous' and left; she'd waited ages.", ["ages"]),
        ("Voice raised from 22:14 to 22:18, said 'give me the money'.", []),
        ("The floor was wet, 20 cm of water by the door.", []),
        ("A clear glass, an oddly shaped one", ["oddly"]),
        ("", []),
    ],
)
def test_words_that_judge_are_marked(text: str, words: list[str]) -> None:
    """Words that judge are marked once each, whole words only; what somebody said, in quotation marks, is not."""
    assert [each.word for each in opinions_in(text)] == words


def test_every_mark_comes_with_a_suggestion() -> None:
    """Each mark says where it is and what could be told instead."""
    [one] = opinions_in("He was drunk.")
    assert (one.place, one.instead) == (7, "what you saw: walk, speech, smell, how long")
