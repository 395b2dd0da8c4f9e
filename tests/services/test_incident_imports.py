import csv
import io
from pathlib import Path

import pytest

from sopdesk.domain.incident import Severity, Stage
from sopdesk.domain.refusal import Cancelled
from sopdesk.interchange.table_file import read_table
from sopdesk.services.case_table import cases_csv
from sopdesk.services.incident_imports import rows_out
from sopdesk.services.table_import import TableImport
from tests.pdf.reading import text_of
from tests.services.conftest import House

TABLE = """Ticket,What,Day,How severe,Status,Fell
1,Cold soup,2026-01-05,II,Closed,-1
2,Wet floor,2026-01-06,IV,Pending,3
2,Wet floor again,2026-01-07,I,Open,-1
4,Cold soup,2026-01-05,II,Closed,-1
5,,2026-01-05,I,Odd,-1
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a table of five cases: one number stands twice, one does not say what happened."""
    (tmp_path / "old.csv").write_text(TABLE, "utf-8")
    return tmp_path / "old.csv"


def opened(house: House, file: Path) -> TableImport:
    """Open a table as the page does."""
    table = house.desk.imports.open_table(file)
    table.choose("narrative", ["What"])
    table.choose("severity", ["How severe"])
    return table


def test_words_are_proposed_and_chosen(house: House, file: Path) -> None:
    """What each word of a column comes in as is proposed, counted, and changed by a person; so is what is empty."""
    table = opened(house, file)
    shown = {each.field: each for each in table.words()}
    assert [(each.word, each.count, each.ours) for each in shown["stage"].words] == [
        ("Closed", 2, "closed"), ("Pending", 1, "investigating"), ("Open", 1, "logged"), ("Odd", 1, ""),
    ]  # fmt: skip
    assert {each.word: each.ours for each in shown["severity"].words} == {"II": "medium", "I": "low", "IV": "severe"}
    table.say_word("severity", "iv", "high")
    table.say_word("stage", "Pending", "")
    shown = {each.field: each for each in table.words()}
    assert {each.word: each.ours for each in shown["severity"].words}["IV"] == "high"
    assert table.sentinels == (("-1", 4, True),)
    table.say_empty("-1", on=False)
    assert table.sentinels == (("-1", 4, False),)
    sample = {each.row: each for each in table.preview(house.ruth).sample}
    assert "Fell: -1" in sample[2].narrative
    assert (sample[3].severity, sample[3].stage, sample[3].status) == (Severity.HIGH, Stage.LOGGED, "Pending")
    kept = table.to_json()
    again = opened(house, file)
    again.load(kept.encode())
    assert again.to_json() == kept


def test_a_word_that_was_empty_before_is_asked_for(house: House, tmp_path: Path) -> None:
    """A word that stands for an empty cell no longer is a word of its column like any other."""
    (tmp_path / "t.csv").write_text("What,Day,Status\nx,2026-01-05,N/A\ny,2026-01-06,Open\n", "utf-8")
    table = house.desk.imports.open_table(tmp_path / "t.csv")
    table.choose("narrative", ["What"])
    table.say_empty("n/a", on=False)
    (status,) = table.words()
    assert [(each.word, each.ours) for each in status.words] == [("N/A", ""), ("Open", "logged")]
    assert table.preview(house.ruth).good == 2


def test_a_case_closed_elsewhere_stays_closed_and_unsigned(house: House, file: Path) -> None:
    """What was closed elsewhere is closed here, by nobody; it says where it comes from, and no clock runs for it."""
    table = opened(house, file)
    assert table.take(house.ruth).imported == 3
    rows = {" ".join(each.summary.split()[:2]): each for each in house.desk.incidents.rows()}
    closed = house.desk.incidents.file(rows["Cold soup"].id)
    assert (closed.row.stage, closed.signature, closed.outcome, closed.deadlines) == (Stage.CLOSED, None, "", ())
    assert closed.values["source_number"] in {"1", "4"}
    assert closed.values["source_status"] == "Closed"
    assert closed.source is not None
    assert (closed.source.file, len(closed.source.file_digest)) == ("old.csv", 64)
    assert "closed there, signed by nobody here" in closed.story[0].what
    assert all(each.imported and each.clock is None for each in rows.values())
    house.desk.incidents.reopen(by=house.ruth, incident=closed.row.id, reason="She wrote again.")
    again = house.desk.incidents.file(closed.row.id)
    assert (again.row.stage, again.deadlines) == (Stage.INVESTIGATING, ())


