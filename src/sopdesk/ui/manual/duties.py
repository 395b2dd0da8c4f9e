"""Who does what in a procedure, and how far each role may go: the side of the page."""

from collections.abc import Iterator, Sequence

from sopdesk.domain.authority_words import Wording, allowance
from sopdesk.domain.prose import Block, Heading, ListBlock, ListItem, Paragraph, Span
from sopdesk.domain.sop import Limit
from sopdesk.ui.manual.words import letters_words, role_word, tr
from sopdesk.ui.role_names import rank_of
from sopdesk.views.manual import Page


def duties_of(page: Page, mine: Sequence[str]) -> tuple[Block, ...]:
    """Give for each role its steps, linked, and what it has to do with them; the roles in `mine` come first."""
    by_role: dict[str, list[ListItem]] = {}
    for role, step, letters in _cells(page):
        by_role.setdefault(role, []).append(_line(page, step, letters))
    order = sorted(by_role, key=lambda role: (role not in mine, rank_of(role)))
    blocks: list[Block] = []
    for role in order:
        words = tr("{role} (you)").format(role=role_word(role)) if role in mine else role_word(role)
        blocks += [Heading(3, (Span(words),)), ListBlock(tuple(by_role[role]))]
    return tuple(blocks)


def limits_of(page: Page, mine: Sequence[str], currency: str) -> tuple[Block, ...]:
    """Give what each role may decide alone, the roles in `mine` first."""
    order = sorted(page.content.limits, key=lambda each: each.role not in mine)
    lines = tuple(ListItem((Paragraph(_limit(each, mine, currency)),)) for each in order)
    return (ListBlock(lines),) if lines else ()


def _cells(page: Page) -> Iterator[tuple[str, str, str]]:
    """Give (role, step, letters) of the matrix; without a matrix whoever a step names does it."""
    content = page.content
    if not content.duties:
        yield from ((each.role, each.id, "R") for each in content.steps if each.role)
        return
    places = {each.id: place for place, each in enumerate(content.steps)}
    for duty in sorted(content.duties, key=lambda each: places.get(each.step, len(places))):
        yield duty.role, duty.step, duty.letters


def _line(page: Page, step: str, letters: str) -> ListItem:
    places = page.content.numbers()
    title = page.titles.get(f"step:{step}", step)
    words = f"{places[step]}. {title}" if step in places else title
    link = f"#{step}" if step in places else ""
    return ListItem((Paragraph((Span(words, link=link), Span(f"\n{letters}: {letters_words(letters)}"))),))


def _limit(limit: Limit, mine: Sequence[str], currency: str) -> tuple[Span, ...]:
    who = role_word(limit.role) + (f" {tr('(you)')}" if limit.role in mine else "")
    spans = [Span(who, bold=True), Span(f": {limit.action}, {allowance(limit, Wording(currency, role_word, tr=tr))}")]
    if limit.condition:
        spans.append(Span(f" ({limit.condition})"))
    if limit.above:
        said = tr("instead: {role}") if limit.forbids else tr("above: {role}")
        spans.append(Span("\n" + said.format(role=role_word(limit.above))))
    return tuple(spans)
