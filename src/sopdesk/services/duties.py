"""The duties of each role across the manual in force, and the gaps in the whole."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sopdesk.domain import revision as life
from sopdesk.domain.answering import Charge, InForce, charges, gaps
from sopdesk.domain.authority_words import Wording, allowance
from sopdesk.domain.event import Recorded
from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.reporting import Organisation
from sopdesk.domain.revision import Status
from sopdesk.services.authority import Authority
from sopdesk.services.desk import Desk
from sopdesk.services.manual import Manual
from sopdesk.services.page import filler
from sopdesk.views.duties import LimitWords, OwnedProcedure, ProcedureDuties, RoleDuties, WholeDuties
from sopdesk.views.manual import SopRow

FEW = 300
"""So many procedures are read at once without anybody waiting."""
_CONCERNED = ("sop-", "role-", "person-", "house")


class Duties:
    """Questions about who answers for what. The answer is kept until an act concerns it or the hour is over."""

    def __init__(self, desk: Desk, manual: Manual, authority: Authority) -> None:
        """Listen to a desk's acts."""
        self._desk = desk
        self._manual = manual
        self._authority = authority
        self._held: WholeDuties | None = None
        desk.changed.append(self._note)

    def is_quick(self) -> bool:
        """Tell whether the whole can be had without anybody waiting."""
        return self._held is not None or len(self._manual.rows()) <= FEW

    def whole(
        self, *, progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> WholeDuties:
        """Give the duties of every role and the gaps in the whole. Raises Cancelled."""
        now, held = self._desk.now(), self._held
        if held is not None and (now - held.at).total_seconds() < 3600:  # noqa: PLR2004 - an hour
            return held
        rows = [row for row in self._manual.rows() if row.status is Status.EFFECTIVE]
        contents = list(self._contents(rows, now, progress, cancelled))
        organisation = self._desk.organisation()
        made = WholeDuties(
            now,
            tuple(self._roles(rows, contents, organisation)),
            gaps(contents, organisation.roles, lambda role: bool(organisation.holders(role))),
        )
        self._held = made
        return made

    def _contents(
        self, rows: Sequence[SopRow], now: datetime, progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Iterable[InForce]:  # fmt: skip
        for done, row in enumerate(rows, 1):
            if cancelled is not None and cancelled():
                raise Cancelled
            found = self._desk.load(row.id, life.fold).in_force(now)
            if found is not None:
                yield row.id, found.content
            if progress is not None:
                progress(done, len(rows))

    def _roles(
        self, rows: Sequence[SopRow], contents: Sequence[InForce], organisation: Organisation
    ) -> Iterable[RoleDuties]:
        house = self._desk.house()
        fill, wording = filler(house), Wording(house.currency, organisation.roles.name)
        by_role: dict[str, list[ProcedureDuties]] = {}
        for sop, content in contents:
            mine: dict[str, list[Charge]] = {}
            for role, charge in charges(content):
                shown = Charge(charge.step, fill(charge.title), charge.letters, charge.must)
                mine.setdefault(_id(role, organisation), []).append(shown)
            for role, found in mine.items():
                made = ProcedureDuties(sop, content.number, fill(content.title), content.section, tuple(found))
                by_role.setdefault(role, []).append(made)
        owned: dict[str, list[OwnedProcedure]] = {}
        for row in rows:
            one = OwnedProcedure(row.id, row.number, fill(row.title), row.review_due, row.overdue)
            owned.setdefault(_id(row.owner, organisation), []).append(one)
        limits: dict[str, list[LimitWords]] = {}
        for rule in self._authority.rules():
            limits.setdefault(rule.limit.role, []).append(LimitWords(rule, allowance(rule.limit, wording)))
        known = [each.id for each in organisation.roles.in_use()]
        names = {member.id: member.name for member in organisation.members.values()}
        for role in dict.fromkeys((*known, *by_role, *owned, *limits)):
            yield RoleDuties(
                role, organisation.roles.name(role), tuple(names[each] for each in organisation.holders(role)),
                tuple(owned.get(role, ())), tuple(by_role.get(role, ())), tuple(limits.get(role, ())),
            )  # fmt: skip

    def _note(self, done: Sequence[Recorded]) -> None:
        if any(each.subject.startswith(_CONCERNED) for each in done):
            self._held = None


def _id(role: str, organisation: Organisation) -> str:
    found = organisation.roles.find(role) if role else None
    return found.id if found else role
