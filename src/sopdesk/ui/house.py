"""The house: its name and contacts, its people, and registering them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.person import ROLE_NAMES, Right, Role
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.approvals_needed import ask_approvals_needed
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import PersonBadge, chip, label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.people import HouseView, PersonView


class HouseScreen(Screen):
    """Shows the house and who works in it; whoever may register people registers them here."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("House"))
        self.add_act(self.tr("Change the house"), self.change_house, icon="edit")
        self.add_act(self.tr("Approvals needed"), lambda: ask_approvals_needed(self), kind="quiet", icon="sign")
        self.add_act(self.tr("Register somebody"), self.register, kind="primary", icon="plus")
        self.facts = column(gap=tokens.SNUG)
        self.people = column(gap=tokens.NEAR)
        self.body.addWidget(Card(self.facts, title=self.tr("This house")))
        self.body.addWidget(Card(self.people, title=self.tr("People")))
        self.body.addWidget(self._import_card())

    def refresh(self) -> None:
        """Ask who and what the house is."""
        house = self.workspace.people.house()
        self.set_title(house.name, house.site)
        clear(self.facts)
        for word, value in self._facts(house):
            self.facts.addLayout(fact(word, value))
        clear(self.people)
        for each in self.workspace.people.tiles():
            self.people.addLayout(self._person_row(each))

    def register(self) -> None:
        """Register somebody: name, roles, PIN, and a password for whoever is to sign."""
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Register somebody"),
                [
                    Question("name", self.tr("Name, as it is printed beside signatures"), needed=True),
                    *self._role_questions(),
                    Question("pin", self.tr("PIN"), "pin", hint=self.tr("4 to 12 digits, to sign in at the desk")),
                    Question(
                        "password", self.tr("Password"), "password",
                        hint=self.tr("Only for whoever signs. They can change it here themselves."),
                    ),
                ],
                self.tr("Register"),
                lambda answers: self._register(who, answers),
                done=self.tr("Registered."),
            ),
            right=Right.REGISTER,
            why=self.tr("Registering somebody needs a manager."),
        )  # fmt: skip

    def change_house(self) -> None:
        """Change the house's name, site and contacts."""
        house = self.workspace.people.house()
        contacts = "\n".join(f"{role}: {words}" for role, words in house.contacts.items())
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Change the house"),
                [
                    Question("name", self.tr("Name of the house"), needed=True),
                    Question("site", self.tr("Site"), needed=True),
                    Question(
                        "contacts", self.tr("Contacts"), "text",
                        hint=self.tr("One in each line, as “manager: Ada, 0170 123”. Procedures take them from here."),
                    ),
                ],
                self.tr("Change"),
                lambda answers: self.workspace.people.change_house(
                    by=who.id, name=answers["name"], site=answers["site"], contacts=_contacts(answers["contacts"])
                ),
                values={"name": house.name, "site": house.site, "contacts": contacts},
                done=self.tr("Changed. The procedures show it from now on."),
            ),
            right=Right.REGISTER,
            why=self.tr("Changing the house needs a manager."),
        )  # fmt: skip

    def change_secret(self, person: PersonView, what: str) -> None:
        """Choose a new PIN or password for somebody: themselves, or (the first one) a manager."""
        is_pin = what == "pin"
        title = self.tr("New PIN for {name}") if is_pin else self.tr("New password for {name}")
        questions = [Question(what, self.tr("New PIN") if is_pin else self.tr("New password"), what, needed=True)]
        if not is_pin and person.has_password:
            questions.insert(0, Question("old", self.tr("Present password"), "password", needed=True))

        def act(who: PersonView, answers: dict[str, str]) -> None:
            people = self.workspace.people
            if is_pin:
                people.set_pin(by=who.id, person=person.id, pin=answers["pin"])
            else:
                people.set_password(
                    by=who.id, person=person.id, password=answers["password"], old_password=answers.get("old", "")
                )

        self.frame.require_person(
            lambda who: self.ask(
                title.format(name=person.name), questions, self.tr("Choose"), lambda answers: act(who, answers),
                done=self.tr("Chosen. The old one is worth nothing from now on."),
            )
        )  # fmt: skip

    def leave(self, person: PersonView) -> None:
        """Record that somebody has left."""
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("{name} leaves the house").format(name=person.name),
                [Question("reason", self.tr("Reason"), hint=self.tr("May stay empty."))],
                self.tr("Record it"),
                lambda answers: self.workspace.people.leave(by=who.id, person=person.id, reason=answers["reason"]),
                sentence=self.tr("They cannot sign in any more. What they did stays on the record."),
                kind="danger",
                done=self.tr("Recorded."),
            ),
            right=Right.REGISTER,
        )

    def _register(self, who: PersonView, answers: dict[str, str]) -> None:
        roles = [role for role in Role if answers.get(role.value) == "yes"]
        self.workspace.people.register(
            by=who.id, name=answers["name"], roles=roles, pin=answers["pin"], password=answers["password"]
        )

    def _import_card(self) -> Card:
        said = self.tr("A folder of Markdown becomes procedures, a table (CSV) becomes incidents; you look first.")
        manual = button(self.tr("Import a manual"), lambda: self.frame.go("house.import_manual"), icon="manual")
        table = button(self.tr("Import incidents"), lambda: self.frame.go("house.import_incidents"), icon="incidents")
        return Card(label(said, "soft"), row(manual, table, None), title=self.tr("What you have already"))

    @staticmethod
    def _role_questions() -> list[Question]:
        return [Question(role.value, ROLE_NAMES[role], "check") for role in Role]

    def _facts(self, house: HouseView) -> list[tuple[str, str]]:
        return [
            (self.tr("Station"), house.station),
            (self.tr("Time zone"), house.zone),
            (self.tr("Currency"), house.currency),
            *house.contacts.items(),
        ]

    def _person_row(self, person: PersonView) -> QHBoxLayout:
        name = column(label(person.name, "strong"), label(person.role_names, "small"), gap=0)
        pieces = [
            *([] if person.has_pin else [chip(self.tr("no PIN"), "warning")]),
            *([chip(self.tr("can sign"), "success")] if person.has_password else []),
        ]
        mine = self.person is not None and self.person.id == person.id
        manages = self.person is not None and self.person.may(Right.REGISTER)
        acts = []
        if mine or manages:
            acts.append(button(self.tr("PIN"), lambda: self.change_secret(person, "pin"), kind="quiet"))
        if mine or (manages and not person.has_password):
            acts.append(button(self.tr("Password"), lambda: self.change_secret(person, "password"), kind="quiet"))
        if manages and not mine:
            acts.append(button(self.tr("Leaves"), lambda: self.leave(person), kind="quiet"))
        for each in acts:
            each.setAccessibleName(f"{each.text()}: {person.name}")
        side = Flow(tokens.HAIR)
        for piece in (*pieces, *acts):
            side.add(piece)
        line = row(PersonBadge(person.initials, person.name), name, side)
        line.setStretch(1, 1)
        return line


def _contacts(text: str) -> tuple[tuple[str, str], ...]:
    """Read contacts, one in each line; a line without a colon stands for itself."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return tuple((name.strip(), words.strip() if colon else name.strip()) for name, colon, words in pairs)
