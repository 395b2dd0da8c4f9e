"""Answers to "may I …?", the limits in force and what was used of them, as shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sopdesk.domain.authority import Answer, Rule
from sopdesk.domain.authority_words import Wording


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question came to.

    One of `answers` when it is clear what is meant, several when it may mean several things, none when no limit fits:
    then `nearest` are the rules that come nearest, one an action. `asks` tells whether the words ask for an answer at
    all. `roles` are those it is answered for; `wording` says it in the house's words.
    """

    text: str
    asks: bool
    answers: tuple[Answer, ...]
    nearest: tuple[Rule, ...]
    roles: tuple[str, ...]
    wording: Wording

    @property
    def clear(self) -> bool:
        """Tell whether there is one answer."""
        return len(self.answers) == 1


@dataclass(frozen=True, slots=True)
class LimitCell:
    """How far one role may go with an action: its rule (None: nothing is said) and what it says in words."""

    role: str
    rule: Rule | None
    words: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One action in one procedure, with a cell for each role that is asked for."""

    action: str
    sop: str
    number: str
    title: str
    step: str
    cells: tuple[LimitCell, ...]


@dataclass(frozen=True, slots=True)
class UseView:
    """One use of an authority: `who` acted, `holder` is whose limit counts; `mine` where the reader had part in it.

    `corrected_by` names who took it back, "" where it counts.
    """

    id: str
    at: datetime
    who: str
    holder: str
    role: str
    action: str
    amount: Decimal | None
    currency: str
    reference: str
    second: str
    second_role: str
    sop: str
    number: str
    label: str
    step: str
    incident: str
    corrected_by: str
    reason: str
    mine: bool


@dataclass(frozen=True, slots=True)
class UseTotal:
    """What one person used of their authority for an action on a day: how often, and how much in all."""

    who: str
    action: str
    times: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The limits in force: the roles as columns, and a row an action; `names` are the roles' names by id."""

    roles: tuple[str, ...]
    names: Mapping[str, str]
    rows: tuple[LimitRow, ...]
