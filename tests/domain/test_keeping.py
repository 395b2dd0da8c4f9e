from datetime import date

import pytest

from sopdesk.domain import case
from sopdesk.domain.erasure import Basis, DisclosureErased
from sopdesk.domain.incident import IncidentKind, IncidentLogged
from sopdesk.domain.keeping import (
    PRESETS,
    HoldLifted,
    HoldPlaced,
    Keeping,
    Retention,
    RetentionExtended,
    extend,
    fold,
    kept_until,
    lift_hold,
    place_hold,
    retention,
    rule_of,
)
from sopdesk.domain.party import PartyAdded, PartyRole
from tests.domain.given import at, history, refuses

TODAY = date(2026, 5, 4)


def given(*events: object) -> Keeping:
    """Give what events add up to."""
    return fold("keeping-incident-1", history(*events))


def test_a_legal_hold() -> None:
    """A hold has a reason, is placed once, and ends with a reason."""
    assert place_hold(given(), " The insurer asks. ") == HoldPlaced("The insurer asks.")
    held = given(HoldPlaced("The insurer asks."), HoldPlaced("again"))
    assert (held.record, held.reason, held.held is not None) == ("incident-1", "The insurer asks.", True)
    assert "already" in refuses(lambda: place_hold(held, "x"))
    assert "Say why" in refuses(lambda: place_hold(given(), ""))
    assert lift_hold(held, " Settled. ") == HoldLifted("Settled.")
    assert "Say why" in refuses(lambda: lift_hold(held, " "))
    assert "not on legal hold" in refuses(lambda: lift_hold(given(), "x"))
    lifted = given(HoldPlaced("a"), HoldLifted("b"), DisclosureErased("erasure-1", Basis.ORDER))
    assert (lifted.held, lifted.reason) == (None, "")


def test_kept_longer() -> None:
    """Whoever keeps a record longer says why, and until a day that is still to come."""
    assert extend(given(), date(2027, 1, 1), " A claim may come. ", TODAY) == RetentionExtended(
        date(2027, 1, 1), "A claim may come."
    )
    longer = given(RetentionExtended(date(2027, 1, 1), "A claim may come."))
    assert (longer.until, longer.until_reason) == (date(2027, 1, 1), "A claim may come.")
    assert "later day" in refuses(lambda: extend(longer, date(2027, 1, 1), "x", TODAY))
    assert "later day" in refuses(lambda: extend(given(), TODAY, "x", TODAY))
    assert "Say why" in refuses(lambda: extend(given(), date(2027, 1, 1), "", TODAY))


@pytest.mark.parametrize("country", ["GB", "US", "DE"])
@pytest.mark.parametrize("kind", IncidentKind)
def test_every_kind_is_kept_by_a_rule(country: str, kind: IncidentKind) -> None:
    """Every kind is kept for some years by a rule that names its country; other countries are served with the UK's."""
    rule = retention(country, kind)
    assert rule.years >= 3
    assert rule.source.startswith("US:" if country == "US" else "UK:")
    assert retention(country, kind, [PartyRole.MINOR]).years == 21


def test_the_last_day() -> None:
    """The years count from the day of the close; 29 February is followed by 28 February."""
    assert kept_until(date(2024, 2, 29), Retention(3, "")) == date(2027, 2, 28)
    assert kept_until(date(2024, 5, 3), Retention(6, "")) == date(2030, 5, 3)
    assert PRESETS["GB"][IncidentKind.COMPLAINT].years == 6


@pytest.mark.parametrize(("country", "currency", "as_in"), [("US", "GBP", "US"), ("", "USD", "US"), ("", "EUR", "GB")])
def test_the_rule_of_an_incident(country: str, currency: str, as_in: str) -> None:
    """An incident is kept by the rule of its country, else of where its currency is spent; a minor's for longer."""
    logged = IncidentLogged("T-1", IncidentKind.INJURY, at(), at(), "UTC", country=country, currency=currency)
    minor = PartyAdded("p1", PartyRole.MINOR, "Ida")
    assert rule_of(case.fold("incident-1", history(logged))) == retention(as_in, IncidentKind.INJURY)
    assert rule_of(case.fold("incident-1", history(logged, minor))) == retention(
        as_in, IncidentKind.INJURY, [PartyRole.MINOR]
    )
    assert "no such incident" in refuses(lambda: rule_of(case.fold("incident-1", history())))
