"""Erasing personal data by right: one person asks, another one agrees and signs, and what went is named for ever.

Erased are sealed values and photos; the entries that held them stay, with the digests of what they held. The grounds
are those of the General Data Protection Regulation, article 17 (the United Kingdom has the same article).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sopdesk.domain.event import ERASED, Recorded, Stamp, event, in_clock_order, sealed, sealed_fields
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Signature

ERASURE = "erasure-"
"""How the subject of an erasure begins."""
NEVER = frozenset({"printed_name", "name_salt", "verifier", "private_key"})
"""Fields that are no words about anybody else: the name beside a signature, and credentials."""


class Basis(StrEnum):
    """On which ground something is erased."""

    REQUEST = "the person asked for it"
    EXPIRED = "it need not be kept any longer"
    MISTAKE = "it should never have been recorded"
    ORDER = "a court or an authority ordered it"


BASIS_SOURCES = {
    Basis.REQUEST: "GDPR article 17 (1) (b) and (c)",
    Basis.EXPIRED: "GDPR article 5 (1) (e) and 17 (1) (a)",
    Basis.MISTAKE: "GDPR article 17 (1) (d)",
    Basis.ORDER: "GDPR article 17 (1) (e)",
}
"""Where the law says so."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Sealed fields of one entry: the subject that it is about, its log and number there, and the fields' names."""

    subject: str
    log: str
    seq: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErasedEntry:
    """What went of one entry: the fields' names, and the digests that stood, and stand, for their values."""

    log: str
    seq: int
    fields: tuple[str, ...]
    digests: tuple[str, ...]


@event("erasure.requested/1")
@dataclass(frozen=True, slots=True)
class ErasureRequested:
    """Somebody asks that pieces be erased, on a ground and with a reason. `photos` are SHA-256 (hex)."""

    basis: Basis
    pieces: tuple[Piece, ...]
    photos: tuple[str, ...] = ()
    reason: str | None = sealed()


@event("erasure.refused/1")
@dataclass(frozen=True, slots=True)
class ErasureRefused:
    """Somebody decides, or whoever asked thinks better of it, that nothing is erased."""

    reason: str | None = sealed()


@event("erasure.agreed/1")
@dataclass(frozen=True, slots=True)
class ErasureAgreed:
    """A second person agrees and signs; `digest` stands for the request exactly as it was made."""

    digest: str
    signature: Signature
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()


@event("disclosure.erased/1")
@dataclass(frozen=True, slots=True)
class DisclosureErased:
    """Values of this subject's entries, and photos or attached files, were erased, as two people agreed."""

    erasure: str
    basis: Basis
    entries: tuple[ErasedEntry, ...] = ()
    photos: tuple[str, ...] = ()


@dataclass(slots=True)
class Erasure:
    """A request to erase, folded; the first decision stands."""

    id: str
    what: ErasureRequested | None = None
    asked: Stamp | None = None
    agreed: Stamp | None = None
    refused: Stamp | None = None
    reason: str = ""
    reason_refused: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has decided yet."""
        return self.what is not None and self.agreed is None and self.refused is None


def fold(subject: str, events: Iterable[Recorded]) -> Erasure:
    """Give the erasure that events add up to."""
    state = Erasure(subject)
    for each in in_clock_order(events):
        match each.what:
            case ErasureRequested() as what if state.what is None:
                state.what, state.asked, state.reason = what, each.stamp, what.reason or ""
            case ErasureAgreed() if state.is_open:
                state.agreed = each.stamp
            case ErasureRefused(reason) if state.is_open:
                state.refused, state.reason_refused = each.stamp, reason or ""
    return state


def request(pieces: Sequence[Piece], photos: Sequence[str], basis: Basis, reason: str) -> ErasureRequested:
    """Ask that something be erased. Refuses nothing at all, and no reason."""
    if not pieces and not photos:
        raise Refusal("Choose what is to be erased first.")
    if not reason.strip():
        raise Refusal("Say why it is to be erased: who asked, when, and what for.")
    return ErasureRequested(basis, tuple(pieces), tuple(photos), reason.strip())


def check_agreeing(erasure: Erasure, by: str, held: Collection[str]) -> None:
    """Refuse whoever asked, what is decided, and what touches a record (named in words) that is on legal hold."""
    _check_open(erasure)
    if erasure.asked is not None and by == erasure.asked.actor:
        raise Refusal("Erasing takes two people: whoever asked for it cannot agree to it.")
    refuse_held(held)


def refuse(erasure: Erasure, reason: str) -> ErasureRefused:
    """Decide that nothing is erased. Refuses no reason, and what is decided."""
    _check_open(erasure)
    if not reason.strip():
        raise Refusal("Say why nothing is erased.")
    return ErasureRefused(reason.strip())


def refuse_held(held: Collection[str]) -> None:
    """Refuse to erase from records, named in words, that are on legal hold."""
    if held:
        raise Refusal(f"On legal hold, so nothing of it may be erased: {', '.join(sorted(held))}.")


def _check_open(erasure: Erasure) -> None:
    if erasure.what is None:
        raise Refusal("There is no such request.")
    if not erasure.is_open:
        raise Refusal("This request is decided already.")


def left(recorded: Recorded) -> Iterator[tuple[str, Any]]:
    """Give field and value of every sealed value of an entry that can be erased and is still here."""
    for name in sealed_fields(type(recorded.what)):
        value = getattr(recorded.what, name)
        if name not in NEVER and value is not None and str(value) != ERASED:
            yield name, value
