"""Saying in plain words what happened to a guided workflow."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.domain import guided
from sopdesk.domain.flow import BACK, DONE, ESCALATE
from sopdesk.services.told import Told


def _answered(what: guided.GuideAnswered) -> Told:
    """Tell an answer and where it leads; steps and answers stand in quotes by their ids, for `tell` to name."""
    leads = {DONE: "the end", BACK: "back to the question before"}
    text = leads.get(what.go, f"leads to “step:{what.go}”")
    if what.go.startswith(ESCALATE):
        text = f"hands it up to role:{what.go.removeprefix(ESCALATE)}"
    if what.branch < 0:
        return Told(f"went on from “{what.step}”", text)
    return Told(f"answered “{what.step}” with “branch:{what.step}:{what.branch}”", text)


GUIDES: Mapping[type, Callable[[Any], Told]] = {
    guided.GuideStarted: lambda e: Told(f"began to follow {e.title} ({e.sop_number}, revision {e.label})"),
    guided.GuideAnswered: _answered,
    guided.GuideSteppedBack: lambda e: Told(f"went back to “{e.step}”"),
    guided.GuideNoted: lambda e: Told(f"wrote at “{e.step}”", e.text or ""),
    guided.GuideTakenOver: lambda _: Told("took over what was handed up"),
    guided.GuideGivenUp: lambda e: Told("gave it up", reason=e.reason or ""),
}  # fmt: skip
