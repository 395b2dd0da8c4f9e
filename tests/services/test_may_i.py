"""“May I …?” in the words of a waiter, against the starter manual: the answers that its limits give, word for word."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopdesk.domain.authority_words import details, headline
from sopdesk.domain.person import Role
from sopdesk.domain.rota import Shift, Turn
from sopdesk.services.workspace import Workspace
from tests.services.conftest import PASSWORD, PIN, Clock, open_house

STARTER = Path(__file__).parents[2] / "manuals" / "starter"
LEO, TOM, SAM = "Leo", "Tom", "Sam"
"""Front of house, a shift lead who is on duty, and a supervisor who is not."""
TOM_MAY = "Shift lead (on duty now: Tom)"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, dict[str, str]]]:
    """Give a café with the starter manual, in which Tom is on duty by the rota."""
    clock = Clock()
    desk = open_house(tmp_path_factory.mktemp("cafe"), clock, create=True)
    ruth = desk.people.found_house(
        name="Café Meridian", site="Harbour Street", zone="Europe/London", currency="GBP", person="Ruth", pin=PIN,
        password=PASSWORD,
    )  # fmt: skip
    roles = {LEO: Role.FRONT_OF_HOUSE, TOM: Role.SHIFT_LEAD, SAM: Role.SUPERVISOR}
    people = {
        name: desk.people.register(by=ruth, name=name, roles=(role,), pin=PIN, password=PASSWORD)
        for name, role in roles.items()
    }
    desk.imports.starter(STARTER, by=ruth, password=PASSWORD)
    desk.duty.change_rota(
        by=ruth, shifts=(Shift("day", "Day", 0, 23 * 60),), turns=(Turn(people[TOM], "day", tuple(range(7))),)
    )
    yield desk, people
    desk.close()


def told(cafe: tuple[Workspace, dict[str, str]], who: str, question: str) -> list[str]:
    """Give the answers to a question, each as one text: the headline, what belongs to it, and where it is written."""
    desk, people = cafe
    reply = desk.authority.ask(question, person=desk.people.person(people[who]))
    return [
        " · ".join((
            headline(each, reply.wording), *details(each, reply.wording),
            f"[{each.source.number}{f'#{each.source.limit.step}' if each.source.limit.step else ''}]",
        ))
        for each in reply.answers if each.source is not None
    ]  # fmt: skip


TABLE = (Path(__file__).parent / "may_i.txt").read_text("utf-8")
QUESTIONS = re.findall(r"^\? (\w+): (.+)\n((?:= .+\n)+)", TABLE, re.MULTILINE)


@pytest.mark.parametrize(("who", "question", "expected"), QUESTIONS)
def test_a_waiters_question_has_its_answer(
    cafe: tuple[Workspace, dict[str, str]], who: str, question: str, expected: str
) -> None:
    """What staff ask in their own words is answered by the limits in force, for their own role."""
    said = told(cafe, who, question) or ["(no limit fits)"]
    assert [f"= {each}" for each in said] == expected.splitlines()


def test_twenty_questions_at_least_are_asked() -> None:
    """The table holds every question once, and more than twenty."""
    assert len({(who, text) for who, text, _ in QUESTIONS}) == TABLE.count("\n? ") > 20
