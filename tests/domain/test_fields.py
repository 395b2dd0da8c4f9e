from collections import Counter

import pytest

from sopdesk.domain.field import APART, Asks, FieldSpec, When
from sopdesk.domain.field_sets.entries import ENTRIES, entry_of
from sopdesk.domain.field_sets.every import BASE
from sopdesk.domain.field_sets.party import PARTY
from sopdesk.domain.fields import FIELDS, base_field, field_of, fields_for, fields_from_tables, fields_in_force
from sopdesk.domain.incident import IncidentKind, Stage
from tests.domain.given import refuses

ALL = [*BASE, *PARTY, *(each for specs in FIELDS.values() for each in specs)]
OF_ENTRIES = [each for sorts in ENTRIES.values() for sort in sorts for each in sort.fields]


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_every_kind_asks_for_its_own_fields(kind: IncidentKind) -> None:
    """Every kind of incident has fields of its own, each name and each label once, none of them one of every file."""
    names = [each.name for each in (*BASE, *fields_for(kind))]
    assert len(set(names)) == len(names) > len(BASE)
    assert not [label for label, count in Counter(each.label for each in fields_for(kind)).items() if count > 1]
    assert field_of(kind, names[-1]) is FIELDS[kind][-1]
    assert field_of(kind, "soup") is None
    assert base_field("narrative") is BASE[0]
    assert base_field("soup") is None


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_a_group_stands_in_one_place(kind: IncidentKind) -> None:
    """The fields of a group stand together, so that a form has each heading once; every field has a group."""
    groups = [each.group for each in fields_for(kind)]
    runs = [group for n, group in enumerate(groups) if n == 0 or groups[n - 1] != group]
    assert len(runs) == len(set(runs))
    assert all(groups)


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_a_condition_names_a_field_before_it(kind: IncidentKind) -> None:
    """A condition is about a field that stands before, in the same country, and about values that it takes."""
    for n, spec in enumerate(fields_for(kind)):
        for condition in spec.when:
            other = next(each for each in fields_for(kind)[:n] if each.name == condition.field)
            assert set(condition.values) <= {"", *(other.choices or ("yes", "no"))}
            assert other.country in {"", spec.country}


def test_choices_and_sources_are_given() -> None:
    """A choice says between what, a score and several too; what has no choices names none; values are plain words."""
    for spec in (*ALL, *OF_ENTRIES):
        assert bool(spec.choices) == (spec.asks in {Asks.CHOICE, Asks.SEVERAL, Asks.BODY, Asks.SCORE}), spec.name
        assert not any(APART.strip() in each or each != each.strip() for each in spec.choices)
    assert all(spec.source for spec in ALL if spec.country)


def test_what_the_law_of_a_country_asks_is_asked_there_alone() -> None:
    """RIDDOR is asked in Great Britain, OSHA in the United States, neither elsewhere; conditions come on top."""
    said = {"reportable": "yes", "status": "employee"}

    def asked(country: str) -> set[str]:
        return {each.name for each in fields_in_force(IncidentKind.INJURY, said, country)}

    assert {"riddor_class", "consent"} <= asked("GB")
    assert {"osha_event", "osha_class", "physician"} <= asked("US")
    assert asked("") == asked("GB") & asked("US")
    visitor = {each.name for each in fields_in_force(IncidentKind.INJURY, {"physician": "Dr Lee"}, "US")}
    assert "osha_class" not in visitor
    assert "physician" in visitor


def test_a_table_fills_no_people() -> None:
    """A table can fill every field but those that take somebody who works here."""
    names = {each.name for each in fields_from_tables(IncidentKind.COMPLAINT)}
    assert "told_by" not in names
    assert {"told_at", "category", "amount"} <= names


def test_a_condition_holds_for_any_of_its_values() -> None:
    """A condition holds for one of several values, also among several choices, or for any value where none is named."""
    assert When("a", ("x", "y")).holds({"a": f"w{APART}y"})
    assert not When("a", ("x", "y")).holds({"a": "w"})
    assert When("a").holds({"a": "w"})
    assert not When("a").holds({})


def test_what_may_name_somebody_is_sealed() -> None:
    """Personal and medical fields and all free text are sealed; choices, dates, amounts and digits are not."""
    spec = FieldSpec("x", "X")
    assert spec.sealed
    assert FieldSpec("x", "X", Asks.DATE, personal=True).sealed
    assert FieldSpec("x", "X", Asks.SEVERAL, medical=True).sealed
    assert not FieldSpec("x", "X", Asks.AMOUNT).sealed
    assert not FieldSpec("x", "X", digits=4).sealed
    assert all(each.sealed for each in PARTY)