def test_a_file_that_left_says_that_it_came(house: House, file: Path) -> None:
    """The PDF and the table of a kind say file and row, number and status there, and that nobody here signed."""
    opened(house, file).take(house.ruth)
    workspace = house.desk
    case = next(each for each in workspace.incidents.rows() if each.stage is Stage.CLOSED)
    words = " ".join(text_of(workspace.exports.case_pdf(by=house.ruth, incident=case.id)).split())
    assert "It had the number “" in words
    assert "and the status “Closed” there." in words
    assert "nobody here signed that it is closed" in words
    content = cases_csv(workspace.desk, workspace.exports, workspace.incidents, by=house.ruth, kind=case.kind)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {each["imported from"].split(",")[0] for each in rows} == {"old.csv"}
    assert {each["status there"] for each in rows} == {"Closed", "Pending"}


def test_what_stands_twice_is_proposed_to_stay_out(house: House, file: Path) -> None:
    """The same number twice in a file stays out until a person lets it in; other numbers are other cases."""
    table = opened(house, file)
    shown = table.preview(house.ruth)
    assert [(each.row, each.sentence) for each in shown.twins] == [(4, "Row 3 has the same number.")]
    assert (shown.rows, shown.good) == (5, 3)
    table.takes_twins = True
    assert table.preview(house.ruth).good == 4
    assert table.take(house.ruth).imported == 4


def test_a_file_that_came_in_comes_in_no_more(house: House, file: Path, tmp_path: Path) -> None:
    """Importing a file twice adds nothing and names what is here; a table with the same rows is seen through, too."""
    first = opened(house, file).take(house.ruth)
    again = opened(house, file)
    again.takes_twins = True
    report = again.take(house.ruth)
    assert (first.imported, report.imported) == (3, 1)
    assert all(each.certain and "imported before" in each.sentence for each in report.twins)
    last = opened(house, file).take(house.ruth)
    assert (last.imported, len(last.twins), house.desk.incidents.count()) == (0, 4, 4)
    (tmp_path / "new.csv").write_text(TABLE + "6,New,2026-01-09,I,Open,-1\n", "utf-8")
    other = opened(house, tmp_path / "new.csv").take(house.ruth)
    assert (other.imported, len(other.twins)) == (1, 4)
    assert {each.sentence.split(" has ")[-1] for each in other.twins} == {"the same number where it comes from."}


def test_the_same_words_at_the_same_moment_are_one_case(house: House, tmp_path: Path) -> None:
    """Without numbers, rows that say the same of the same moment are one case."""
    (tmp_path / "t.csv").write_text("What,Day\nx,2026-01-05\nX ,2026-01-05\nx,2026-01-06\n", "utf-8")
    table = house.desk.imports.open_table(tmp_path / "t.csv")
    assert [each.sentence for each in table.preview(house.ruth).twins] == [
        "Row 2 happened at the same moment and says the same."
    ]


def test_all_rows_can_be_given_one_day(house: House, tmp_path: Path) -> None:
    """A table without days gets one for all rows, approximate; taken back it is asked for again."""
    (tmp_path / "t.csv").write_text("What\nx\ny\n", "utf-8")
    table = house.desk.imports.open_table(tmp_path / "t.csv")
    assert "one day or one year for all rows" in table.preview(house.ruth).errors[0][1]
    table.say_date("2015")
    shown = table.preview(house.ruth)
    assert (table.fixed_date, shown.good, shown.sample[0].about, shown.sample[0].occurred_at.year) == (
        "2015", 2, True, 2015,
    )  # fmt: skip
    table.say_date("31/31/2015")
    assert table.preview(house.ruth).good == 0
    table.say_date("")
    assert table.fixed_date == ""
    table.choose("kind", ["What"])
    assert table.kind is None
    table.choose("kind", [])
    assert table.kind == "complaint"


def test_rows_that_stay_out_are_written_with_why(house: House, file: Path) -> None:
    """Rows with mistakes and rows that are twice are written to one table, each with why it stayed out."""
    table = opened(house, file)
    report = table.take(house.ruth)
    lines = rows_out(read_table(file), report).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Ticket", "2", "5"]
    assert "has the same number" in lines[1]


def test_a_cancel_while_rows_are_read_keeps_nothing(house: House, file: Path) -> None:
    """An import that is cancelled while its rows are read leaves nothing; progress is told over the whole of it."""
    told: list[tuple[int, int]] = []
    table = opened(house, file)
    with pytest.raises(Cancelled):
        table.take(house.ruth, cancelled=lambda: True)
    assert house.desk.incidents.count() == 0
    table.take(house.ruth, lambda done, total: told.append((done, total)))
    assert told[0] == (0, 10)
