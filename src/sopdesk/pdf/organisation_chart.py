"""The organisation chart on paper: the drawing, then everybody with role, line and deputy in a table."""

from sopdesk.pdf.drawing import drawn
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.style import BODY, SMALL, TITLE, WIDTH
from sopdesk.pdf.table import above_table, table
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.times import as_minute
from sopdesk.views.drawing import Drawing
from sopdesk.views.organisation import ChartView
from sopdesk.views.trail import Printing

KIND = "Organisation chart"


def print_organisation(chart: ChartView, drawing: Drawing, printing: Printing) -> bytes:
    """Give the chart as a PDF; it says as of when, for people come and go."""
    zone = printing.house.zone
    names = {each.person.id: each.person.name for each in chart.people}
    rows = [
        [
            each.person.name, each.person.role_names,
            ", ".join(names[name] for name in each.superiors if name in names),
            ", ".join(names[name] for name in each.deputies if name in names),
            as_minute(each.on_duty_until, zone) if each.on_duty_until else "away" if each.away else "",
        ]
        for each in chart.people
    ]  # fmt: skip
    story = [
        paragraph(drawing.title, TITLE),
        paragraph(f"As of {as_minute(chart.at, zone)}. Green: on duty. Dashed: stands in.", BODY),
        *drawn(drawing, "Who reports to whom"),
        *above_table("Everybody"),
        table(("Name", "Roles", "Reports to", "Deputy", "On duty until"), rows,
              [WIDTH * share for share in (0.2, 0.24, 0.22, 0.17, 0.17)]),
        paragraph("Who reports to a role reports to everybody who has it.", SMALL),
    ]  # fmt: skip
    return Sheet(Running(KIND, printing.house.name), printing, title=drawing.title).print_story(story)
