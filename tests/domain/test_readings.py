from collections.abc import Callable, Sequence
from decimal import Decimal

from sopdesk.domain.authority import Rule
from sopdesk.domain.readings import Language, Limits, Reading
from sopdesk.domain.sop import Limit


def stem(word: str) -> str:
    """Give a word without the s of the plural."""
    return word.removesuffix("s")


def alike(words: list[str]) -> tuple[int, Sequence[Sequence[str]]]:
    """Know one synonym, for one word and for two."""
    if words[:1] == ["reimburse"]:
        return 1, (("refund",), ("money", "back"))
    return (2, (("refund",),)) if words[:2] == ["cash", "back"] else (0, ())


def corrections(word: str, known: Callable[[str], int]) -> list[str]:
    """Know one slip of the finger."""
    return ["refund"] if word == "refnud" and known("refund") and not known("refnud") else []


def limits(*what: Limit, currency: str = "GBP") -> Limits:
    """Give limits ready to be asked, all of one procedure on returns."""
    rules = (Rule("sop-1", "SOP-010", "Returns", "1.0", "d", each, "Pay it back") for each in what)
    return Limits(rules, Language(stem, alike, corrections, {"shift lead": "shift-lead"}), currency)


REFUND = Limit("refund", "supervisor", Decimal(50), also=("money back", "give back"))
UNPROVED = Limit("refund without a receipt", "supervisor", Decimal(25), condition="faulty goods")
EXCHANGE = Limit("exchange an unwanted item", "front-of-house", Decimal(50), condition="unopened, receipt")
NOTE = Limit("accept a note of 50", "front-of-house")
KNOWN = limits(REFUND, UNPROVED, EXCHANGE, NOTE)


def said(text: str, known: Limits = KNOWN) -> list[tuple[str, Decimal | None, bool, tuple[str, ...]]]:
    """Give what a question may mean: action, sum, whether it is sure, and the words that are left over."""
    return [(each.group.action, each.amount, each.sure, each.unread) for each in known.readings(known.read(text))]


def one(text: str) -> Reading:
    """Give the one reading of a question."""
    [found] = KNOWN.readings(KNOWN.read(text))
    return found


def test_the_action_that_says_most_of_the_question_is_meant() -> None:
    """A “refund without receipt” is its own action, not a refund; other words for a refund serve in both."""
    assert said("refund 40") == [("refund", Decimal(40), True, ())]
    assert said("may I refund 40 without a receipt") == [("refund without a receipt", Decimal(40), True, ())]
    assert said("money back, no receipt") == [("refund without a receipt", None, True, ())]
    assert said("give the money back") == [("refund", None, True, ())]
    assert said("give him 5 back") == [("refund", Decimal(5), True, ())]


def test_a_word_left_over_makes_the_answer_unsure() -> None:
    """What the limit says nothing about is named; people, moments and words of the step are no such thing."""
    assert said("refund a customer today to pay it back") == [("refund", None, True, ())]
    assert said("refund the gift card") == [("refund", None, False, ("gift", "card"))]
    assert said("refund, not in cash") == [("refund", None, False, ("not cash",))]
    assert said("the shift lead says refund") == [("refund", None, True, ())]


def test_guesses_are_never_sure() -> None:
    """A synonym of the trade and a corrected slip lead to a reading, and to an unsure one."""
    assert said("reimburse 10") == [("refund", Decimal(10), False, ())]
    assert said("cash back, 10") == [("refund", Decimal(10), False, ())]
    assert said("refnud 10") == [("refund", Decimal(10), False, ())]
    assert said("refnud the exchange") == [("refund", None, False, ("exchange",))]


def test_an_unsure_sum_makes_the_answer_unsure() -> None:
    """Two sums, a foreign currency or a number that may count things are no plain sum."""
    assert said("refund 10 or 20") == [("refund", Decimal(20), False, ())]
    assert said("refund $10") == [("refund", Decimal(10), False, ())]
    assert said("refund £10") == [("refund", Decimal(10), True, ())]


def test_a_number_may_belong_to_the_action() -> None:
    """A note of 50 is no sum of 50."""
    assert said("accept a 50 note") == [("accept a note of 50", None, True, ())]


def test_things_need_no_name() -> None:
    """“An item” of the limit is whatever somebody holds in their hands."""
    assert said("exchange unwanted socks") == [("exchange an unwanted item", None, False, ("socks",))]


def test_conditions_are_denied_or_named() -> None:
    """A question may say that a condition is met, or that it is not; neither is a word left over."""
    [rule] = one("exchange unwanted, opened").group.rules
    assert one("exchange unwanted, opened").barred(rule)
    assert not one("exchange unwanted, opened").met(rule)
    assert one("exchange unwanted, unopened").met(rule)
    assert one("exchange unwanted, opened").unread == ()


def test_a_part_of_an_action_is_a_guess() -> None:
    """Words that stand in one action only point to it; a sum that is not sure is left out; many actions are none."""
    assert said("exchange 12") == [("exchange an unwanted item", Decimal(12), False, ())]
    assert said("12 exchange") == [("exchange an unwanted item", None, False, ())]
    many = limits(*(Limit(f"close the {place} door", "manager") for place in ("front", "back", "left", "side", "top")))
    assert said("close door", many) == []
    assert many.nearest(many.read("close the top"))[0].action == "close the top door"


def test_nothing_is_guessed_from_nothing() -> None:
    """A question without a word that means something has no reading, and nothing is near."""
    assert said("may I?") == []
    assert said("may I fly") == []
    assert KNOWN.nearest(KNOWN.read("may I fly")) == ()
    assert [each.action for each in KNOWN.nearest(KNOWN.read("may I sell a receipt"))] == ["refund without a receipt"]


def test_actions_are_found_by_their_words() -> None:
    """An action is found however it is written."""
    found = KNOWN.of_action("  Refund ")
    assert found is not None
    assert found.rules[0].limit is REFUND
    assert KNOWN.of_action("fly") is None


def test_two_actions_that_fit_alike_are_both_readings() -> None:
    """Where two actions are asked for by the same words, nobody guesses which is meant."""
    two = limits(Limit("call the police", "front-of-house", also=("call 999",)),
                 Limit("call an ambulance", "front-of-house", also=("call 999",)))  # fmt: skip
    assert {action for action, *_ in said("may I call 999", two)} == {"call the police", "call an ambulance"}
