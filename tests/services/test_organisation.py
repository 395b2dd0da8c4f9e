from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from sopdesk.domain.escalation import How
from sopdesk.domain.person import Right, Role
from sopdesk.domain.rota import Shift, Turn
from sopdesk.domain.sop import Branch, Limit
from tests.domain.given import procedure, refuses, step, workflow
from tests.services.conftest import PASSWORD, PIN, House

MONDAY = date(2026, 5, 4)
DAY = Shift("day", "Day", 9 * 60, 17 * 60)


def said(house: House) -> list[str]:
    """Give what the trail says, newest first."""
    return [line.what for line in house.desk.trail.lines()]


def test_a_role_of_the_house_gives_rights(house: House) -> None:
    """Who has a role of the house may do what its level allows, and no more; the word follows the role's name."""
    desk = house.desk
    duty = desk.organisation.define_role(
        by=house.ruth, name="Duty manager", level=Role.SUPERVISOR, reports_to="manager"
    )
    desk.people.change(by=house.ruth, person=house.leo, name="Leo", roles=(duty,))
    leo = desk.people.person(house.leo)
    assert (leo.role_names, leo.may(Right.APPROVE), leo.may(Right.REGISTER)) == ("Duty manager", True, False)
    desk.drafts.keep(author=house.leo, text="x")
    desk.duty.change_rota(by=house.leo, shifts=[DAY], turns=[])
    assert "You may not" in refuses(partial(desk.people.set_pin, by=house.leo, person=house.sam, pin="9999"))
    desk.organisation.define_role(by=house.ruth, name="Boss", level=Role.MANAGER, role_id=duty)
    assert desk.people.person(house.leo).may(Right.REGISTER)
    desk.people.change(by=house.ruth, person=house.ruth, name="Ruth", roles=("shift-lead",))
    assert desk.people.house().role_names[duty] == "Boss"
    assert any("defined the role Duty manager" in each for each in said(house))
    assert any(each.startswith("changed somebody to Boss") for each in said(house))


def test_a_role_goes_when_nobody_has_it(house: House) -> None:
    """A role that somebody holds stays; once retired nobody gets it, and its id is not given again."""
    desk = house.desk.organisation
    barista = desk.define_role(by=house.ruth, name="Barista", level=Role.FRONT_OF_HOUSE, reports_to="shift-lead")
    assert "already" in refuses(partial(desk.define_role, by=house.ruth, name="Barista", level=Role.MANAGER))
    house.desk.people.change(by=house.ruth, person=house.leo, name="Leo", roles=(barista,))
    assert [each.name for each in next(row for row in desk.role_rows() if row.id == barista).holders] == ["Leo"]
    assert "still held by Leo" in refuses(partial(desk.retire_role, by=house.ruth, role_id=barista))
    house.desk.people.change(by=house.ruth, person=house.leo, name="Leo", roles=("front-of-house",))
    desk.retire_role(by=house.ruth, role_id=barista)
    assert barista not in {row.id for row in desk.role_rows()}
    assert "no role" in refuses(
        partial(house.desk.people.register, by=house.ruth, name="Eve", roles=(barista,), pin=PIN)
    )
    assert "not given again" in refuses(partial(desk.define_role, by=house.ruth, name="Barista", level=Role.MANAGER))
    assert "You may not" in refuses(partial(desk.define_role, by=house.sam, name="Cook", level=Role.MANAGER))


def test_who_reports_to_whom(house: House) -> None:
    """By role at first; by name where a manager says so; never in a circle."""
    desk = house.desk.organisation
    assert [each.name for each in desk.reports_to(house.leo)] == ["Sam"]
    desk.report_to(by=house.ruth, person=house.leo, superior=house.ruth)
    assert [each.id for each in desk.reports_to(house.leo)] == [house.ruth]
    assert "report to themselves" in refuses(
        partial(desk.report_to, by=house.ruth, person=house.ruth, superior=house.leo)
    )
    desk.report_to(by=house.ruth, person=house.leo)
    assert "no such person" in refuses(partial(desk.report_to, by=house.ruth, person="person-x"))
    page = desk.page(house.sam)
    assert ([each.name for each in page.reports], page.by_role) == (["Leo"], True)
    assert "recorded whom somebody reports to: Ruth Adeyemi" in said(house)


