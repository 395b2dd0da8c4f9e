"""The steps of one procedure drawn, and other drawings, as documents of their own."""

from dataclasses import replace

from sopdesk.pdf.control import control_of
from sopdesk.pdf.drawing import drawn
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.procedure_sheet import running_of, title_of
from sopdesk.pdf.style import BODY, EYEBROW, TITLE
from sopdesk.pdf.text import paragraph
from sopdesk.views.drawing import Drawing
from sopdesk.views.manual import Page
from sopdesk.views.trail import Printing


def print_drawing(page: Page, drawing: Drawing, printing: Printing) -> bytes:
    """Give the steps of a procedure, drawn, as a PDF."""
    control = control_of(page.content.number, page.revision, None)
    running = replace(running_of(page, printing.house.zone), control=control)
    sheet = Sheet(running, printing, title=f"{page.content.number} {title_of(page)}")
    heads = [paragraph(page.content.number, EYEBROW), paragraph(title_of(page), TITLE)]
    return sheet.print_story([*heads, *(drawn(drawing, "The steps") or [paragraph("There are no steps.", BODY)])])


def print_chart(drawing: Drawing, printing: Printing, kind: str) -> bytes:
    """Give any drawing, such as an organisation chart, as a PDF; `kind` says in the header what it is."""
    sheet = Sheet(Running(kind, drawing.title), printing, title=f"{kind} {drawing.title}".strip())
    return sheet.print_story(drawn(drawing, drawing.title or kind) or [paragraph("There is nothing to draw.", BODY)])
