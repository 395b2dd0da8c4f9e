"""Guided workflows, as shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.guided import GuideStage
from sopdesk.domain.prose import Block
from sopdesk.domain.sop import Procedure, Step


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One guided workflow in the list; `role` is the one that it was handed up to, or ""."""

    id: str
    number: str
    sop: str
    sop_number: str
    title: str
    label: str
    stage: GuideStage
    role: str
    started_at: datetime
    started_by: str
    ended_at: datetime | None
    ended_by: str
    taken_over_by: str
    answers: int


@dataclass(frozen=True, slots=True)
class TurnView:
    """One answer on the way: the question and the answer in words, by whom, when; `taken_back` does not count."""

    step: str
    question: str
    answer: str
    action: str
    who: str
    at: datetime
    taken_back: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """What was written down at a step."""

    step: str
    question: str
    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A guided workflow with the revision in force when it began; `at` is the open step, None once it has ended.

    `prose` and `titles` as in `Page`; `newer` is the label of a revision that became effective since, or "".
    """

    row: GuideRow
    content: Procedure
    prose: Mapping[str, tuple[Block, ...]]
    titles: Mapping[str, str]
    at: Step | None
    turns: tuple[TurnView, ...]
    notes: tuple[NoteView, ...]
    given_up: str
    newer: str
    incident: str

    def way(self) -> tuple[TurnView, ...]:
        """Give the answers that count, in order."""
        return tuple(each for each in self.turns if not each.taken_back)
