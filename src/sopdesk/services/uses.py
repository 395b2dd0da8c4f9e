"""The record of used authority: by whom, with whom, how much in all today; corrected, never changed."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sopdesk.domain import use as record
from sopdesk.domain.authority import Answer, Rule
from sopdesk.domain.authority_words import Wording, headline
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.reporting import Organisation
from sopdesk.domain.use import AuthorityUsed
from sopdesk.services.authority import Authority, day_of, roles_now, today
from sopdesk.services.desk import Desk
from sopdesk.services.duty import Duty
from sopdesk.services.people import People
from sopdesk.store import uses as table
from sopdesk.views.authority import UseTotal, UseView
from sopdesk.views.people import PersonView


class Uses:
    """Acts by which somebody says that they used an authority, and questions about a day's uses."""

    def __init__(self, desk: Desk, people: People, duty: Duty, authority: Authority) -> None:
        """Work on one desk; limits come from `authority`, PINs are checked by `people`."""
        self._duty = duty
        self._desk = desk
        self._people = people
        self._authority = authority

    def record(
        self, *, by: str, rule: Rule, amount: Decimal | None = None, reference: str = "", second: str = "",
        pin: str = "", incident: str = "",
    ) -> str:  # fmt: skip
        """Record that somebody used their authority by a limit in force; give the id of the record.

        Where the limit asks for a second person, or goes less far than what was done, `second` agrees with the PIN:
        the authority is theirs where it takes their own limit.
        """
        self._desk.require(by, Right.RUN)
        actor = self._desk.person_view(by)
        other = self._desk.person_view(second) if second else None
        if second == by:
            raise Refusal("The second person is somebody else.")
        answer = self._one(actor, rule, amount, reference)
        holder = actor
        if not answer.enough and other is not None:
            answer, holder = self._one(other, rule, amount, reference), other
        if not answer.enough or answer.rule is None:
            raise Refusal(self._said(answer))
        record.check(answer.rule, amount=amount, reference=reference)
        self._check_second(answer, by if holder is other else second)
        if second:
            self._people.confirm(second, pin)
        limit, use = answer.rule.limit, self._desk.new_id("use")
        what = AuthorityUsed(
            answer.rule.sop, answer.rule.number, answer.rule.label, answer.rule.digest, limit.action, answer.role,
            holder.id, amount, self._desk.house().currency if amount is not None else "", second,
            _role_of(other, answer), limit.step, incident, reference.strip() or None,
        )  # fmt: skip
        self._desk.record(by, (use, [what]))
        return use

    def seconds(self, answer: Answer, *, by: str) -> tuple[PersonView, ...]:
        """Give who can agree to what an answer says, or decide it: those who are on duty first."""
        organisation = self._desk.organisation()
        views = {each.id: each for each in self._desk.people_views() if each.id != by and each.has_pin}
        roles = (answer.together,) if answer.enough else answer.who
        fit = [each for each, view in views.items() if any(self._has(organisation, view, role) for role in roles)]
        there = {each.id for each in self._duty.on_duty()}
        return tuple(views[each] for each in sorted(fit, key=lambda one: one not in there))

    def correct(self, *, by: str, use: str, reason: str) -> None:
        """Take back a use that was recorded wrongly; both stay in the record."""
        who = self._desk.require(by, Right.RUN)
        state = self._desk.load(use, record.fold)
        what = record.correct(state, by=by, reason=reason, may_all=who.may(Right.SIGN_OFF))
        self._desk.record(by, (use, [what]))

    def of_day(self, person: PersonView | None, at: datetime | None = None) -> tuple[UseView, ...]:
        """Give the uses of the house's day, newest first: to whoever reads the trail all, to others their own."""
        if person is None:
            return ()
        with self._desk.store.reading() as connection:
            rows = table.between(connection, *day_of(self._desk, at or self._desk.now()))
        names, roles = self._desk.names(), self._desk.roles()
        sees_all = person.may(Right.READ_TRAIL)
        views = (_view(row, names, roles.name, person.id) for row in rows)
        return tuple(each for each in views if sees_all or each.mine)

    def totals(self, uses: tuple[UseView, ...]) -> tuple[UseTotal, ...]:
        """Add up uses by person and action, in the order of the names; what was corrected does not count."""
        sums: dict[tuple[str, str], list[Decimal | None]] = {}
        for each in uses:
            if not each.corrected_by:
                sums.setdefault((each.holder, each.action), []).append(each.amount)
        return tuple(
            UseTotal(who, action, len(amounts), sum((each for each in amounts if each), Decimal(0)) or None)
            for (who, action), amounts in sorted(sums.items())
        )

    def _one(self, person: PersonView, rule: Rule, amount: Decimal | None, reference: str) -> Answer:
        """Give the answer for somebody by a rule: by the very rule, or else by the one for the same action."""
        reply = self._authority.answer(rule.limit.action, person=person, amount=amount, reference=reference)
        same = [each for each in reply.answers if each.rule == rule]
        near = [each for each in reply.answers if each.rule is None or each.rule.sop == rule.sop]
        found = same or near or reply.answers
        if not same and len(found) != 1:
            raise Refusal("The manual says this differently by now. Ask again.")
        return found[0]

    def _check_second(self, answer: Answer, person: str) -> None:
        """Refuse a use without the second person whom the limit asks for."""
        role = answer.together
        second = self._desk.person_view(person) if role and person else None
        if role and (second is None or not self._has(self._desk.organisation(), second, role)):
            name = self._desk.roles().name(role)
            raise Refusal(f"This takes a second person with the role {name}, who agrees with their PIN.")

    def _has(self, organisation: Organisation, person: PersonView, role: str) -> bool:
        """Tell whether somebody has a role or one above it today, by themselves or for whoever is away."""
        mine = roles_now(organisation, person, today(self._desk))
        return bool({role, *organisation.roles.above(role)} & {*mine, *organisation.roles.levels(mine)})

    def _said(self, answer: Answer) -> str:
        roles = self._desk.roles()
        return headline(answer, Wording(self._desk.house().currency, roles.name))


def _role_of(person: PersonView | None, answer: Answer) -> str:
    """Give by which role a second person agreed."""
    if person is None:
        return ""
    wanted = (answer.together, answer.role)
    return next((each for each in wanted if each in person.roles), person.roles[0] if person.roles else "")


def _view(row: Any, names: dict[str, str], role: Any, reader: str) -> UseView:  # noqa: ANN401 - a row of the table
    return UseView(
        row.subject, datetime.fromisoformat(row.at), names.get(row.by, row.by), names.get(row.holder, row.holder),
        role(row.role), row.action, Decimal(row.amount) if row.amount else None, row.currency, row.reference,
        names.get(row.second, ""), role(row.second_role) if row.second_role else "", row.sop, row.number, row.label,
        row.step, row.incident, names.get(row.corrected_by, ""), row.reason,
        reader in {row.by, row.holder, row.second},
    )  # fmt: skip