def test_a_change_of_roles_makes_no_circle(house: House) -> None:
    """A change of somebody's roles that would make them report to themselves is refused as well."""
    house.desk.organisation.report_to(by=house.ruth, person=house.leo, superior=house.hannah)
    house.desk.organisation.report_to(by=house.ruth, person=house.sam, superior=house.leo)
    roles = ("front-of-house",)
    assert "report to themselves" in refuses(
        partial(house.desk.people.change, by=house.ruth, person=house.hannah, name="Hannah", roles=roles)
    )


def test_a_deputy_stands_in(house: House) -> None:
    """One names one's own deputy; for others a supervisor does it. On the days named one is away."""
    desk = house.desk.organisation
    desk.name_deputy(by=house.sam, person=house.sam, deputy=house.leo, first=MONDAY, last=MONDAY)
    deputy = desk.deputy_of(house.sam)
    assert deputy is not None
    assert deputy.name == "Leo"
    assert desk.deputy_of(house.sam, MONDAY + timedelta(days=1)) is None
    assert "You may not" in refuses(partial(desk.name_deputy, by=house.leo, person=house.ruth, deputy=house.leo))
    page = desk.page(house.sam)
    assert (page.away, [each.person.name for each in page.deputies]) == (True, ["Leo"])
    assert [each.name for each in desk.page(house.leo).stands_in_for] == ["Sam"]
    desk.release_deputy(by=house.sam, person=house.sam, deputy=house.leo, first=MONDAY)
    assert desk.deputy_of(house.sam) is None
    assert "do not stand in" in refuses(partial(desk.release_deputy, by=house.sam, person=house.sam, deputy=house.leo))
    assert desk.deputy_of("person-x") is None


def test_the_rota_says_who_is_on_duty(house: House) -> None:
    """By the rota people come on duty with their shift, and go with it; who is away does not count."""
    duty, days = house.desk.duty, tuple(range(7))
    duty.change_rota(by=house.sam, shifts=[DAY], turns=[Turn(house.leo, "day", days), Turn(house.sam, "day", days)])
    assert [each.name for each in duty.on_duty()] == ["Sam", "Leo"]  # it is nine in London
    assert duty.on_duty(house.clock.instant - timedelta(minutes=5)) == ()
    duty.change_day(by=house.sam, day=MONDAY, person=house.leo)
    assert [each.name for each in duty.on_duty()] == ["Sam"]
    house.desk.organisation.name_deputy(by=house.sam, person=house.sam, deputy=house.leo, first=MONDAY, last=MONDAY)
    assert duty.on_duty() == ()
    monday, tuesday, *_ = duty.week(MONDAY)
    assert ([each.name for each in monday.off], monday.works) == (["Leo", "Sam"], ())
    assert [(each.person.name, each.starts, each.ends) for each in tuesday.works] == [
        ("Leo", "09:00", "17:00"), ("Sam", "09:00", "17:00"),
    ]  # fmt: skip
    house.desk.hours.change_day(by=house.sam, day=MONDAY + timedelta(days=1), name=" Inventory ")
    assert duty.week(MONDAY)[1].holiday == "Inventory"
    assert duty.rota().closed == {MONDAY + timedelta(days=1): "Inventory"}
    assert "no such shift" in refuses(
        partial(duty.change_day, by=house.sam, day=MONDAY, person=house.leo, shift="late")
    )
    change = partial(duty.change_day, by=house.leo, day=MONDAY, person=house.leo)
    assert "You may not" in refuses(change)


def test_the_rota_of_the_past_stays(house: House) -> None:
    """Who was on duty at an instant is told by the rota as it stood then, whatever it says today."""
    duty, days = house.desk.duty, tuple(range(7))
    duty.change_rota(by=house.sam, shifts=[DAY], turns=[Turn(house.leo, "day", days)])
    house.clock.wait(minutes=30)
    then = house.clock.instant
    house.clock.wait(hours=2)
    duty.change_rota(by=house.sam, shifts=[DAY], turns=[Turn(house.sam, "day", days)])
    assert [each.name for each in duty.on_duty(then)] == ["Leo"]
    assert [each.name for each in duty.on_duty()] == ["Sam"]


