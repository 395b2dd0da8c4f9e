from collections.abc import Iterator
from dataclasses import replace

import pytest
from reportlab.platypus import Table

from sopdesk.domain.incident import Source
from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.revision import Status
from sopdesk.pdf.entry_table import ROWS
from sopdesk.pdf.incident_report import print_case
from sopdesk.pdf.procedure_sheet import print_procedure
from sopdesk.pdf.run_sheet import print_run
from sopdesk.pdf.trail_report import print_trail
from sopdesk.views.trail import TrailLine
from tests.pdf import samples
from tests.pdf.reading import outline_of, pages_of, text_of


def test_every_page_says_where_it_comes_from() -> None:
    """Every page names the house, the head of the journal, its checkpoint, when and by whom it was printed."""
    pages = pages_of(print_case(samples.case()))
    assert len(pages) > 3
    for n, page in enumerate(pages, 1):
        assert "Café Lindenhof · Market Street 4 · Counter" in page
        assert "Journal head 3f9a 1c2b 3f9a 1c2b… · 412 entries · signed checkpoint of 3 May 2026, 13:00" in page
        assert "Printed 3 May 2026, 13:00 (Europe/Dublin) by Ann Byrne" in page
        assert f"Page {n}" in page
        assert f"of {len(pages)}" in page


def test_a_superseded_revision_is_unmistakable() -> None:
    """Every page of a revision that is not in force says so in its header, and the first says what that means."""
    pages = pages_of(print_procedure(samples.page(Status.SUPERSEDED), samples.PRINTING))
    assert all("REVISION 1.1 · SUPERSEDED" in page for page in pages)
    assert "A newer one is in force." in pages[0]


def test_a_warning_is_told_from_a_tip_by_its_word() -> None:
    """Warnings and tips bear their words: colour is never the only sign."""
    shown = text_of(print_procedure(samples.page(), samples.PRINTING))
    assert "WARNING\nNever take back food that has left the house." in shown
    assert "TIP\nTurn the label inside out." in shown


def test_ways_out_of_a_question_name_the_step_they_lead_to() -> None:
    """A workflow on paper says the number of the step to go to."""
    shown = text_of(print_procedure(samples.page(), samples.PRINTING))
    for way in ("Go to step 3: Count the money", "Escalate to: Supervisor", "Back to the question before", "Done"):
        assert way in shown


def test_a_picture_that_is_not_at_hand_is_named() -> None:
    """Where a picture is missing its words stand in its place."""
    shown = text_of(print_procedure(samples.page(), samples.PRINTING))
    assert "Picture: The label" in shown
    assert "The picture is not at hand." in shown


def test_a_signature_that_does_not_fit_is_said_loudly() -> None:
    """A case whose signature does not fit what it stands beside says so on its first page, and at the signature."""
    report = samples.case()
    broken = replace(samples.SIGNED, holds=False)
    pages = pages_of(print_case(replace(report, file=replace(report.file, signature=broken))))
    assert "A signature in this file does not fit what it stands beside." in pages[0]
    assert "THE SIGNATURE DOES NOT FIT WHAT STANDS HERE." in "\n".join(pages)


def test_a_correction_shows_both_values() -> None:
    """A case shows what a field said before, what it says now, and why."""
    shown = text_of(print_case(samples.case()))
    assert "Said before\nTable 4\nSays now\nTable 14\nReason\nMisread" in shown


def test_a_correction_stands_beside_what_it_corrected() -> None:
    """Where a field stands, what it said before stands below it: who corrected it, in which entry, and why."""
    shown = " ".join(text_of(print_case(samples.case())).split())
    assert "Where Table 14 Corrected 3 May 2026, 14:00 by Tom Keane (entry counter:394)." in shown
    assert "Said before: “Table 4”. Reason: Misread" in shown


def test_an_imported_case_says_so_on_every_page() -> None:
    """Whoever holds one page of an imported file knows that it was not recorded here."""
    report = samples.case()
    imported = replace(report, file=replace(report.file, source=Source("old.csv", 4, "ab" * 32)))
    pages = pages_of(print_case(imported))
    assert all("IMPORTED · CLOSED" in page for page in pages)
    assert "Imported from old.csv, row 4: not recorded here" in " ".join(pages[0].split())
    assert "a late entry" not in pages[0]


