"""How the demo café is organised: its own roles, who stands in for whom, the rota, and the customer's journey."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sopdesk.demo import cast
from sopdesk.domain.opening import Span
from sopdesk.domain.person import Role
from sopdesk.domain.rota import Shift, Turn, minutes
from sopdesk.services.workspace import Workspace

OWN_ROLES = (
    ("Barista", Role.FRONT_OF_HOUSE, Role.SHIFT_LEAD, ("leo", "mei")),
    ("Safety representative", Role.FRONT_OF_HOUSE, Role.MANAGER, ("tomasz",)),
)
DEPUTIES = (("ruth", "ines"), ("ines", "george"), ("george", "ines"), ("tomasz", "amira"), ("amira", "tomasz"))
SHIFTS = (("early", "Early", "6:30", "14:30"), ("day", "Day", "9:00", "17:00"), ("late", "Late", "12:30", "20:30"))
WEEK = (
    ("tomasz", "early", (0, 1, 2, 3, 4)), ("amira", "early", (5, 6)),
    ("leo", "early", (0, 2, 4)), ("mei", "early", (1, 3, 5, 6)),
    ("ruth", "day", (0, 1, 2, 3, 4)), ("ines", "day", (0, 1, 2, 3)),
    ("amira", "late", (0, 1, 2, 3)), ("george", "late", (4, 5, 6)),
    ("mei", "late", (0, 2, 4)), ("leo", "late", (1, 3, 5, 6)),
)  # fmt: skip
"""At every hour from opening to closing somebody is there who may lead, and somebody at the counter."""
WORKDAY, SATURDAY, SUNDAY = Span(7 * 60 + 30, 19 * 60), Span(8 * 60, 19 * 60), Span(9 * 60, 18 * 60)
SPECIAL = (
    ((12, 24), "Christmas Eve", (Span(7 * 60 + 30, 14 * 60),)), ((12, 25), "Christmas Day", ()),
    ((12, 26), "Boxing Day", ()), ((1, 1), "New Year’s Day", ()),
)  # fmt: skip


def organise(desk: Workspace, people: Mapping[str, str], journeys: Path) -> None:
    """Give the house its roles, deputies, rota and journey; the manager does it on the first day."""
    boss = people["ruth"]
    members = {each.key: each for each in cast.CAST}
    for name, level, above, holders in OWN_ROLES:
        role = desk.organisation.define_role(by=boss, name=name, level=level, reports_to=above)
        for key in holders:
            roles = (*members[key].roles, role)
            desk.people.change(by=boss, person=people[key], name=members[key].name, roles=roles)
    for away, deputy in DEPUTIES:
        desk.organisation.name_deputy(by=people[away], person=people[away], deputy=people[deputy])
    desk.organisation.report_to(by=boss, person=people["mei"], superior=people["amira"])
    desk.duty.change_rota(
        by=boss,
        shifts=[Shift(name, word, minutes(starts), minutes(ends)) for name, word, starts, ends in SHIFTS],
        turns=[Turn(people[who], shift, days) for who, shift, days in WEEK],
    )
    opening_hours(desk, boss, desk.hours.today())
    for file in sorted(journeys.glob("*.md")):
        desk.journeys.adopt(by=boss, file=file, reason="How we want a visit to be")


def opening_hours(desk: Workspace, boss: str, today: date) -> None:
    """Give the house its opening hours, and the days of the year that differ from them."""
    desk.hours.change_week(by=boss, week=[[WORKDAY]] * 5 + [[SATURDAY], [SUNDAY]], first=today)
    for year in (today.year, today.year + 1):
        for (month, day), name, spans in SPECIAL:
            if date(year, month, day) >= today:
                desk.hours.change_day(by=boss, day=date(year, month, day), name=name, spans=spans)
