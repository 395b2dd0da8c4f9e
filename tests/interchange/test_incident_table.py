from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from sopdesk.domain import casework
from sopdesk.domain.incident import IncidentKind, Severity
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.date_text import clock, readings
from sopdesk.interchange.incident_table import check_dates, preview, read_incidents
from sopdesk.interchange.mapping import FieldSource, Mapping
from sopdesk.interchange.mapping_guess import guess_mapping
from sopdesk.interchange.table_file import Table, parse_table

MAPPING = Mapping({"narrative": FieldSource(("What",)), "occurred_at": FieldSource(("When",))})


def table(*rows: str) -> Table:
    """Give a table from its lines."""
    return parse_table("\n".join(rows).encode(), "t.csv")


def errors(found: Table, mapping: Mapping = MAPPING) -> list[tuple[int, str]]:
    """Give what is wrong with the rows of a table."""
    return [(each.row, each.sentence) for each in read_incidents(found, mapping).errors]


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("22-04-15", "dmy", date(2015, 4, 22)),
        ("04/22/2015", "mdy", date(2015, 4, 22)),
        ("2015-04-22", "", date(2015, 4, 22)),
        ("22-Apr-15", "", date(2015, 4, 22)),
        ("April 22nd, 2015", "", date(2015, 4, 22)),
        ("Wed, 22 Apr 2015", "", date(2015, 4, 22)),
        ("05.05.99", "", date(1999, 5, 5)),
        ("04.05.06", "", None),
        ("05.05.1999", "", date(1999, 5, 5)),
        ("04/05/2015", "", None),
        ("31/02/2015", "dmy", None),
        ("22/04/2015", "mdy", None),
        ("0000-00-00", "", None),
        ("yesterday", "dmy", None),
    ],
)
def test_dates_are_read_only_where_they_are_certain(text: str, order: str, expected: date | None) -> None:
    """A date is read in the order given; without one only when there is but one way to read it."""
    assert readings(text).read(order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3:53:50 PM", (time(15, 53, 50), "")),
        ("12:05 am", (time(0, 5), "")),
        ("T14:20:00Z", (time(14, 20), "Z")),
        ("14.20 +02:00", (time(14, 20), "+02:00")),
        ("25:00", None),
        ("13:00 pm", None),
    ],
)
def test_times_are_read(text: str, expected: tuple[time, str] | None) -> None:
    """Times are read with and without seconds, in twelve and twenty-four hours, with an offset."""
    assert clock(text) == expected


def test_a_row_becomes_an_incident() -> None:
    """A row gives what the log takes: kind, words, times in UTC; columns that no field takes stay in the narrative."""
    mapping = Mapping.from_json(
        """{"fields": {"kind": {"value": "Complaint"}, "narrative": "What", "severity": {"column": "How bad", "values":
        {"very": "high"}}, "occurred_at": {"columns": ["Day", "Time"], "join": " ", "date_order": "dmy"},
        "customer.name": "Who", "reference": "No"}, "zone": "Europe/Vienna"}"""
    )
    found = table("What,How bad,Day,Time,Who,No,Till", "Cold coffee,Very,01.07.2026,14:20,Mr Orange,17,=2+3")
    (draft,) = read_incidents(found, mapping).drafts
    assert draft.logged == {
        "kind": IncidentKind.COMPLAINT, "narrative": "Cold coffee\n\nTill: =2+3", "severity": Severity.HIGH,
        "occurred_at": datetime(2026, 7, 1, 12, 20, tzinfo=UTC), "about": False,
        "reported_at": datetime(2026, 7, 1, 12, 20, tzinfo=UTC),
    }  # fmt: skip
    assert (draft.row, draft.zone, draft.customer, draft.details) == (
        2, "Europe/Vienna", {"name": "Mr Orange"}, {"reference": "17"},
    )  # fmt: skip
    now = datetime(2026, 8, 1, tzinfo=UTC)
    assert casework.log(number="I-1", now=now, zone=draft.zone, **draft.logged).narrative == draft.logged["narrative"]


def test_a_day_without_a_time_is_about() -> None:
    """A date without a time counts as noon of the house's zone, about."""
    (draft,) = read_incidents(table("What,When", "x,2026-01-05"), MAPPING, zone="Asia/Tokyo").drafts
    assert (draft.logged["occurred_at"], draft.logged["about"]) == (datetime(2026, 1, 5, 3, tzinfo=UTC), True)


def test_doubtful_dates_are_not_guessed() -> None:
    """A date that can be read in two ways is an error of its row until an order is chosen."""
    found = table("What,When", "x,04/05/2026", "y,2026-13-01", "z,", "w,1/2/2026 25:99")
    say = "Say in the mapping in which order day, month and year stand."
    assert errors(found) == [
        (2, f"“04/05/2026” can be 5 April 2026 or 4 May 2026. {say}"),
        (3, "“2026-13-01” is not a date that can be read in this order."),
        (4, "This row has no date."),
        (5, f"“1/2/2026 25:99” can be 2 January 2026 or 1 February 2026. {say}"),
    ]
    assert errors(found, replace(MAPPING, order="dmy"))[-1] == (5, "“25:99” is not a time of day.")


