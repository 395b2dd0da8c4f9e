from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.interchange.incident_table import read_incidents
from sopdesk.interchange.mapping import FieldSource, Mapping, with_date
from sopdesk.interchange.mapping_guess import guess_mapping
from sopdesk.interchange.word_guess import counted, empty_words, guess_word, ours
from tests.interchange.test_incident_table import MAPPING, errors, table


@pytest.mark.parametrize(
    ("field", "word", "meant"),
    [
        ("kind", "Near Miss", "near-miss"),
        ("kind", "Customer complaint", "complaint"),
        ("kind", "Fire drill", ""),
        ("severity", "I", "low"),
        ("severity", "Level III", "high"),
        ("severity", "VI", "severe"),
        ("severity", "Minor", "low"),
        ("potential", "Critical", "severe"),
        ("stage", "Closed with explanation", "closed"),
        ("stage", "Not closed", "logged"),
        ("stage", "Solved", "resolved"),
        ("stage", "In progress", "investigating"),
        ("stage", "Untimely response", ""),
        ("category", "Quality", "quality"),
        ("category", "Colour", ""),
        ("recurring", "Y", "yes"),
        ("recurring", "perhaps", ""),
    ],
)
def test_words_are_proposed(field: str, word: str, meant: str) -> None:
    """What a word of the table seems to mean is proposed; one that means none of ours is left as it is said."""
    assert guess_word(field, word, ours(field, IncidentKind.COMPLAINT)) == meant


def test_fields_that_take_any_text_ask_for_no_words() -> None:
    """Only fields with words of their own have words to be put for others."""
    assert (
        ours("place", None) == ours("amount", IncidentKind.COMPLAINT) == ours("category", IncidentKind.SECURITY) == ()
    )
    assert "quality" in ours("category", None)


def test_words_are_counted_whatever_their_case() -> None:
    """Words that differ by case alone are one, the first way of writing it stands; empty ones are none."""
    assert counted(["Open", "open ", "", "Closed", "n/a"], {"n/a"}) == [("Open", 2), ("Closed", 1)]
    assert empty_words([("-1", "[]", "a"), ("N/A ", "-1", "")]) == {"-1": 2, "[]": 1, "n/a": 1}


def test_a_status_becomes_a_stage_and_is_kept_as_said() -> None:
    """The status of a table becomes a stage; what it said stays beside it. A number elsewhere is kept."""
    found = table(
        "What,When,No,State", "x,2026-01-05,17,Shut", "y,2026-01-05,18,Odd", "z,2026-01-05,19,", "w,2026-01-05,20,Lost"
    )
    status = FieldSource(("State",), values={"shut": "closed", "Odd": ""})
    mapping = replace(MAPPING, fields={**MAPPING.fields, "source_number": FieldSource(("No",)), "stage": status})
    drafts = read_incidents(found, mapping).drafts
    assert [each.stage for each in drafts] == [Stage.CLOSED, Stage.LOGGED, Stage.LOGGED]
    assert [each.logged.get("source_status") for each in drafts] == ["Shut", "Odd", None]
    assert [each.logged["source_number"] for each in drafts] == ["17", "18", "19"]
    [(row, sentence)] = errors(found, mapping)
    assert (row, sentence[:22]) == (5, "“Lost” is no stage. Sa")


def test_a_word_that_is_none_of_ours_stays_in_the_narrative() -> None:
    """A severity that is mapped to nothing, and a field that the kind does not have, are kept as they are said."""
    found = table("What,When,How bad,Could be,Kind,Category", "x,2026-01-05,Odd,IV,theft,quality")
    mapping = replace(
        MAPPING,
        keep_rest=False,
        fields={
            **MAPPING.fields,
            "severity": FieldSource(("How bad",), values={"odd": ""}),
            "potential": FieldSource(("Could be",), values={"IV": "severe"}),
            "kind": FieldSource(("Kind",), values={"theft": "security-alert"}),
            "category": FieldSource(("Category",)),
        },
    )
    (draft,) = read_incidents(found, mapping).drafts
    assert draft.logged["narrative"] == "x\n\nHow bad: Odd\nCategory: quality"
    assert (draft.logged["kind"], draft.logged["potential"]) == (IncidentKind.SECURITY, Severity.SEVERE)
    assert ("severity" in draft.logged, draft.details) == (False, {})


