"""Which pictures of a procedure changed, to be shown side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from sopdesk.domain.sop import Picture, Procedure, Step


@dataclass(frozen=True, slots=True)
class PictureChange:
    """One picture of a step that is another one now; None where there was none, or is none any more."""

    step: str
    was: Picture | None
    now: Picture | None


def picture_changes(old: Procedure, new: Procedure) -> tuple[PictureChange, ...]:
    """Give the pictures that are not the same in both, step by step in the new order; taken-away steps last."""
    steps = dict.fromkeys((*(each.id for each in new.steps), *(each.id for each in old.steps)))
    return tuple(change for step in steps for change in _of_step(old.step(step), new.step(step)))


def _of_step(old: Step | None, new: Step | None) -> Iterator[PictureChange]:
    before, after = (step.pictures if step else () for step in (old, new))
    kept = {each.source for each in before} & {each.source for each in after}
    gone, come = ([each for each in side if each.source not in kept] for side in (before, after))
    named = new or old
    numbered = {each.id: each for each in gone if each.id}
    pairs = [(numbered[each.id], each) for each in come if each.id in numbered]
    left = zip_longest(
        [each for each in gone if each not in dict(pairs)], [each for each in come if each.id not in numbered]
    )
    for was, now in (*pairs, *left):
        yield PictureChange(named.title if named else "", was, now)
