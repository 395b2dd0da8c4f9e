from collections.abc import Callable
from decimal import Decimal

from sopdesk.domain.authority import Answer, Kind, Rule, action_key, answers, nothing_used
from sopdesk.domain.person import Role
from sopdesk.domain.role import HouseRole, Roles
from sopdesk.domain.sop import Limit, Per

FRONT, LEAD, SUPER, BOSS = "front-of-house", "shift-lead", "supervisor", "manager"


def rule(role: str, amount: int | None = None, above: str = "", condition: str = "", **more: object) -> Rule:
    """Give a rule for refunds in SOP-010."""
    upto = None if amount is None else Decimal(amount)
    return Rule("sop-1", "SOP-010", "Returns", "1.0", "d", Limit("refund", role, upto, above, condition, **more))  # type: ignore[arg-type] # the rest of a limit


RULES = (rule(FRONT, 25, LEAD), rule(LEAD, 60, SUPER), rule(SUPER, 200, BOSS))


def ask(role: str, amount: int | None = None, *rules: Rule, used: Callable[[Rule], Decimal] = nothing_used) -> Answer:
    """Give the one answer for a role."""
    [found] = answers(rules or RULES, [role], amount=None if amount is None else Decimal(amount), used=used)
    return found


def brief(answer: Answer) -> tuple[Kind, Decimal | None, tuple[str, ...]]:
    """Give what an answer says, how much of the limit is left, and who may instead."""
    return answer.kind, answer.left, answer.who


def test_up_to_the_limit_it_is_yes_and_above_it_the_next_who_may() -> None:
    """At the limit it is yes; above it the answer names whoever's own limit is high enough, the next one first."""
    assert brief(ask(FRONT, 25)) == (Kind.YES, Decimal(25), ())
    assert ask(FRONT, 25).enough
    assert brief(ask(FRONT, 26)) == (Kind.UP_TO, Decimal(25), (LEAD, SUPER, BOSS))
    assert not ask(FRONT, 26).enough
    assert brief(ask(FRONT, 61)) == (Kind.UP_TO, Decimal(25), (SUPER, BOSS))
    assert brief(ask(FRONT)) == (Kind.UP_TO, Decimal(25), (LEAD, SUPER, BOSS))
    assert ask(FRONT).enough
    assert brief(ask(SUPER)) == (Kind.UP_TO, Decimal(200), (BOSS,))


def test_whoever_a_limit_names_above_decides_without_one() -> None:
    """A manager whom the last limit names needs no row of their own; somebody between two rows is not free by that."""
    assert brief(ask(BOSS, 5000)) == brief(ask(BOSS)) == (Kind.YES, None, ())
    gap = (rule(FRONT, 0, LEAD), rule(SUPER, 50, BOSS))
    assert brief(ask(LEAD, 10, *gap)) == (Kind.NO, None, (SUPER, BOSS))


def test_a_role_may_what_the_one_below_may() -> None:
    """Without a row of its own a role has the limit of the nearest role below, never what is forbidden to that one."""
    answer = ask(SUPER, 10, rule(FRONT, 25), rule(LEAD, 60))
    assert (answer.kind, answer.of, answer.left) == (Kind.YES, LEAD, Decimal(60))
    assert brief(ask(SUPER, 10, rule(FRONT, 0))) == (Kind.NO, None, ())
    assert brief(ask("auditor", 10)) == (Kind.NO, None, (FRONT, LEAD, SUPER))
    assert ask(FRONT, None, rule(BOSS)).who == (BOSS,)


def test_a_role_of_the_houses_own_goes_as_far_as_its_level() -> None:
    """A barista with the rights of front of house has its limits, as long as no limit names baristas."""
    house = Roles.of([HouseRole("barista", "Barista", Role.FRONT_OF_HOUSE, LEAD)])
    [found] = answers(RULES, ["barista"], amount=Decimal(25), house=house)
    assert (found.kind, found.of) == (Kind.YES, FRONT)
    [own] = answers((*RULES, rule("barista", 5, LEAD)), ["barista"], amount=Decimal(25), house=house)
    assert brief(own) == (Kind.UP_TO, Decimal(5), (LEAD, SUPER, BOSS, FRONT))


