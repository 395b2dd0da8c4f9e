"""The back of the manual's book, gathered while its procedures are printed: matrix, limits, index of roles."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from reportlab.platypus import Flowable, Table

from sopdesk.domain.person import Role
from sopdesk.domain.sop import Limit, Procedure
from sopdesk.pdf.book_front import BACK, in_lots
from sopdesk.pdf.fonts import REGULAR
from sopdesk.pdf.page import Place
from sopdesk.pdf.procedure_sheet import title_of
from sopdesk.pdf.style import BODY, COVER, INDEX, INDEX_PART, PART, SMALL, WIDTH
from sopdesk.pdf.table import Cell, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.words import LETTERS, allowance, capital, role_name
from sopdesk.views.manual import Page

MOST_ROLES = 6
"""With more roles than this the matrix names them in words instead of columns."""
_DOES = {"A": "Answers for", "R": "Does", "C": "Is asked before", "I": "Is told after"}
_TITLES = dict(BACK)


@dataclass(frozen=True, slots=True)
class Named:
    """A procedure as the back names it."""

    number: str
    title: str
    place: str

    def link(self) -> Span:
        """Give its number, which leads to its page."""
        return Span(self.number, bold=True, link=f"#{self.place}")


@dataclass(slots=True)
class Register:
    """What the procedures printed so far say about roles: a few words each, never their pages."""

    duties: list[tuple[Named, dict[str, str]]] = field(default_factory=list)
    limits: list[tuple[Named, Limit]] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)

    def take(self, page: Page, place: str) -> None:
        """Note who does what in a procedure."""
        named = Named(page.content.number, title_of(page)[:120], place)
        letters = letters_by_role(page.content)
        if letters:
            self.duties.append((named, letters))
        self.limits += [(named, each) for each in page.content.limits]

    def roles(self) -> list[str]:
        """Give every role that has a duty, in rising authority, the house's own last."""
        found = {role for _, letters in self.duties for role in letters}
        known = [each.value for each in Role if each.value in found]
        return [*known, *sorted(found - set(known))]


def letters_by_role(content: Procedure) -> dict[str, str]:
    """Give the letters that each role has anywhere in a procedure; without a matrix whoever a step names does it."""
    found: dict[str, set[str]] = {}
    for each in content.duties:
        found.setdefault(each.role, set()).update(each.letters)
    if not found:
        found = {each.role: {"R"} for each in content.steps if each.role}
    order = "ARCI"
    return {role: "".join(sorted(letters & set(order), key=order.index)) for role, letters in found.items()}


def matrix(register: Register) -> Iterator[list[Flowable]]:
    """Give the responsibilities of the whole manual: procedures by roles."""
    yield _head("matrix")
    if not register.duties:
        yield [paragraph("No procedure says who does what.", BODY)]
        return
    every = register.roles()
    column = 58.0 if len(every) <= MOST_ROLES else 0
    heads = ("Procedure", *(map(role_name, every) if column else ("Who",)))
    widths = [WIDTH - column * len(every), *[column] * len(every)] if column else [WIDTH * 0.45, WIDTH * 0.55]
    for some in in_lots(register.duties):
        rows: list[list[Cell]] = [
            [(named.link(), Span(f"  {named.title}")), *_letters(letters, every, columns=bool(column))]
            for named, letters in some
        ]
        yield [table(heads, rows, widths)]
    yield [paragraph(LETTERS, SMALL)]


def _letters(letters: dict[str, str], every: list[str], *, columns: bool) -> list[Cell]:
    if columns:
        return [(Span(letters.get(role, ""), bold=True),) for role in every]
    return [" · ".join(f"{role_name(role)} {letters[role]}" for role in every if role in letters)]


def limits(register: Register, currency: str) -> Iterator[list[Flowable]]:
    """Give every limit of the manual, by what it is for."""
    yield _head("limits")
    if not register.limits:
        yield [paragraph("No procedure limits what a role may decide.", BODY)]
        return
    widths = [WIDTH * share for share in (0.22, 0.13, 0.19, 0.12, 0.22, 0.12)]
    heads = ("For", "Role", "May decide", "Above that", "Condition", "Procedure")
    ordered = sorted(register.limits, key=lambda each: (each[1].action.casefold(), each[0].number))
    for some in in_lots(ordered):
        rows: list[list[Cell]] = [
            [each.action, role_name(each.role), capital(allowance(each, currency)), role_name(each.above),
             each.condition, (named.link(),)]
            for named, each in some
        ]  # fmt: skip
        yield [table(heads, rows, widths)]


def roles(register: Register) -> Iterator[list[Flowable]]:
    """Give for each role the procedures in which it has a part, by the part, with their pages."""
    yield _head("roles")
    if not register.duties:
        yield [paragraph("No procedure names a role.", BODY)]
    for role in register.roles():
        yield [paragraph(role_name(role), PART)]
        for letter, word in _DOES.items():
            names = [named for named, letters in register.duties if letter in letters.get(role, "")]
            for n, some in enumerate(in_lots(names)):
                head = [paragraph(word, INDEX_PART)] if not n else []
                yield [*head, _two_columns([paragraph(tuple(_found(register, each)), INDEX) for each in some])]


def _two_columns(lines: list[Flowable]) -> Flowable:
    """Give lines in two columns, the first as long as the second or longer by one."""
    half = (len(lines) + 1) // 2
    rows = [[one, other] for one, other in zip_longest(lines[:half], lines[half:], fillvalue="")]
    plain = [("FONT", (0, 0), (-1, -1), REGULAR, 8), ("VALIGN", (0, 0), (-1, -1), "TOP"),
             ("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
             ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]  # fmt: skip
    return Table(rows, colWidths=[WIDTH / 2] * 2, hAlign="LEFT", style=plain)


def _found(register: Register, named: Named) -> Iterator[Span]:
    yield named.link()
    yield Span(f"  {named.title}  ")
    yield Span(str(register.pages.get(named.place, "")), colour="#57606a")


def _head(name: str) -> list[Flowable]:
    return [Place(name, _TITLES[name]), paragraph(_TITLES[name], COVER)]
