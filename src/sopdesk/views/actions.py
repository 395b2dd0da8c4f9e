"""The actions of incidents, as shown."""

from dataclasses import dataclass
from datetime import date, datetime

from sopdesk.domain.action import ActionSort, Waits
from sopdesk.domain.deadline import Timing


@dataclass(frozen=True, slots=True)
class ActView:
    """One act on an action: who, when, and in which words."""

    who: str
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action in its file, the `place`-th there; people by id and by name, "" where nobody is named.

    `follows` is the place of the one that did not work, 0 for none; `question` the finding that asks for it.
    `procedure` is the number of the procedure to change, `sop` its id; `label` the revision that names the incident
    since ("" for none yet). `effective` tells what the check found. `refused` holds each time that it was found not
    done. `files` are the attachments (SHA-256) that show that it is done.
    """

    id: str
    incident: str
    place: int
    sort: ActionSort
    what: str
    owner: str
    owner_name: str
    due: date
    verifier: str
    verifier_name: str
    criterion: str
    check_on: date | None
    follows: int
    question: str
    sop: str
    procedure: str
    label: str
    waits: Waits
    day: date | None
    timing: Timing
    planned: ActView
    done: ActView | None
    refused: tuple[ActView, ...]
    verified: ActView | None
    checked: ActView | None
    effective: bool
    dropped: ActView | None
    changes: int
    may: frozenset[str] = frozenset()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action in the list across all incidents; `day` is by when what it waits for is to be done."""

    id: str
    incident: str
    number: str
    sort: ActionSort
    what: str
    owner: str
    owner_name: str
    verifier: str
    verifier_name: str
    reporter: str
    waits: Waits
    day: date | None
    timing: Timing
