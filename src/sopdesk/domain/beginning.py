"""What a new procedure begins with: the steps and parts that its kind of work always needs, in the format chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sopdesk.domain.conversion import convert
from sopdesk.domain.problem import Problem, Weight
from sopdesk.domain.sop import Duty, Format, Kind, Procedure, Question, Step

_HEAD = ("title", "section", "owner", "review_months", "channels")


@dataclass(frozen=True, slots=True)
class _Template:
    """The steps of a kind of work as (id, title, role, hint), and what its parts should say."""

    purpose: str
    scope: str
    escalation: str
    steps: tuple[tuple[str, str, str, str], ...]
    question: str


_ANSWER = "One true sentence. Then how, if it takes more."
_STAFF, _LEAD, _SUPERVISOR, _MANAGER = "front-of-house", "shift-lead", "supervisor", "manager"
_TEMPLATES = {
    Kind.ADMINISTRATIVE: _Template(
        "Say what has to be in order, and who would miss it if it were not.",
        "Which papers or meetings, how often, who takes part.",
        "Whom to tell when a paper cannot be found within the day.",
        (
            ("prepare", "Gather what is needed", _SUPERVISOR, "Name the list or the folder, and who brings what."),
            ("do", "Do it", _SUPERVISOR, "In which order, and what each point ends with: who, what, by when."),
            ("file", "File it where it is found again", _SUPERVISOR, "Name, place, how long it is kept."),
        ),
        "Where do I find …?",
    ),
    Kind.PROCESS: _Template(
        "Say what is there when this is done well, and what goes wrong when it is not.",
        "When it is done, where, with what.",
        "Who is fetched when something is missing or broken, and how soon.",
        (
            ("ready", "Get ready", _STAFF, "What must be there before one begins."),
            ("do", "Do it", _STAFF, "One thing after another. What does a good result look like?"),
            ("check", "Check it", _LEAD, "What is looked at, counted or measured, and within which bounds."),
            ("leave", "Leave it as the next one needs it", _STAFF, "What is put away, filled up, written down."),
        ),
        "How do I …?",
    ),
    Kind.ENFORCEMENT: _Template(
        "Say which rule is kept here, and whom it protects.",
        "Whom it concerns. What counts as breaking the rule, by what one can see and hear.",
        "Who is fetched after the first warning, and when the police are rung.",
        (
            ("say", "Say calmly what is wrong", _STAFF, "The sentence, word for word. Facts, not opinions."),
            ("warn", "Warn once, and say what comes next", _STAFF, "Only what will really be done."),
            ("fetch", "Fetch the supervisor", _STAFF, "How, and who stays with the others meanwhile."),
            ("end", "End it", _SUPERVISOR, "How the contact ends. Nobody touches anybody."),
            ("log", "Write down what was seen and heard", _SUPERVISOR, "Times, quotations, witnesses. The same day."),
        ),
        "What may I do when …?",
    ),
    Kind.ESCALATION: _Template(
        "Say what must not stay with the one who met it first.",
        "By what signs one knows that it has to go up, and to whom.",
        "The levels in order: role, by when, and who is next if nobody answers.",
        (
            ("know", "Gather what is known", _STAFF, "What, since when, who is concerned, what was done already."),
            ("up", "Hand it up", _STAFF, "To whom, how, with which words. Say that you are handing it over."),
            ("tell", "Tell the customer what happens now", _LEAD, "Who rings them, and by when. Only what is sure."),
            ("follow", "See that it came to an end", _SUPERVISOR, "Who looks, when, and where it is written."),
        ),
        "Whom do I call when …?",
    ),
    Kind.COMPLAINT: _Template(
        "Say what the customer should leave with, even when the answer is no.",
        "Which complaints, over which channels, until when after the purchase.",
        "Above which sum or after which answer it goes to whom.",
        (
            ("listen", "Listen to the end", _STAFF, "The first sentence. What is not said."),
            ("say-back", "Say it back in your own words", _STAFF, "Until they nod."),
            ("offer", "Offer what you may", _STAFF, "What you may decide alone stands under “How far each may go”."),
            ("right", "Put it right", _LEAD, "At once where it can be; else with a name and an hour."),
            ("log", "Write it down", _STAFF, "Their words, what was done, what was promised."),
        ),
        "What do I say when a customer …?",
    ),
    Kind.FOLLOW_UP: _Template(
        "Say what was promised, and what it is worth to keep it.",
        "Which customers or projects, how many days afterwards, over which channel.",
        "Whom to tell when the customer is not content, or cannot be reached.",
        (
            ("due", "See whose turn it is", _SUPERVISOR, "Where the list is. By which hour it is done."),
            ("ask", "Ring or write, and ask how it went", _SUPERVISOR, "The question, word for word."),
            ("mend", "Put right what is left", _SUPERVISOR, "What may be offered."),
            ("close", "Note the answer and close it", _SUPERVISOR, "What goes into the log, and what we change."),
        ),
        "What happens after …?",
    ),
}


def begin(kind: Kind, which: Format, number: str, owner: str = _SUPERVISOR) -> Procedure:
    """Give what a new procedure of a kind and format begins with; the hints in it are to be written over."""
    template = _TEMPLATES[kind]
    steps = tuple(Step(name, title, text, role) for name, title, role, text in template.steps)
    plain = Procedure(
        number, "", kind, Format.ARTICLE, "", owner, purpose=template.purpose, scope=template.scope,
        escalation=template.escalation, steps=steps, duties=_duties(steps),
    )  # fmt: skip
    if which is Format.FAQ:
        question = Question("first", template.question, _ANSWER)
        return replace(plain, format=which, steps=(), duties=(), questions=(question,))
    if which in {Format.CHECKLIST, Format.WORKFLOW}:
        return replace(convert(plain, which, number), references=())
    return replace(plain, format=which)


def _duties(steps: tuple[Step, ...]) -> tuple[Duty, ...]:
    """Have each step done by its role and answered for by the one above it."""
    above = {_STAFF: _LEAD, _LEAD: _SUPERVISOR, _SUPERVISOR: _MANAGER}
    pairs = ((each.id, each.role) for each in steps)
    return tuple(duty for name, role in pairs for duty in (Duty(name, role, "R"), Duty(name, above[role], "A")))


def turn(content: Procedure, kind: Kind, which: Format) -> Procedure:
    """Give a procedure another kind and format: begun anew while nothing but its head is written, else as it stands."""
    old = begin(content.kind, content.format, content.number)
    head = {name: getattr(content, name) for name in _HEAD}
    if replace(old, **head) != content:
        return replace(content, kind=kind, format=which)
    chosen = {name: value for name, value in head.items() if value != getattr(old, name)}
    return replace(begin(kind, which, content.number), **chosen)


def untouched(content: Procedure) -> Iterator[Problem]:
    """Name the places that still say what a beginning says: hints for the author, of no use to a reader."""
    said = "This still says what every new procedure begins with. Write your own words, or take it out."
    for name in _PARTS:
        if getattr(content, name) in _HINTS:
            yield Problem(name, said, Weight.WARNING)
    for step in content.steps:
        if step.text in _HINTS:
            yield Problem(f"step:{step.id}", said, Weight.WARNING)
    for each in content.questions:
        if each.answer == _ANSWER:
            yield Problem(f"question:{each.id}", said, Weight.WARNING)


_PARTS = ("purpose", "scope", "escalation")
_HINTS = frozenset(
    words
    for each in _TEMPLATES.values()
    for words in (each.purpose, each.scope, each.escalation, *(hint for _, _, _, hint in each.steps))
)
