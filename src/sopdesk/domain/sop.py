"""What a procedure says: the content of one revision, whatever its format (ISO 9001:2015 7.5 names the parts)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum


class Format(StrEnum):
    """The five ways in which a procedure is written."""

    ARTICLE = "article"
    PICTURE_GUIDE = "picture-guide"
    WORKFLOW = "workflow"
    FAQ = "faq"
    CHECKLIST = "checklist"


class Kind(StrEnum):
    """The six kinds of work that a procedure governs."""

    ADMINISTRATIVE = "administrative"
    PROCESS = "process"
    ENFORCEMENT = "enforcement"
    ESCALATION = "escalation"
    COMPLAINT = "complaint-resolution"
    FOLLOW_UP = "follow-up"


class Phase(StrEnum):
    """When within the task a step or tick item belongs."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Per(StrEnum):
    """What the amount of a limit counts: each case or item by itself, or what adds up over a day of the house."""

    CASE = "case"
    ITEM = "item"
    CUSTOMER = "customer"
    DAY = "day"


class Answer(StrEnum):
    """What a tick item asks for."""

    TICK = "tick"
    NUMBER = "number"
    AMOUNT = "amount"
    TEXT = "text"
    CHOICE = "choice"
    PHOTO = "photo"
    SECOND = "second person"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a step: file name in the procedure's folder or the SHA-256 of its bytes, and what it shows.

    `id` stays with the figure over all revisions; "" for one that has none yet.
    """

    source: str
    alt: str = ""
    caption: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line to tick, count or write down; `low` and `high` bound a number, in `unit`.

    A choice is one of `choices`; those in `failing` say that something is not in order. Cash is counted by
    denomination against `expected`, in the house's currency. `photo` asks for a photo besides the answer.
    """

    id: str
    text: str
    asks: Answer = Answer.TICK
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    must: bool = False
    choices: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    photo: bool = False
    expected: Decimal | None = None

    def bounds(self) -> str:
        """Give the bounds of a counted item in words, for example "2 to 5 °C"."""
        unit = f" {self.unit}" if self.unit else ""
        if self.low is not None and self.high is not None:
            same = self.low == self.high
            return f"exactly {self.low}{unit}" if same else f"{self.low} to {self.high}{unit}"
        if self.low is not None:
            return f"{self.low}{unit} or more"
        return f"{self.high}{unit} or less" if self.high is not None else "any number"

    @property
    def bounded(self) -> bool:
        """Tell whether a count has a lower or an upper bound."""
        return self.low is not None or self.high is not None

    def demand(self) -> str:
        """Give in words what is asked for beyond a tick, for example "2 to 5 °C" or "clean / dirty, a photo"."""
        photo = ", a photo" if self.photo and self.asks is not Answer.PHOTO else ""
        return f"{self._answer()}{photo}".removeprefix(", ")

    def _answer(self) -> str:
        match self.asks:
            case Answer.TICK:
                return ""
            case Answer.TEXT:
                return "write it down"
            case Answer.CHOICE:
                return " / ".join(self.choices)
            case Answer.PHOTO:
                return "a photo"
            case Answer.SECOND:
                return "a second person’s PIN"
            case Answer.CASH:
                return "cash by note and coin" + (f", {self.expected:f} expected" if self.expected is not None else "")
            case _:
                return self.bounds()


@dataclass(frozen=True, slots=True)
class Branch:
    """One way out of a question: the answer, what to do, and where to go.

    `go` is a step id, "done", "back", or "escalate:ROLE".
    """

    answer: str
    go: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step with an id that it keeps over all revisions.

    `text` is Markdown. In a decision workflow `branches` answer the question that `title` asks.
    `minutes` is the time limit. `level` is 0 for a step and 1 for a sub-step of the one before.
    """

    id: str
    title: str
    text: str = ""
    role: str = ""
    must: bool = False
    phase: Phase | None = None
    tips: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    evidence: str = ""
    minutes: int | None = None
    items: tuple[Item, ...] = ()
    branches: tuple[Branch, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One entry of an FAQ; the answer is Markdown."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One cell of the responsibility matrix: letters are one or more of R, A, C, I."""

    step: str
    role: str
    letters: str


@dataclass(frozen=True, slots=True)
class Limit:
    """What a role may decide: up to `amount` (None: without limit, 0: not), and whose authority is needed above.

    `per` is what the amount counts: CUSTOMER adds up what one customer gets on a day, DAY what one person gives.
    `together` is the role of a second person who agrees each time; "" means alone. `also` are further words by which
    staff ask for the action. `step` is the id of the step in which it is done.
    """

    action: str
    role: str
    amount: Decimal | None = None
    above: str = ""
    condition: str = ""
    per: Per = Per.CASE
    together: str = ""
    also: tuple[str, ...] = ()
    step: str = ""

    @property
    def forbids(self) -> bool:
        """Tell whether the role may not do it at all."""
        return self.amount is not None and not self.amount


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another procedure (its number, and a step) or, with `url`, to something outside the manual."""

    label: str
    number: str = ""
    step: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A titled piece of Markdown that has no part of its own in the model; `id` stays, "" for one that has none yet."""

    title: str
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """The content of one revision. Texts are Markdown; roles are ids such as "shift-lead".

    `when` proposes a plan for a checklist in the words of domain.plan_words; what the house plans is its own record.
    `in_order` says that the phases of a checklist are done one after the other.
    """

    number: str
    title: str
    kind: Kind
    format: Format
    section: str
    owner: str
    purpose: str = ""
    scope: str = ""
    not_covered: str = ""
    definitions: str = ""
    steps: tuple[Step, ...] = ()
    questions: tuple[Question, ...] = ()
    duties: tuple[Duty, ...] = ()
    limits: tuple[Limit, ...] = ()
    decision_notes: str = ""
    escalation: str = ""
    parts: tuple[Part, ...] = ()
    references: tuple[Reference, ...] = ()
    resources: str = ""
    contact: str = ""
    training: str = ""
    channels: tuple[str, ...] = ()
    review_months: int = 6
    when: str = ""
    in_order: bool = False

    def step(self, step_id: str) -> Step | None:
        """Give the step with this id, or None."""
        return next((each for each in self.steps if each.id == step_id), None)

    def numbers(self) -> dict[str, str]:
        """Give each step's number by its id: "3", and "3.1" for the first sub-step of the third step."""
        found: dict[str, str] = {}
        step = part = 0
        for each in self.steps:
            step, part = (step, part + 1) if each.level and step else (step + 1, 0)
            found[each.id] = f"{step}.{part}" if part else str(step)
        return found

    def items(self) -> tuple[Item, ...]:
        """Give every tick item in the order of the steps."""
        return tuple(item for each in self.steps for item in each.items)


def texts_of(what: object) -> Iterator[str]:
    """Give every text in a procedure or a piece of one, however deep."""
    if isinstance(what, str):
        yield what
    elif isinstance(what, tuple):
        for each in what:
            yield from texts_of(each)
    elif is_dataclass(what):
        for each in fields(what):
            yield from texts_of(getattr(what, each.name))
