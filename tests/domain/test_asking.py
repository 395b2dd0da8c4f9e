from decimal import Decimal

import pytest

from sopdesk.domain.asking import Asked, read

ROLES = {"shift lead": "shift-lead", "supervisor": "supervisor"}


def ask(text: str) -> Asked:
    """Read a question by words as they are, without stems."""
    return read(text, str, lambda word: word in {"refund", "receipt"}, ROLES)


def keys(text: str) -> list[str]:
    """Give the words of a question that mean something; "-" marks what is said to be missing."""
    return [each.key for each in ask(text).words]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("may I refund 40 without receipt", ["refund", "-receipt"]),
        ("Can I refund it? She hasn’t got the receipt", ["refund", "-receipt"]),
        ("refund, no receipt", ["refund", "-receipt"]),
        ("refund w/o receipt", ["refund", "-receipt"]),
        ("refund, receipt lost", ["refund", "-receipt"]),
        ("refund a lost receipt", ["refund", "-receipt"]),
        ("refund, no receipt lost", ["refund", "-receipt"]),
        ("exchange unopened coffee", ["exchange", "-opened", "coffee"]),
        ("exchange coffee that is not opened", ["exchange", "coffee", "-opened"]),
        ("exchange coffee that is not unopened", ["exchange", "coffee", "opened"]),
        ("refund the customer's coat, she wouldn't wear it", ["refund", "customer", "coat", "-wear"]),
        ("refund refund", ["refund"]),
        ("a discount of 20%", ["discount", "20%"]),
    ],
)
def test_a_question_is_its_words_and_what_is_missing(text: str, said: list[str]) -> None:
    """Small words say nothing; "no", "without", "lost" and "un-" turn the word beside them round."""
    assert keys(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "may I refund", "can we refund", "Please, could I refund", "am I allowed to refund", "is it ok to refund",
        "do I need to ask", "who may refund", "how much may I refund", "refund allowed?", "may a shift lead refund",
    ],
)  # fmt: skip
def test_a_question_is_known_by_how_it_begins_or_ends(text: str) -> None:
    """Many ways to ask whether one may are known as such."""
    assert ask(text).asks


@pytest.mark.parametrize("text", ["refund 40", "opening the till", "may bank holiday hours"])
def test_other_words_ask_nothing(text: str) -> None:
    """Words that are looked for, not asked, are no such question."""
    assert not ask(text).asks


def test_a_question_may_name_the_role() -> None:
    """“May a shift lead refund 12 or 30” asks for a shift lead; of several sums the largest counts."""
    asked = ask("may the Shift Lead refund 12 or 30")
    assert (asked.role, keys("may the shift lead refund 12 or 30")) == ("shift-lead", ["refund"])
    assert (asked.sum and asked.sum.amount, asked.sums) == (Decimal(30), 2)
    assert ask("refund").sum is None
