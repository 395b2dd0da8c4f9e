"""What is wrong with a procedure as it is written: found while writing, not when somebody needs it."""

import re
from collections import Counter
from collections.abc import Iterator

from sopdesk.domain.flow import BACK, DONE, ESCALATE
from sopdesk.domain.limit_problems import limit_problems
from sopdesk.domain.links import links_of
from sopdesk.domain.plan_words import read_plan
from sopdesk.domain.problem import Problem, Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import BUILT_IN, Roles
from sopdesk.domain.sop import Answer, Format, Item, Procedure, Step
from sopdesk.domain.unclear import unclear
from sopdesk.domain.way_problems import way_problems

__all__ = ["Problem", "Weight", "problems"]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"[\w.\-]*\w")
_RESERVED = {DONE, BACK}
_LETTERS = "RACI"
_LONGEST_CYCLE = 120


def problems(procedure: Procedure, roles: Roles = BUILT_IN) -> list[Problem]:
    """Give what is wrong with a procedure, in the order of its parts.

    Links to other procedures are followed by domain.links.broken_links; roles are those of the house.
    """
    return [
        *_head(procedure),
        *_ids(procedure),
        *_format_parts(procedure),
        *_steps(procedure),
        *way_problems(procedure),
        *_matrix(procedure),
        *limit_problems(procedure),
        *_references(procedure),
        *_roles(procedure, roles),
        *unclear(procedure),
    ]


def _head(what: Procedure) -> Iterator[Problem]:
    if not _NUMBER.fullmatch(what.number):
        yield Problem("number", "A number has letters, digits, dots and dashes only, for example SOP-012.")
    if not what.title.strip():
        yield Problem("title", "The procedure has no title.")
    if not what.owner.strip():
        yield Problem("owner", "Nobody owns this procedure: name the role that keeps it right.", Weight.WARNING)
    if not what.purpose.strip():
        yield Problem("purpose", "Say in a sentence why this procedure exists.", Weight.WARNING)
    if not 1 <= what.review_months <= _LONGEST_CYCLE:
        yield Problem("review", f"The review cycle is between 1 and {_LONGEST_CYCLE} months.")
    if what.when:
        yield from _when(what)


def _when(what: Procedure) -> Iterator[Problem]:
    if what.format is not Format.CHECKLIST:
        yield Problem("when", "Only a checklist has a time at which it is due.")
    else:
        try:
            read_plan(what.when)
        except Refusal as no:
            yield Problem("when", no.sentence)


def _ids(what: Procedure) -> Iterator[Problem]:
    steps = [("step", each.id) for each in what.steps]
    questions = [("question", each.id) for each in what.questions]
    items = [("item", each.id) for each in what.items()]
    for named in ([*steps, *questions], items):
        counts = Counter(name for _, name in named)
        for part, name in dict.fromkeys(named):
            if not _ID.fullmatch(name) or name in _RESERVED:
                yield Problem(f"{part}:{name}", f"“{name}” cannot be an id: it takes a to z, 0 to 9 and single dashes.")
            elif counts[name] > 1:
                yield Problem(f"{part}:{name}", f"The id “{name}” is used {counts[name]} times; each needs its own.")


def _format_parts(what: Procedure) -> Iterator[Problem]:
    match what.format:
        case Format.CHECKLIST if not what.items():
            yield Problem("steps", "A checklist needs lines to tick.")
        case Format.FAQ if not what.questions:
            yield Problem("questions", "An FAQ needs questions.")
        case Format.WORKFLOW if not any(each.branches for each in what.steps):
            yield Problem("steps", "A decision workflow needs a question with its answers.")
        case Format.PICTURE_GUIDE if not any(each.pictures for each in what.steps):
            yield Problem("steps", "A picture guide needs pictures.")
        case Format.ARTICLE if not what.steps and not what.parts:
            yield Problem("steps", "The procedure has no steps.", Weight.WARNING)
    if what.format is Format.PICTURE_GUIDE and any(each.pictures for each in what.steps):
        for each in what.steps:
            if not each.pictures:
                yield Problem(f"step:{each.id}", f"“{each.title}” has no picture.", Weight.WARNING)
    for question in what.questions:
        if not question.question.strip() or not question.answer.strip():
            yield Problem(f"question:{question.id}", f"“{question.question}” needs a question and an answer.")


def _steps(what: Procedure) -> Iterator[Problem]:
    for each in what.steps:
        where = f"step:{each.id}"
        if not each.title.strip():
            yield Problem(where, "This step has no title.")
        if each.minutes is not None and each.minutes <= 0:
            yield Problem(where, f"“{each.title}”: a time limit is at least one minute.")
        yield from _pictures(each)
        for item in each.items:
            yield from _item(item)


def _pictures(step: Step) -> Iterator[Problem]:
    for picture in step.pictures:
        if not picture.source.strip():
            yield Problem(f"step:{step.id}", f"“{step.title}”: a picture has no file.")
        elif not picture.alt.strip():
            sentence = f"“{step.title}”: say what the picture {picture.source} shows, for those who cannot see it."
            yield Problem(f"step:{step.id}", sentence, Weight.HINT)


