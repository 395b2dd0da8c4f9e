import io
from dataclasses import replace
from decimal import Decimal

from PIL import Image

from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Answer, Item, Step
from sopdesk.pdf.run_sheet import print_run
from sopdesk.views.checklists import IncidentOfRun, MarkView, RunPage
from tests.pdf.reading import pages_of, text_of
from tests.pdf.samples import DRAWING, NOON, PRINTING, run


def of(**marks: MarkView) -> RunPage:
    """Give a run with these lines alone, nothing else to be said about it."""
    items = tuple(Item(each, f"Line {each}", asks=Answer.TICK) for each in marks)
    content = replace(run().content, steps=(Step("all", "All of it", items=items),))
    row = replace(run().row, due=None, late_from=None)
    return replace(run(), row=row, content=content, marks=marks, titles={}, taken_back=(), out_of_order=(), together=())


def words(page: RunPage) -> str:
    """Give the words of a run's sheet in one line."""
    return " ".join(text_of(print_run(page, PRINTING, {"a" * 64: DRAWING})).split())


def test_photos_stand_with_their_line() -> None:
    """A photo is printed with its line, who took it, when, and its digest; one that is missing says so."""
    shown, gone = "a" * 64, "b" * 64
    marks = {
        "a": MarkView("ticked", "Tom", NOON, photos=(shown, gone)),
        "b": MarkView("photographed", "Ann", NOON, photos=(shown,)),
    }
    text = words(of(**marks))
    assert "Done, 2 photos below" in text
    assert "Photographed, 1 photo below" in text
    assert "Line a – Tom, 3 May 2026, 13:00. SHA-256 aaaaaaaaaaaaaaaa…" in text
    assert "The picture is not at hand" in text


def test_a_run_as_needed() -> None:
    """A run without a time was done as needed; where there is nothing to look at first, the sheet says so."""
    text = words(of(a=MarkView("ticked", "Tom", NOON)))
    assert "Due as needed" in text
    assert "Nothing was skipped" in text
    assert "Café Lindenhof · Market Street 4 · Counter" in text


def test_a_run_that_is_not_completed_says_so_on_top() -> None:
    """A run that is not completed says so before anything else, with how much of it is open."""
    page = of(a=MarkView("ticked", "Tom", NOON), b=MarkView("ticked", "Tom", NOON))
    left = replace(page, marks={"a": page.marks["a"]}, row=replace(page.row, stage=RunStage.OPEN, total=2))
    text = words(left)
    assert "NOT COMPLETED. 1 of 2 lines still open." in text
    assert text.index("NOT COMPLETED") < text.index("Procedure")
    every = replace(left, marks=page.marks)
    assert "NOT COMPLETED. Every line is recorded." in words(every)
    assert "NOT COMPLETED" not in words(page)


def test_a_value_stands_with_its_bounds() -> None:
    """A value in order says between which bounds; one that has none stands alone."""
    page = of(a=MarkView("counted", "Tom", NOON, Decimal("3.5")), b=MarkView("counted", "Tom", NOON, Decimal(7)))
    bounded, free = page.content.steps[0].items
    bounded = replace(bounded, unit="°C", low=Decimal(2), high=Decimal(5))
    step = replace(page.content.steps[0], items=(bounded, replace(free, unit="trays")))
    text = words(replace(page, content=replace(page.content, steps=(step,))))
    assert "3.5 °C (2 to 5 °C)" in text
    assert "7 trays Tom" in text


def test_cash_is_printed_with_what_is_missing() -> None:
    """A count of cash gives its total, what it should be, the difference, and every note and coin."""
    short = MarkView("counted", "Tom", NOON, Decimal("148.50"), in_bounds=False, done_about_it="Told Ann",
                     counted=((Decimal(50), 2), (Decimal("0.50"), 97)), expected=Decimal("150.00"))  # fmt: skip
    over = replace(short, value=Decimal(151))
    fits = replace(short, value=Decimal("150.00"), in_bounds=True, done_about_it="")
    text = words(of(a=short, b=over, c=fits))
    assert "NOT IN ORDER (148.50, 150.00 expected: 1.50 missing): Line a" in text
    assert "151, 150.00 expected: 1.00 too much" in text
    assert "150.00, as it should be 2 × 50, 97 × 0.50" in text


def test_who_allowed_a_line_to_be_skipped() -> None:
    """Who allowed that a must line was skipped stands where it is looked at first, and with the line."""
    text = words(of(a=MarkView("skipped", "Tom", NOON, text="The key is away", second="Ann")))
    assert text.count("The key is away (allowed by Ann)") == 2
    assert "no reason is given" in words(of(a=MarkView("skipped", "Tom", NOON)))


def test_the_incident_of_a_run() -> None:
    """An incident that was logged from the run is named among what to look at first."""
    page = replace(
        of(a=MarkView("ticked", "Tom", NOON)), incidents=(IncidentOfRun("x", "I-7", "near-miss", NOON, "Ann"),)
    )
    text = words(page)
    assert "Incident from this run: I-7, near miss, logged 3 May 2026, 13:00 by Ann" in text
    assert "Nothing was skipped" not in text


def test_a_long_run_wastes_no_page() -> None:
    """Sixty lines begin on the first page, below what is looked at first; the same run gives the same file."""
    marks = {f"n{n}": MarkView("ticked", "فاطمة الزهراء" if n % 2 else "Tom", NOON) for n in range(60)}
    page = of(**marks, skipped=MarkView("skipped", "Tom", NOON, text="Why"))
    first, *others = pages_of(print_run(page, PRINTING))
    assert "Line n0" in first
    assert len(others) <= 4
    assert print_run(page, PRINTING) == print_run(page, PRINTING)


def test_photos_are_printed_no_finer_than_paper_shows() -> None:
    """A large photo from a telephone is made as small as its place on the page, so that a sheet can be sent."""
    out = io.BytesIO()
    Image.effect_noise((3000, 4000), 80).convert("RGB").save(out, "JPEG", quality=90)
    page = of(a=MarkView("photographed", "Tom", NOON, photos=("a" * 64,)))
    content = print_run(page, PRINTING, {"a" * 64: out.getvalue()})
    assert len(out.getvalue()) > 3_000_000
    assert len(content) < 600_000
