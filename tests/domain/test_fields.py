import pytest

from sopdesk.domain.fields import FIELDS, Asks, FieldSpec, field_of, fields_for
from sopdesk.domain.incident import IncidentKind
from tests.domain.given import refuses


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_every_kind_asks_for_its_own_fields(kind: IncidentKind) -> None:
    """Every kind of incident has fields of its own, each name once."""
    names = [each.name for each in fields_for(kind)]
    assert names
    assert len(set(names)) == len(names)
    assert field_of(kind, names[0]) is FIELDS[kind][0]
    assert field_of(kind, "soup") is None


@pytest.mark.parametrize(
    ("asks", "typed", "value"),
    [
        (Asks.LINE, "  a ", "a"),
        (Asks.AMOUNT, "12", "12.00"),
        (Asks.AMOUNT, "12,5", "12.50"),
        (Asks.DATE, "2026-02-28", "2026-02-28"),
        (Asks.YES_NO, "Yes", "yes"),
        (Asks.CHOICE, "No", "no"),
        (Asks.SCORE, "yes", "yes"),
        (Asks.AMOUNT, " ", ""),
    ],
)
def test_a_field_takes_its_value(asks: Asks, typed: str, value: str) -> None:
    """Values are recorded in one way of writing."""
    assert FieldSpec("x", "X", asks).check(typed) == value


@pytest.mark.parametrize(
    ("asks", "typed"),
    [
        (Asks.AMOUNT, "1.250"),
        (Asks.AMOUNT, "1e999999999"),
        (Asks.AMOUNT, "-1"),
        (Asks.AMOUNT, "NaN"),
        (Asks.AMOUNT, "a lot"),
        (Asks.DATE, "28.02.2026"),
        (Asks.DATE, "2026-02-30"),
        (Asks.YES_NO, "maybe"),
    ],
)
def test_a_field_refuses_what_it_cannot_take(asks: Asks, typed: str) -> None:
    """What could be read in two ways, or not at all, is refused."""
    assert "“X”" in refuses(lambda: FieldSpec("x", "X", asks).check(typed))


def test_only_the_last_four_digits_are_taken() -> None:
    """The last four digits of a card are exactly four digits."""
    spec = field_of(IncidentKind.DISPUTE, "last_four")
    assert spec is not None
    assert spec.check("0042") == "0042"
    for wrong in ("42", "12345", chr(0x661) * 4, "abcd"):
        assert "exactly 4 digits" in refuses(lambda wrong=wrong: spec.check(wrong))  # type: ignore[misc] # lambda's default
