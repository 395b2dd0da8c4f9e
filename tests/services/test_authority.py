from datetime import timedelta
from decimal import Decimal

import pytest

from sopdesk.domain.authority import Kind, Rule
from sopdesk.domain.person import Role
from sopdesk.domain.sop import Limit, Per
from sopdesk.views.authority import UseView
from tests.domain.given import procedure, refuses
from tests.services.conftest import PIN, House

FRONT, LEAD, SUPER = "front-of-house", "shift-lead", "supervisor"
LIMITS = (
    Limit("goodwill", FRONT, Decimal(5), SUPER, "say what for", Per.CUSTOMER, also=("on the house",), step="greet"),
    Limit("goodwill", SUPER, Decimal(20), "manager"),
    Limit("discount", FRONT, Decimal(25), SUPER, per=Per.DAY),
    Limit("accept a large note", FRONT, together=SUPER),
    Limit("close early", SUPER),
    Limit("discount", SUPER, Decimal(50), "manager", together="manager"),
)


@pytest.fixture
def sop(house: House) -> str:
    """Give a procedure in force with five limits."""
    return house.approved(procedure(limits=LIMITS))


def rule(house: House, action: str, role: str = FRONT) -> Rule:
    """Give the rule in force for an action and a role."""
    return next(each for each in house.desk.authority.rules() if (each.limit.action, each.limit.role) == (action, role))


def use(house: House, action: str, amount: str | None = None, **how: str) -> str:
    """Let Leo record that he used his authority."""
    given = None if amount is None else Decimal(amount)
    return house.desk.uses.record(by=house.leo, rule=rule(house, action), amount=given, **how)


def of_today(house: House, who: str) -> tuple[UseView, ...]:
    """Give today's uses as somebody sees them."""
    return house.desk.uses.of_day(house.desk.people.person(who))


def test_limits_answer_while_they_are_in_force(house: House, sop: str) -> None:
    """A limit answers from the moment its revision is in force until the procedure is withdrawn."""
    ask, people = house.desk.authority.ask, house.desk.people
    [answer] = ask("something on the house for 4", person=people.person(house.leo)).answers
    assert (answer.kind, answer.enough, answer.source and answer.source.step_title) == (Kind.YES, True, "Greet")
    house.desk.manual.withdraw(
        by=house.sam,
        password="correct horse",
        sop=sop,
        effective_from=house.clock() + timedelta(hours=1),
        reason="gone",
    )
    assert ask("goodwill 4").answers
    house.clock.wait(hours=2)
    assert ask("goodwill 4").answers == ()
    assert "differently" in refuses(lambda: house.desk.uses.record(by=house.leo, rule=answer.rule, amount=Decimal(1)))  # type: ignore[arg-type] # an answer of yes has its rule


def test_a_role_may_be_asked_for(house: House, sop: str) -> None:
    """Without a person the lowest role of the house is answered for; a role that is named is asked for in its place."""
    ask = house.desk.authority.ask
    assert ask("goodwill 10").roles == (FRONT,)
    assert ask("goodwill 10", role="Supervisor").answers[0].kind is Kind.YES
    assert ask("may a supervisor give goodwill 10").roles == (SUPER,)
    suggest = house.desk.authority.suggest
    assert not ask("goodwill").asks
    assert (suggest("goodwill"), suggest("may I"), suggest("12 eggs")) == (None, None, None)
    assert suggest("goodwill 10") is not None
    assert ask("goodwill 10").asks
    assert ask("goodwill 10", role="barista").answers[0].kind is Kind.NO
    nothing = ask("may I sell a note")
    assert (nothing.answers, nothing.clear, nothing.asks) == ((), False, True)
    assert [each.limit.action for each in nothing.nearest] == ["accept a large note"]
    assert ask("goodwill 10").clear


def test_what_one_customer_got_today_counts(house: House, sop: str) -> None:
    """Of 5 per customer and day 3 were given to table 4: 2 are left for that table, and 5 for any other."""
    use(house, "goodwill", "3", reference="Table 4")
    assert "one customer" in refuses(lambda: use(house, "goodwill", "1"))
    assert "only up to £2" in refuses(lambda: use(house, "goodwill", "3", reference="table  4"))
    use(house, "goodwill", "5", reference="Table 5")
    use(house, "goodwill", "2", reference="Table 4")
    assert "used up" in refuses(lambda: use(house, "goodwill", "1", reference="TABLE 4"))
    house.clock.wait(days=1)
    use(house, "goodwill", "5", reference="Table 4")


def test_what_one_person_gave_today_counts(house: House, sop: str) -> None:
    """A daily limit counts everything that one person gave on the house's day; a correction takes it out again."""
    first = use(house, "discount", "18")
    leo = house.desk.people.person(house.leo)
    [answer] = house.desk.authority.ask("discount 10", person=leo).answers
    assert (answer.left, answer.used) == (Decimal(7), Decimal(18))
    assert house.desk.authority.ask("discount 10", role=FRONT).answers[0].used == 0
    house.desk.uses.correct(by=house.leo, use=first, reason="It was 8")
    use(house, "discount", "25")
    [newest, corrected] = of_today(house, house.leo)
    assert (corrected.corrected_by, corrected.reason, newest.corrected_by) == ("Leo", "It was 8", "")
    [total] = house.desk.uses.totals((newest, corrected))
    assert (total.who, total.action, total.times, total.amount) == ("Leo", "discount", 1, Decimal(25))


