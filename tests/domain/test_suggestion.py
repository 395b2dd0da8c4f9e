from sopdesk.domain.suggestion import (
    Answer,
    Suggestion,
    SuggestionAnswered,
    SuggestionMade,
    SuggestionState,
    SuggestionWithdrawn,
    Wish,
    answer,
    fold,
    make,
    withdraw,
)
from tests.domain.given import CARD, at, history, refuses

MADE = SuggestionMade("sop-1", "d1", Wish.CHANGE, "greet", "Say the name first")


def folded(*events: object) -> Suggestion:
    """Give the suggestion that these events add up to."""
    return fold("suggestion-1", history(*events))


def test_a_suggestion_says_something() -> None:
    """A change or a question needs words; "this does not work" says enough by itself."""
    assert make("sop-1", "d1", Wish.CHANGE, place="greet", text=" Say the name first ") == MADE
    assert refuses(lambda: make("sop-1", "d1", Wish.QUESTION, place="", text=" "))
    assert make("sop-1", "d1", Wish.DOES_NOT_WORK, place="", text="").text == ""
    assert "card" in refuses(lambda: make("sop-1", "d1", Wish.CHANGE, place="", text=CARD))


def test_the_owner_answers_once() -> None:
    """An answer stands; a no comes with words."""
    asked = folded(MADE)
    assert asked.state() is SuggestionState.OPEN
    assert answer(asked, Answer.ACCEPTED, words="") == SuggestionAnswered(Answer.ACCEPTED)
    assert "why not" in refuses(lambda: answer(asked, Answer.DECLINED, words=" "))
    assert "card" in refuses(lambda: answer(asked, Answer.DECLINED, words=CARD))
    done = folded(MADE, ("sam", SuggestionAnswered(Answer.DECLINED, "Too long")))
    assert done.state() is SuggestionState.DECLINED
    assert done.state(at(0.5)) is SuggestionState.OPEN
    assert "answered already" in refuses(lambda: answer(done, Answer.ACCEPTED, words=""))


def test_only_its_author_takes_a_suggestion_back() -> None:
    """A suggestion is taken back by whoever made it, while nobody has answered."""
    assert withdraw(folded(MADE), by="ana") == SuggestionWithdrawn()
    assert "Only the person" in refuses(lambda: withdraw(folded(MADE), by="sam"))
    gone = folded(MADE, SuggestionWithdrawn())
    assert gone.state() is SuggestionState.WITHDRAWN
    assert gone.state(at(0.5)) is SuggestionState.OPEN
    assert "taken back" in refuses(lambda: answer(gone, Answer.ACCEPTED, words=""))


def test_what_is_not_there_cannot_be_answered() -> None:
    """There is no answer without a suggestion."""
    assert "no such" in refuses(lambda: answer(folded(), Answer.ACCEPTED, words=""))


def test_the_first_end_of_a_suggestion_stands() -> None:
    """Of an answer and a taking back at two stations, the earlier one counts."""
    declined = SuggestionAnswered(Answer.DECLINED, "No")
    assert folded(MADE, declined, SuggestionWithdrawn()).state() is SuggestionState.DECLINED
    assert folded(MADE, SuggestionWithdrawn(), declined).state() is SuggestionState.WITHDRAWN
