"""The escalation map on paper: the drawing with who is there, then every reason with its procedure."""

from itertools import groupby

from reportlab.platypus import Flowable

from sopdesk.domain.escalation import How
from sopdesk.domain.money import money
from sopdesk.pdf.drawing import drawn
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.style import BODY, TITLE, WIDTH
from sopdesk.pdf.table import above_table, table
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.times import as_minute
from sopdesk.pdf.words import many
from sopdesk.views.drawing import Drawing
from sopdesk.views.organisation import CallView, EscalationLine, EscalationMap
from sopdesk.views.trail import Printing

KIND = "Escalation map"
_WHERE = {How.LIMIT: "limit", How.BRANCH: "way out", How.TEXT: "escalation section"}


def print_escalation(found: EscalationMap, drawing: Drawing, printing: Printing) -> bytes:
    """Give the map as a PDF, grouped by who is asked, the highest role first."""
    zone, currency = printing.house.zone, printing.house.currency
    order = list(found.names)
    lines = sorted(found.lines, key=lambda each: (-order.index(each.to), -_rank(each.role, order)))
    story: list[Flowable] = [
        paragraph(drawing.title, TITLE),
        paragraph(f"As of {as_minute(found.at, zone)}, from all procedures in force. Who is named is there now.", BODY),
        *drawn(drawing, "The map"),
    ]
    for (to, role), group in groupby(lines, key=lambda each: (each.to, each.role)):
        reasons = list(group)
        who = found.names.get(role, "Whoever is at it")
        story += above_table(f"{who} to {found.names[to]}: {many(len(reasons), 'reason')}")
        story.append(paragraph(_calls(found.calls[to]), BODY))
        widths = [WIDTH * share for share in (0.5, 0.16, 0.34)]
        story.append(table(("For", "Stands as", "In"), [_row(each, currency) for each in reasons], widths))
    return Sheet(Running(KIND, printing.house.name), printing, title=drawing.title).print_story(story)


def _rank(role: str, order: list[str]) -> int:
    return order.index(role) if role in order else -1


def _row(line: EscalationLine, currency: str) -> list[str]:
    amount = f", above {money(line.amount, currency)}" if line.how is How.LIMIT and line.amount else ""
    condition = f" ({line.condition})" if line.condition else ""
    return [f"{line.what}{amount}{condition}", _WHERE[line.how], f"{line.number} {line.title}"]


def _calls(calls: tuple[CallView, ...]) -> str:
    there = [each.person.name for each in calls if each.on_duty]
    others = [each.person.name for each in calls if not each.on_duty]
    parts = [f"There now: {', '.join(there)}." if there else "Nobody of them is on duty."]
    parts += [f"Else: {', '.join(others)}."] if others else []
    return " ".join(parts)
