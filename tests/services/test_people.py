import pytest

from sopdesk.domain.person import Role
from sopdesk.domain.refusal import Refusal
from tests.domain.given import refuses
from tests.services.conftest import PASSWORD, PIN, House


def test_a_house_is_founded_once(house: House) -> None:
    """A house has one founding; its first person is its manager."""
    assert house.desk.people.person(house.ruth).roles == (Role.MANAGER,)
    said = refuses(
        lambda: house.desk.people.found_house(
            name="X", site="Y", zone="UTC", currency="EUR", person="Z", pin=PIN, password=PASSWORD
        )
    )
    assert "already" in said


def test_a_wrong_pin_is_recorded_and_costs_time(house: House) -> None:
    """Wrong PINs stand in the journal; after three the desk waits, and the right PIN then counts again."""
    for _ in range(3):
        assert "not the PIN" in refuses(lambda: house.desk.people.sign_in(house.leo, "0000"))
    assert "Try again in" in refuses(lambda: house.desk.people.sign_in(house.leo, PIN))
    assert house.desk.people.person(house.leo).wait_until is not None
    house.clock.wait(minutes=1)
    assert house.desk.people.sign_in(house.leo, PIN).id == house.leo
    assert sum("wrong PIN" in line.what for line in house.desk.trail.lines()) == 3


def test_sign_ins_do_not_make_a_persons_history_grow(house: House) -> None:
    """However often somebody signs in, what is loaded for each act stays small; every sign-in is in the trail."""
    before = len(house.desk.store.history(house.leo).events)
    for _ in range(5):
        house.desk.people.sign_in(house.leo, PIN)
    assert len(house.desk.store.history(house.leo).events) == before
    assert sum("signed in" in line.what for line in house.desk.trail.lines()) == 5


def test_only_who_may_registers_people(house: House) -> None:
    """Front of house and supervisors cannot register people."""
    for somebody in (house.leo, house.sam, house.hannah, "nobody"):
        with pytest.raises(Refusal):
            house.desk.people.register(by=somebody, name="Eve", roles=(Role.MANAGER,))


def test_nobody_changes_anothers_password(house: House) -> None:
    """Not even the manager gives somebody else a new password: nobody can sign as another."""
    people = house.desk.people
    assert "Only this person" in refuses(
        lambda: people.set_password(by=house.ruth, person=house.leo, password="another one")
    )
    assert "not the password" in refuses(
        lambda: people.set_password(by=house.leo, person=house.leo, password="another one", old_password="wrong")
    )
    people.set_password(by=house.leo, person=house.leo, password="another one", old_password=PASSWORD)
    people.check_password(house.leo, "another one")
    assert "not the password" in refuses(lambda: people.check_password(house.leo, PASSWORD))


def test_a_house_keeps_a_manager(house: House) -> None:
    """The last manager can neither leave nor become something else."""
    people = house.desk.people
    assert "needs a manager" in refuses(lambda: people.leave(by=house.ruth, person=house.ruth))
    assert "needs a manager" in refuses(
        lambda: people.change(by=house.ruth, person=house.ruth, name="Ruth", roles=(Role.AUDITOR,))
    )
    people.leave(by=house.ruth, person=house.leo)
    assert "does not work here" in refuses(lambda: people.sign_in(house.leo, PIN))
    assert house.leo not in {each.id for each in people.tiles()}


@pytest.mark.parametrize("pin", ["", "123", "12a4", "١٢٣٤", "1" * 13])
def test_pins_are_digits(house: House, pin: str) -> None:
    """A PIN has four to twelve plain digits."""
    assert "PIN" in refuses(lambda: house.desk.people.set_pin(by=house.leo, person=house.leo, pin=pin))