def _item(item: Item) -> Iterator[Problem]:
    where = f"item:{item.id}"
    bounds = [each for each in (item.low, item.high) if each is not None]
    if not item.text.strip():
        yield Problem(where, "This line has no text.")
    if not all(each.is_finite() for each in bounds):
        yield Problem(where, f"“{item.text}”: a bound is not a number.")
    elif item.low is not None and item.high is not None and item.low > item.high:
        yield Problem(where, f"“{item.text}”: the lower bound {item.low} lies above the upper bound {item.high}.")
    if bounds and item.asks not in {Answer.NUMBER, Answer.AMOUNT, Answer.CASH}:
        yield Problem(where, f"“{item.text}” has bounds but asks for a {item.asks}.", Weight.WARNING)
    yield from _choices(item, where)


def _choices(item: Item, where: str) -> Iterator[Problem]:
    if item.asks is not Answer.CHOICE:
        if item.choices:
            yield Problem(where, f"“{item.text}” offers answers but asks for a {item.asks}.", Weight.WARNING)
        return
    if len(item.choices) < 2:  # noqa: PLR2004 - one answer is no choice
        yield Problem(where, f"“{item.text}” needs at least two answers to choose from.")
    elif len(set(item.choices)) < len(item.choices):
        yield Problem(where, f"“{item.text}”: one answer stands there twice.")
    if any("|" in each for each in item.choices):
        yield Problem(where, f"“{item.text}”: an answer holds no “|”, which stands between the answers of a file.")
    for each in item.failing:
        if each not in item.choices:
            yield Problem(where, f"“{item.text}”: “{each}” is not in order, but is no answer here.")
    if item.choices and not set(item.choices) - set(item.failing):
        yield Problem(where, f"“{item.text}”: every answer means that something is wrong.", Weight.WARNING)


def _matrix(what: Procedure) -> Iterator[Problem]:
    cells: dict[str, list[str]] = {each.id: [] for each in what.steps}
    seen: set[tuple[str, str]] = set()
    for duty in what.duties:
        where = f"duty:{duty.step}"
        if duty.step not in cells:
            yield Problem(where, f"The responsibilities name “{duty.step}”, which is not a step here.")
        elif not duty.letters or set(duty.letters) - set(_LETTERS) or len(set(duty.letters)) < len(duty.letters):
            yield Problem(where, f"“{duty.letters}” for {duty.role}: only R, A, C and I, each once.")
        elif (duty.step, duty.role) in seen:
            yield Problem(where, f"{duty.role} stands twice in the responsibilities for “{duty.step}”.")
        cells.setdefault(duty.step, []).append(duty.letters)
        seen.add((duty.step, duty.role))
    for step in what.steps if what.duties else ():
        yield from _row(step, "".join(cells[step.id]))


def _row(step: Step, letters: str) -> Iterator[Problem]:
    where = f"duty:{step.id}"
    if not letters:
        yield Problem(where, f"The responsibilities say nothing about “{step.title}”.", Weight.WARNING)
        return
    if "R" not in letters:
        yield Problem(where, f"Nobody is responsible (R) for “{step.title}”.")
    if letters.count("A") != 1:
        many = "Nobody is" if "A" not in letters else f"{letters.count('A')} roles are"
        yield Problem(where, f"{many} accountable (A) for “{step.title}”; it takes exactly one.")


def _references(what: Procedure) -> Iterator[Problem]:
    anchors = {name.id for part in (what.steps, what.questions, what.items()) for name in part}
    for place, each in enumerate(what.references):
        if not (each.number or each.url or each.step):
            yield Problem(f"reference:{place}", f"“{each.label}” leads nowhere: give a number or an address.")
    for each in links_of(what):
        where = f"reference:{what.references.index(each)}" if each in what.references else "text"
        if each.number in {"", what.number} and each.step and each.step not in anchors:
            yield Problem(where, f"There is no step “{each.step}” in this procedure.")


def _roles(what: Procedure, roles: Roles) -> Iterator[Problem]:
    named = [("owner", what.owner)]
    named += [(f"step:{each.id}", each.role) for each in what.steps]
    for step in what.steps:
        gone = (each.go.removeprefix(ESCALATE) for each in step.branches if each.go.startswith(ESCALATE))
        named += [(f"step:{step.id}", role) for role in gone]
    named += [(f"duty:{each.step}", each.role) for each in what.duties]
    for place, each in enumerate(what.limits):
        named += [(f"limit:{place}", role) for role in (each.role, each.together, each.above)]
    first = {role: where for where, role in reversed(named)}
    for role, where in reversed(first.items()):
        found = roles.find(role)
        if role and found is None:
            yield Problem(where, f"“{role}” is none of the roles of this house.", Weight.HINT)
        elif found is not None and found.retired:
            yield Problem(where, f"{found.name} is no role of this house any more.", Weight.WARNING)
