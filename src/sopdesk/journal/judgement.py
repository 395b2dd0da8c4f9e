"""What a check of evidence found: four questions, each answered by itself, never one green tick."""

from dataclasses import dataclass, field
from enum import StrEnum


class Question(StrEnum):
    """What is asked of evidence."""

    BYTES = "bytes"
    SIGNER = "signer"
    COMPLETE = "complete"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Answer:
    """One result: to which question, a code that stays the same for ever, and words. None: this file cannot tell.

    `place` is the entry concerned ("log:number"), where there is one.
    """

    question: Question
    code: str
    holds: bool | None
    sentence: str
    place: str = ""


@dataclass(slots=True)
class Judgement:
    """What a check found, so far: how many entries are carried, and which of their sealed values can be read.

    `withheld` and `erased` name those that cannot, as ("log:number", field).
    """

    answers: list[Answer] = field(default_factory=list)
    entries: int = 0
    readable: int = 0
    withheld: list[tuple[str, str]] = field(default_factory=list)
    erased: list[tuple[str, str]] = field(default_factory=list)

    def say(self, question: Question, code: str, sentence: str, *, holds: bool | None, place: str = "") -> None:
        """Note a result."""
        self.answers.append(Answer(question, code, holds, sentence, place))

    def fail(self, code: str, sentence: str, place: str = "") -> None:
        """Note that the bytes are not intact."""
        self.say(Question.BYTES, code, sentence, holds=False, place=place)

    def verdict(self, question: Question) -> bool | None:
        """Answer a question: no where anything fails, yes where everything holds, else it cannot be told."""
        answers = {each.holds for each in self.answers if each.question is question}
        if False in answers:
            return False
        return True if answers == {True} else None

    @property
    def holds(self) -> bool:
        """Whether nothing fails. It says nothing of what cannot be told."""
        return all(each.holds is not False for each in self.answers)
