"""The roles of the house, who reports to whom, and who stands in."""

from datetime import date, datetime

from sopdesk.domain import person as people
from sopdesk.domain import reporting, role
from sopdesk.domain.deputy import DeputyReleased, ReportsTo
from sopdesk.domain.escalation import roles_named
from sopdesk.domain.event import Recorded
from sopdesk.domain.person import Person, Right, Role
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import ROLE, Roles
from sopdesk.services.desk import Desk
from sopdesk.services.duty import Duty
from sopdesk.services.page import filler
from sopdesk.services.people import People
from sopdesk.store import escalations
from sopdesk.views.drawing import Drawing
from sopdesk.views.organisation import (
    ChartPerson,
    ChartView,
    DeputyView,
    EscalationLine,
    EscalationMap,
    PersonPage,
    RoleView,
)
from sopdesk.views.people import PersonView


class Organisation:
    """Roles, reporting lines and deputies."""

    def __init__(self, desk: Desk, persons: People, duty: Duty) -> None:
        """Work on one desk."""
        self._desk = desk
        self._people = persons
        self._duty = duty

    def roles(self) -> Roles:
        """Give the roles of the house, the built-in levels among them."""
        return self._desk.roles()

    def role_rows(self) -> tuple[RoleView, ...]:
        """Give every role in use with whose rights it has, to which it reports and who holds it; the lowest first."""
        known, persons = self._desk.roles(), self._desk.people_views()
        return tuple(
            RoleView(
                each.id, each.name, str(each.level), known.name(each.level), each.built_in, each.reports_to,
                known.name(each.reports_to) if each.reports_to else "",
                tuple(view for view in persons if each.id in view.roles),
            )
            for each in known.in_use()
        )  # fmt: skip

    def define_role(self, *, by: str, name: str, level: Role, reports_to: str = "", role_id: str = "") -> str:
        """Define a role of the house, or (`role_id`) change one; give its id."""
        self._desk.require(by, Right.REGISTER)
        chosen = role_id or role.id_for(name)
        known = self._desk.roles()
        if not role_id and chosen in known.known and not known.known[chosen].retired:
            raise Refusal(f"There is a role {known.name(chosen)} already.")
        what = role.define(known, chosen, name=name, level=level, reports_to=reports_to)
        self._desk.record(by, (ROLE + chosen, [what]))
        return chosen

    def retire_role(self, *, by: str, role_id: str) -> None:
        """Have a role no longer. Refused while somebody holds it or another role reports to it."""
        self._desk.require(by, Right.REGISTER)
        held = [each.name for each in self._desk.people_views() if role_id in each.roles]
        self._desk.record(by, (ROLE + role_id, [role.retire(self._desk.roles(), role_id, held)]))

    def reports_to(self, person: str) -> tuple[PersonView, ...]:
        """Give to whom somebody reports: the person named or else whoever holds the nearest role above theirs."""
        views = {each.id: each for each in self._desk.people_views()}
        return tuple(views[each] for each in self._desk.organisation().superiors(person))

    def report_to(self, *, by: str, person: str, superior: str = "") -> None:
        """Let somebody report to a person by name or, without one, to whoever holds the role above theirs."""
        self._desk.require(by, Right.REGISTER)
        now = self._desk.organisation()
        if person not in now.members or (superior and superior not in now.members):
            raise Refusal("There is no such person.")
        members = (
            reporting.Member(each.id, each.name, each.roles, superior if each.id == person else each.reports_to)
            for each in now.members.values()
        )
        reporting.Organisation.of(members, now.roles).check_lines()
        self._desk.record(by, (person, [ReportsTo(superior)]))

    def deputy_of(self, person: str, day: date | None = None) -> PersonView | None:
        """Give who stands in for somebody on a day (today): who is named for that day, or else always."""
        on = day or self._today()
        members = self._desk.organisation()
        found = members.deputy_of(person, on) if person in members.members else ""
        return self._desk.person_view(found) if found else None

    def name_deputy(
        self, *, by: str, person: str, deputy: str, first: date | None = None, last: date | None = None
    ) -> None:
        """Name who stands in for somebody, always or on certain days: on those the person is away.

        Everybody does it for themselves; for others whoever registers people or plans the rota.
        """
        self._allow(by, person)
        now = self._desk.organisation()
        if person not in now.members:
            raise Refusal("There is no such person.")
        self._desk.record(by, (person, [reporting.name_deputy(now, person, deputy, first, last)]))

    def release_deputy(self, *, by: str, person: str, deputy: str, first: date | None = None) -> None:
        """End that somebody stands in; `first` is the first of the days meant, None for always."""
        self._allow(by, person)
        known = self._load(person).deputies
        if not any((each.person, each.first) == (deputy, first) for each in known):
            raise Refusal("They do not stand in.")
        self._desk.record(by, (person, [DeputyReleased(deputy, first)]))

    def chart(self) -> ChartView:
        """Give the organisation chart as it is now."""
        organisation, today = self._desk.organisation(), self._today()
        there = {each.person.id: each.until for each in self._duty.times()}
        return ChartView(
            self._desk.now(),
            self.role_rows(),
            tuple(
                ChartPerson(
                    view, organisation.superiors(view.id), organisation.superior_role(view.id), there.get(view.id),
                    organisation.is_away(view.id, today),
                    tuple(dict.fromkeys(
                        each.person for each in organisation.members[view.id].deputies
                        if each.person in organisation.members and (each.last is None or each.last >= today)
                    )),
                )
                for view in self._desk.people_views()
            ),
        )  # fmt: skip

    def chart_drawing(self) -> Drawing:
        """Give the organisation chart as it is now, drawn; a press on somebody leads to their id."""
        from sopdesk.drawing.organisation import organisation_chart

        zone = self._desk.zone()
        title = f"Organisation of {self._desk.house().name}"
        return organisation_chart(self.chart(), title, lambda instant: f"{instant.astimezone(zone):%H:%M}")

    def escalation_drawing(self, found: EscalationMap) -> Drawing:
        """Give an escalation map, drawn; a press leads to a role's id or, as "role>role", to the reasons between."""
        from sopdesk.drawing.escalation import escalation_map

        return escalation_map(found, f"Who goes to whom at {self._desk.house().name}")

    def escalation_map(self) -> EscalationMap:
        """Give who goes to whom for what, by all procedures in force, and who can be called for each role now."""
        now, roles = self._desk.now(), self._desk.roles()
        with self._desk.store.reading() as connection:
            found = escalations.in_force(connection, now)
        lines = tuple(
            EscalationLine(
                _known(each.role, roles),
                to,
                fill(each.what),
                each.how,
                sop,
                number,
                fill(title),
                each.step,
                each.amount,
                each.condition,
            )
            for fill in (filler(self._desk.house()),)
            for sop, number, title, each in found
            for to in ((_known(each.to, roles),) if each.to else roles_named(each.what, roles))
        )
        wanted = sorted({role for each in lines for role in (each.role, each.to) if role}, key=roles.rank)
        return EscalationMap(
            now, lines, {each: roles.name(each) for each in wanted},
            {each: self._duty.who_can_be_called(each, now) for each in wanted},
        )  # fmt: skip

    def page(self, person: str) -> PersonPage:
        """Give everything about somebody in the house, also about one who has left."""
        views = {each.id: each for each in self._desk.people_views(left_too=True)}
        state, now, today = self._load(person), self._desk.organisation(), self._today()
        gone = state.left is not None
        return PersonPage(
            views[person],
            tuple(views[each] for each in now.superiors(person)),
            state.reports_to not in now.members,
            tuple(views[each] for each in now.members if person in now.superiors(each)),
            tuple(
                DeputyView(views[each.person], each.first, each.last)
                for each in state.deputies
                if each.person in views and (each.last is None or each.last >= today)
            ),
            tuple(views[each] for each in now.members if now.deputy_of(each, today) == person),
            next((each for each in self._duty.times() if each.person.id == person), None),
            not gone and now.is_away(person, today),
            self._people.keys(person),
            _until(state.allowed, self._desk.now()),
            gone,
        )

    def _load(self, person: str) -> Person:
        state = self._desk.load(person, people.fold)
        if state.registered is None:
            raise Refusal("There is no such person.")
        return state

    def _allow(self, by: str, person: str) -> None:
        if by != person:
            self._desk.require(by, Right.REGISTER, Right.PLAN)

    def _today(self) -> date:
        return self._desk.now().astimezone(self._desk.zone()).date()


def _known(role: str, roles: Roles) -> str:
    """Give the id of a role that a procedure names by its id or by its name."""
    found = roles.find(role)
    return found.id if found else role


def _until(allowed: Recorded | None, now: datetime) -> datetime | None:
    if allowed is None or allowed.what.until <= now:
        return None
    until: datetime = allowed.what.until
    return until
