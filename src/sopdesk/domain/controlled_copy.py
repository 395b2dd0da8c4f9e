"""A controlled copy: a print that is numbered and recorded, so that it can be called in (ISO 9001:2015 7.5.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.refusal import Refusal


class CopyState(StrEnum):
    """What became of a copy."""

    OUT = "out"
    CALLED_IN = "called in"
    RETURNED = "returned"
    LOST = "lost"
    VOID = "void"


OUTSTANDING = (CopyState.OUT, CopyState.CALLED_IN)
"""The states of a copy that is still in the house."""


@event("copy.issued/1")
@dataclass(frozen=True, slots=True)
class CopyIssued:
    """A revision is printed as a controlled copy with a number of its own; `file` is the SHA-256 of what was printed.

    It hangs in a place, or somebody holds it; a person's name is sealed. `form` is "" for the whole procedure, or the
    paper of a card, such as "A5".
    """

    number: str
    sop: str
    sop_number: str
    label: str
    digest: str
    title: str
    file: str
    place: str = ""
    holder: str | None = sealed(default="")
    form: str = ""


@event("copy.called_in/1")
@dataclass(frozen=True, slots=True)
class CopyCalledIn:
    """Whoever has the copy is asked to bring it back."""

    reason: str | None = sealed(default="")


@event("copy.returned/1")
@dataclass(frozen=True, slots=True)
class CopyReturned:
    """The copy is back at the desk and destroyed."""

    remark: str | None = sealed(default="")


@event("copy.lost/1")
@dataclass(frozen=True, slots=True)
class CopyLost:
    """The copy cannot be found, for a reason as far as it is known."""

    reason: str | None = sealed(default="")


@event("copy.voided/1")
@dataclass(frozen=True, slots=True)
class CopyVoided:
    """The copy never came to be: its file could not be saved, or its print failed."""

    reason: str | None = sealed(default="")


@dataclass(slots=True)
class Copy:
    """A controlled copy folded from its events."""

    id: str
    issued: CopyIssued | None = None
    issue: Stamp | None = None
    state: CopyState = CopyState.OUT
    called_in: Stamp | None = None
    ended: Stamp | None = None
    why: str = ""


def fold(subject: str, events: Iterable[Recorded]) -> Copy:
    """Give the copy that these events add up to in clock order; what is returned or void stays so."""
    copy = Copy(subject)
    for each in in_clock_order(events):
        _apply(copy, each)
    return copy


def _apply(copy: Copy, recorded: Recorded) -> None:
    match recorded.what:
        case CopyIssued() as what if copy.issued is None:
            copy.issued, copy.issue = what, recorded.stamp
        case CopyCalledIn(reason) if copy.state is CopyState.OUT:
            copy.state, copy.called_in, copy.why = CopyState.CALLED_IN, recorded.stamp, reason or ""
        case CopyReturned(remark) if copy.state in {*OUTSTANDING, CopyState.LOST}:
            copy.state, copy.ended, copy.why = CopyState.RETURNED, recorded.stamp, remark or ""
        case CopyLost(reason) if copy.state in OUTSTANDING:
            copy.state, copy.ended, copy.why = CopyState.LOST, recorded.stamp, reason or ""
        case CopyVoided(reason) if copy.state in OUTSTANDING:
            copy.state, copy.ended, copy.why = CopyState.VOID, recorded.stamp, reason or ""


def check_whereabouts(place: str, holder: str) -> None:
    """Refuse a copy of which nobody would know where it is."""
    if not place.strip() and not holder.strip():
        raise Refusal("Say where the copy hangs or who holds it, so that it can be called in.")
    refuse_card_numbers((place, holder))


def call_in(copy: Copy, *, reason: str = "") -> CopyCalledIn:
    """Ask for a copy back. Refuses one that was asked for already or is no longer out."""
    if copy.state is CopyState.CALLED_IN:
        raise Refusal("This copy is called in already.")
    _refuse_unless(copy, *OUTSTANDING)
    refuse_card_numbers((reason,))
    return CopyCalledIn(reason.strip())


def take_back(copy: Copy, *, remark: str = "") -> CopyReturned:
    """Take a copy back; one that was lost can be found again."""
    _refuse_unless(copy, *OUTSTANDING, CopyState.LOST)
    refuse_card_numbers((remark,))
    return CopyReturned(remark.strip())


def lose(copy: Copy, *, reason: str) -> CopyLost:
    """Record that a copy cannot be found. Refuses without a reason."""
    _refuse_unless(copy, *OUTSTANDING)
    return CopyLost(_said(reason, "Say what is known about how the copy was lost."))


def void(copy: Copy, *, reason: str) -> CopyVoided:
    """Record that a copy never came to be. Refuses without a reason."""
    _refuse_unless(copy, *OUTSTANDING)
    return CopyVoided(_said(reason, "Say why the copy does not exist, for example that the print failed."))


def _refuse_unless(copy: Copy, *states: CopyState) -> None:
    if copy.issued is None:
        raise Refusal("There is no such copy.")
    if copy.state not in states:
        sentence = f"This copy is {copy.state.value} already."
        raise Refusal(sentence)


def _said(reason: str, otherwise: str) -> str:
    if not reason.strip():
        raise Refusal(otherwise)
    refuse_card_numbers((reason,))
    return reason.strip()
