"""The record that somebody used an authority: by which limit, how much, with whom; taken back only by a correction."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sopdesk.domain.authority import Rule
from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.event import ERASED, Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Per


@event("authority.used/1")
@dataclass(frozen=True, slots=True)
class AuthorityUsed:
    """Somebody used an authority that a limit of a procedure gives.

    `holder` is the person whose limit counts and `role` the role by which they have it: whoever acts or, where a
    second person gave their authority for it, that `second`. The second person's PIN was right; it is kept nowhere.
    `reference` names the customer, the receipt or the item.
    """

    sop: str
    number: str
    label: str
    digest: str
    action: str
    role: str
    holder: str
    amount: Decimal | None = None
    currency: str = ""
    second: str = ""
    second_role: str = ""
    step: str = ""
    incident: str = ""
    reference: str | None = sealed()


@event("authority.use_corrected/1")
@dataclass(frozen=True, slots=True)
class AuthorityUseCorrected:
    """A use was recorded wrongly: it counts no longer, and stays in the record with the reason."""

    reason: str | None = sealed()


@dataclass(slots=True)
class Use:
    """A use folded from its events."""

    id: str
    what: AuthorityUsed | None = None
    stamp: Stamp | None = None
    corrected: Stamp | None = None
    reason: str = ""

    @property
    def reference(self) -> str:
        """The customer, receipt or item; "" for none and for one that is erased."""
        given = self.what.reference if self.what else None
        return "" if given is None or given == ERASED else given


def fold(subject: str, events: Iterable[Recorded]) -> Use:
    """Give the use that these events add up to in clock order; the first of each kind stands."""
    use = Use(subject)
    for each in in_clock_order(events):
        match each.what:
            case AuthorityUsed() as what if use.what is None:
                use.what, use.stamp = what, each.stamp
            case AuthorityUseCorrected(reason) if use.corrected is None:
                use.corrected, use.reason = each.stamp, reason or ""
    return use


def reference_key(reference: str) -> str:
    """Give the form in which references are compared: "Table 4" is "table  4"."""
    return " ".join(reference.casefold().split())


def check(rule: Rule, *, amount: Decimal | None, reference: str) -> None:
    """Refuse a use that does not say what the limit counts."""
    limit = rule.limit
    if amount is not None and amount <= 0:
        raise Refusal("Say how much it was: an amount above nought.")
    if limit.amount is not None and amount is None:
        raise Refusal("Say how much it was: this limit counts an amount.")
    if limit.amount is not None and limit.per is Per.CUSTOMER and not reference.strip():
        raise Refusal("Name the customer, a table or a receipt: the limit counts what one customer gets on a day.")
    if limit.amount is not None and limit.per is Per.ITEM and not reference.strip():
        raise Refusal("Name the item or its receipt: the limit counts each item by itself.")
    refuse_card_numbers((reference,))


def correct(use: Use, *, by: str, reason: str, may_all: bool) -> AuthorityUseCorrected:
    """Take back a use that was recorded wrongly. Refuses without a reason, twice, and by whoever has no part in it."""
    if use.what is None or use.stamp is None:
        raise Refusal("There is no such record.")
    if use.corrected is not None:
        raise Refusal("This was corrected already.")
    if by not in {use.stamp.actor, use.what.holder, use.what.second} and not may_all:
        raise Refusal("Whoever recorded it corrects it, or a supervisor.")
    if not reason.strip():
        raise Refusal("Say what was wrong: both stay in the record.")
    refuse_card_numbers((reason,))
    return AuthorityUseCorrected(reason.strip())
