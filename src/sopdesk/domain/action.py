"""What is done so that it does not happen again: planned, done, verified, and checked for whether it worked.

Correction, corrective and preventive action as in ISO 9000:2015, 3.12; the check as in ISO 45001:2018, 10.2 e.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sopdesk.domain.event import ERASED, Stamp, event, sealed


class ActionSort(StrEnum):
    """What an action is for: to put it right, to end its cause, or to keep another from happening at all."""

    CORRECTION = "correction"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"


class Waits(StrEnum):
    """What an action waits for next."""

    DOING = "to be done"
    VERIFYING = "to be verified"
    CHECKING = "to be checked"
    REPLACING = "did not work"
    NOTHING = "settled"
    DROPPED = "dropped"


class ActionEvent:
    """What happens to an action of a file."""

    __slots__ = ()
    action: str


@event("action.planned/1")
@dataclass(frozen=True, slots=True)
class ActionPlanned(ActionEvent):
    """Somebody of the house is to do something by a day. `action` is its id; owner and verifier are people's ids.

    `verifier` ("" for any supervisor) is who looks whether it was done, `criterion` by what one can tell on the day
    `check_on` that it worked. `follows` is the action that did not work, `entry` the finding that asks for this one,
    `sop` the procedure to change.
    """

    action: str
    sort: ActionSort
    owner: str
    due: date
    verifier: str = ""
    check_on: date | None = None
    follows: str = ""
    entry: str = ""
    sop: str = ""
    what: str | None = sealed()
    criterion: str | None = sealed()


@event("action.changed/1")
@dataclass(frozen=True, slots=True)
class ActionChanged(ActionEvent):
    """An action gets another owner, verifier, day or day of the check: all four as they are now, with the reason."""

    action: str
    owner: str
    due: date
    verifier: str = ""
    check_on: date | None = None
    reason: str | None = sealed()


@event("action.done/1")
@dataclass(frozen=True, slots=True)
class ActionDone(ActionEvent):
    """Somebody reports that an action is done, and what shows it: in words, or by attachments of the file (SHA-256)."""

    action: str
    evidence: str | None = sealed()
    files: tuple[str, ...] | None = sealed()


@event("action.verified/1")
@dataclass(frozen=True, slots=True)
class ActionVerified(ActionEvent):
    """Somebody else than the owner has looked, and it is done."""

    action: str
    words: str | None = sealed()


@event("action.refused/1")
@dataclass(frozen=True, slots=True)
class ActionRefused(ActionEvent):
    """Whoever looked found it not done: it is open again, with the reason."""

    action: str
    reason: str | None = sealed()


@event("action.checked/1")
@dataclass(frozen=True, slots=True)
class ActionChecked(ActionEvent):
    """Somebody has looked, some time later, whether the action worked."""

    action: str
    effective: bool
    words: str | None = sealed()


@event("action.dropped/1")
@dataclass(frozen=True, slots=True)
class ActionDropped(ActionEvent):
    """An action is not pursued any more, with the reason."""

    action: str
    reason: str | None = sealed()


@dataclass(slots=True)
class Action:
    """An action, folded: as planned, as changed since, and each act with the stamp of who did it when."""

    planned: ActionPlanned
    stamp: Stamp
    owner: str
    due: date
    verifier: str
    check_on: date | None
    done: tuple[ActionDone, Stamp] | None = None
    verified: tuple[ActionVerified, Stamp] | None = None
    checked: tuple[ActionChecked, Stamp] | None = None
    dropped: tuple[ActionDropped, Stamp] | None = None
    refused: list[tuple[ActionRefused, Stamp]] = field(default_factory=list)
    changes: int = 0
    replaced: bool = False

    @property
    def waits(self) -> Waits:
        """What it waits for next."""
        if self.dropped is not None:
            return Waits.DROPPED
        if self.done is None:
            return Waits.DOING
        if self.verified is None:
            return Waits.VERIFYING
        if self.checked is None:
            return Waits.NOTHING if self.check_on is None else Waits.CHECKING
        return Waits.NOTHING if self.checked[0].effective or self.replaced else Waits.REPLACING

    @property
    def day(self) -> date | None:
        """The day by which the next act is to be done; None where none is named."""
        match self.waits:
            case Waits.DOING | Waits.VERIFYING:
                return self.due
            case Waits.CHECKING:
                return self.check_on
            case _:
                return None

    @property
    def checker(self) -> str:
        """Who is to look whether it worked: whoever was named to verify it, or did."""
        return self.verifier or (self.verified[1].actor if self.verified else "")

    @property
    def files(self) -> tuple[str, ...]:
        """The attachments of the file (SHA-256) that show that it is done; none where they were erased."""
        files = self.done[0].files if self.done else None
        return () if files is None or str(files) == ERASED else files

    @property
    def words(self) -> str:
        """What is to be done."""
        return self.planned.what or ""


def fold_action(actions: dict[str, Action], what: ActionEvent, stamp: Stamp) -> None:
    """Bring the actions of a file on; what was done apart and does not fit where an action stands is passed over."""
    if isinstance(what, ActionPlanned):
        actions.setdefault(what.action, Action(what, stamp, what.owner, what.due, what.verifier, what.check_on))
        if what.follows in actions:
            actions[what.follows].replaced = True
        return
    action = actions.get(what.action)
    if action is not None and action.dropped is None:
        _bring_on(action, what, stamp)


def _bring_on(action: Action, what: ActionEvent, stamp: Stamp) -> None:
    waits = action.waits
    match what:
        case ActionChanged(_, owner, due, verifier, check_on):
            action.owner, action.due, action.verifier, action.check_on = owner, due, verifier, check_on
            action.changes += 1
        case ActionDone() if waits is Waits.DOING:
            action.done = (what, stamp)
        case ActionVerified() if waits is Waits.VERIFYING:
            action.verified = (what, stamp)
        case ActionRefused() if waits is Waits.VERIFYING:
            action.done = None
            action.refused.append((what, stamp))
        case ActionChecked() if waits is Waits.CHECKING:
            action.checked = (what, stamp)
        case ActionDropped():
            action.dropped = (what, stamp)
        case _:  # done apart, and settled here already
            pass
