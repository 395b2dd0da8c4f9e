"""The house: its name and contacts, who is on duty, and the ways to everything about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.house import COUNTRIES
from sopdesk.domain.person import Right
from sopdesk.ui import icons, role_names, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.house import registering
from sopdesk.ui.house.attachment_rule import ask_attachment_rule
from sopdesk.ui.house.words import duty_words
from sopdesk.ui.manual.approvals_needed import ask_approvals_needed
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import PersonBadge, label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.organisation import DutyView
from sopdesk.views.people import HouseView, PersonView


class HouseScreen(Screen):
    """Shows the house, who is on duty, and leads to its people, roles, rota, chart, escalation map and journeys."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("House"))
        self.add_act(self.tr("Change the house"), self.change_house, icon="edit", right=Right.REGISTER)
        self.add_act(self.tr("Register somebody"), self.register, kind="primary", icon="plus", right=Right.REGISTER)
        self.facts = column(gap=tokens.SNUG)
        self.missing = Card(kind="sunken")
        self.duty = column(gap=tokens.NEAR)
        self.toggle = button("", self.turn_duty, icon="clock")
        self.body.addWidget(Card(self._ways(), title=self.tr("How the house works")))
        self.body.addWidget(Card(self.duty, row(self.toggle, None), title=self.tr("On duty now")))
        self.body.addWidget(Card(self.facts, title=self.tr("This house")))
        self.body.addWidget(self.missing)
        self.importing = self._import_card()
        self.body.addWidget(self.importing)

    def refresh(self) -> None:
        """Ask who and what the house is, and who is here."""
        house = self.workspace.people.house()
        self.set_title(house.name, house.site)
        clear(self.facts)
        for word, value in self._facts(house):
            self.facts.addLayout(fact(word, value))
        self._show_missing()
        self.approvals.setVisible(self.may(Right.REGISTER))
        self.files.setVisible(self.may(Right.REGISTER))
        self.privacy.setVisible(self.may(Right.PRIVACY))
        self.importing.setVisible(self.may(Right.IMPORT))
        times = self.workspace.duty.times()
        clear(self.duty)
        for each in times:
            self.duty.addLayout(self._duty_row(each))
        if not times:
            self.duty.addWidget(label(self.tr("Nobody is on duty, by the rota or by saying so."), "soft"))
        mine = self.person is not None and any(each.person.id == self.person.id for each in times)
        self.toggle.setText(self.tr("Go off duty") if mine else self.tr("I am on duty"))
        icons.dress(self.toggle, "clock")  # beside words it keeps some room

    def register(self) -> None:
        """Register somebody."""
        registering.register(self)

    def turn_duty(self) -> None:
        """Come on duty, or go off it."""
        self.frame.require_person(lambda who: self.attempt(lambda: self.workspace.duty.turn(by=who.id)))

    def change_house(self) -> None:
        """Change the house's name, site, contacts, time zone and currency; missing contacts have their line already."""
        house = self.workspace.people.house()
        given = (f"{role}: {words}" for role, words in house.contacts.items())
        contacts = "\n".join((*given, *(f"{each.name}: " for each in self.workspace.people.missing_contacts())))
        values = {"name": house.name, "site": house.site, "contacts": contacts, "zone": house.zone,
                  "currency": house.currency, "country": house.country}  # fmt: skip
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Change the house"), self._questions(), self.tr("Change"),
                lambda answers: self._change(who, answers), values=values,
                done=self.tr("Changed. The procedures show it from now on."),
            ),
            right=Right.REGISTER,
            why=self.tr("Changing the house needs a manager."),
        )  # fmt: skip

    def _questions(self) -> list[Question]:
        return [
            Question("name", self.tr("Name of the house"), needed=True),
            Question("site", self.tr("Site"), needed=True),
            Question(
                "contacts", self.tr("Contacts"), "text",
                hint=self.tr("One in each line, as “manager: Ada, 0170 123”. Procedures take them from here. A line "
                             "with nothing after the colon is left out."),
            ),
            Question(
                "zone", self.tr("Time zone"), needed=True,
                hint=self.tr("As Europe/London. Another zone changes the clock on every page, also for what is past, "
                             "and the hours of the rota. The record keeps UTC, and every signature its own zone."),
            ),
            Question(
                "currency", self.tr("Currency"), needed=True,
                hint=self.tr("Three letters, as EUR. Amounts are not converted: limits keep their figures."),
            ),
            Question(
                "country", self.tr("Country"), "choice", tuple(COUNTRIES.items()),
                hint=self.tr("Whose law asks what stands in the record of an accident. None: what every country asks."),
            ),
        ]  # fmt: skip

    def _change(self, who: PersonView, answers: dict[str, str]) -> None:
        self.workspace.people.change_house(
            by=who.id, name=answers["name"], site=answers["site"], contacts=_contacts(answers["contacts"]),
            zone=answers["zone"], currency=answers["currency"], country=answers["country"],
        )  # fmt: skip

    def _show_missing(self) -> None:
        """List the contacts that pages name and nobody has given, with a way to the first page of each."""
        missing = self.workspace.people.missing_contacts()
        self.missing.setVisible(bool(missing))
        clear(self.missing.body)
        self.missing.body.addWidget(label(self.tr("Procedures name contacts that are not given yet"), "strong"))
        for each in missing:
            page = partial(self.frame.go, "manual.page", each.sop)
            more = self.tr("and {n} more").format(n=each.procedures - 1) if each.procedures > 1 else ""
            where = button(each.number, page, kind="quiet", icon="manual")
            line = row(label(self._contact_word(each.name)), where, label(more, "soft", wraps=False))
            line.setStretch(0, 1)
            self.missing.body.addLayout(line)
        if self.may(Right.REGISTER):
            give = button(self.tr("Give them"), self.change_house, icon="edit")
            self.missing.body.addLayout(row(give, None))

    def _contact_word(self, name: str) -> str:
        """Name a contact: a role as the house calls it, any other as it is written, with a capital."""
        role = role_names.name_of(name)
        return self.tr(role) if role != name else name[:1].upper() + name[1:]

    def _ways(self) -> Flow:
        flow = Flow(tokens.SNUG)
        self.approvals = button(self.tr("Approvals needed"), partial(ask_approvals_needed, self), icon="check")
        self.files = button(self.tr("Attached files"), partial(ask_attachment_rule, self), icon="photo")
        go = self.frame.go
        self.privacy = button(self.tr("Personal data"), partial(go, "house.privacy"), icon="lock")
        for each in (
            button(self.tr("People"), partial(go, "house.people"), icon="person"),
            button(self.tr("Roles"), partial(go, "house.roles"), icon="sign"),
            button(self.tr("Rota"), partial(go, "house.rota"), icon="clock"),
            button(self.tr("Opening hours"), partial(go, "house.hours"), icon="clock"),
            button(self.tr("Clocks"), partial(go, "house.clocks"), icon="clock"),
            button(self.tr("Schedule"), partial(go, "house.plans"), icon="checklists"),
            button(self.tr("Organisation chart"), partial(go, "house.chart"), icon="step"),
            button(self.tr("Who goes to whom"), partial(go, "house.escalation"), icon="up"),
            button(self.tr("Authority"), partial(go, "manual.authority"), icon="answer"),
            button(self.tr("Duties of a role"), partial(go, "manual.duties"), icon="checklists"),
            button(self.tr("Customer journey"), partial(go, "house.journeys"), icon="right"),
            self.approvals,
            self.files,
            self.privacy,
        ):
            flow.add(each)
        return flow

    def _import_card(self) -> Card:
        said = self.tr(
            "Pages of Markdown, Word or HTML become procedures, a table (CSV) becomes incidents; you look first."
        )
        manual = button(self.tr("Import a manual"), lambda: self.frame.go("house.import_manual"), icon="manual")
        table = button(self.tr("Import incidents"), lambda: self.frame.go("house.import_incidents"), icon="incidents")
        return Card(label(said, "soft"), row(manual, table, None), title=self.tr("What you have already"))

    def _facts(self, house: HouseView) -> list[tuple[str, str]]:
        return [
            (self.tr("Station"), house.station),
            (self.tr("Time zone"), house.zone),
            (self.tr("Currency"), house.currency),
            *([(self.tr("Country"), COUNTRIES.get(house.country, house.country))] if house.country else []),
            *((self._contact_word(name), words) for name, words in house.contacts.items()),
        ]

    def _duty_row(self, duty: DutyView) -> QHBoxLayout:
        how = duty.shift if duty.by_rota else self.tr("said so")
        detail = self.tr("{roles} · {until} · {how}").format(
            roles=duty.person.role_names, until=duty_words(duty, self.frame.times), how=how
        )
        words = column(label(duty.person.name, "strong"), label(detail, "small"), gap=0)
        line = row(PersonBadge(duty.person.initials, duty.person.name), words)
        line.setStretch(1, 1)
        return line


def _contacts(text: str) -> tuple[tuple[str, str], ...]:
    """Read contacts, one in each line; a line without a colon stands for itself, one that ends with it is left out."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    read = ((name.strip(), words.strip() if colon else name.strip()) for name, colon, words in pairs)
    return tuple((name, words) for name, words in read if words)
