"""What the limits in force allow whom: "may I …?", answered for a role or for whoever is at the desk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sopdesk.domain.asking import Asked
from sopdesk.domain.authority import Answer, Rule, answers
from sopdesk.domain.authority_words import Wording, allowance_in_short
from sopdesk.domain.readings import Group, Limits, Reading
from sopdesk.domain.reporting import Organisation
from sopdesk.domain.sop import Per
from sopdesk.domain.use import reference_key
from sopdesk.services.desk import Desk
from sopdesk.services.duty import Duty
from sopdesk.services.rules import Rules
from sopdesk.store import uses as table
from sopdesk.views.authority import Grid, LimitCell, LimitRow, Reply
from sopdesk.views.people import PersonView


class Authority:
    """Questions about who may do what, and how far."""

    def __init__(self, desk: Desk, duty: Duty) -> None:
        """Work on one desk."""
        self._desk = desk
        self._duty = duty
        self._rules = Rules(desk)

    def rules(self) -> tuple[Rule, ...]:
        """Give every limit in force, in the order of the manual."""
        return self._rules.now().rules

    def prepare(self) -> None:
        """Begin to read the limits beside the window, so that the first question need not wait for them."""
        self._rules.prepare()

    def close(self) -> None:
        """Wait for what is still being read."""
        self._rules.close()

    def ask(self, text: str, *, person: PersonView | None = None, role: str = "", reference: str = "") -> Reply:
        """Answer a question in words: for a role, for whoever is at the desk, or for the lowest role of the house."""
        limits = self._rules.now().limits
        asked = limits.read(text)
        return self._reply(limits, asked, person=person, role=role, reference=reference)

    def suggest(self, text: str, *, person: PersonView | None = None) -> Reply | None:
        """Answer what somebody types while they search, where the words ask for it; None where they do not."""
        held = self._rules.at_hand()
        if held is None:
            return None
        limits = held.limits
        asked = limits.read(text)
        if not asked.words or not (asked.asks or asked.sum is not None):
            return None
        reply = self._reply(limits, asked, person=person)
        return reply if reply.asks else None

    def _reply(
        self, limits: Limits, asked: Asked, *, person: PersonView | None, role: str = "", reference: str = ""
    ) -> Reply:  # fmt: skip
        readings = limits.readings(asked)
        seat = _Seat(self._desk, asked.role or role, person, reference)
        found = [each for one in readings for each in seat.answers(one)]
        if len(found) > 1:
            found = [replace(each, sure=False) for each in found]
        nearest = () if found else tuple(each.rules[0] for each in limits.nearest(asked))
        asks = asked.asks or (asked.sum is not None and bool(found))
        return Reply(asked.text, asks, tuple(found), nearest, seat.roles, self._wording(seat, found))

    def answer(
        self, action: str, *, person: PersonView | None = None, role: str = "", amount: Decimal | None = None,
        reference: str = "",
    ) -> Reply:  # fmt: skip
        """Answer for an action of the manual by its own words."""
        seat = _Seat(self._desk, role, person, reference)
        group = self._rules.now().limits.of_action(action)
        found = seat.of_group(group, amount) if group else ()
        return Reply(action, bool(found), found, (), seat.roles, self._wording(seat, found))

    def grid(self, *, role: str = "") -> Grid:
        """Give every limit in force by action, with a column for each role or, with `role`, for it alone."""
        roles = self._desk.roles()
        wording = Wording(self._desk.house().currency, roles.name)
        rules = self.rules()
        named = sorted({each.limit.role for each in rules}, key=roles.rank)
        columns = tuple(each for each in named if each == role) if role else tuple(named)
        rows: dict[tuple[str, str], dict[str, list[Rule]]] = {}
        for each in rules:
            rows.setdefault((each.sop, each.key), {}).setdefault(each.limit.role, []).append(each)
        found = (_row(cells, columns, wording) for cells in rows.values() if not role or role in cells)
        return Grid(columns, {each: roles.name(each) for each in named}, tuple(found))

    def _wording(self, seat: "_Seat", found: Sequence[Answer]) -> Wording:
        """Give the house's words, with who is on duty of the roles that the answers name."""
        wanted = dict.fromkeys(role for each in found for role in (*each.who, each.together) if role)
        names: dict[str, tuple[str, ...]] = {}
        if wanted:
            there = {each.id: each.name for each in self._duty.on_duty() if each.id != seat.person_id}
            names = {
                role: tuple(there[each] for each in seat.organisation.with_role(role, there.keys())) for role in wanted
            }
        return Wording(self._desk.house().currency, seat.organisation.roles.name, names)