def test_swapped_columns_are_shown_not_guessed() -> None:
    """Two columns that change day and month about are shown with their rows; a person says which one counts."""
    found = table("What,When,Named", "x,2015-04-08,04-Aug-15", "y,22-04-15,22-Apr-15", "z,2015-05-05,05-May-15")
    mapping = Mapping({**MAPPING.fields, "occurred_at": FieldSource(("Named",))}, order="dmy")
    report = check_dates(found, mapping)
    assert [(each.row, each.text, each.other_text) for each in report.conflicts] == [(2, "2015-04-08", "04-Aug-15")]
    assert report.agreeing == 2
    assert report.columns[0].forms == (("9999-99-99", 2), ("99-99-99", 1))
    assert [row for row, _ in errors(found, mapping)] == [2]
    trusting = read_incidents(found, replace(mapping, trust=("Named",)))
    assert not trusting.errors
    assert trusting.drafts[0].logged["occurred_at"].date() == date(2015, 8, 4)


def test_rows_that_cannot_come_in_are_told() -> None:
    """A full card number, an unknown word and an empty narrative are errors of their rows; the others come in."""
    mapping = replace(
        MAPPING, fields={**MAPPING.fields, "kind": FieldSource(("Kind",)), "amount": FieldSource(("Sum",))}
    )
    found = table(
        "What,When,Kind,Sum", "paid with 4111 1111 1111 1111,2026-01-05,,", "x,2026-01-05,fire,", ",2026-01-05,,",
        "x,2026-01-05,abusive-customer,5", "x,2026-01-05,complaint,lots", "x,2026-01-05,complaint,5", "a,b,c,d,e",
    )  # fmt: skip
    assert [row for row, _ in errors(found, mapping)] == [2, 3, 4, 6, 8]
    shown = preview(found, mapping)
    assert (shown.rows, shown.good, shown.sample[1]["amount"], len(shown.errors)) == (7, 2, "5.00", 5)


def test_a_mapping_survives_its_file() -> None:
    """A mapping that is written and read again is the same mapping."""
    mapping = Mapping(
        {"narrative": FieldSource(("a", "b"), join=" - "), "kind": FieldSource(value="accident", values={"x": "y"}),
         "occurred_at": FieldSource(("c",), order="mdy")}, "dmy", "Europe/Vienna", ("c",), keep_rest=False,
    )  # fmt: skip
    assert Mapping.from_json(mapping.to_json()) == mapping


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "object with “fields”"),
        ('{"fields": {"colour": "a"}}', "no field “colour”"),
        ('{"fields": {}, "zone": "Mars/Olympus"}', "no time zone"),
        ('{"fields": {}, "zone": "../../etc/passwd"}', "no time zone"),
        ('{"fields": {}, "date_order": "myd"}', "dmy, mdy or ymd"),
        ('{"fields": {}, "trust": "a"}', "list of texts"),
        ('{"fields": {}, "truth": "a"}', "“truth”, which is not known"),
        ('{"fields": {"kind": {"value": 1}}}', "takes text"),
        ('{"fields": {"kind": {"values": {"a": 1}}}}', "words for words"),
        ('{"fields": {"kind": 1}}', "comes from a column"),
        ('{"fields": {}, "keep_rest": 1}', "true or false"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused(text: str, sentence: str) -> None:
    """A mapping that cannot be meant is refused with a sentence that says what is wrong."""
    with pytest.raises(Refusal, match=sentence):
        Mapping.from_json(text)


def test_a_mapping_must_fit_the_table() -> None:
    """A mapping that names a column which the table lacks, or says nothing of what happened, is refused."""
    with pytest.raises(Refusal, match="no column “When”"):
        read_incidents(table("What,x", "a,b"), MAPPING)
    with pytest.raises(Refusal, match="“narrative”"):
        read_incidents(table("What,x", "a,b"), Mapping({}))


def test_a_first_guess_is_made() -> None:
    """Headings and the first rows give a first mapping: words, the safest date with its time, the order."""
    found = table(
        "Ticket,Description,Date,Time,City", "1,Long words here,13/04/2026,14:20,Graz", "2,b,01/02/2026,9:00,X"
    )
    guess = guess_mapping(found.columns, found.rows)
    assert {name: each.columns for name, each in guess.fields.items() if each.columns} == {
        "narrative": ("Description",), "source_number": ("Ticket",), "place": ("City",),
        "occurred_at": ("Date", "Time"),
    }  # fmt: skip
    assert guess.order == "dmy"
    assert len(read_incidents(found, guess).drafts) == 2