def test_saying_so_puts_on_duty(house: House) -> None:
    """Who says so is on duty until they end it, or until it ends by itself ten hours later."""
    duty = house.desk.duty
    until = duty.start(by=house.leo)
    assert "already" in refuses(partial(duty.start, by=house.leo))
    assert duty.is_on_duty(house.leo)
    assert not duty.times()[0].by_rota
    duty.end(by=house.leo)
    assert not duty.is_on_duty(house.leo)
    assert "not on duty" in refuses(partial(duty.end, by=house.leo))
    duty.start(by=house.leo)
    house.clock.instant = until + timedelta(minutes=1)
    assert not duty.is_on_duty(house.leo)
    assert said(house)[0].startswith("came on duty")


def test_one_goes_home_before_the_shift_ends(house: House) -> None:
    """Who is on duty by the rota can end it; tomorrow's shift counts again."""
    duty = house.desk.duty
    duty.change_rota(by=house.sam, shifts=[DAY], turns=[Turn(house.leo, "day", tuple(range(7)))])
    duty.end(by=house.leo)
    assert duty.on_duty() == ()
    house.clock.wait(days=1)
    assert [each.name for each in duty.on_duty()] == ["Leo"]


def test_a_higher_role_stands_in_for_a_lower(house: House) -> None:
    """For a shift lead a supervisor on duty will do; for a supervisor front of house will not."""
    duty = house.desk.duty
    duty.start(by=house.leo)
    duty.start(by=house.sam)
    assert [each.name for each in duty.on_duty_with("shift-lead")] == ["Sam"]
    assert [each.name for each in duty.on_duty_with("front-of-house")] == ["Leo", "Sam"]
    assert duty.on_duty_with("manager") == ()
    calls = duty.who_can_be_called("supervisor")
    assert [(each.person.name, each.on_duty, each.because) for each in calls] == [
        ("Sam", True, "has the role"), ("Ruth Adeyemi", False, "is above it"),
    ]  # fmt: skip


def test_who_has_left_is_on_duty_no_more(house: House) -> None:
    """Whoever leaves the house is off duty, out of the rota's days, and in nobody's reporting line."""
    duty = house.desk.duty
    duty.change_rota(by=house.ruth, shifts=[DAY], turns=[Turn(house.sam, "day", tuple(range(7)))])
    house.desk.people.leave(by=house.ruth, person=house.sam)
    assert duty.on_duty() == ()
    assert [each.name for each in house.desk.organisation.reports_to(house.leo)] == ["Ruth Adeyemi"]
    assert house.desk.organisation.page(house.sam).left
    assert [each.name for each in house.desk.people.former()] == ["Sam"]
    duty.change_rota(by=house.ruth, shifts=[DAY], turns=[Turn(house.sam, "day", (0,))])
    assert duty.rota().turns == ()


def test_a_forgotten_password_in_plain_view(house: House) -> None:
    """A manager's signature lets somebody choose a new password; the old key stays, and all see who allowed it."""
    people = house.desk.people
    allow = partial(people.allow_new_password, by=house.ruth, password=PASSWORD, person=house.sam)
    assert "Say why" in refuses(partial(allow, reason=" "))
    assert "Somebody else" in refuses(partial(allow, person=house.ruth, reason="gone"))
    assert "You may not" in refuses(partial(allow, by=house.leo, reason="gone"))
    assert "not the password" in refuses(partial(allow, password="wrong", reason="gone"))
    allow(reason="Forgotten over the summer.")
    assert people.may_choose_anew(house.sam)
    assert "Only this person" in refuses(
        partial(people.set_password, by=house.ruth, person=house.sam, password="my own one")
    )
    people.set_password(by=house.sam, person=house.sam, password="brand new one")
    people.check_password(house.sam, "brand new one")
    assert not people.may_choose_anew(house.sam)
    now, before = people.keys(house.sam)
    assert (now.allowed_by, now.until, before.allowed_by, before.until) == ("Ruth Adeyemi", None, "", now.since)
    line = next(each for each in house.desk.trail.lines() if "allowed a new password" in each.what)
    assert line.signature is not None
    assert (line.signature.holds, line.signature.name, line.reason) == (
        True,
        "Ruth Adeyemi",
        "Forgotten over the summer.",
    )
    assert any("Ruth Adeyemi allowed it" in each for each in said(house))
    assert house.desk.trail.verify().holds