def test_a_daily_limit_counts_for_a_role_of_the_houses_own(house: House, sop: str) -> None:
    """A barista has the daily limit of front of house, and what they gave today is counted."""
    organisation, people = house.desk.organisation, house.desk.people
    barista = organisation.define_role(by=house.ruth, name="Barista", level=Role.FRONT_OF_HOUSE, reports_to=SUPER)
    people.change(by=house.ruth, person=house.leo, name="Leo", roles=(barista,))
    use(house, "discount", "20")
    [answer] = house.desk.authority.ask("discount 10", person=people.person(house.leo)).answers
    assert (answer.of, answer.left, answer.used) == (FRONT, Decimal(5), Decimal(20))


def test_a_second_person_agrees_with_their_own_pin(house: House, sop: str) -> None:
    """Where a limit takes two, the second has the role that is asked for, is somebody else, and gives their own PIN."""
    assert "second person" in refuses(lambda: use(house, "accept a large note"))
    assert "somebody else" in refuses(lambda: use(house, "accept a large note", second=house.leo, pin=PIN))
    assert "second person" in refuses(lambda: use(house, "accept a large note", second=house.hannah, pin=PIN))
    for _ in range(3):
        assert "not the PIN" in refuses(lambda: use(house, "accept a large note", second=house.sam, pin="0000"))
    assert house.desk.people.person(house.sam).wait_until is not None
    house.clock.wait(minutes=2)
    assert of_today(house, house.leo) == ()
    use(house, "accept a large note", second=house.ruth, pin=PIN)
    use(house, "accept a large note", second=house.sam, pin=PIN)
    assert [(each.second, each.second_role) for each in of_today(house, house.leo)] == [
        ("Sam", "Supervisor"), ("Ruth Adeyemi", "Manager"),
    ]  # fmt: skip
    said = [line.what for line in house.desk.trail.lines()]
    assert any("accept a large note, by SOP-001, revision 1.0, together with Sam" in each for each in said)


def test_who_can_agree_is_offered(house: House, sop: str) -> None:
    """Whoever has the role that is asked for, or one above it, is offered as the second person; those on duty first."""
    [note] = house.desk.authority.answer("accept a large note", role=FRONT).answers
    house.desk.duty.start(by=house.ruth)
    assert [each.id for each in house.desk.uses.seconds(note, by=house.leo)] == [house.ruth, house.sam]
    [much] = house.desk.authority.ask("goodwill 12", role=FRONT).answers
    assert [each.id for each in house.desk.uses.seconds(much, by=house.sam)] == [house.ruth]


def test_above_the_limit_the_second_person_decides(house: House, sop: str) -> None:
    """A supervisor who stands beside it can give their own authority: then it counts for them."""
    assert "only up to £5" in refuses(lambda: use(house, "goodwill", "12", reference="T1"))
    assert "£30" in refuses(lambda: use(house, "goodwill", "30", reference="T1", second=house.sam, pin=PIN))
    use(house, "goodwill", "12", reference="T1", second=house.sam, pin=PIN)
    [seen] = of_today(house, house.sam)
    assert (seen.who, seen.holder, seen.role, seen.second_role) == ("Leo", "Sam", "Supervisor", "Supervisor")
    assert "second person" in refuses(lambda: use(house, "discount", "40", second=house.sam, pin=PIN))


def test_who_sees_a_days_uses(house: House, sop: str) -> None:
    """Staff see their own uses; whoever reads the trail sees all, and nobody at the desk sees none."""
    use(house, "discount", "5")
    house.desk.uses.record(by=house.sam, rule=rule(house, "close early", SUPER))
    assert [each.action for each in of_today(house, house.leo)] == ["discount"]
    assert [each.action for each in of_today(house, house.hannah)] == ["close early", "discount"]
    assert house.desk.uses.of_day(None) == ()
    assert "You may not" in refuses(lambda: house.desk.uses.record(by=house.hannah, rule=rule(house, "discount")))


def test_a_deputy_has_the_authority_of_who_is_away(house: House, sop: str) -> None:
    """While Sam is away and Leo stands in, Leo may what Sam may."""
    today = house.clock().date()
    leo = house.desk.people.person(house.leo)
    assert house.desk.authority.ask("close early", person=leo).answers[0].kind is Kind.NO
    house.desk.organisation.name_deputy(by=house.sam, person=house.sam, deputy=house.leo, first=today, last=today)
    assert house.desk.authority.ask("close early", person=leo).answers[0].kind is Kind.YES


def test_the_grid_shows_every_limit_by_action_and_role(house: House, sop: str) -> None:
    """All limits in force are listed by action, with a column for each role; or one role's alone."""
    grid = house.desk.authority.grid()
    assert grid.roles == (FRONT, SUPER)
    assert [(row.action, *(cell.words for cell in row.cells)) for row in grid.rows] == [
        ("goodwill", "£5 a customer", "£20"),
        ("discount", "£25 a day", "£50, by two"),
        ("accept a large note", "yes, by two", ""),
        ("close early", "", "yes"),
    ]
    assert [row.action for row in house.desk.authority.grid(role=SUPER).rows] == ["goodwill", "discount", "close early"]


def test_many_limits_are_read_beside(house: House, sop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are many limits a change lets nobody wait: what is typed is answered once they are read."""
    authority = house.desk.authority
    authority.prepare()
    authority.close()
    assert authority.suggest("goodwill 4") is not None
    monkeypatch.setattr("sopdesk.services.rules.FEW", 2)
    house.approved(procedure(number="SOP-002", limits=(Limit("void a sale", FRONT),)))
    assert authority.suggest("may I void a sale") is None
    authority.close()
    reply = authority.suggest("may I void a sale")
    assert reply is not None
    assert reply.clear