@pytest.mark.parametrize(
    ("asks", "typed", "value"),
    [
        (Asks.LINE, "  a ", "a"),
        (Asks.AMOUNT, "12", "12.00"),
        (Asks.AMOUNT, "12,5 gbp", "12.50 GBP"),
        (Asks.DATE, "2026-02-28", "2026-02-28"),
        (Asks.YES_NO, "Yes", "yes"),
        (Asks.CHOICE, "No", "no"),
        (Asks.SCORE, "yes", "yes"),
        (Asks.SEVERAL, "No; yes", "yes; no"),
        (Asks.BODY, "No; yes", "yes; no"),
        (Asks.NUMBER, "007", "7"),
        (Asks.MOMENT, "2026-05-03 14:20", "2026-05-03T14:20"),
        (Asks.MOMENT, "About 2026-05-03T14:20", "about 2026-05-03T14:20"),
        (Asks.MOMENT, "2026-05-03T14:20+01:00[Europe/London]", "2026-05-03T14:20+01:00[Europe/London]"),
        (Asks.PERSON, "person-4f0c", "person-4f0c"),
        (Asks.PROCEDURE, "SOP-012", "SOP-012"),
        (Asks.AMOUNT, " ", ""),
    ],
)
def test_a_field_takes_its_value(asks: Asks, typed: str, value: str) -> None:
    """Values are recorded in one way of writing, and what is recorded can be given again."""
    spec = FieldSpec("x", "X", asks)
    assert spec.check(typed) == value
    assert spec.check(value) == value


@pytest.mark.parametrize(
    ("asks", "typed"),
    [
        (Asks.AMOUNT, "1.250"),
        (Asks.AMOUNT, "1e999999999"),
        (Asks.AMOUNT, "-1"),
        (Asks.AMOUNT, "NaN"),
        (Asks.AMOUNT, "a lot"),
        (Asks.AMOUNT, "12 pounds"),
        (Asks.DATE, "28.02.2026"),
        (Asks.DATE, "2026-02-30"),
        (Asks.YES_NO, "maybe"),
        (Asks.SEVERAL, "yes; maybe"),
        (Asks.BODY, "maybe"),
        (Asks.NUMBER, "2.5"),
        (Asks.MOMENT, "yesterday"),
        (Asks.MOMENT, "2026-05-03 25:00"),
        (Asks.PERSON, "Ruth"),
    ],
)
def test_a_field_refuses_what_it_cannot_take(asks: Asks, typed: str) -> None:
    """What could be read in two ways, or not at all, is refused."""
    assert "“X”" in refuses(lambda: FieldSpec("x", "X", asks).check(typed))


def test_an_amount_gets_the_currency_of_the_house() -> None:
    """An amount without a currency is in the house's; one that names its own keeps it."""
    spec = FieldSpec("x", "X", Asks.AMOUNT)
    assert spec.check("12.5", "GBP") == "12.50 GBP"
    assert spec.check("12.5 EUR", "GBP") == "12.50 EUR"


def test_only_the_last_four_digits_are_taken() -> None:
    """The last four digits of a card are exactly four digits."""
    spec = field_of(IncidentKind.DISPUTE, "last_four")
    assert spec is not None
    assert spec.check("0042") == "0042"
    for wrong in ("42", "12345", chr(0x661) * 4, "abcd"):
        assert "exactly 4 digits" in refuses(lambda wrong=wrong: spec.check(wrong))  # type: ignore[misc] # lambda's default


def test_needed_fields_say_for_which_stage() -> None:
    """Nothing is needed to log an incident: the first needed field stands in the way of a later stage."""
    assert all(each.needed_for in {None, *Stage} - {Stage.LOGGED, Stage.ACKNOWLEDGED} for each in ALL)


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_every_sort_of_entry_has_fields(kind: IncidentKind) -> None:
    """Each sort of entry has a name of its own, its needed fields among its fields."""
    sorts = ENTRIES[kind]
    assert len({each.name for each in sorts}) == len(sorts) > 0
    for each in sorts:
        assert set(each.needed) <= {field.name for field in each.fields}
        assert entry_of(kind, each.name) is each
    assert entry_of(kind, "soup") is None
