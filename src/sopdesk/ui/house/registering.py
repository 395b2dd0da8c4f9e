"""The sheets about one person: registering, changing, PIN and password, leaving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sopdesk.domain.person import Right
from sopdesk.ui.house.words import tr
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen

ROLE = "role:"


def register(screen: Screen) -> None:
    """Register somebody: name, roles, PIN, and a password for whoever is to sign."""
    questions = [
        Question("name", tr("Name, as it is printed beside signatures"), needed=True),
        *role_questions(screen),
        Question("pin", tr("PIN"), "pin", hint=tr("4 to 12 digits, to sign in at the desk")),
        Question("password", tr("Password"), "password",
                 hint=tr("Only for whoever signs. They can change it here themselves.")),
    ]  # fmt: skip

    def act(who: PersonView, answers: dict[str, str]) -> None:
        screen.workspace.people.register(
            by=who.id, name=answers["name"], roles=roles_in(answers), pin=answers["pin"], password=answers["password"]
        )

    screen.frame.require_person(
        lambda who: screen.ask(
            tr("Register somebody"), questions, tr("Register"), lambda answers: act(who, answers),
            done=tr("Registered."),
        ),
        right=Right.REGISTER,
        why=tr("Registering somebody needs a manager."),
    )  # fmt: skip


def change(screen: Screen, person: PersonView) -> None:
    """Change somebody's printed name and roles."""
    values = {"name": person.name, **{ROLE + each: "yes" for each in person.roles}}
    questions = [Question("name", tr("Name, as it is printed beside signatures"), needed=True)]
    questions += role_questions(screen, person.roles)

    def act(who: PersonView, answers: dict[str, str]) -> None:
        screen.workspace.people.change(by=who.id, person=person.id, name=answers["name"], roles=roles_in(answers))

    screen.frame.require_person(
        lambda who: screen.ask(
            tr("Name and roles of {name}").format(name=person.name), questions, tr("Change"),
            lambda answers: act(who, answers), values=values,
            sentence=tr("Rights follow the roles at once. What was signed under the former name keeps it."),
            done=tr("Changed."),
        ),
        right=Right.REGISTER,
    )  # fmt: skip


def choose_pin(screen: Screen, person: PersonView) -> None:
    """Choose a new PIN for somebody: themselves, or by a manager."""
    screen.frame.require_person(
        lambda who: screen.ask(
            tr("New PIN for {name}").format(name=person.name), [Question("pin", tr("New PIN"), "pin", needed=True)],
            tr("Choose"),
            lambda answers: screen.workspace.people.set_pin(by=who.id, person=person.id, pin=answers["pin"]),
            done=tr("Chosen. The old one is worth nothing from now on."),
        )
    )  # fmt: skip


def choose_password(screen: Screen, person: PersonView) -> None:
    """Choose a new password: with the present one, or without it where a manager has allowed that."""
    people = screen.workspace.people
    anew = people.may_choose_anew(person.id)
    questions = [Question("password", tr("New password"), "password", needed=True)]
    if person.has_password and not anew:
        questions.insert(0, Question("old", tr("Present password"), "password", needed=True))
    sentence = tr("A new key is made for you. What your former key signed stays valid.") if anew else ""

    def act(who: PersonView, answers: dict[str, str]) -> None:
        people.set_password(
            by=who.id, person=person.id, password=answers["password"], old_password=answers.get("old", "")
        )

    screen.frame.require_person(
        lambda who: screen.ask(
            tr("New password for {name}").format(name=person.name), questions, tr("Choose"),
            lambda answers: act(who, answers), sentence=sentence,
            done=tr("Chosen. The old one is worth nothing from now on."),
        )
    )  # fmt: skip


def allow_password(screen: Screen, person: PersonView) -> None:
    """Let somebody who has forgotten their password choose a new one: signed, and in plain view."""
    sentence = tr(
        "By signing you say: “I know that it is {name} who asks, and I let them choose a new password without the old "
        "one.” It stands in the trail and on their page. The former key stays on record."
    ).format(name=person.name)
    questions = [
        Question("reason", tr("Why"), needed=True),
        Question("password", tr("Your own password"), "password", needed=True),
    ]
    screen.frame.require_person(
        lambda who: screen.ask(
            tr("{name} has forgotten the password").format(name=person.name), questions, tr("Sign and allow it"),
            lambda answers: screen.workspace.people.allow_new_password(
                by=who.id, password=answers["password"], person=person.id, reason=answers["reason"]
            ),
            sentence=sentence,
            done=tr("Allowed, for a week. They sign in and choose it here themselves."),
        ),
        right=Right.REGISTER,
    )  # fmt: skip


def leave(screen: Screen, person: PersonView) -> None:
    """Record that somebody has left."""
    screen.frame.require_person(
        lambda who: screen.ask(
            tr("{name} leaves the house").format(name=person.name),
            [Question("reason", tr("Reason"), hint=tr("May stay empty."))], tr("Record it"),
            lambda answers: screen.workspace.people.leave(by=who.id, person=person.id, reason=answers["reason"]),
            sentence=tr("They cannot sign in any more. What they did stays on the record."),
            kind="danger",
            done=tr("Recorded."),
        ),
        right=Right.REGISTER,
    )  # fmt: skip


def role_questions(screen: Screen, held: Iterable[str] = ()) -> list[Question]:
    """Give one box to tick for each role of the house; a role that was retired stays where it is held."""
    roles = {each.id: each.name for each in screen.workspace.organisation.roles().in_use()}
    names = screen.workspace.organisation.roles().names()
    roles |= {each: names.get(each, each) for each in held if each not in roles}
    return [Question(ROLE + role, name, "check") for role, name in roles.items()]


def roles_in(answers: Mapping[str, str]) -> list[str]:
    """Give the roles that are ticked."""
    return [name.removeprefix(ROLE) for name, value in answers.items() if name.startswith(ROLE) and value == "yes"]