def test_what_is_forbidden_is_no() -> None:
    """“No” in the table is no, and names who may."""
    assert brief(ask(FRONT, 1, rule(FRONT, 0, SUPER), rule(SUPER))) == (Kind.NO, Decimal(0), (SUPER, BOSS))


def test_some_things_take_two() -> None:
    """A limit may ask for a second person each time: up to it they decide together."""
    pair = (rule(SUPER, 50, BOSS, together=LEAD),)
    assert (ask(SUPER, 20, *pair).kind, ask(SUPER, 20, *pair).together) == (Kind.WITH, LEAD)
    assert (ask(SUPER, None, *pair).kind, ask(SUPER, None, *pair).together) == (Kind.UP_TO, LEAD)
    assert ask(FRONT, 20, *pair).together == ""
    assert brief(ask(FRONT, 20, *pair)) == (Kind.NO, None, (SUPER, BOSS))


def test_what_was_used_today_counts() -> None:
    """Of 25 a day 18 are used: 7 are left; once all is used the answer is no, and names who may."""
    daily = (rule(FRONT, 25, LEAD, per=Per.DAY), rule(LEAD, 60, SUPER))
    answer = ask(FRONT, 10, *daily, used=lambda each: Decimal(18) if each.limit.role == FRONT else Decimal(0))
    assert (answer.kind, answer.left, answer.used, answer.who[0]) == (Kind.UP_TO, Decimal(7), Decimal(18), LEAD)
    gone = ask(FRONT, 10, *daily, used=lambda _: Decimal(30))
    assert (gone.kind, gone.left, gone.enough) == (Kind.NO, Decimal(0), False)


def test_conditions_decide_where_the_question_speaks_of_them() -> None:
    """Rules under a denied condition fall away, a confirmed one is taken; otherwise every differing rule answers."""
    rules = (rule(FRONT, 25, LEAD, "receipt"), rule(FRONT, 5, LEAD, "regular guest"), rule(LEAD))
    both = answers(rules, [FRONT])
    assert [each.conditions for each in both] == [("receipt",), ("regular guest",)]
    [met] = answers(rules, [FRONT], met=lambda each: each.limit.condition == "receipt")
    assert met.left == Decimal(25)
    [barred] = answers(rules, [FRONT], barred=lambda each: bool(each.limit.condition))
    assert (barred.kind, barred.barred, barred.who) == (Kind.NO, ("receipt", "regular guest"), (LEAD, SUPER, BOSS))


def test_alike_rules_of_several_procedures_are_one_answer() -> None:
    """The same limit in two procedures is one answer that leads to the step, under either condition."""
    here = rule(FRONT, 25, LEAD, "receipt")
    there = Rule("sop-2", "SOP-020", "Bills", "1.0", "e", Limit("Refund", FRONT, Decimal(25), LEAD, "slip", step="pay"))
    [answer] = answers((here, there), [FRONT])
    assert (answer.rule, answer.source, answer.conditions) == (there, there, ("receipt", "slip"))
    assert here.key == there.key == action_key("  REFUND ")


def test_of_several_roles_the_one_that_goes_furthest_answers() -> None:
    """Somebody who is front of house and shift lead has the shift lead's limit."""
    [answer] = answers(RULES, [FRONT, LEAD], amount=Decimal(40))
    assert (answer.role, answer.kind) == (LEAD, Kind.YES)
    assert answers(RULES, []) == ()


def test_a_circle_of_authority_ends() -> None:
    """Two roles that name each other as the one above lead nowhere, and the search for who may ends."""
    circle = (rule(FRONT, 5, LEAD), rule(LEAD, 5, FRONT))
    assert brief(ask(FRONT, 50, *circle)) == (Kind.UP_TO, Decimal(5), ())
