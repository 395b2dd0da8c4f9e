"""What may be done while a decision workflow is followed: start, answer, go back, note, take over, give up."""

from datetime import datetime

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.flow import DONE, flow
from sopdesk.domain.guided import (
    GuideAnswered,
    Guided,
    GuideGivenUp,
    GuideNoted,
    GuideStage,
    GuideStarted,
    GuideSteppedBack,
    GuideTakenOver,
)
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Sop
from sopdesk.domain.sop import Format, Procedure

ON = -1
"""Stands for going on from a step that asks nothing."""


def start(sop: Sop, *, number: str, now: datetime, incident: str = "") -> GuideStarted:
    """Begin to follow a workflow by the revision in force now. Refuses one not in force, or no workflow."""
    revision = sop.in_force(now)
    if revision is None:
        raise Refusal("This workflow is not in force.")
    content = revision.content
    if content.format is not Format.WORKFLOW or not content.steps:
        raise Refusal(f"{content.number} is not a decision workflow.")
    return GuideStarted(
        number, sop.id, content.number, revision.label, revision.digest, content.title, content.steps[0].id, incident
    )


def answer(state: Guided, content: Procedure, step_id: str, branch: int = ON) -> list[GuideAnswered]:
    """Answer the question that is open, by the place of the answer; `ON` goes on where a step asks nothing.

    An answer given twice, by an impatient finger, does no harm: it gives no second event.
    """
    way = state.way()
    if way and (way[-1].step, way[-1].branch) == (step_id, branch) and state.at != step_id:
        return []
    _refuse_ended(state)
    step = content.step(step_id)
    if step is None or state.at != step_id:
        raise Refusal("This question is not open now. Look at the one that is.")
    if not step.branches:
        following = flow(content).ways[step_id]
        return [GuideAnswered(step_id, ON, following[0] if following else DONE)]
    if not 0 <= branch < len(step.branches):
        raise Refusal("Choose one of the answers.")
    return [GuideAnswered(step_id, branch, step.branches[branch].go)]


def step_back(state: Guided, step_id: str = "") -> GuideSteppedBack:
    """Go back to the question before, or to one further back; refused once somebody else has it."""
    if state.stage in {GuideStage.TAKEN_OVER, GuideStage.GIVEN_UP}:
        raise Refusal("This has ended; nobody goes back in it.")
    way = state.way()
    if not way:
        raise Refusal("This is the first question.")
    if step_id and all(turn.step != step_id for turn in way):
        raise Refusal("That question was not on the way.")
    return GuideSteppedBack(step_id or way[-1].step)


def note(state: Guided, content: Procedure, step_id: str, text: str) -> GuideNoted:
    """Write something down at a step, also after the end."""
    if content.step(step_id) is None:
        raise Refusal("There is no such step in this workflow.")
    if not text.strip():
        raise Refusal("Write something first.")
    if state.stage is GuideStage.GIVEN_UP:
        raise Refusal("This was given up; nothing more is written in it.")
    refuse_card_numbers((text,))
    return GuideNoted(step_id, text.strip())


def take_over(state: Guided, who: str, *, stands_for_role: bool) -> GuideTakenOver:
    """Take over what was handed up; it takes the role that was asked for or one above it, and never the same person."""
    if state.stage is not GuideStage.ESCALATED or state.ended is None:
        raise Refusal("Nobody has handed this up, or somebody has it already.")
    if state.ended.actor == who:
        raise Refusal("You have handed this up yourself; somebody else takes it over.")
    if not stands_for_role:
        raise Refusal("This was handed up to somebody with more authority than yours.")
    return GuideTakenOver()


def give_up(state: Guided, *, reason: str) -> GuideGivenUp:
    """End it where it stands, with a reason."""
    _refuse_ended(state)
    if not reason.strip():
        raise Refusal("Say in a few words why nobody goes on with it.")
    refuse_card_numbers((reason,))
    return GuideGivenUp(reason.strip())


def _refuse_ended(state: Guided) -> None:
    if state.ended is not None:
        raise Refusal("This has come to its end. Go back to the last question if the answer was wrong.")
