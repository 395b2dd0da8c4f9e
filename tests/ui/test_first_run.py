from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.refusal import Refusal
from sopdesk.ui.first_run import FirstRun, Founding

pytestmark = pytest.mark.usefixtures("dressed")
ANSWERS = {"house": "Corner Café", "site": "Harbour Street", "station": "Counter", "zone": "Europe/Berlin",
           "currency": "EUR"}  # fmt: skip
PERSON = {"person": "Ada Lind", "pin": "1234", "password": " spaces count ", "again": " spaces count "}


def filled(qtbot: QtBot, found: Callable[..., object]) -> FirstRun:
    """Give the page with every answer given."""
    page = FirstRun(found)
    qtbot.addWidget(page)
    page.house.set_values(ANSWERS)
    page.person.set_values(PERSON)
    return page


def test_a_house_is_founded(qtbot: QtBot) -> None:
    """The answers found the house, outside the window's thread; the password is taken as it was typed."""
    given: list[Founding] = []

    def found(founding: Founding, *_how: object) -> str:
        given.append(founding)
        return "desk"

    page = filled(qtbot, found)
    with qtbot.waitSignal(page.founded) as founded:
        page.act.click()
    assert founded.args == ["desk"]
    assert given == [
        Founding(
            "Corner Café", "Harbour Street", "Counter", "Europe/Berlin", "EUR", "Ada Lind", "1234", " spaces count ",
            starter=True,
        )
    ]  # fmt: skip
    qtbot.waitUntil(page.act.isEnabled)


def test_nothing_is_founded_while_an_answer_is_missing(qtbot: QtBot) -> None:
    """A missing answer is asked for beside its field."""
    page = filled(qtbot, lambda *_: pytest.fail("founded"))
    page.person.set_values({"person": " "})
    page.act.click()
    assert page.person.field("person").accessibleDescription() == "This is needed."


def test_the_password_is_typed_twice(qtbot: QtBot) -> None:
    """A mistyped password is caught before it locks its owner out."""
    page = filled(qtbot, lambda *_: pytest.fail("founded"))
    page.person.set_values({"again": "spaces count"})
    page.act.click()
    assert page.person.field("again").accessibleDescription() == "This is not the same password."


def test_a_refusal_keeps_the_answers(qtbot: QtBot) -> None:
    """When founding is refused the page says why, and every answer is still there."""

    def refuse(*_how: object) -> None:
        raise Refusal("A PIN has 4 to 12 digits.")

    page = filled(qtbot, refuse)
    page.act.click()
    qtbot.waitUntil(lambda: not page.message.isHidden())
    assert page.message.sentence.text() == "A PIN has 4 to 12 digits."
    assert page.house.values()["house"] == "Corner Café"
    qtbot.waitUntil(page.act.isEnabled)


def test_an_empty_manual_can_be_chosen(qtbot: QtBot) -> None:
    """Somebody with their own manual begins with an empty one."""
    given: list[Founding] = []
    page = filled(qtbot, lambda founding, *_: given.append(founding))
    page.manual.set_values({"manual": "empty"})
    with qtbot.waitSignal(page.founded):
        page.act.click()
    assert not given[0].starter
    qtbot.waitUntil(page.act.isEnabled)
