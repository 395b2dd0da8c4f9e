from dataclasses import replace

from sopdesk.pdf.run_register import print_register
from sopdesk.views.checklists import IncidentOfRun, MarkView, RunPage, TogetherView
from sopdesk.views.past_runs import RegisterEntry
from tests.pdf.reading import pages_of, text_of
from tests.pdf.register_sample import MISSED, a_month, report
from tests.pdf.samples import NOON, run


def words(*entries: RegisterEntry, runs: int = 1, missed: int = 0) -> str:
    """Give the words of a register in one line."""
    return " ".join(text_of(print_register(report(runs, missed), entries)).split())


def test_a_month_has_every_run_once_in_order() -> None:
    """Every run stands once, in the order given, under its day, with the heads of the columns on each page."""
    told: list[tuple[int, int]] = []
    content = print_register(report(120), a_month(120), progress=lambda done, whole: told.append((done, whole)))
    cover, *pages = pages_of(content)
    text = " ".join(" ".join(pages).split())
    places = [text.index(f"C-{n} ·") for n in range(120)]
    assert places == sorted(places)
    assert all(text.count(f"C-{n} ·") == 1 for n in range(120))
    assert all("Done by" in each for each in pages)
    assert "Done by" not in cover
    assert "End of the register: 120 entries printed." in text
    assert told == [(25, 120), (50, 120), (75, 120), (100, 120), (120, 120)]


def test_the_same_register_gives_the_same_file() -> None:
    """What is printed twice is the same to the byte."""
    assert print_register(report(9), a_month(9)) == print_register(report(9), a_month(9))


def test_a_register_that_holds_less_than_it_says_tells_so() -> None:
    """A register that comes to an end too early says so in place of its last line."""
    assert "announces 3 entries and holds 2" in words(*a_month(2), runs=3)


def test_who_worked_on_a_run() -> None:
    """Whoever began is named first, then who went on with it; beyond four people only how many more."""
    page = run()
    marks = {
        f"n{n}": MarkView("ticked", name, NOON) for n, name in enumerate(("Ann", "Ben", "Tom Keane", "Cleo", "Dora"))
    }
    assert "Tom Keane, Ann, Ben, Cleo and 1 more; begun" in words(replace(page, marks=marks))
    assert "Tom Keane; begun" in words(replace(page, marks={}))


def test_many_lines_in_one_go_are_named_in_short() -> None:
    """Of many lines ticked in one go a register names the first three; the sheet of the run has them all."""
    items = tuple(f"line-{n}" for n in range(30))
    page = replace(run(), together=(TogetherView(items, "Tom", NOON, 9),))
    assert "“line-0”, “line-1”, “line-2” and 27 more" in words(page)
    assert page.named(items[:3], 3).count("“") == 3


def test_what_is_to_be_known_of_a_run_stands_below_it() -> None:
    """Skipped, not in order, given back, the incident; and that nobody signed."""
    page: RunPage = replace(run(), incidents=(IncidentOfRun("x", "I-7", "complaint", NOON, "Ann"),))
    text = words(page)
    assert "SKIPPED: Wipe the counter – The tap is broken (Tom Keane)" in text
    assert "NOT IN ORDER (91.50 EUR, outside 100 to 200 EUR): Count the float" in text
    assert "Given back: Where is the float?" in text
    assert "Incident from this run: I-7" in text
    assert "Not signed off" in text


def test_an_entry_longer_than_a_page_goes_on() -> None:
    """A reason longer than a page is printed whole; a short entry is not divided between two pages."""
    page = run()
    reason = " ".join(f"word{n}" for n in range(1600))
    long = replace(page, marks={**page.marks, "wiped": MarkView("skipped", "Tom", NOON, text=reason)})
    text = words(long, *a_month(2), runs=3)
    assert all(f"word{n}" in text for n in (0, 799, 1599))
    arabic = replace(page, marks={**page.marks, "wiped": MarkView("skipped", "فاطمة", NOON, text="سبب " * 900)})
    assert "End of the register: 3 entries" in words(arabic, *a_month(2), runs=3)


def test_a_missed_check_stands_between_the_runs() -> None:
    """A check that nobody began says whose task it was, and why, where somebody said so."""
    text = words(*a_month(1), MISSED, missed=1)
    assert "MISSED: SOP-003 Fridges Nobody has said why." in text
    assert "task of shift-lead; not begun at all" in text
    assert "We were closed. – Ann" in words(
        replace(MISSED, explained="We were closed.", explained_by="Ann"), runs=0, missed=1
    )
