"""The key with which a station signs its log, and another that takes its place."""

from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.event import event, sealed


class Why(StrEnum):
    """Why a log gets another key."""

    PLANNED = "planned"
    SUSPECTED = "suspected"


@event("key.rotated/1")
@dataclass(frozen=True, slots=True)
class KeyRotated:
    """From the entry after this one on the log is signed with another key; both sign the checkpoint right after it.

    `former` and `vkey` are the keys before and after, as C2SP verifier keys; `suspected` says that somebody else may
    have had the old one.
    """

    former: str
    vkey: str
    why: Why
    reason: str | None = sealed()
