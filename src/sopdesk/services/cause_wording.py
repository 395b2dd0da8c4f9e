"""Saying in plain words what was found about the causes of an incident; what a cause says stands for its id."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.domain import cause
from sopdesk.services.told import Told


def _found(what: cause.CauseFound) -> Told:
    evidence = f" (shown by: {what.evidence})" if what.evidence else ""
    if what.method is cause.Method.WHYS:
        return Told("asked why", f"{what.why or ''} {what.because or ''}{evidence}")
    kind = what.cause_class or ""
    return Told(f"found a {'sub-cause' if what.under else 'cause'} ({kind})", f"{what.because or ''}{evidence}")


def _corrected(what: cause.CauseCorrected) -> Told:
    text = " ".join(each for each in (what.why, f"(shown by: {what.evidence})" if what.evidence else "") if each)
    return Told("corrected a cause", text, "cause", what.was or "", what.because or "", what.reason or "")


CAUSES: Mapping[type, Callable[[Any], Told]] = {
    cause.CauseFound: _found,
    cause.CauseCorrected: _corrected,
    cause.CauseMarked: lambda e: Told(f"held “{e.cause}” to be {'a' if e.root else 'no'} root cause"),
    cause.CauseStruck: lambda e: Told(f"gave the cause “{e.cause}” up", reason=e.reason or ""),
}
"""How each kind of event is told."""
