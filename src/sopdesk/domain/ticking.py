"""What may be done with a run as a whole and when: start, complete, sign off. Its lines: `marking`."""

from datetime import datetime

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.occasion import Occasion
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Sop
from sopdesk.domain.run import Run, RunCompleted, RunReturned, RunStage, RunStarted
from sopdesk.domain.sop import Procedure


def start(sop: Sop, *, number: str, now: datetime, incident: str = "", occasion: Occasion | None = None) -> RunStarted:
    """Start a checklist by the revision in force now. Refuses one not in force or without a line to tick."""
    revision = sop.in_force(now)
    if revision is None:
        raise Refusal("This checklist is not in force.")
    content = revision.content
    if not content.items():
        raise Refusal(f"{content.number} has nothing to tick.")
    due, late_from = (occasion.due_by, occasion.late_from) if occasion else (None, None)
    return RunStarted(
        number, sop.id, content.number, revision.label, revision.digest, content.title, incident, due, late_from
    )


def complete(run: Run, content: Procedure) -> RunCompleted:
    """Finish the run. Refuses while an item is neither done nor skipped."""
    check_open(run)
    missing = [item for item in content.items() if item.id not in run.marks]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise Refusal(f"Still open: “{missing[0].text}”{more}. Tick it, or skip it with a reason.")
    skipped = sum(mark.how == "skipped" for mark in run.marks.values())
    outside = sum(not mark.in_bounds for mark in run.marks.values())
    return RunCompleted(len(run.marks) - skipped, skipped, outside)


def check_sign_off(run: Run, signer: str) -> None:
    """Refuse a sign-off (or its refusal) of a run that is not completed, or by somebody who worked on it."""
    _check_started(run)
    if run.stage is RunStage.SIGNED_OFF:
        raise Refusal("This run is signed off already.")
    if run.stage is RunStage.OPEN:
        raise Refusal("This run is not completed yet.")
    if signer in run.people():
        raise Refusal("Whoever worked on a checklist cannot sign it off. Somebody else has to sign.")


def give_back(run: Run, signer: str, *, reason: str) -> RunReturned:
    """Refuse the sign-off with a reason: the run is open again."""
    check_sign_off(run, signer)
    if not reason.strip():
        raise Refusal("Say what is missing, so that the shift can put it right.")
    refuse_card_numbers((reason,))
    return RunReturned(reason.strip())


def _check_started(run: Run) -> None:
    if run.started is None:
        raise Refusal("There is no such checklist run.")


def check_open(run: Run) -> None:
    """Refuse a run that does not exist or is completed."""
    _check_started(run)
    if run.stage is not RunStage.OPEN:
        raise Refusal("This run is completed; nothing in it can be changed any more.")