def test_words_for_empty_cells_are_empty() -> None:
    """A cell with nothing but a word for "empty" is empty, where the mapping says so; else it is what it is."""
    found = table("What,When,Where,Fell", "x,2026-01-05,N/A,-1", "?,2026-01-05,Graz,3")
    mapping = replace(MAPPING, fields={**MAPPING.fields, "place": FieldSource(("Where",))})
    assert [each.logged.get("place") for each in read_incidents(found, mapping).drafts] == ["N/A", "Graz"]
    clean = replace(mapping, empty=("n/a", "-1", "?"))
    (draft,) = read_incidents(found, clean).drafts
    assert ("place" in draft.logged, draft.logged["narrative"]) == (False, "x")
    assert errors(found, clean) == [(3, "This row does not say what happened.")]
    assert guess_mapping(found.columns, found.rows).empty == ("-1", "n/a", "?")


def test_a_year_or_one_day_for_all_rows_is_approximate() -> None:
    """A year stands for its middle, one day for all rows for its noon; both are about."""
    found = table("What,Year", "x,2013", "y,0000")
    mapping = replace(MAPPING, fields={**MAPPING.fields, "occurred_at": FieldSource(("Year",))})
    (draft,) = read_incidents(found, mapping).drafts
    assert (draft.logged["occurred_at"], draft.logged["about"]) == (datetime(2013, 7, 1, 12, tzinfo=UTC), True)
    assert [row for row, _ in errors(found, mapping)] == [3]
    days = [each.logged["occurred_at"].day for each in read_incidents(found, with_date(mapping, "2015-01-31")).drafts]
    assert days == [31, 31]
    assert guess_mapping(("What", "Year"), [("x", "2013")]).fields["occurred_at"].columns == ("Year",)


def test_a_column_that_only_counts_the_rows_is_left() -> None:
    """A column without a heading that counts the rows says nothing of the incident; another one is kept."""
    (first, _) = read_incidents(table(",What,When", "7,x,2026-01-05", "9,y,2026-01-06"), MAPPING).drafts
    assert first.logged["narrative"] == "x"
    (first, _) = read_incidents(table(",What,When", "7,x,2026-01-05", "7,y,2026-01-06"), MAPPING).drafts
    assert first.logged["narrative"] == "x\n\nColumn 1: 7"


def test_the_kind_is_guessed_from_words() -> None:
    """A column whose words are kinds says of which kind a row is; else the headings say it of all."""
    found = table("Type,What,When", "Near miss,x,2026-01-05", "Injury,y,2026-01-06")
    guess = guess_mapping(found.columns, found.rows)
    assert guess.fields["kind"] == FieldSource(("Type",), values={"Near miss": "near-miss"})
    assert [each.logged["kind"] for each in read_incidents(found, replace(guess, fields={
        **guess.fields, **MAPPING.fields})).drafts] == [IncidentKind.NEAR_MISS, IncidentKind.INJURY]  # fmt: skip
    assert guess_mapping(("Injury report",), [("x",)]).fields["kind"].value == IncidentKind.ACCIDENT


def test_the_order_of_dates_is_settled_far_down() -> None:
    """One date that can only be read in one way settles the order for all, wherever it stands."""
    rows = [("x", f"0{1 + at % 9}/0{1 + at % 8}/2026") for at in range(1500)]
    assert guess_mapping(("What", "When"), rows).order == ""
    assert guess_mapping(("What", "When"), [*rows, ("x", "13/01/2026")]).order == "dmy"


def test_what_a_mapping_says_of_words_survives_its_file() -> None:
    """Words for empty cells, a fixed value beside columns, and words put for words come back from the file."""
    mapping = Mapping(
        {**MAPPING.fields, "kind": FieldSource(("Type",), value="accident", values={"x": ""})}, empty=("-1", "n/a")
    )
    assert Mapping.from_json(mapping.to_json()) == mapping
