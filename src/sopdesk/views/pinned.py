"""A procedure named in an incident, as shown: the revision pinned, and how it stood then and since."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.incident import Pinned


@dataclass(frozen=True, slots=True)
class PinnedView:
    """A procedure concerned, with the title and, where one is named, the step of its pinned revision.

    `newest_then` is the label of the revision that was in force when it happened, by all that this desk knows now;
    "" where it is the one pinned. `learned_at`: when that was approved here, where it was after the incident was
    recorded; None where it was known then (the time at which it happened was corrected). `now` is what is in force
    now; "" where it is the one pinned. `recorder_did` says what whoever recorded the incident had done with
    the revision before, such as "wrote it"; "" where nothing is recorded.
    """

    pinned: Pinned
    title: str
    step: str = ""
    effective_from: datetime | None = None
    newest_then: str = ""
    learned_at: datetime | None = None
    now: str = ""
    recorder: str = ""
    recorder_did: str = ""
    held_here: bool = True


def then_words(view: PinnedView) -> str:
    """Say whether the revision that is pinned was the newest one in force when it happened."""
    if not view.held_here:
        return "this desk does not hold that revision"
    if not view.newest_then:
        return "the newest in force then"
    if view.learned_at is None:
        return f"at the time as it is recorded now, {view.newest_then} was in force"
    return f"{view.newest_then} was in force then; this desk learned of it later"


def now_words(view: PinnedView) -> str:
    """Say what is in force now."""
    return f"in force now: {view.now}" if view.now else "still in force"


def reading_words(view: PinnedView) -> str:
    """Say what is known about whether whoever recorded the incident knew the revision."""
    if view.recorder_did:
        return f"{view.recorder} {view.recorder_did} before"
    return f"no record that {view.recorder} had read it (this desk keeps no confirmations of reading)"
