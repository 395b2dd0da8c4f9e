"""What somebody would change in a procedure, or says does not work: made, answered, taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.event import Recorded, Stamp, event, in_clock_order, sealed
from sopdesk.domain.refusal import Refusal


class Wish(StrEnum):
    """What a suggestion says about its place."""

    CHANGE = "change"
    DOES_NOT_WORK = "does-not-work"
    QUESTION = "question"


class Answer(StrEnum):
    """What the owner answers."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class SuggestionState(StrEnum):
    """Where a suggestion stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@event("suggestion.made/1")
@dataclass(frozen=True, slots=True)
class SuggestionMade:
    """Somebody suggests something about a procedure.

    `digest` is that of the revision which was read; `place` names a step or a question in it ("" is the whole).
    """

    sop: str
    digest: str
    wish: Wish
    place: str = ""
    text: str = sealed(default="")


@event("suggestion.answered/1")
@dataclass(frozen=True, slots=True)
class SuggestionAnswered:
    """The owner, or a supervisor, says what becomes of a suggestion."""

    answer: Answer
    words: str = sealed(default="")


@event("suggestion.withdrawn/1")
@dataclass(frozen=True, slots=True)
class SuggestionWithdrawn:
    """Whoever made a suggestion takes it back."""


@dataclass(slots=True)
class Suggestion:
    """A suggestion folded from its events; the first answer stands."""

    id: str
    made: SuggestionMade | None = None
    stamp: Stamp | None = None
    answered: Recorded | None = None
    withdrawn: Stamp | None = None

    def state(self, instant: datetime | None = None) -> SuggestionState:
        """Tell where it stands, or stood at an instant."""
        if self.withdrawn is not None and (instant is None or self.withdrawn.at <= instant):
            return SuggestionState.WITHDRAWN
        if self.answered is not None and (instant is None or self.answered.stamp.at <= instant):
            return SuggestionState(self.answered.what.answer)
        return SuggestionState.OPEN


def fold(subject: str, events: Iterable[Recorded]) -> Suggestion:
    """Give the suggestion that these events add up to in clock order."""
    suggestion = Suggestion(subject)
    for each in in_clock_order(events):
        match each.what:
            case SuggestionMade() as what:
                suggestion.made, suggestion.stamp = what, each.stamp
            case SuggestionAnswered() if suggestion.answered is None and suggestion.withdrawn is None:
                suggestion.answered = each
            case SuggestionWithdrawn() if suggestion.answered is None and suggestion.withdrawn is None:
                suggestion.withdrawn = each.stamp
    return suggestion


def make(sop: str, digest: str, wish: Wish, *, place: str, text: str) -> SuggestionMade:
    """Suggest something. Refuses one without words, but for "this does not work", which says enough by itself."""
    if not text.strip() and wish is not Wish.DOES_NOT_WORK:
        raise Refusal("Say in a few words what you mean.")
    refuse_card_numbers((text,))
    return SuggestionMade(sop, digest, wish, place, text.strip())


def answer(suggestion: Suggestion, what: Answer, *, words: str) -> SuggestionAnswered:
    """Answer a suggestion. Refuses a second answer, one to what was taken back, and a no without words."""
    _open(suggestion)
    if what is Answer.DECLINED and not words.strip():
        raise Refusal("Say why not: somebody took the trouble to tell you.")
    refuse_card_numbers((words,))
    return SuggestionAnswered(what, words.strip())


def withdraw(suggestion: Suggestion, *, by: str) -> SuggestionWithdrawn:
    """Take a suggestion back. Refuses anybody but its author, and what is answered already."""
    _open(suggestion)
    if suggestion.stamp is None or suggestion.stamp.actor != by:
        raise Refusal("Only the person who made a suggestion can take it back.")
    return SuggestionWithdrawn()


def _open(suggestion: Suggestion) -> None:
    if suggestion.made is None:
        raise Refusal("There is no such suggestion.")
    if suggestion.withdrawn is not None:
        raise Refusal("This suggestion was taken back.")
    if suggestion.answered is not None:
        raise Refusal("This suggestion is answered already.")
