from dataclasses import replace

import pytest

from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.scan_code import Scan, scan_code
from sopdesk.domain.sop import Step
from sopdesk.pdf.card import in_short, print_card
from sopdesk.pdf.labels import print_labels
from sopdesk.pdf.procedure_sheet import print_procedure
from sopdesk.views.copies import LABEL_SHEETS, CardPaper, CopyMark, LabelText
from sopdesk.views.manual import Page
from tests.pdf import samples
from tests.pdf.reading import codes_of, fonts_of, pages_of, text_of

PRINTED = scan_code(Scan("SOP-012", "1.1"))
LONG_TITLE = "What is done when " + "somebody says that it was promised " * 6


def long_page(steps: int) -> Page:
    """Give a page with so many steps."""
    page = samples.page()
    made = tuple(Step(f"s{n}", f"Do thing {n} with great care", must=n % 3 == 0) for n in range(1, steps + 1))
    return replace(page, content=replace(page.content, steps=made), titles={"title": LONG_TITLE})


@pytest.mark.parametrize("paper", CardPaper)
def test_a_card_says_what_matters(paper: CardPaper) -> None:
    """A card has the steps, what must be done, warnings, how far each may go, and whom to call, on one page."""
    content = print_card(samples.page(), samples.PRINTING, paper)
    assert len(pages_of(content)) == 1
    shown = text_of(content)
    for words in ("Look at the goods together", "Never take back food", "Whom to call", "Manager: 555 0100",
                  "How far each may go", "UNCONTROLLED WHEN PRINTED", "Go to step 3"):  # fmt: skip
        assert words in shown
    assert "Continues" not in shown
    assert codes_of(content) == [PRINTED]
    assert all(fonts_of(content).values())


def test_a_card_is_never_silently_cut() -> None:
    """What has no room in the smallest legible type is named at the foot of the card."""
    content = print_card(long_page(80), samples.PRINTING, CardPaper.A5)
    [shown] = pages_of(content)
    kept = max(n for n in range(1, 81) if f"Do thing {n} with" in shown)
    assert 3 < kept < 80
    assert f"Continues in the manual: steps {kept + 1} to 80, question 1. Scan the code." in shown
    assert "Whom to call" in shown


def test_a_single_piece_that_is_too_long() -> None:
    """A part that alone is higher than the card is named too, and the rest stays."""
    page = samples.page()
    page = replace(page, prose={**page.prose, "escalation": samples.said("Tell the shift lead. " * 400)})
    [shown] = pages_of(print_card(page, samples.PRINTING, CardPaper.A5))
    assert "Continues in the manual: escalation. Scan the code." in shown
    assert "Count the money" in shown


def test_a_card_as_a_controlled_copy() -> None:
    """A card that hangs on a wall can be a controlled copy, with its number in its code."""
    content = print_card(samples.page(), samples.PRINTING, CardPaper.A4, CopyMark("P-COUN-00007", "Bar", "Ann"))
    assert "CONTROLLED COPY P-COUN-00007" in text_of(content)
    assert codes_of(content) == [scan_code(Scan("SOP-012", "1.1", "P-COUN-00007"))]


def test_left_out_in_short() -> None:
    """Numbers in a row are joined."""
    assert in_short(["step 4", "step 5", "step 6", "question 1", "limits", "step 9"]) == (
        "steps 4 to 6, question 1, limits, step 9"
    )


def test_every_page_of_a_print_can_be_scanned() -> None:
    """The code on each page of a procedure leads back to it, with the revision that was printed."""
    content = print_procedure(samples.page(), samples.PRINTING)
    assert codes_of(content) == [PRINTED] * len(pages_of(content))


@pytest.mark.parametrize("sheet", LABEL_SHEETS)
def test_labels_are_scanned(sheet: str) -> None:
    """Every label of every sheet is read by a scanner, and lies within the page."""
    shape = LABEL_SHEETS[sheet]
    labels = [LabelText(f"SOP-{n:03}", LONG_TITLE if n % 2 else "Closing") for n in range(1, 6)]
    content = print_labels(labels, shape, "Café Lindenhof", start=shape.columns * shape.rows - 1)
    assert len(pages_of(content)) == 2
    assert sorted(codes_of(content)) == sorted(scan_code(Scan(each.number)) for each in labels)
    assert shape.left + shape.columns * shape.width + (shape.columns - 1) * shape.gap <= 210
    assert shape.top + shape.rows * shape.height <= 297
    assert all(each.number in text_of(content) for each in labels)


def test_labels_can_be_cancelled() -> None:
    """Drawing thousands of labels tells how far it is, and can be stopped."""
    told: list[tuple[int, int]] = []
    labels = [LabelText("SOP-001", "Closing")] * 3
    print_labels(labels, LABEL_SHEETS["70x37"], "", progress=lambda n, of: told.append((n, of)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    with pytest.raises(Cancelled):
        print_labels(labels, LABEL_SHEETS["70x37"], "", cancelled=lambda: True)
