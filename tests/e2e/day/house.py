"""The house of the day: a café with a small manual of its own, its people, rota and plans, made the day before."""

from datetime import timedelta
from pathlib import Path

from sopdesk.app import open_workspace
from sopdesk.domain.opening import Span
from sopdesk.domain.person import Role
from sopdesk.domain.rota import Shift, Turn, minutes
from sopdesk.journal.keys import Strength
from sopdesk.services.workspace import Workspace
from tests.e2e.day.world import DAY, at

MANUAL = Path(__file__).parent / "manual"
PIN, PASSWORD = "2468", "only for tests"
RUTH, GEORGE, INES = "Ruth Adeyemi", "George Papadakis", "Inês Carvalho"
AMIRA, LEO, MEI = "Amira Haddad", "Leo Fontaine", "Mei-Ling Okafor"
PEOPLE = {
    GEORGE: (Role.SUPERVISOR,), INES: (Role.SUPERVISOR,), AMIRA: (Role.SHIFT_LEAD, Role.FRONT_OF_HOUSE),
    LEO: (Role.FRONT_OF_HOUSE,), MEI: (Role.FRONT_OF_HOUSE,),
}  # fmt: skip
SHIFTS = (
    Shift("early", "Early", minutes("6:30"), minutes("15:00")),
    Shift("late", "Late", minutes("14:30"), minutes("23:30")),
)
EARLY, LATE = (AMIRA, LEO, INES), (MEI, GEORGE)
WEEK = tuple(range(7))


def found(desk_folder: Path) -> None:
    """Found the house late on the evening before the day."""
    evening = at("23:30") - timedelta(days=1)
    desk = open_workspace(
        desk_folder, create=True, station="Counter", clock=lambda: evening, strength=Strength.QUICK, durable=False
    )
    try:
        _furnish(desk)
    finally:
        desk.close()


def _furnish(desk: Workspace) -> None:
    boss = desk.people.found_house(
        name="Café Meridian", site="Harbour Street 7", zone="Europe/London", currency="GBP", person=RUTH,
        pin=PIN, password=PASSWORD,
    )  # fmt: skip
    people = {
        name: desk.people.register(
            by=boss, name=name, roles=roles, pin=PIN, password=PASSWORD if Role.SUPERVISOR in roles else ""
        )
        for name, roles in PEOPLE.items()
    }
    turns = [Turn(people[who], "early", WEEK) for who in EARLY] + [Turn(people[who], "late", WEEK) for who in LATE]
    desk.duty.change_rota(by=boss, shifts=SHIFTS, turns=turns)
    desk.hours.change_week(by=boss, week=[[Span(minutes("8:00"), minutes("22:30"))]] * 7, first=DAY)
    desk.imports.starter(MANUAL, by=boss, password=PASSWORD)
    desk.schedule.adopt(by=boss)
    desk.finder.catch_up()