def test_what_was_allowed_runs_out(house: House) -> None:
    """After a week the allowance is over, and only the old password opens the way again."""
    people = house.desk.people
    people.allow_new_password(by=house.ruth, password=PASSWORD, person=house.sam, reason="Forgotten.")
    assert house.desk.organisation.page(house.sam).may_choose_anew_until is not None
    house.clock.wait(days=8)
    assert not people.may_choose_anew(house.sam)
    assert house.desk.organisation.page(house.sam).may_choose_anew_until is None
    assert "not the password" in refuses(
        partial(people.set_password, by=house.sam, person=house.sam, password="brand new one")
    )


def test_the_chart_is_drawn_from_what_is(house: House) -> None:
    """The chart knows roles, lines, who is there and who stands in."""
    house.desk.duty.start(by=house.leo)
    house.desk.organisation.name_deputy(by=house.sam, person=house.sam, deputy=house.ruth)
    chart = house.desk.organisation.chart()
    people = {each.person.name: each for each in chart.people}
    assert (people["Leo"].superior_role, people["Leo"].superiors) == ("supervisor", (house.sam,))
    assert people["Leo"].on_duty_until == house.desk.duty.times()[0].until
    assert people["Sam"].on_duty_until is None
    assert people["Sam"].deputies == (house.ruth,)
    assert [each.id for each in chart.roles] == list(Role)


def test_zone_and_currency_can_change(house: House) -> None:
    """Zone and currency are the house's to change, and have to be ones that exist."""
    change = partial(house.desk.people.change_house, by=house.ruth, name="Café", site="Here", contacts=())
    change(zone="Europe/Lisbon", currency="eur")
    assert (house.desk.people.house().zone, house.desk.people.house().currency) == ("Europe/Lisbon", "EUR")
    change()
    assert house.desk.people.house().zone == "Europe/Lisbon"
    for zone in ("Mars/Base", "../etc", "Europe"):
        assert "not a time zone" in refuses(partial(change, zone=zone))
    assert "not a currency" in refuses(partial(change, currency="pounds"))


def test_who_goes_to_whom_for_what(house: House) -> None:
    """The escalation map is drawn from the limits, ways out and escalation sections of procedures in force."""
    house.desk.duty.start(by=house.sam)
    ways = (Branch("They shout", "escalate:Supervisor"), Branch("They pay", "done"))
    content = workflow(step("pay", role="front-of-house", branches=ways))
    limits = (Limit("refund", "front-of-house", Decimal(25), "shift-lead", "no receipt"), Limit("refund", "manager"))
    text = "- The supervisor for anything loud, see [SOP-009](SOP-009).\n\nKeep calm. Then tell the manager."
    sop = house.approved(replace(content, limits=limits, escalation=text))
    house.desk.manual.submit(by=house.leo, content=procedure(number="SOP-002", escalation="The manager."), reason="new")
    found = house.desk.organisation.escalation_map()
    assert [(each.role, each.to, each.what, each.how) for each in found.lines] == [
        ("front-of-house", "supervisor", "Pay They shout", How.BRANCH),
        ("front-of-house", "shift-lead", "refund", How.LIMIT),
        ("", "supervisor", "The supervisor for anything loud, see SOP-009.", How.TEXT),
        ("", "manager", "Then tell the manager.", How.TEXT),
    ]
    assert {(each.sop, each.number) for each in found.lines} == {(sop, content.number)}
    assert (found.lines[0].step, found.lines[1].amount, found.lines[1].condition) == ("pay", Decimal(25), "no receipt")
    assert found.names["shift-lead"] == "Shift lead"
    assert [each.person.name for each in found.calls["shift-lead"] if each.on_duty] == ["Sam"]
    later = house.clock.instant + timedelta(minutes=1)
    house.desk.manual.withdraw(by=house.sam, password=PASSWORD, sop=sop, effective_from=later, reason="old")
    house.clock.wait(minutes=2)
    assert house.desk.organisation.escalation_map().lines == ()
