"""A decision workflow being followed: one question at a time, the way taken kept, ended in done or handed up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.flow import BACK, DONE, ESCALATE


class GuideStage(StrEnum):
    """Where a guided workflow stands."""

    OPEN = "in progress"
    DONE = "done"
    ESCALATED = "handed up, nobody has it yet"
    TAKEN_OVER = "taken over"
    GIVEN_UP = "given up"


@event("guide.started/1")
@dataclass(frozen=True, slots=True)
class GuideStarted:
    """Somebody begins to follow a workflow; the way is pinned to the revision in force at that moment."""

    number: str
    sop: str
    sop_number: str
    label: str
    digest: str
    title: str
    first: str
    incident: str = ""


@event("guide.answered/1")
@dataclass(frozen=True, slots=True)
class GuideAnswered:
    """A question is answered: `branch` is the answer's place in the step (-1: gone on without one), `go` its target."""

    step: str
    branch: int
    go: str


@event("guide.stepped_back/1")
@dataclass(frozen=True, slots=True)
class GuideSteppedBack:
    """Somebody goes back to a question answered before; the answers from there on count no more."""

    step: str


@event("guide.noted/1")
@dataclass(frozen=True, slots=True)
class GuideNoted:
    """Something is written down at a step."""

    step: str
    text: str | None = sealed()


@event("guide.taken_over/1")
@dataclass(frozen=True, slots=True)
class GuideTakenOver:
    """Somebody with the authority takes over what was handed up, with the steps already taken."""


@event("guide.given_up/1")
@dataclass(frozen=True, slots=True)
class GuideGivenUp:
    """Nobody goes on with it, for a reason: the customer left, it was begun by mistake."""

    reason: str | None = sealed()


@dataclass(slots=True)
class Turn:
    """One answer on the way; `taken_back` is when somebody went back over it."""

    step: str
    branch: int
    go: str
    stamp: Stamp
    taken_back: Stamp | None = None


@dataclass(slots=True)
class Guided:
    """A guided workflow folded from its events; `at` is the step where it stands, "" once it has ended."""

    id: str
    started: GuideStarted | None = None
    start: Stamp | None = None
    at: str = ""
    turns: list[Turn] = field(default_factory=list)
    notes: list[tuple[str, str, Stamp]] = field(default_factory=list)
    ended: Stamp | None = None
    role: str = ""
    taken_over: Stamp | None = None
    given_up: str = ""

    @property
    def stage(self) -> GuideStage:
        """Where it stands."""
        if self.ended is None:
            return GuideStage.OPEN
        if self.given_up:
            return GuideStage.GIVEN_UP
        if not self.role:
            return GuideStage.DONE
        return GuideStage.TAKEN_OVER if self.taken_over else GuideStage.ESCALATED

    def way(self) -> list[Turn]:
        """Give the answers that count, in order."""
        return [each for each in self.turns if each.taken_back is None]

    def hands(self) -> set[str]:
        """Give everybody who answered or wrote on the way."""
        stamps = [turn.stamp for turn in self.turns] + [stamp for _, _, stamp in self.notes]
        return {each.actor for each in (*stamps, *((self.start,) if self.start else ()))}


def fold(subject: str, events: Iterable[Recorded]) -> Guided:
    """Give the guided workflow that these events add up to in clock order.

    Of two answers to one question, given on two stations, the first counts; so does the first end.
    """
    state = Guided(subject)
    for each in in_clock_order(events):
        _apply(state, each)
    return state


def _apply(state: Guided, recorded: Recorded) -> None:
    stamp = recorded.stamp
    match recorded.what:
        case GuideStarted() as what if state.started is None:
            state.started, state.start, state.at = what, stamp, what.first
        case GuideAnswered() as what if state.at == what.step:
            _answer(state, what, stamp)
        case GuideSteppedBack(step) if state.stage not in {GuideStage.TAKEN_OVER, GuideStage.GIVEN_UP}:
            _step_back(state, step, stamp)
        case GuideNoted(step, text):
            state.notes.append((step, text or "", stamp))
        case GuideTakenOver() if state.stage is GuideStage.ESCALATED:
            state.taken_over = stamp
        case GuideGivenUp(reason) if state.ended is None:
            state.ended, state.at, state.given_up = stamp, "", reason or "no reason is left"


def _answer(state: Guided, what: GuideAnswered, stamp: Stamp) -> None:
    before = state.way()
    state.turns.append(Turn(what.step, what.branch, what.go, stamp))
    if what.go == BACK:
        state.turns[-1].taken_back = stamp
        if before:
            before[-1].taken_back, state.at = stamp, before[-1].step
    elif what.go == DONE or what.go.startswith(ESCALATE):
        state.at, state.ended = "", stamp
        state.role = what.go.removeprefix(ESCALATE) if what.go != DONE else ""
    else:
        state.at = what.go


def _step_back(state: Guided, step: str, stamp: Stamp) -> None:
    way = state.way()
    places = [place for place, turn in enumerate(way) if turn.step == step]
    if not places:
        return
    for turn in way[places[-1] :]:
        turn.taken_back = stamp
    state.at, state.ended, state.role = step, None, ""
