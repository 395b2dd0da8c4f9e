"""The customer's journey on paper: each touchpoint with its standard and procedure, then the map."""

from reportlab.platypus import Flowable

from sopdesk.pdf.drawing import drawn
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.style import BODY, TITLE, WIDTH
from sopdesk.pdf.table import above_table, table
from sopdesk.pdf.text import paragraph
from sopdesk.pdf.times import as_minute
from sopdesk.pdf.words import many, minutes
from sopdesk.views.drawing import Drawing
from sopdesk.views.journeys import CardView, JourneyPage
from sopdesk.views.trail import Printing

KIND = "Customer journey"


def print_journey(page: JourneyPage, drawing: Drawing, printing: Printing) -> bytes:
    """Give one revision of a journey as a PDF; what is missing is said, not hidden."""
    said = next(each for each in page.history if each.number == page.number)
    facts = f"Revision {page.number}, {as_minute(said.at, printing.house.zone)}, {said.who}"
    story: list[Flowable] = [
        paragraph(page.title, TITLE),
        paragraph(facts + (f": {said.reason}" if said.reason else ""), BODY),
        paragraph(f"{many(page.gaps, 'touchpoint')} without a procedure in force." if page.gaps else
                  "Every touchpoint has a procedure in force.", BODY),
    ]  # fmt: skip
    for stage in page.stages:
        story += above_table(stage.stage.title)
        rows = [_row(each) for each in stage.cards] or [["Nothing yet", "", "", "", ""]]
        widths = [WIDTH * share for share in (0.2, 0.34, 0.12, 0.14, 0.2)]
        story.append(table(("Touchpoint", "Standard", "Within", "Who", "How"), rows, widths))
    story += drawn(drawing, "The map")
    return Sheet(Running(KIND, page.title), printing, title=page.title).print_story(story)


def _row(card: CardView) -> list[str]:
    point = card.touchpoint
    how = card.gap or f"{point.procedure} {card.step_title or card.procedure_title}"
    return [point.title, point.standard, minutes(point.minutes) if point.minutes else "", card.role_name, how]
