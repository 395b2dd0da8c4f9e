"""What stands on a card: the steps in short, warnings and limits, escalation and whom to call."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.platypus import Flowable

from sopdesk.domain.sop import Answer, Branch, Item, Limit, Step
from sopdesk.pdf.boxes import TickBox, called
from sopdesk.pdf.indent import Indented
from sopdesk.pdf.prose import Setting, prose
from sopdesk.pdf.style import CARD_FACTS, CARD_LINE, CARD_MUST, CARD_NUMBER, CARD_PART, CARD_STEP, WARNING
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.words import allowance, capital, leads_to, minutes, role_name
from sopdesk.views.manual import Page
from sopdesk.views.people import HouseView

HANG = 22.0


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together on a card; `name` says what is left out without room for it. `side`: it is not a step."""

    name: str
    content: list[Flowable] = field(default_factory=list)
    side: bool = False


def pieces_of(page: Page, house: HouseView, wide: float) -> list[Piece]:
    """Give the pieces of a card whose columns are so wide, those beside the steps last."""
    setting = Setting({}, house.currency)
    numbers = page.content.numbers()
    steps = [_step(page, setting, step, numbers[step.id], wide) for step in page.content.steps]
    questions = [
        Piece(
            f"question {n}",
            [
                paragraph(page.titles.get(f"question:{each.id}", each.question), CARD_MUST),
                *prose(page.prose.get(f"question:{each.id}", ()), setting, width=wide),
            ],
        )
        for n, each in enumerate(page.content.questions, 1)
    ]
    return [*steps, *questions, *_beside(page, house, setting, wide)]


def _beside(page: Page, house: HouseView, setting: Setting, wide: float) -> Iterator[Piece]:
    limits = page.content.limits
    if limits:
        lines = [paragraph(tuple(_limit(each, house.currency)), CARD_LINE) for each in limits]
        yield Piece("limits", [paragraph("How far each may go", CARD_PART), *lines], side=True)
    for key, title in (("escalation", "Escalation"), ("contact", "Contact")):
        if page.prose.get(key):
            words = prose(page.prose[key], setting, width=wide)
            yield Piece(key, [paragraph(title, CARD_PART), *words], side=True)
    if house.contacts:
        words = [
            span for name, value in house.contacts.items()
            for span in (Span(f"{capital(name)}: ", bold=True), Span(f"{value}   "))
        ]  # fmt: skip
        yield Piece("whom to call", [paragraph("Whom to call", CARD_PART), paragraph(words, CARD_LINE)], side=True)


def _step(page: Page, setting: Setting, step: Step, number: str, wide: float) -> Piece:
    room = wide - HANG
    title = page.titles.get(f"step:{step.id}", step.title) or "—"
    words = [Span(title), *((Span("  must", bold=True, colour="#9a3412"),) if step.must else ())]
    facts = [role_name(step.role)] if step.role else []
    facts += [f"within {minutes(step.minutes)}"] if step.minutes is not None else []
    inside: list[Flowable] = [paragraph(" · ".join(facts), CARD_FACTS)] if facts else []
    for n, _ in enumerate(step.warnings):
        blocks = page.prose.get(f"warning:{step.id}:{n}", ())
        inside.append(called(WARNING, prose(blocks, setting, width=room - 20)))
    inside += [_item(page, each) for each in step.items]
    inside += [_branch(page, step, n, each) for n, each in enumerate(step.branches)]
    head = Indented(
        paragraph(tuple(words), CARD_MUST if step.must else CARD_STEP), HANG, paragraph(number, CARD_NUMBER)
    )
    return Piece(f"step {number}", [head, *(Indented(each, HANG) for each in inside)])


def _item(page: Page, item: Item) -> Flowable:
    words = [Span(page.titles.get(f"item:{item.id}", item.text), bold=item.must)]
    if (demand := item.demand()) and (item.bounded or item.asks not in {Answer.NUMBER, Answer.AMOUNT}):
        words.append(Span(f"  {demand}"))
    return Indented(paragraph(tuple(words), CARD_LINE), 16, TickBox(size=8.5), mark_at=0)


def _branch(page: Page, step: Step, n: int, branch: Branch) -> Flowable:
    answer = page.titles.get(f"branch:{step.id}:{n}", branch.answer)
    action = page.titles.get(f"action:{step.id}:{n}", branch.action)
    said = " ".join(filter(None, (action and f"{action.rstrip('.')}.", leads_to(page.content, branch, page.titles))))
    return paragraph((Span(f"{answer}: ", bold=True), Span(said)), CARD_LINE)


def _limit(limit: Limit, currency: str) -> Iterator[Span]:
    yield Span(f"{role_name(limit.role)}: ", bold=True)
    yield Span(f"{limit.action}, {allowance(limit, currency)}")
    if limit.condition:
        yield Span(f" ({limit.condition})")
    if limit.above:
        yield Span(f"; above that: {role_name(limit.above)}")
