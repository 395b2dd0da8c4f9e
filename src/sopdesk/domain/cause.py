"""Why it happened: a chain of whys, and causes by their class (HSE HSG245, step three; fishbone after Ishikawa)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.event import Stamp, event, sealed


class Method(StrEnum):
    """By which method a cause was found."""

    WHYS = "five whys"
    FISHBONE = "fishbone"


class CauseClass(StrEnum):
    """To what a cause belongs: the six bones of a fishbone."""

    PEOPLE = "people"
    PLACE = "place"
    EQUIPMENT = "equipment"
    PROCEDURE = "method or procedure"
    MATERIAL = "material"
    ORGANISATION = "organisation"


class CauseEvent:
    """What happens to a cause in a file."""

    __slots__ = ()
    cause: str


@event("cause.found/1")
@dataclass(frozen=True, slots=True)
class CauseFound(CauseEvent):
    """A cause is found. `cause` is its id; `under` is the answer before it in the chain, or the cause that it explains.

    In a chain `why` is the question and `because` its answer; a cause of a fishbone belongs to a class.
    """

    cause: str
    method: Method
    under: str = ""
    cause_class: CauseClass | None = None
    why: str | None = sealed()
    because: str | None = sealed()
    evidence: str | None = sealed()


@event("cause.corrected/1")
@dataclass(frozen=True, slots=True)
class CauseCorrected(CauseEvent):
    """A cause reads otherwise now; `was` is the answer as it read before, with the reason."""

    cause: str
    why: str | None = sealed()
    because: str | None = sealed()
    evidence: str | None = sealed()
    was: str | None = sealed()
    reason: str | None = sealed()


@event("cause.marked/1")
@dataclass(frozen=True, slots=True)
class CauseMarked(CauseEvent):
    """A cause is held to be a root cause, or no longer."""

    cause: str
    root: bool


@event("cause.struck/1")
@dataclass(frozen=True, slots=True)
class CauseStruck(CauseEvent):
    """A cause, with all that hangs under it, is given up; it stays in the story."""

    cause: str
    reason: str | None = sealed()


@dataclass(slots=True)
class Cause:
    """A cause, folded."""

    found: CauseFound
    stamp: Stamp
    why: str
    because: str
    evidence: str
    root: bool = False
    corrections: int = 0
    struck: bool = False


def fold_cause(causes: dict[str, Cause], what: CauseEvent, stamp: Stamp) -> None:
    """Bring the causes of a file on; what belongs to a cause that is not known is passed over."""
    if isinstance(what, CauseFound):
        causes.setdefault(what.cause, Cause(what, stamp, what.why or "", what.because or "", what.evidence or ""))
        return
    cause = causes.get(what.cause)
    if cause is None:
        return
    if isinstance(what, CauseCorrected):
        cause.why, cause.because, cause.evidence = what.why or "", what.because or "", what.evidence or ""
        cause.corrections += 1
    elif isinstance(what, CauseMarked):
        cause.root = what.root
    else:  # struck
        cause.struck = True


def standing(causes: Mapping[str, Cause], method: Method) -> dict[str, Cause]:
    """Give the causes of a method that are not struck, and hang under none that is, in the order of their finding."""
    found: dict[str, Cause] = {}
    for name, each in causes.items():
        under = each.found.under
        if each.found.method is method and not each.struck and (not under or under in found):
            found[name] = each
    return found