def test_a_case_without_anything_says_so() -> None:
    """Where nothing is recorded the report says that nothing is recorded, rather than leaving a gap."""
    report = samples.case()
    bare = replace(
        report.file, parties=(), story=(), procedures=(), deadlines=(), missing=(), signature=None, outcome="",
        narrative="", fields=(), concerned=(), entries=(), linked=(), lacks=(), late=None, pinned=(),
    )  # fmt: skip
    shown = text_of(print_case(replace(report, file=bare, procedures=(), marks=())))
    for sentence in ("Nobody is recorded.", "Nothing is recorded.", "No procedure is named.", "No entries are given."):
        assert sentence in shown


def test_flagged_lines_come_first() -> None:
    """A checklist run begins with what was skipped or out of bounds."""
    shown = text_of(print_run(samples.run(), samples.PRINTING))
    assert shown.index("SKIPPED: Wipe the counter") < shown.index("Every line")
    assert "NOT IN ORDER (91.50 EUR, outside 100 to 200 EUR): Count the float" in shown


def test_the_contents_lead_to_the_pages() -> None:
    """The contents give the page on which each procedure begins, and so does the outline."""
    pages = [samples.page(), *(samples.small_page(f"SOP-1{n:02}", f"Task {n}", "Every day") for n in range(30))]
    content = samples.book(pages)
    printed = pages_of(content)
    starts = {title: page for depth, title, page in outline_of(content) if depth == 1}
    contents = next(page for page in printed[1:] if "Task" in page)
    for n in (0, 7, 19):
        page = starts[f"SOP-1{n:02} Task {n}"]
        assert f"Task {n}\n" in printed[page - 1]
        assert str(page) in contents


def test_an_empty_manual_is_printed() -> None:
    """A manual without a procedure says so."""
    assert "The manual has no procedures yet." in text_of(samples.book([]))


def test_an_empty_trail_is_printed() -> None:
    """A trail without an entry says so."""
    assert "Nothing was recorded in this scope." in text_of(print_trail(samples.trail(0), []))


def test_a_trail_that_holds_less_than_it_announces_says_so() -> None:
    """A report is never silent about entries that did not come."""
    assert "This report announces 50 entries and holds 49." in text_of(
        print_trail(samples.trail(50), samples.trail_lines(49))
    )


def test_every_entry_of_the_trail_is_printed_once() -> None:
    """No entry is lost or doubled where a page ends."""
    shown = text_of(print_trail(samples.trail(300), samples.trail_lines(300)))
    found = [line for line in shown.splitlines() if line.startswith("counter:")]
    assert found == [f"counter:{n}" for n in range(1, 301)]


def test_the_work_of_a_trail_grows_with_its_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the entries are twice the rows laid out: no page begins the work anew for all that follow."""
    made = [0]
    begin = Table.__init__

    def counted(self: Table, data: list[object], *more: object, **named: object) -> None:
        made[0] += len(data)
        begin(self, data, *more, **named)

    monkeypatch.setattr(Table, "__init__", counted)
    rows = []
    for count in (400, 800):
        made[0] = 0
        print_trail(samples.trail(count), samples.trail_lines(count))
        rows.append(made[0])
    assert rows[1] < 2.1 * rows[0]


def test_entries_are_taken_while_pages_are_made() -> None:
    """A trail never holds more than one table of entries, however long it is."""
    taken = [0]
    ahead = []

    def lines() -> Iterator[TrailLine]:
        for line in samples.trail_lines(400):
            taken[0] += 1
            yield line

    def progress(done: int, total: int) -> None:
        ahead.append(taken[0] - done)
        assert total == 400

    print_trail(samples.trail(400), lines(), progress=progress)
    assert len(ahead) == 11
    assert max(ahead) <= ROWS


def test_a_cancelled_trail_stops() -> None:
    """Whoever cancels gets no file, and no more entries are read."""
    taken: list[int] = []

    def lines() -> Iterator[TrailLine]:
        for line in samples.trail_lines(400):
            taken.append(line.seq)
            yield line

    with pytest.raises(Cancelled):
        print_trail(samples.trail(400), lines(), cancelled=lambda: len(taken) >= 80)
    assert len(taken) == 80


def test_a_cancelled_manual_stops() -> None:
    """Printing the manual can be cancelled between two procedures."""
    with pytest.raises(Cancelled):
        samples.book([samples.page()] * 3, cancelled=lambda: True)


def test_a_checklist_with_its_times_is_printed() -> None:
    """A checklist that proposes when it is done says so on its sheet, beside one fact less."""
    page = samples.small_page("CL-01", "Opening", "Opening")
    timed = replace(page, content=replace(page.content, when="every day by 08:00"))
    assert "every day by 08:00" in text_of(print_procedure(timed, samples.PRINTING))
