"""What a form asks: one question, written by hand or taken from a field of the record."""

from dataclasses import dataclass

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.ui.widgets.choices import Choices

SECRET = ("password", "pin")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    `asks` is "line", "text", "choice", "several", "pick" (one of a list, or nobody), "yes-no", "amount", "number",
    "date", "score", "moment" (local day and time), "check", "password" or "pin". `spec` is asked to check the answer
    and says when the question is asked at all; `source` is the law or standard that asks it. `facts`: opinions in the
    answer are marked, with a suggestion.
    """

    name: str
    label: str
    asks: str = "line"
    choices: Choices = ()
    hint: str = ""
    group: str = ""
    needed: bool = False
    lines: int = 3
    spec: FieldSpec | None = None
    source: str = ""
    facts: bool = False


def question_of(spec: FieldSpec, *, needed: bool = False, choices: Choices = ()) -> Question:
    """Give the question that a field of the record asks; `choices` are those that only the desk knows."""
    given = spec.choices or (("yes", "no") if spec.asks is Asks.YES_NO else ())
    words = choices or tuple((each, each[:1].upper() + each[1:]) for each in given)
    asks = "pick" if spec.asks is Asks.PERSON else spec.asks.value
    return Question(
        spec.name, spec.label, asks, words, spec.hint, spec.group, needed, spec=spec, source=spec.source,
        facts=spec.asks is Asks.TEXT,
    )  # fmt: skip
