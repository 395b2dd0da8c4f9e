from dataclasses import replace
from decimal import Decimal

import pytest

from sopdesk.domain.authority import Rule
from sopdesk.domain.event import ERASED
from sopdesk.domain.sop import Limit, Per
from sopdesk.domain.use import AuthorityUseCorrected, AuthorityUsed, Use, check, correct, fold, reference_key
from tests.domain.given import history, refuses

USED = AuthorityUsed(
    "sop-1", "SOP-010", "1.0", "d", "refund", "front-of-house", "leo", Decimal(5), "GBP", reference="Table 4"
)  # fmt: skip


def rule(amount: int | None, per: Per = Per.CASE) -> Rule:
    """Give a rule for refunds."""
    limit = Limit("refund", "front-of-house", None if amount is None else Decimal(amount), per=per)
    return Rule("sop-1", "SOP-010", "Returns", "1.0", "d", limit)


def used(*more: object) -> Use:
    """Give a use by Leo, folded with what was recorded after it."""
    return fold("use-1", history(*(("leo", each) for each in (USED, *more))))


@pytest.mark.parametrize(
    ("what", "amount", "reference", "sentence"),
    [
        (rule(25), None, "", "how much"),
        (rule(25), "0", "", "above nought"),
        (rule(None), "-1", "", "above nought"),
        (rule(25, Per.CUSTOMER), "5", " ", "one customer"),
        (rule(25, Per.ITEM), "5", "", "each item"),
        (rule(25), "5", "4111 1111 1111 1111", "card number"),
    ],
)
def test_a_use_says_what_the_limit_counts(what: Rule, amount: str | None, reference: str, sentence: str) -> None:
    """Without the amount, customer or item that a limit counts nothing is recorded; nor with a card number."""
    given = None if amount is None else Decimal(amount)
    assert sentence in refuses(lambda: check(what, amount=given, reference=reference))


def test_what_a_limit_does_not_count_need_not_be_said() -> None:
    """A limit without an amount asks for none; a daily one asks for no customer."""
    check(rule(None), amount=None, reference="")
    check(rule(None, Per.CUSTOMER), amount=None, reference="")
    check(rule(25, Per.DAY), amount=Decimal(5), reference="")
    check(rule(25, Per.CUSTOMER), amount=Decimal(5), reference="Table 4")
    assert reference_key(" Table  4 ") == reference_key("table 4")


def test_a_use_is_taken_back_by_a_correction_only() -> None:
    """A correction has a reason and comes once; what was recorded stays."""
    use = used()
    assert correct(use, by="leo", reason=" Wrong table ", may_all=False) == AuthorityUseCorrected("Wrong table")
    assert correct(use, by="sam", reason="Wrong table", may_all=True).reason == "Wrong table"
    assert "what was wrong" in refuses(lambda: correct(use, by="leo", reason=" ", may_all=False))
    assert "Whoever recorded it" in refuses(lambda: correct(use, by="mia", reason="x", may_all=False))
    assert "no such record" in refuses(lambda: correct(Use("use-2"), by="leo", reason="x", may_all=True))
    after = used(AuthorityUseCorrected("Wrong table"), AuthorityUseCorrected("Again"), USED)
    assert (after.reason, after.corrected is not None, after.what) == ("Wrong table", True, USED)
    assert "corrected already" in refuses(lambda: correct(after, by="leo", reason="x", may_all=True))
    assert used(AuthorityUseCorrected()).reason == ""


def test_an_erased_reference_names_nobody() -> None:
    """Once the customer's name is erased, the use counts for no customer."""
    assert used().reference == "Table 4"
    assert Use("use-1").reference == ""
    assert Use("use-1", what=replace(USED, reference=ERASED)).reference == ""
    assert Use("use-1", what=replace(USED, reference=None)).reference == ""


def test_the_fold_passes_over_what_it_does_not_know() -> None:
    """An event of another kind changes nothing."""
    assert fold("use-1", history(Limit("x", "y"))).what is None
