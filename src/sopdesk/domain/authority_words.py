"""Answers to "may I …?" in words, the same on the screen and on the command line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sopdesk.domain.authority import Answer, Kind
from sopdesk.domain.money import money
from sopdesk.domain.sop import Limit, Per

PER = {Per.CASE: "", Per.ITEM: " per item", Per.CUSTOMER: " per customer and day", Per.DAY: " a day"}

IN_SHORT = {Per.CASE: "", Per.ITEM: " an item", Per.CUSTOMER: " a customer", Per.DAY: " a day"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What words need: the house's currency, how a role is called, who of it is on duty now, the house's language."""

    currency: str = ""
    role: Callable[[str], str] = str
    on_duty: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tr: Callable[[str], str] = str

    def money(self, amount: Decimal) -> str:
        """Give a sum in the house's currency."""
        return money(amount, self.currency)

    def who(self, role: str) -> str:
        """Name a role, with who of it is on duty now."""
        names = ", ".join(self.on_duty.get(role, ()))
        said = self.tr("{role} (on duty now: {names})") if names else "{role}"
        return said.format(role=self.role(role), names=names)


def allowance(limit: Limit, wording: Wording) -> str:
    """Say how far a limit goes: "up to £25 per customer and day, together with: Shift lead (if …)"."""
    tr = wording.tr
    if limit.forbids:
        return tr("not")
    words = tr("without limit")
    if limit.amount is not None:
        words = tr("up to {amount}").format(amount=wording.money(limit.amount)) + tr(PER[limit.per])
    if limit.together:
        words += ", " + tr("together with: {role}").format(role=wording.role(limit.together))
    return words


def allowance_in_short(limit: Limit, wording: Wording) -> str:
    """Say how far a limit goes as in a table: "yes", "£25 a day", "£50, by two", "no"."""
    tr = wording.tr
    words = tr("no") if limit.forbids else tr("yes")
    if limit.amount:
        words = wording.money(limit.amount) + tr(IN_SHORT[limit.per])
    return words + tr(", by two") if limit.together else words


def headline(answer: Answer, wording: Wording) -> str:
    """Say in one line whether the role may: "Yes, up to £25 per customer and day."."""
    said = _verdict(answer, wording)
    if answer.sure:
        return said
    start = wording.tr("If you mean “{action}”:").format(action=answer.action)
    return f"{start} {said[:1].lower()}{said[1:]}"


def _verdict(answer: Answer, wording: Wording) -> str:
    tr, amount = wording.tr, answer.amount
    asked = "" if amount is None else wording.money(amount)
    if answer.kind is Kind.NO:
        if answer.used:
            return tr("No: your {limit} of today are used up.").format(limit=_whole(answer, wording))
        return tr("No.")
    up_to = "" if answer.left is None else f"{wording.money(answer.left)}{tr(PER[_per(answer)])}"
    if not answer.enough:
        return tr("Not {amount}: only up to {limit}.").format(amount=asked, limit=up_to)
    goes = tr("Yes, {amount}").format(amount=asked) if asked else tr("Yes")
    if not asked and up_to:
        goes = tr("Yes, up to {limit}").format(limit=up_to)
    if answer.together:
        goes += ", " + tr("together with: {role}").format(role=wording.who(answer.together))
    return f"{goes}."


def details(answer: Answer, wording: Wording) -> Iterator[str]:
    """Say what belongs to an answer, line by line: conditions, what is used, whose authority it takes above."""
    tr = wording.tr
    if answer.conditions and answer.kind is not Kind.NO:
        yield tr("If: {condition}").format(condition=tr(" – or: ").join(answer.conditions))
    if answer.barred and any(answer.barred):
        yield tr("The limit asks for: {condition}").format(condition=tr(" – or: ").join(filter(None, answer.barred)))
    if answer.used and answer.left is not None:
        said = tr("{used} of {limit} used today: {left} left.")
        yield said.format(
            used=wording.money(answer.used), limit=_whole(answer, wording), left=wording.money(answer.left)
        )  # fmt: skip
    if answer.who:
        said = tr("Who may: {roles}") if answer.kind is Kind.NO else tr("Above: {roles}")
        if not answer.enough and answer.kind is not Kind.NO and answer.amount is not None:
            said = tr("For {amount}: {roles}").replace("{amount}", wording.money(answer.amount))
        yield said.format(roles=", ".join(wording.who(each) for each in answer.who))
    elif not answer.enough:
        yield tr("The manual gives this to nobody. Ask your supervisor before you act.")
    if answer.of and answer.of != answer.role and answer.kind is not Kind.NO:
        yield tr("As for: {role}").format(role=wording.role(answer.of))
    if answer.unread:
        words = ", ".join(f"“{each}”" for each in answer.unread)
        yield tr("The limit says nothing about {words}. Read the step first.").format(words=words)


def _whole(answer: Answer, wording: Wording) -> str:
    limit = answer.rule.limit.amount if answer.rule else None
    return "" if limit is None else f"{wording.money(limit)}{wording.tr(PER[_per(answer)])}"


def _per(answer: Answer) -> Per:
    return answer.rule.limit.per if answer.rule else Per.CASE
