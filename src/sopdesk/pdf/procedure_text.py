"""The text of a procedure as it is printed, on its own sheet, in the manual and in a case."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from sopdesk.domain.sop import Answer, Item, Limit, Reference, Step
from sopdesk.pdf.boxes import TickBox, called
from sopdesk.pdf.drawing import drawn
from sopdesk.pdf.indent import Indented
from sopdesk.pdf.pictures import picture
from sopdesk.pdf.prose import Setting, prose
from sopdesk.pdf.style import EVIDENCE, HANG, LIST, PART, SMALL, STEP, STEP_FACTS, STEP_NUMBER, TIP, WARNING, WIDTH
from sopdesk.pdf.table import Cell, above_table, grid, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day
from sopdesk.pdf.words import LETTERS, PHASES, allowance, capital, leads_to, many, minutes, role_name
from sopdesk.views.manual import Link, Page, RevisionRow

MOST_ROLES = 8
_WRITING_LINE = "…" * 12


def procedure_text(page: Page, setting: Setting) -> list[Flowable]:
    """Give everything that a procedure says, in the order of the procedure file."""
    return [
        *_part(page, setting, "Purpose", "purpose"),
        *_part(page, setting, "Scope", "scope"),
        *_part(page, setting, "Not covered", "not_covered"),
        *_part(page, setting, "Definitions", "definitions"),
        *(drawn(page.drawing, "The way through") if page.drawing is not None else ()),
        *_steps(page, setting),
        *_questions(page, setting),
        *_duties(page),
        *_limits(page, setting),
        *_part(page, setting, "Decision notes", "decision_notes"),
        *_part(page, setting, "Escalation", "escalation"),
        *_further_parts(page, setting),
        *_references(page, setting),
        *_part(page, setting, "Resources", "resources"),
        *_part(page, setting, "Contact", "contact"),
        *_part(page, setting, "Training", "training"),
    ]


def _part(page: Page, setting: Setting, title: str, key: str) -> list[Flowable]:
    blocks = page.prose.get(key, ())
    return [paragraph(title, PART), *prose(blocks, setting)] if blocks else []


def _further_parts(page: Page, setting: Setting) -> Iterator[Flowable]:
    for n, part in enumerate(page.content.parts):
        if part.title:
            yield paragraph(part.title, PART)
        yield from prose(page.prose.get(f"part:{n}", ()), setting)


def _steps(page: Page, setting: Setting) -> Iterator[Flowable]:
    if not page.content.steps:
        return
    yield paragraph("Steps", PART)
    numbers = page.content.numbers()
    for step in page.content.steps:
        title = paragraph(page.titles.get(f"step:{step.id}", step.title) or "—", STEP)
        yield Indented(title, HANG, paragraph(numbers[step.id], STEP_NUMBER), place=setting.place_of(step.id))
        yield from (Indented(each, HANG) for each in _step(page, setting, step))


def _step(page: Page, setting: Setting, step: Step) -> Iterator[Flowable]:
    wide = WIDTH - HANG
    facts = " · ".join(_step_facts(step))
    if facts:
        yield paragraph(facts, STEP_FACTS)
    for n, _ in enumerate(step.warnings):
        yield called(WARNING, prose(page.prose.get(f"warning:{step.id}:{n}", ()), setting, width=wide - 20))
    yield from prose(page.prose.get(f"step:{step.id}", ()), setting, width=wide)
    for shown in step.pictures:
        yield from picture(shown, setting.pictures, wide)
    for n, _ in enumerate(step.tips):
        yield called(TIP, prose(page.prose.get(f"tip:{step.id}:{n}", ()), setting, width=wide - 20))
    if step.items:
        yield _items(page, step.items, wide)
    if step.branches:
        yield _branches(page, step, wide)
    if step.evidence:
        yield called(EVIDENCE, [paragraph(page.titles.get(f"evidence:{step.id}", step.evidence), LIST)])


def _step_facts(step: Step) -> Iterator[str]:
    if step.role:
        yield role_name(step.role)
    if step.must:
        yield "Must be done"
    if step.minutes is not None:
        yield f"Within {minutes(step.minutes)}"
    if step.phase is not None:
        yield capital(f"{PHASES[step.phase]} the task")


def _items(page: Page, items: tuple[Item, ...], wide: float) -> Flowable:
    rows: list[list[Cell]] = []
    for item in items:
        words = [Span(page.titles.get(f"item:{item.id}", item.text))]
        if item.must:
            words.append(Span("  must", bold=True))
        rows.append([TickBox(), tuple(words), _to_fill(item)])
    return table((), rows, (20, wide - 20 - 180, 180))


def _to_fill(item: Item) -> str:
    """Give the line to write on, and what is allowed there."""
    if item.asks in {Answer.NUMBER, Answer.AMOUNT}:
        allowed = f" ({item.demand()})" if item.bounded or item.photo else ""
        return f"{_WRITING_LINE} {item.unit}{allowed}"
    demand = item.demand()
    return demand if item.asks in {Answer.TICK, Answer.CHOICE} else f"{_WRITING_LINE} ({demand})"


def _branches(page: Page, step: Step, wide: float) -> Flowable:
    rows: list[list[Cell]] = [
        [
            (Span(page.titles.get(f"branch:{step.id}:{n}", branch.answer), bold=True),),
            page.titles.get(f"action:{step.id}:{n}", branch.action),
            leads_to(page.content, branch, page.titles),
        ]
        for n, branch in enumerate(step.branches)
    ]
    return table(("If", "Do this", "Then"), rows, (wide * 0.28, wide * 0.37, wide * 0.35))


def _questions(page: Page, setting: Setting) -> Iterator[Flowable]:
    if page.content.questions:
        yield paragraph("Questions and answers", PART)
    for each in page.content.questions:
        yield paragraph(page.titles.get(f"question:{each.id}", each.question) or "—", STEP)
        yield from prose(page.prose.get(f"question:{each.id}", ()), setting)


def _duties(page: Page) -> Iterator[Flowable]:
    duties = page.content.duties
    if not duties:
        return
    yield from above_table("Who does what")
    roles = list(dict.fromkeys(each.role for each in duties))
    letters = {(each.step, each.role): each.letters for each in duties}
    places = page.content.numbers()
    rows: list[list[Cell]] = []
    for step in dict.fromkeys(each.step for each in duties):
        title = page.titles.get(f"step:{step}", step)
        name = f"{places[step]}  {title}" if step in places else title
        rows.append([name, *((Span(letters.get((step, role), ""), bold=True),) for role in roles)])
    heads = ["Step", *map(role_name, roles)]
    if len(roles) > MOST_ROLES:
        yield from grid(heads, rows)
    else:
        column = min(76.0, 300 / len(roles))
        yield table(heads, rows, (WIDTH - column * len(roles), *[column] * len(roles)))
    yield paragraph(LETTERS, SMALL)


def _limits(page: Page, setting: Setting) -> Iterator[Flowable]:
    if not page.content.limits:
        return
    yield from above_table("How far each role may go")
    rows = [
        [_asked_for(each), role_name(each.role), capital(allowance(each, setting.currency)), role_name(each.above),
         each.condition]
        for each in page.content.limits
    ]  # fmt: skip
    widths = [WIDTH * share for share in (0.26, 0.15, 0.19, 0.15, 0.25)]
    yield table(("For", "Role", "May decide", "Above that", "Condition"), rows, widths)


def _asked_for(limit: Limit) -> str:
    return f"{limit.action} (also: {', '.join(limit.also)})" if limit.also else limit.action


def _references(page: Page, setting: Setting) -> Iterator[Flowable]:
    links = page.links or tuple(_as_link(each) for each in page.content.references)
    if not links:
        return
    yield paragraph("References", PART)
    for link in links:
        yield paragraph(tuple(_reference(link, setting)), LIST)
    yield Spacer(0, 3)


def _as_link(reference: Reference) -> Link:
    return Link(reference.label, reference.number, "", reference.step, reference.url, broken=False)


def _reference(link: Link, setting: Setting) -> Iterator[Span]:
    if link.number:
        yield Span(link.number, bold=True, link=setting.leads(link.number, link.step))
        yield Span("  ")
    yield Span(link.label or link.url or link.number)
    if link.url and link.url != link.label:
        outside = link.url if link.url.startswith(("https://", "http://", "mailto:")) else ""
        yield Span("  ")
        yield Span(link.url, link=outside, colour="#57606a")
    if link.broken:
        yield Span("  (not in the manual)", italic=True)
    elif link.fault:
        yield Span(f"  ({link.fault})", italic=True)


def history(page: Page, zone: str) -> list[Flowable]:
    """Give every revision of the procedure, newest first."""
    rows = [
        [
            each.label or f"({each.proposal})",
            capital(each.status.value),
            as_day(each.effective_from, zone) if each.effective_from else "",
            f"{each.author}, {as_day(each.submitted_at, zone)}",
            f"{each.approver}, {as_day(each.approved_at, zone)}" if each.approved_at else "",
            why_of(each),
        ]
        for each in page.history
    ]
    widths = [WIDTH * share for share in (0.1, 0.13, 0.14, 0.19, 0.2, 0.24)]
    heads = ("Revision", "Status", "Effective from", "Written by", "Approved by", "Why it changed")
    title = f"History ({many(len(rows), 'revision')})"
    return [*above_table(title), table(heads, rows, widths)] if rows else []


def why_of(each: RevisionRow) -> str:
    """Say why a revision was written, why it was returned, and whose suggestions it takes up."""
    returned = f"returned: {each.returned_reason}" if each.returned_reason else ""
    thanks = f"thanks to {', '.join(each.credits)}" if each.credits else ""
    behind = f"because of {', '.join(number for _, number in each.incidents)}" if each.incidents else ""
    return " — ".join(filter(None, (each.reason, returned, thanks, behind)))
