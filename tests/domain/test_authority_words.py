from decimal import Decimal

import pytest

from sopdesk.domain.authority import Answer, Kind, Rule
from sopdesk.domain.authority_words import Wording, allowance, allowance_in_short, details, headline
from sopdesk.domain.sop import Limit, Per

NAMES = {"front-of-house": "Front of house", "shift-lead": "Shift lead", "manager": "Manager"}
HOUSE = Wording("GBP", NAMES.__getitem__, {"shift-lead": ("Tom", "Amira")})
LIMIT = Limit("refund", "front-of-house", Decimal(25), "shift-lead", per=Per.DAY)
RULE = Rule("sop-1", "SOP-010", "Returns", "1.0", "d", LIMIT)
PAIR = Rule("sop-1", "SOP-010", "Returns", "1.0", "d", Limit("refund", "front-of-house", together="shift-lead"))
ME = "front-of-house"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(Kind.YES, "refund", ME), ["Yes."]),
        (Answer(Kind.YES, "refund", ME, Decimal(20), rule=RULE), ["Yes, £20."]),
        (
            Answer(Kind.UP_TO, "refund", ME, left=Decimal(25), rule=RULE, who=("shift-lead", "manager")),
            ["Yes, up to £25 a day.", "Above: Shift lead (on duty now: Tom, Amira), Manager"],
        ),
        (
            Answer(Kind.UP_TO, "refund", ME, Decimal(40), Decimal(7), Decimal(18), RULE, who=("manager",)),
            ["Not £40: only up to £7 a day.", "£18 of £25 a day used today: £7 left.", "For £40: Manager"],
        ),
        (
            Answer(Kind.WITH, "refund", ME, Decimal(5), rule=PAIR, conditions=("faulty", "unused")),
            ["Yes, £5, together with: Shift lead (on duty now: Tom, Amira).", "If: faulty – or: unused"],
        ),
        (Answer(Kind.NO, "refund", ME, who=("manager",)), ["No.", "Who may: Manager"]),
        (
            Answer(Kind.NO, "refund", ME, Decimal(4), Decimal(0), Decimal(25), RULE, who=("manager",)),
            ["No: your £25 a day of today are used up.", "£25 of £25 a day used today: £0 left.", "Who may: Manager"],
        ),
        (
            Answer(Kind.NO, "refund", ME, barred=("receipt", "unused")),
            [
                "No.", "The limit asks for: receipt – or: unused",
                "The manual gives this to nobody. Ask your supervisor before you act.",
            ],
        ),
        (
            Answer(Kind.YES, "refund", "shift-lead", rule=RULE, unread=("gift", "card"), sure=False),
            [
                "If you mean “refund”: yes.", "As for: Front of house",
                "The limit says nothing about “gift”, “card”. Read the step first.",
            ],
        ),
    ],
)  # fmt: skip
def test_an_answer_is_said_in_plain_words(answer: Answer, words: list[str]) -> None:
    """The headline says yes, up to how much, with whom, or no; the lines below say on what terms, and who may."""
    assert [headline(answer, HOUSE), *details(answer, HOUSE)] == words


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (LIMIT, "up to £25 a day"),
        (Limit("refund", "manager"), "without limit"),
        (Limit("refund", ME, Decimal(0)), "not"),
        (Limit("refund", ME, Decimal(5), per=Per.CUSTOMER, together="manager"),
         "up to £5 per customer and day, together with: Manager"),
    ],
)  # fmt: skip
def test_a_limit_is_said_in_plain_words(limit: Limit, words: str) -> None:
    """A limit reads as staff say it, with the house's currency."""
    assert allowance(limit, HOUSE) == words


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (LIMIT, "£25 a day"),
        (Limit("refund", "manager"), "yes"),
        (Limit("refund", ME, Decimal(0)), "no"),
        (Limit("refund", ME, Decimal(5), per=Per.CUSTOMER, together="manager"), "£5 a customer, by two"),
    ],
)
def test_a_limit_is_said_in_short(limit: Limit, words: str) -> None:
    """In a table a limit takes few words."""
    assert allowance_in_short(limit, HOUSE) == words