class _Seat:
    """For whom a question is answered: their roles now, and what they used today."""

    def __init__(self, desk: Desk, role: str, person: PersonView | None, reference: str) -> None:
        self._desk = desk
        self.organisation = desk.organisation()
        known = self.organisation.roles
        self.person_id = person.id if person is not None and not role else ""
        found = known.find(role) if role else None
        if role:
            self.roles: tuple[str, ...] = (found.id if found else role,)
        elif person is not None:
            self.roles = roles_now(self.organisation, person, today(desk))
        else:
            self.roles = (known.in_use()[0].id,)
        self._reference = reference_key(reference)
        self._uses: list[Any] | None = None

    def answers(self, reading: Reading) -> tuple[Answer, ...]:
        """Answer one reading of a question."""
        found = self._answers(reading.group, reading.amount, barred=reading.barred, met=reading.met)
        return tuple(replace(each, sure=reading.sure, unread=reading.unread) for each in found)

    def of_group(self, group: Group, amount: Decimal | None) -> tuple[Answer, ...]:
        """Answer for an action."""
        return self._answers(group, amount)

    def _answers(self, group: Group, amount: Decimal | None, **told: Callable[[Rule], bool]) -> tuple[Answer, ...]:
        return answers(
            group.rules, self.roles, amount=amount, used=self.used, house=self.organisation.roles, **told
        )  # fmt: skip

    def used(self, rule: Rule) -> Decimal:
        """Give how much of a rule is used up today: by this person, by this customer, or of this item."""
        limit = rule.limit
        if limit.per is Per.CASE or not limit.amount:
            return Decimal(0)
        known = self.organisation.roles
        above = known.above(limit.role)
        if limit.per is Per.DAY and not {limit.role, *above} & {*self.roles, *known.levels(self.roles)}:
            return Decimal(0)
        return sum((self._counted(row, limit.per) for row in self._today() if row.key == rule.key), Decimal(0))

    def _counted(self, row: Any, per: Per) -> Decimal:  # noqa: ANN401 - a row of the table
        mine = row.holder == self.person_id if per is Per.DAY else row.reference_key == self._reference
        known = bool(self.person_id if per is Per.DAY else self._reference)
        return Decimal(row.amount) if mine and known and row.amount and row.corrected_at is None else Decimal(0)

    def _today(self) -> list[Any]:
        if self._uses is None:
            with self._desk.store.reading() as connection:
                self._uses = list(table.between(connection, *day_of(self._desk, self._desk.now())))
        return self._uses


def today(desk: Desk) -> date:
    """Give the day by the house's clock."""
    return desk.now().astimezone(desk.zone()).date()


def day_of(desk: Desk, instant: datetime) -> tuple[datetime, datetime]:
    """Give when the house's day of an instant begins and ends (UTC)."""
    zone = desk.zone()
    day = instant.astimezone(zone).date()
    first, end = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return first.astimezone(UTC), end.astimezone(UTC)


def roles_now(organisation: Organisation, person: PersonView, day: date) -> tuple[str, ...]:
    """Give somebody's roles, with those of whoever is away and for whom they stand in on this day."""
    away = (each for each in organisation.members if organisation.is_away(each, day))
    lent = (role for each in away if organisation.deputy_of(each, day) == person.id
            for role in organisation.members[each].roles)  # fmt: skip
    return tuple(dict.fromkeys((*person.roles, *lent)))


def _row(cells: dict[str, list[Rule]], columns: Iterable[str], wording: Wording) -> LimitRow:
    every = [each for rules in cells.values() for each in rules]
    first = next((each for each in every if each.limit.step), every[0])
    made = []
    for role in columns:
        rules = cells.get(role, [])
        words = " / ".join(allowance_in_short(each.limit, wording) for each in rules)
        made.append(LimitCell(role, rules[0] if rules else None, words))
    return LimitRow(first.limit.action, first.sop, first.number, first.title, first.limit.step, tuple(made))
