"""The house's rule for attachments: how large a file may be, and whether place and camera data are kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from sopdesk.domain.event import Recorded, event, in_clock_order
from sopdesk.domain.refusal import Refusal

MEGABYTE = 1_000_000
LARGEST = 200
"""The most megabytes that a house can allow: a file is kept whole within the desk's own."""


@event("attachments.ruled/1")
@dataclass(frozen=True, slots=True)
class AttachmentsRuled:
    """From now on a file may have so many megabytes; place and camera data of pictures are kept, or taken out."""

    megabytes: int
    keeps_hidden: bool


@dataclass(frozen=True, slots=True)
class AttachmentRule:
    """What holds: 25 MB, and every file exactly as it came, where the house has set nothing else."""

    megabytes: int = 25
    keeps_hidden: bool = True

    def check_size(self, size: int, name: str) -> None:
        """Refuse a file (size in bytes) that is empty or too large, before anything of it is read."""
        if size == 0:
            raise Refusal(f"“{name}” is empty: there is nothing in it to keep.")
        if size > self.megabytes * MEGABYTE:
            said = f"{size / MEGABYTE:,.1f}".removesuffix(".0")
            raise Refusal(f"“{name}” has {said} MB; the house takes files of up to {self.megabytes} MB.")


def fold(_subject: str, events: Iterable[Recorded]) -> AttachmentRule:
    """Give the rule that the house's events add up to."""
    rule = AttachmentRule()
    for each in in_clock_order(events):
        if isinstance(each.what, AttachmentsRuled):
            rule = AttachmentRule(each.what.megabytes, each.what.keeps_hidden)
    return rule


def set_rule(now: AttachmentRule, megabytes: int, *, keeps_hidden: bool) -> AttachmentsRuled:
    """Set the rule. Refuses no room at all, too much, and what is the rule already."""
    if not 1 <= megabytes <= LARGEST:
        raise Refusal(f"A file may have between 1 and {LARGEST} MB.")
    if now == AttachmentRule(megabytes, keeps_hidden):
        raise Refusal("That is the rule already.")
    return AttachmentsRuled(megabytes, keeps_hidden)
