"""The duties of a role across the whole manual, on paper; and the gaps in the whole."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from sopdesk.domain.answering import Gap
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.style import BODY, EYEBROW, SMALL, STEP, TITLE, WIDTH
from sopdesk.pdf.table import above_table, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day
from sopdesk.pdf.words import LETTERS, capital, many
from sopdesk.views.duties import RoleDuties, WholeDuties
from sopdesk.views.trail import Printing


def print_duties(found: WholeDuties, printing: Printing, role: RoleDuties | None = None) -> bytes:
    """Give the duties of one role as a PDF or, without one, of every role with the gaps in the whole."""
    day = as_day(found.at, printing.house.zone)
    name = role.name if role else "All roles"
    running = Running("Duties", name, f"As of {day}")
    sheet = Sheet(running, printing, title=f"Duties: {name}")
    story = [paragraph("Duties of a role", EYEBROW)]
    if role is not None:
        return sheet.print_story([*story, *_role(role)])
    story += [paragraph("Who answers for what", TITLE), *_gaps(found.gaps)]
    for each in found.roles:
        story += _role(each)
    return sheet.print_story(story)


def _role(role: RoleDuties) -> Iterator[Flowable]:
    yield paragraph(role.name, TITLE)
    yield paragraph(f"Held by: {', '.join(role.holders) or 'nobody'}", BODY)
    counts = (
        many(role.count("R"), "step to do", "steps to do"), many(role.count("A"), "to answer for", "to answer for"),
        many(role.count("C"), "to be asked about", "to be asked about"),
        many(role.count("I"), "to be told of", "to be told of"),
    )  # fmt: skip
    yield paragraph(", ".join(counts) + ".", BODY)
    yield from _owned(role)
    yield from _limits(role)
    yield from _steps(role)


def _owned(role: RoleDuties) -> Iterator[Flowable]:
    if not role.owns:
        return
    yield from above_table("Procedures to keep right")
    rows = [
        [each.number, each.title, _due(each.overdue, as_day(each.review_due) if each.review_due else "—")]
        for each in role.owns
    ]
    yield table(("Number", "Procedure", "Review due"), rows, [WIDTH * share for share in (0.16, 0.6, 0.24)])


def _due(overdue: bool, day: str) -> str:  # noqa: FBT001 - a fact of the row
    return f"{day}, overdue" if overdue else day


def _limits(role: RoleDuties) -> Iterator[Flowable]:
    if not role.limits:
        return
    yield from above_table("How far this role may go")
    rows = [
        [each.rule.limit.action, capital(each.words), each.rule.limit.condition, each.rule.number]
        for each in role.limits
    ]
    widths = [WIDTH * share for share in (0.3, 0.28, 0.28, 0.14)]
    yield table(("For", "May decide", "Condition", "By"), rows, widths)


def _steps(role: RoleDuties) -> Iterator[Flowable]:
    if not role.procedures:
        return
    yield from above_table("Steps")
    for each in role.procedures:
        words = (Span(f"{each.number} {each.title}"), Span(f"   {each.section}", colour="#57606a"))
        yield paragraph(words, STEP)
        rows = [[charge.letters, charge.title, "must" if charge.must else ""] for charge in each.charges]
        yield table(("", "Step", ""), rows, [WIDTH * share for share in (0.1, 0.78, 0.12)])
    yield paragraph(LETTERS, SMALL)


def _gaps(gaps: tuple[Gap, ...]) -> Iterator[Flowable]:
    yield from above_table("Gaps in the whole")
    if not gaps:
        yield paragraph("None: somebody answers for every step, and somebody has every role.", BODY)
        return
    rows = [
        [capital(each.kind.value), each.sentence, many(each.places, "place") if each.places > 1 else each.number]
        for each in gaps
    ]
    yield table(("What", "Gap", "Where"), rows, [WIDTH * share for share in (0.2, 0.62, 0.18)])
