"""Procedures named in an incident: the revision pinned, the newest in force then, and what its recorder knew."""

from sopdesk.domain import revision as life
from sopdesk.domain.case import Incident
from sopdesk.domain.event import Stamp
from sopdesk.domain.incident import Pinned
from sopdesk.domain.revision import Revision, Sop
from sopdesk.services.desk import Desk
from sopdesk.views.pinned import PinnedView

GONE = "none, it is withdrawn"


def pinned_views(desk: Desk, state: Incident) -> tuple[PinnedView, ...]:
    """Give the procedures of an incident's file in the order in which they were named."""
    names = desk.names() if state.procedures else {}
    return tuple(_view(desk, state, each, names) for each in state.procedures)


def _view(desk: Desk, state: Incident, pinned: Pinned, names: dict[str, str]) -> PinnedView:
    sop = desk.load(pinned.sop, life.fold)
    held, recorded = sop.of_digest(pinned.digest), state.recorded
    if held is None or recorded is None:
        return PinnedView(pinned, pinned.number, pinned.step, held_here=False)
    then, now = sop.in_force(state.occurred_at), sop.in_force(desk.now())
    other = then is not None and then.digest != pinned.digest
    step = next((each.title for each in held.content.steps if each.id == pinned.step), pinned.step)
    return PinnedView(
        pinned, held.content.title, step, held.effective_from, then.label if then and other else "",
        then.approved.at if then and other and _later(then, recorded) and then.approved else None,
        "" if now is held else now.label if now else GONE, names.get(recorded.actor, recorded.actor),
        _did(sop, held, recorded),
    )  # fmt: skip


def _later(revision: Revision, recorded: Stamp) -> bool:
    """Tell whether a revision was approved after an incident was recorded: in one log its number says so."""
    approved = revision.approved
    if approved is None:
        return False
    return approved.seq > recorded.seq if approved.log == recorded.log else approved.order > recorded.order


def _did(sop: Sop, held: Revision, recorded: Stamp) -> str:
    """Say what the recorder had done with a revision before the incident was recorded."""
    who = recorded.actor
    before = [each for each in held.approvals if each.stamp.order < recorded.order]
    if held.author == who and held.submitted.order < recorded.order:
        return "wrote it"
    if any(each.stamp.actor == who for each in before):
        return "approved it"
    answers = (each for asked in held.reviews.asked for each in asked.said)
    looked = (*(each.stamp for each in answers), *(each.stamp for each in sop.upkeep.done))
    return "reviewed it" if any(each.actor == who and each.order < recorded.order for each in looked) else ""
