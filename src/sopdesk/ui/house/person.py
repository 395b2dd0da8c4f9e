"""One person's page: roles, to whom they report, who stands in for them, when they are here, and their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QPushButton

from sopdesk.domain.person import Right
from sopdesk.ui import role_names, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.house import registering
from sopdesk.ui.house.words import day_of, deputy_words, duty_words
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.organisation import DeputyView, PersonPage
from sopdesk.views.people import KeyView, PersonView


class PersonScreen(Screen):
    """Somebody of the house, by their `id`."""

    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.chips = Flow()
        self.facts, self.deputies, self.keys = (column(gap=tokens.SNUG) for _ in range(3))
        self.deputy_act = button(self.tr("Name a deputy"), self.name_deputy, icon="plus")
        self.secrets = Flow()
        self.body.addWidget(self.chips)
        self.body.addWidget(Card(self.facts))
        self.body.addWidget(Card(self.deputies, row(self.deputy_act, None), title=self.tr("Who stands in")))
        self.body.addWidget(Card(self.keys, self.secrets, title=self.tr("PIN, password, keys")))
        self._page: PersonPage | None = None

    def refresh(self) -> None:
        """Ask for the person and show what the record says."""
        self._page = page = self.workspace.organisation.page(self.id)
        self.set_title(page.person.name, page.person.role_names)
        self._show_acts(page)
        self.chips.clear()
        for words, kind in self._states(page):
            self.chips.add(chip(words, kind))
        clear(self.facts)
        for word, value in self._facts(page):
            self.facts.addLayout(fact(word, value))
        clear(self.deputies)
        for each in page.deputies:
            self.deputies.addWidget(self._deputy_row(page.person, each))
        if not page.deputies:
            self.deputies.addWidget(label(self.tr("Nobody is named."), "soft"))
        self.deputy_act.setVisible(not page.left and self._may_name(page))
        self._show_keys(page)

    def report_to(self) -> None:
        """Say to whom somebody reports: to a person by name, or to whoever holds the role above."""
        person = self._shown().person
        others = [each for each in self.workspace.people.tiles() if each.id != person.id]
        choices = [("", self.tr("Whoever has the role above")), *((each.id, each.name) for each in others)]
        page = self._shown()
        now = page.superiors[0].id if page.superiors and not page.by_role else ""
        self._sheet(
            self.tr("To whom does {name} report?").format(name=person.name),
            [Question("superior", self.tr("Reports to"), "choice", choices)],
            self.tr("Record it"),
            lambda by, answers: self.workspace.organisation.report_to(
                by=by, person=person.id, superior=answers["superior"]
            ),
            {"superior": now},
        )

    def name_deputy(self) -> None:
        """Name who stands in, always or on certain days."""
        person = self._shown().person
        others = [(each.id, each.name) for each in self.workspace.people.tiles() if each.id != person.id]

        def act(by: str, answers: dict[str, str]) -> None:
            self.workspace.organisation.name_deputy(
                by=by, person=person.id, deputy=answers["deputy"], first=day_of(answers["first"]),
                last=day_of(answers["last"]),
            )  # fmt: skip

        self._sheet(
            self.tr("Who stands in for {name}?").format(name=person.name),
            [
                Question("deputy", self.tr("Who stands in"), "choice", others, needed=True),
                Question("first", self.tr("First day"), "date", hint=self.tr("Both empty: always.")),
                Question("last", self.tr("Last day"), "date",
                         hint=self.tr("On these days {name} is away and not on duty.").format(name=person.name)),
            ],
            self.tr("Record it"), act, right=None,
        )  # fmt: skip

    def release(self, deputy: DeputyView) -> None:
        """End that somebody stands in."""
        person = self._shown().person
        self.frame.require_person(
            lambda who: self.attempt(
                lambda: self.workspace.organisation.release_deputy(
                    by=who.id, person=person.id, deputy=deputy.person.id, first=deputy.first
                ),
                self.tr("{name} stands in no longer.").format(name=deputy.person.name),
            )
        )

    def turn_duty(self) -> None:
        """Come on duty or go off it: one's own alone."""
        self.frame.require_person(lambda who: self.attempt(lambda: self.workspace.duty.turn(by=who.id)))

    def _sheet(
        self,
        title: str,
        questions: list[Question],
        word: str,
        act: Callable[[str, dict[str, str]], None],
        values: dict[str, str] | None = None,
        *,
        right: Right | None = Right.REGISTER,
    ) -> None:
        self.frame.require_person(
            lambda who: self.ask(
                title, questions, word, lambda answers: act(who.id, answers), values=values or {},
                done=self.tr("Recorded."),
            ),
            right=right,
        )  # fmt: skip

    def _shown(self) -> PersonPage:
        return self._page or self.workspace.organisation.page(self.id)

    def _show_acts(self, page: PersonPage) -> None:
        self.clear_acts()
        mine = self.person is not None and self.person.id == page.person.id
        if page.left:
            return
        if page.person.roles:
            highest = max(page.person.roles, key=role_names.rank_of)
            duties = partial(self.frame.go, "manual.duties", role=highest)
            self.add_act(self.tr("Duties"), duties, kind="quiet", icon="checklists")
        if self._manages():
            if not mine:
                self.add_act(self.tr("Leaves"), partial(registering.leave, self, page.person), kind="quiet")
            self.add_act(self.tr("Reports to …"), self.report_to)
            self.add_act(self.tr("Name and roles"), partial(registering.change, self, page.person), icon="edit")
        if mine:
            word = self.tr("Go off duty") if page.duty else self.tr("I am on duty")
            self.add_act(word, self.turn_duty, kind="primary", icon="clock")

    def _states(self, page: PersonPage) -> Iterator[tuple[str, str]]:
        if page.left:
            yield self.tr("Has left the house"), "warning"
        if page.duty is not None:
            yield duty_words(page.duty, self.frame.times), "success"
        if page.away:
            yield self.tr("away today"), "warning"
        if not page.person.has_pin and not page.left:
            yield self.tr("no PIN"), "warning"
        if page.person.has_password and not page.left:
            yield self.tr("can sign"), "accent"

    def _facts(self, page: PersonPage) -> Iterator[tuple[str, str]]:
        above = ", ".join(each.name for each in page.superiors)
        if above:
            yield self.tr("Reports to"), above + (self.tr(" (by role)") if page.by_role else "")
        if page.reports:
            yield self.tr("Leads"), ", ".join(each.name for each in page.reports)
        if page.stands_in_for:
            yield self.tr("Stands in for"), ", ".join(each.name for each in page.stands_in_for)
        if page.duty is not None:
            how = page.duty.shift if page.duty.by_rota else self.tr("said so")
            said = self.tr("since {first}, until {last} ({how})").format(
                first=self.frame.times.clock(page.duty.since), last=self.frame.times.clock(page.duty.until), how=how
            )
            yield self.tr("On duty"), said
        yield self.tr("Roles"), page.person.role_names

    def _deputy_row(self, person: PersonView, deputy: DeputyView) -> Flow:
        line = Flow()
        line.add(label(deputy.person.name, "strong", wraps=False))
        line.add(label(deputy_words(deputy, self.frame.times), "soft", wraps=False))
        if self._may_name(self._shown()):
            made = button(self.tr("End it"), partial(self.release, deputy), kind="quiet")
            made.setAccessibleName(self.tr("End that {name} stands in").format(name=deputy.person.name))
            line.add(made)
        return line

    def _show_keys(self, page: PersonPage) -> None:
        clear(self.keys)
        for each in page.keys:
            self.keys.addWidget(label(self._key_words(each), "" if each.until is None else "soft"))
        if not page.keys:
            self.keys.addWidget(label(self.tr("No password yet: they act with the PIN and sign nothing."), "soft"))
        until = page.may_choose_anew_until
        if until is not None:
            said = self.tr("May choose a new password without the old one until {moment}.")
            self.keys.addWidget(label(said.format(moment=self.frame.times.moment(until)), "strong"))
        self.secrets.clear()
        mine = self.person is not None and self.person.id == page.person.id
        for act in self._secret_acts(page, mine=mine) if not page.left else ():
            self.secrets.add(act)

    def _secret_acts(self, page: PersonPage, *, mine: bool) -> Iterator[QPushButton]:
        if mine or self._manages():
            yield button(self.tr("PIN"), partial(registering.choose_pin, self, page.person), kind="quiet")
        if mine or (self._manages() and not page.person.has_password):
            yield button(self.tr("Password"), partial(registering.choose_password, self, page.person), kind="quiet")
        if self._manages() and not mine and page.person.has_password:
            do = partial(registering.allow_password, self, page.person)
            yield button(self.tr("Forgotten password …"), do, kind="quiet")

    def _key_words(self, key: KeyView) -> str:
        times = self.frame.times
        if key.until is None:
            words = self.tr("Signs with the key {key} since {first}").format(
                key=key.public_key[:12], first=times.moment(key.since)
            )
        else:
            words = self.tr("Signed with the key {key} from {first} to {last}").format(
                key=key.public_key[:12], first=times.moment(key.since), last=times.moment(key.until)
            )
        allowed = self.tr("; {name} allowed it, as the password was forgotten").format(name=key.allowed_by)
        chosen = self.tr("; {name} chose its password").format(name=key.chosen_by)
        return words + (allowed if key.allowed_by else "") + (chosen if key.chosen_by else "")

    def _manages(self) -> bool:
        return self.person is not None and self.person.may(Right.REGISTER)

    def _may_name(self, page: PersonPage) -> bool:
        who = self.person
        return who is not None and (who.id == page.person.id or who.may(Right.REGISTER) or who.may(Right.PLAN))
