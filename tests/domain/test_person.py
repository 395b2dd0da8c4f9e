from dataclasses import replace
from datetime import date, timedelta

import pytest

from sopdesk.domain import house
from sopdesk.domain.deputy import Deputy, DeputyNamed, DeputyReleased, ReportsTo
from sopdesk.domain.event import ERASED
from sopdesk.domain.person import (
    LONGEST_WAIT,
    RIGHTS,
    NewPasswordAllowed,
    PasswordSet,
    Person,
    PersonChanged,
    PersonLeft,
    PersonRegistered,
    PinSet,
    Right,
    Role,
    SignInRefused,
    SignInSucceeded,
    check_try,
    fold,
    may,
    register,
    wait_until,
)
from tests.domain.given import at, history, recorded, refuses, signature

REGISTERED = PersonRegistered((Role.SHIFT_LEAD,), "Ana Marsh")
WRONG_PIN, WRONG_PASSWORD = SignInRefused("pin"), SignInRefused("password")


def given(*events: object) -> Person:
    """Give the person of these events, the first one being the registration."""
    return fold("p-1", history(REGISTERED, *events))


def test_a_person_is_registered_with_name_and_role() -> None:
    """Nobody is registered without a printed name or without a role."""
    assert register(" Ana Marsh ", (Role.SHIFT_LEAD,)) == REGISTERED
    assert "name" in refuses(lambda: register(" ", (Role.MANAGER,)))
    assert "role" in refuses(lambda: register("Ana", ()))


def test_only_supervisors_and_managers_approve() -> None:
    """Approving and signing off is for supervisors and managers; registering people for the manager alone."""
    approving = {role for role in Role if may([role], Right.APPROVE)}
    assert approving == {role for role in Role if may([role], Right.SIGN_OFF)} == {Role.SUPERVISOR, Role.MANAGER}
    assert {role for role in Role if may([role], Right.REGISTER)} == {Role.MANAGER}
    assert set(RIGHTS) == set(Role)


def test_an_auditor_reads_and_changes_nothing() -> None:
    """An auditor reads the trail and takes evidence along, nothing else."""
    allowed = {right for right in Right if may([Role.AUDITOR], right)}
    assert allowed == {Right.READ_INCIDENTS, Right.READ_TRAIL, Right.EXPORT}


def test_rights_follow_every_role_of_a_person() -> None:
    """Who has two roles may do what either allows."""
    both = given(PersonChanged((Role.FRONT_OF_HOUSE, Role.AUDITOR)))
    assert both.may(Right.RUN)
    assert both.may(Right.EXPORT)
    assert not both.may(Right.HANDLE)
    assert both.name == "Ana Marsh"


def test_a_change_of_name_shows() -> None:
    """A printed name can change; the id stays."""
    assert given(PersonChanged((Role.SHIFT_LEAD,), "Ana Holt")).name == "Ana Holt"


def test_who_has_left_does_nothing_any_more() -> None:
    """Somebody who left may do nothing and cannot sign in; the record keeps the id."""
    gone = given(PersonLeft("Moved"))
    assert not gone.may(Right.RUN)
    assert "does not work here" in refuses(lambda: check_try(gone, at(9)))
    assert "does not work here" in refuses(lambda: check_try(Person("p-2"), at(9)))


@pytest.mark.parametrize(("wrong", "seconds"), [(3, 5), (4, 10), (6, 40), (10, 640), (11, 900), (50, 900)])
def test_wrong_tries_cost_a_growing_wait(wrong: int, seconds: int) -> None:
    """After three wrong PINs the wait is five seconds and doubles with each further one, up to a quarter of an hour."""
    person = given(*[WRONG_PIN] * wrong)
    assert wait_until(person) == at(wrong) + timedelta(seconds=seconds)
    assert "Try again in" in refuses(lambda: check_try(person, at(wrong)))
    check_try(person, at(wrong) + timedelta(seconds=seconds))


def test_two_wrong_tries_cost_nothing() -> None:
    """Anybody mistypes a PIN once or twice."""
    person = given(WRONG_PIN, WRONG_PIN)
    assert wait_until(person) is None
    check_try(person, at(2))


def test_a_right_pin_ends_the_wait() -> None:
    """Signing in starts the count anew."""
    assert given(*[WRONG_PIN] * 5, SignInSucceeded("pin")).failures == 0


def test_a_right_pin_does_not_forgive_wrong_passwords() -> None:
    """Wrong passwords count until the right password comes: a PIN buys no new guesses."""
    guesses = [WRONG_PASSWORD] * 3
    assert given(*guesses, SignInSucceeded("pin"), WRONG_PASSWORD).failures == 4
    assert given(*guesses, SignInSucceeded("password")).failures == 0


