"""Real tables of incidents, odd CSV and formulas."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopdesk.domain import casework
from sopdesk.domain.incident import IncidentLogged
from sopdesk.interchange.incident_row import IncidentDraft
from sopdesk.interchange.incident_table import check_dates, preview, read_incidents
from sopdesk.interchange.mapping import FieldSource, Mapping, with_date
from sopdesk.interchange.mapping_guess import guess_mapping
from sopdesk.interchange.table_export import neutral
from sopdesk.interchange.table_file import Table, read_table
from sopdesk.services.incident_twins import IncidentTwins


def table_of(corpora: Path, name: str) -> Table:
    """Read the table of one set."""
    (file,) = (corpora / "incidents" / name / "files").glob("*.csv")
    return read_table(file)


def test_swapped_dates_are_shown(corpora: Path) -> None:
    """Of 2,224 complaints 609 are dated year first; in the 572 whose day is not their month that contradicts."""
    table = table_of(corpora, "fcc-comcast-complaints")
    guess = guess_mapping(table.columns, table.rows)
    report = check_dates(table, guess)
    assert [each.name for each in report.columns] == ["Date", "Date_month_year"]
    assert dict(report.columns[0].forms) == {"99-99-99": 1615, "9999-99-99": 609}
    assert (len(report.conflicts), report.agreeing) == (572, 1652)
    found = read_incidents(table, guess)
    assert (len(found.drafts), len(found.errors)) == (1652, 572)
    assert [each.months for each in report.columns] == [3, 12]
    fields = {**guess.fields, "occurred_at": FieldSource(("Date", "Time"), join=" ")}
    right = replace(guess, fields=fields, order="dmy", trust=("Date",), zone="America/New_York")
    trusting = read_incidents(table, right)
    assert (len(trusting.drafts), trusting.errors) == (2224, ())
    assert {each.logged["occurred_at"].year for each in trusting.drafts} == {2015}
    assert {each.logged["occurred_at"].month for each in trusting.drafts} == {4, 5, 6, 7}


def test_a_large_table_comes_in(corpora: Path) -> None:
    """28,156 complaints come in after a first guess; two of them do not say what happened."""
    table = table_of(corpora, "cfpb-2015-structured")
    guess = guess_mapping(table.columns, table.rows)
    assert guess.order == "mdy"
    shown = preview(table, guess)
    assert (shown.rows, shown.good) == (28156, 28154)
    assert {each.sentence for each in shown.errors} == {"This row does not say what happened."}


def test_long_narratives_come_in(corpora: Path) -> None:
    """425 industrial accidents come in; their dates are told apart by those that leave no doubt."""
    table = table_of(corpora, "industrial-safety-425")
    guess = guess_mapping(table.columns, table.rows)
    assert (guess.order, preview(table, guess).good) == ("dmy", 425)


def test_a_table_without_dates_is_read(corpora: Path) -> None:
    """4,470 accident reports have no column of dates: a fixed one has to be said."""
    table = table_of(corpora, "osha-accident-narratives-4470")
    mapping = Mapping({"narrative": FieldSource(("SUMMARY",)), "occurred_at": FieldSource(value="2015-01-01")})
    assert preview(table, mapping).good + len(preview(table, mapping).errors) == len(table.rows) == 4470
    assert check_dates(table).columns == ()


@pytest.mark.parametrize(
    ("name", "dated", "counts", "stages"),
    [
        ("cfpb-2015-structured", "", (28154, 0), {"closed": 25112, "investigating": 2690, "logged": 352}),
        ("fcc-comcast-complaints", "Date", (2224, 0),
         {"resolved": 973, "closed": 734, "logged": 363, "investigating": 154}),
        ("osha-accident-narratives-4470", "2015", (4470, 0), {"logged": 4470}),
        ("industrial-safety-425", "", (425, 7), {"logged": 425}),
    ],
)  # fmt: skip
def test_each_set_comes_in_as_a_person_maps_it(
    corpora: Path, name: str, dated: str, counts: tuple[int, int], stages: dict[str, int]
) -> None:
    """Of each set the first guess, a date where none is said or two contradict, and nothing else brings every row."""
    table = table_of(corpora, name)
    mapping = guess_mapping(table.columns, table.rows)
    if dated == "Date":
        fields = {**mapping.fields, "occurred_at": FieldSource(("Date", "Time"), join=" ")}
        mapping = replace(mapping, fields=fields, trust=("Date",))
    elif dated:
        mapping = with_date(mapping, dated)
    drafts = read_incidents(table, mapping).drafts
    twins = IncidentTwins(())
    found = Counter(each.stage.value for each in drafts)
    same = sum(1 for each in drafts if twins.find(each.row, logged(each)) is not None)
    assert (len(drafts), same) == counts
    assert found == stages


def logged(draft: IncidentDraft) -> IncidentLogged:
    """Log a draft as an import does."""
    return casework.log(number="I-1", now=datetime(2030, 1, 1, tzinfo=UTC), zone="UTC", **draft.logged)


def test_a_workbook_says_what_the_table_says(corpora: Path) -> None:
    """The workbook of accident reports comes in as the table of the same reports does: nothing is worked out."""
    (file,) = (corpora / "incidents" / "osha-accident-narratives-4470" / "files").glob("*.xlsx")
    table = read_table(file)
    mapping = with_date(guess_mapping(table.columns, table.rows), "2015")
    assert len(read_incidents(table, mapping).drafts) == 4470
    assert mapping.empty == ("-1", "[]")


def odd_tables(corpora: Path) -> Iterator[tuple[Path, list[dict[str, str]]]]:
    """Give every odd table with what it holds."""
    folder = corpora / "badinput" / "csv-spectrum" / "files"
    for file in sorted((folder / "csvs").glob("*.csv")):
        yield file, json.loads((folder / "json" / f"{file.stem}.json").read_text("utf-8"))


def test_odd_tables_are_read(corpora: Path) -> None:
    """Quotes, line ends and empty cells are read as their makers say."""
    for file, expected in odd_tables(corpora):
        table = read_table(file)
        found = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        assert [{key: value.replace("\r\n", "\n") for key, value in row.items()} for row in found] == [
            {key: value.replace("\r\n", "\n") for key, value in row.items()} for row in expected
        ], file.name


@pytest.mark.parametrize("name", ["blns", "csv-injection"])
def test_payloads_leave_as_text(corpora: Path, name: str) -> None:
    """No payload known to run in a spreadsheet begins a cell as a formula."""
    files = (corpora / "badinput" / name).rglob("*.txt")
    payloads = [
        line for file in files for line in file.read_text("utf-8").split("\n") if line.lstrip()[:1] in ("=", "@")
    ]
    assert payloads
    assert all(neutral(each) == f"'{each}" for each in payloads)
