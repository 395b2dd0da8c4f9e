"""The customer's journey through the house: stages, and what meets the customer at each, with its standard."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order
from sopdesk.domain.refusal import Refusal

Part = TypeVar("Part")
JOURNEY = "journey-"
"""How the subject of a journey begins."""


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """Where the customer meets the house: what happens, the standard in words, the target in minutes, who does it.

    `procedure` is the number of the procedure that says how, `step` a step of it. The id stays over all revisions.
    """

    id: str
    title: str
    standard: str = ""
    minutes: int | None = None
    role: str = ""
    procedure: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the journey, with its touchpoints from top to bottom."""

    id: str
    title: str
    touchpoints: tuple[Touchpoint, ...] = ()


@event("journey.revised/1")
@dataclass(frozen=True, slots=True)
class JourneyRevised:
    """A journey is drawn, or drawn anew, with the reason."""

    title: str
    stages: tuple[Stage, ...]
    reason: str = ""


@event("journey.retired/1")
@dataclass(frozen=True, slots=True)
class JourneyRetired:
    """A journey is of no use any more; what it said stays."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class JourneyRevision:
    """One state of a journey: who recorded it, when, and why."""

    title: str
    stages: tuple[Stage, ...]
    reason: str
    stamp: Stamp


@dataclass(slots=True)
class Journey:
    """A journey folded from its events; its revisions are numbered from 1."""

    id: str
    revisions: list[JourneyRevision] = field(default_factory=list)
    retired: Stamp | None = None


def fold(subject: str, events: Iterable[Recorded]) -> Journey:
    """Give the journey that these events add up to in clock order."""
    journey = Journey(subject)
    for each in in_clock_order(events):
        match each.what:
            case JourneyRevised(title, stages, reason):
                journey.revisions.append(JourneyRevision(title, stages, reason, each.stamp))
                journey.retired = None
            case JourneyRetired():
                journey.retired = each.stamp
    return journey


def revise(journey: Journey, title: str, stages: Sequence[Stage], reason: str) -> JourneyRevised:
    """Draw a journey, or draw it anew. Refuses what has no name, no change, and no reason for one."""
    title, reason = title.strip(), reason.strip()
    if not title:
        raise Refusal("Give the journey a name, for example A visit to the café.")
    if not stages:
        raise Refusal("A journey needs a stage, for example Arrive.")
    _check_names(stages)
    if journey.revisions:
        last = journey.revisions[-1]
        if (last.title, last.stages) == (title, tuple(stages)) and journey.retired is None:
            raise Refusal("Nothing has changed.")
        if not reason:
            raise Refusal("Say why the journey changes: it stands in the record.")
    return JourneyRevised(title, tuple(stages), reason)


def _check_names(stages: Sequence[Stage]) -> None:
    for stage in stages:
        if not stage.title.strip():
            raise Refusal("A stage has no name.")
        for each in stage.touchpoints:
            if not each.title.strip():
                raise Refusal(f"A touchpoint of {stage.title} has no name.")
            if each.minutes is not None and each.minutes <= 0:
                raise Refusal(f"“{each.title}”: a target is at least one minute.")


def ids_of(stages: Iterable[Stage]) -> Iterator[str]:
    """Give every id in use, of stages and of touchpoints."""
    for stage in stages:
        yield stage.id
        yield from (each.id for each in stage.touchpoints)


def new_id(title: str, stages: Iterable[Stage]) -> str:
    """Give an id for a new stage or touchpoint that is not in use yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-") or "part"
    taken, n, found = set(ids_of(stages)), 1, plain
    while found in taken:
        n += 1
        found = f"{plain}-{n}"
    return found


def with_known_ids(stages: Iterable[Stage], before: Sequence[Stage]) -> tuple[Stage, ...]:
    """Give parts the ids that parts of the same name had before; others get new ones."""
    known = {each.title: each.id for each in before}
    cards = {each.title: each.id for stage in before for each in stage.touchpoints}
    found: tuple[Stage, ...] = ()
    for stage in stages:
        made = Stage(known.pop(stage.title, "") or new_id(stage.title, (*before, *found)), stage.title)
        found = put_stage(found, made)
        for card in stage.touchpoints:
            name = cards.pop(card.title, "") or new_id(card.title, (*before, *found))
            found = put_touchpoint(found, made.id, replace(card, id=name))
    return found


def put_stage(stages: Sequence[Stage], stage: Stage, at: int | None = None) -> tuple[Stage, ...]:
    """Put a stage in the place of the one with its id or, if it is new, before the place `at` (or last)."""
    if any(each.id == stage.id for each in stages):
        return tuple(stage if each.id == stage.id else each for each in stages)
    place = len(stages) if at is None else at
    return (*stages[:place], stage, *stages[place:])


def put_touchpoint(stages: Sequence[Stage], stage: str, card: Touchpoint, at: int | None = None) -> tuple[Stage, ...]:
    """Put a touchpoint in the place of the one with its id or, if it is new, into a stage, before the place `at`."""
    if card.id in {each.id for one in stages for each in one.touchpoints}:
        return tuple(
            replace(one, touchpoints=tuple(card if each.id == card.id else each for each in one.touchpoints))
            for one in stages
        )
    return tuple(
        replace(one, touchpoints=_with(one.touchpoints, card, at)) if one.id == stage else one for one in stages
    )


def _with(cards: tuple[Touchpoint, ...], card: Touchpoint, at: int | None) -> tuple[Touchpoint, ...]:
    place = len(cards) if at is None else at
    return (*cards[:place], card, *cards[place:])


def without(stages: Sequence[Stage], part: str) -> tuple[Stage, ...]:
    """Take a stage with all its touchpoints, or one touchpoint, away."""
    return tuple(
        replace(stage, touchpoints=tuple(each for each in stage.touchpoints if each.id != part))
        for stage in stages
        if stage.id != part
    )


def move(stages: Sequence[Stage], part: str, *, across: int = 0, down: int = 0) -> tuple[Stage, ...]:
    """Move a stage left or right, or a touchpoint up, down or into the stage beside; at an edge all stays."""
    at = next((n for n, each in enumerate(stages) if each.id == part), None)
    if at is not None:
        return _swapped(stages, at, at + across)
    for n, stage in enumerate(stages):
        place = next((m for m, each in enumerate(stage.touchpoints) if each.id == part), None)
        if place is not None and across and 0 <= n + across < len(stages):
            beside, card = stages[n + across], stage.touchpoints[place]
            return put_touchpoint(without(stages, part), beside.id, card, min(place, len(beside.touchpoints)))
        if place is not None:
            cards = _swapped(stage.touchpoints, place, place + down)
            return tuple(replace(each, touchpoints=cards) if each is stage else each for each in stages)
    return tuple(stages)


def _swapped(these: Sequence[Part], one: int, other: int) -> tuple[Part, ...]:
    found = list(these)
    if 0 <= other < len(found):
        found[one], found[other] = found[other], found[one]
    return tuple(found)