def test_a_new_secret_starts_the_count_anew() -> None:
    """Guesses at an old PIN or password do not count against a new one."""
    assert given(*[WRONG_PIN] * 4, PinSet("hash")).failures == 0
    assert given(*[WRONG_PASSWORD] * 4, PinSet("hash")).failures == 4
    assert given(*[WRONG_PASSWORD] * 4, PasswordSet("key", "hash", "half")).failures == 0


def test_a_clock_that_ran_ahead_locks_nobody_out() -> None:
    """Wrong tries stamped by a clock that was a year ahead cost no wait of a year."""
    person = fold("p-1", [recorded(REGISTERED), *(recorded(WRONG_PIN, hours=8760 + n, seq=n) for n in range(4))])
    check_try(person, at(5))
    last = person.last_failure
    assert last is not None
    assert "Try again" in refuses(lambda: check_try(person, last - LONGEST_WAIT + timedelta(minutes=1)))


def test_a_password_brings_a_signing_key() -> None:
    """Each password enrols a key of its own; the earlier public keys stay, so that old signatures can be checked."""
    person = given(PasswordSet("k1", "h1", "x1"), PasswordSet("k2", "h2", "x2"))
    assert [each.public_key for each in person.keys] == ["k1", "k2"]
    first, second = (each.since for each in person.keys)
    assert [person.key_at(each) for each in (first, second, replace(second, seq=second.seq + 1))] == ["", "k1", "k2"]
    assert (person.password_verifier, person.private_key) == ("h2", "x2")


def test_an_erased_secret_is_none() -> None:
    """Where the verifier of a PIN or password was erased there is none: nobody signs in with it."""
    person = given(PinSet(ERASED), PasswordSet("k1", ERASED, ERASED), PinSet(None))
    assert (person.pin_verifier, person.password_verifier, person.private_key) == ("", "", "")


def test_an_erased_name_says_so() -> None:
    """Where a name was erased the record says so."""
    assert fold("p-1", [recorded(PersonRegistered((Role.MANAGER,), ERASED))]).name == ERASED
    assert fold("p-1", [recorded(PersonRegistered((Role.MANAGER,)))]).name == ""
    assert fold("p-1", [recorded("something else")]) == Person("p-1")


def test_the_house_is_as_last_said() -> None:
    """Name, site, zone, currency and contacts of the house are those last recorded."""
    founded = house.HouseFounded("Corner", "High Street", "Europe/London", "GBP", (("manager", "555"),))
    changed = house.HouseChanged("Corner Café", "High Street", "Europe/London", "GBP", (("manager", "777"),))
    exported = house.EvidenceExported("one incident", "pdf", "d", 12)
    state = house.fold("house", reversed(history(founded, changed, exported, exported, "something else")))
    assert (state.name, state.currency, dict(state.contacts)) == ("Corner Café", "GBP", {"manager": "777"})
    assert state.exports == 2


def test_roles_of_the_house_count_by_their_level() -> None:
    """A role that the house made carries no right by itself; the level that the house gave it does."""
    barista = given(PersonChanged(("barista",)))
    assert not barista.may(Right.RUN)
    barista.levels = (Role.FRONT_OF_HOUSE,)
    assert barista.may(Right.RUN)


def test_a_forgotten_password_leaves_the_old_key() -> None:
    """Who forgot a password may choose a new one until an instant; both keys stay, and who allowed it is known."""
    forgot = NewPasswordAllowed("k1", at(9), signature())
    person = given(PasswordSet("k1", "h", "x"), ("boss", forgot))
    assert person.may_choose_anew(at(8))
    assert not person.may_choose_anew(at(9))
    chosen = given(PasswordSet("k1", "h", "x"), ("boss", forgot), PasswordSet("k2", "h", "x", "boss"))
    assert not chosen.may_choose_anew(at(8))
    assert [each.public_key for each in chosen.keys] == ["k1", "k2"]
    assert chosen.keys[1].allowed_by == "boss"


def test_a_person_reports_and_is_stood_in_for() -> None:
    """To whom somebody reports, and who stands in, is as last said."""
    first, always = DeputyNamed("ben", date(2026, 5, 4)), DeputyNamed("ben")
    person = given(ReportsTo("ruth"), first, always, DeputyNamed("ben", date(2026, 5, 4), date(2026, 5, 9)))
    assert person.reports_to == "ruth"
    assert person.deputies == [Deputy("ben"), Deputy("ben", date(2026, 5, 4), date(2026, 5, 9))]
    assert given(first, always, DeputyReleased("ben")).deputies == [Deputy("ben", date(2026, 5, 4))]
    assert given(ReportsTo("ruth"), ReportsTo()).reports_to == ""


@pytest.mark.parametrize(
    ("zone", "country"), [("Europe/London", "GB"), ("America/Indiana/Knox", "US"), ("Europe/Berlin", "")]
)
def test_a_time_zone_may_say_the_country(zone: str, country: str) -> None:
    """Whose law asks for fields of a record follows from the time zone where nobody names it."""
    assert house.country_of(zone) == country
