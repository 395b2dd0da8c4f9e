"""The words of every kind of print, kept as text. `python -m tests.pdf.golden` writes them anew; read the diff."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Format
from sopdesk.drawing.procedure import draw
from sopdesk.drawing.tree import Leaf, tree
from sopdesk.pdf.card import print_card
from sopdesk.pdf.difference_report import print_difference
from sopdesk.pdf.drawing_sheet import print_chart, print_drawing
from sopdesk.pdf.duties_report import print_duties
from sopdesk.pdf.guide_sheet import print_guide
from sopdesk.pdf.handover_sheet import print_handover, print_handover_book
from sopdesk.pdf.incident_report import print_case
from sopdesk.pdf.labels import print_labels
from sopdesk.pdf.procedure_sheet import print_procedure
from sopdesk.pdf.run_sheet import print_run
from sopdesk.pdf.trail_report import print_trail
from sopdesk.views.copies import LABEL_SHEETS, CopyMark, LabelText
from sopdesk.views.incident_registers import Register
from sopdesk.views.manual import Page
from tests.drawing.given import by_chance
from tests.pdf import house_samples, samples
from tests.pdf.duties_sample import duties
from tests.pdf.incident_register_samples import sample
from tests.pdf.reading import pages_of
from tests.pdf.register_sample import register

FOLDER = Path(__file__).parent / "golden"
PICTURES = {"label.svg": samples.DRAWING}
CHART = tree("The house", [Leaf("a", "Ann Byrne", ("Manager",)), Leaf("b", "Ben", ("Shift lead",), "a")])


def workflow_page() -> Page:
    """Give a page of a workflow with its drawing."""
    page = samples.page()
    content = replace(page.content, format=Format.WORKFLOW)
    return replace(page, content=content, drawing=draw(content))


PRINTS: dict[str, Callable[[], bytes]] = {
    "procedure": lambda: print_procedure(samples.page(), samples.PRINTING, PICTURES),
    "approvals": lambda: print_procedure(samples.signed_by_two(), samples.PRINTING, PICTURES),
    "superseded": lambda: print_procedure(samples.page(Status.SUPERSEDED), samples.PRINTING, PICTURES),
    "manual": lambda: samples.book(
        [samples.page(), samples.small_page("SOP-001", "Opening", "Every day")], pictures=PICTURES
    ),
    "card": lambda: print_card(samples.page(), samples.PRINTING),
    "labels": lambda: print_labels(
        [LabelText("SOP-012", "Refund without a receipt")], LABEL_SHEETS["70x37"], "Café Lindenhof"
    ),
    "difference": lambda: print_difference(samples.comparison(), samples.PRINTING, PICTURES),
    "copy": lambda: print_procedure(
        samples.page(), samples.PRINTING, PICTURES, CopyMark("P-COUN-00007", "Kitchen wall", "Ann Byrne")
    ),
    "workflow": lambda: print_procedure(workflow_page(), samples.PRINTING),
    "drawing": lambda: print_drawing(workflow_page(), draw(by_chance(5, 14)), samples.PRINTING),
    "duties": lambda: print_duties(duties(), samples.PRINTING),
    "duties_of_role": lambda: print_duties(duties(), samples.PRINTING, duties().roles[0]),
    "chart": lambda: print_chart(CHART, samples.PRINTING, "Organisation chart"),
    "case": lambda: print_case(samples.case(), PICTURES),
    "trail": lambda: print_trail(samples.trail(60), samples.trail_lines(60)),
    "guide": lambda: print_guide(samples.guide(), samples.PRINTING),
    "organisation": house_samples.organisation,
    "escalation": house_samples.escalation,
    "journey": house_samples.journey,
    "subject_access": house_samples.subject_access,
    "handover": lambda: print_handover(samples.handover(), samples.PRINTING),
    "handover_book": lambda: print_handover_book([samples.handover()] * 2, samples.PRINTING, "the last seven days"),
    "register": register,
    **{f"register_{each.value.replace('-', '_')}": partial(sample, each) for each in Register},
    "run": lambda: print_run(samples.run(), samples.PRINTING),
}


def words(content: bytes) -> str:
    """Give the words of a print, page by page."""
    pages = (page.replace("\u00a0", " ") for page in pages_of(content))
    return "\n\f\n".join("\n".join(line.rstrip() for line in page.splitlines()) for page in pages) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make in PRINTS.items():
        (FOLDER / f"{name}.txt").write_text(words(make()), "utf-8")
