"""The house and its people: founding, registering, changing, leaving."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sopdesk.domain import house, person
from sopdesk.domain.house import HOUSE, HouseChanged, HouseFounded
from sopdesk.domain.person import PersonChanged, PersonLeft, Right, Role
from sopdesk.domain.refusal import Refusal
from sopdesk.services.credentials import Credentials, check_password_rules, check_pin
from sopdesk.services.desk import SYSTEM
from sopdesk.store import contacts
from sopdesk.store import people as table
from sopdesk.views.people import HouseView, MissingContact, PersonView


class People(Credentials):
    """Acts and questions about the house and its people; their PINs and passwords with it."""

    def founded(self) -> bool:
        """Tell whether the house is founded; a new desk begins with the first-run page."""
        with self._desk.store.reading() as connection:
            return table.the_house(connection) is not None

    def house(self) -> HouseView:
        """Give the house as it is now."""
        return self._desk.house()

    def found_house(
        self,
        *,
        name: str,
        site: str,
        zone: str,
        currency: str,
        person: str,
        pin: str,
        password: str,
        contacts: Sequence[tuple[str, str]] = (),
        country: str | None = None,
    ) -> str:
        """Found the house with its first person, who is its manager; give that person's id.

        Without a country (ISO 3166-1) it is the one that the time zone says; "" is none.
        """
        if self.founded():
            raise Refusal("This house is founded already.")
        what = HouseFounded(_named(name, "the house"), _named(site, "the site"), zone, currency, tuple(contacts),
                            house.country_of(zone) if country is None else _country(country))  # fmt: skip
        check_pin(pin)
        check_password_rules(password)
        first = self._desk.new_id("person")
        self._desk.record(
            SYSTEM,
            (HOUSE, [what]),
            (first, [*_register(person, (Role.MANAGER,)), *self._secrets(pin, password)]),
        )
        return first

    def missing_contacts(self) -> tuple[MissingContact, ...]:
        """Give the contacts that the procedures in force name and the house has not given."""
        given = tuple(self._desk.house().contacts)
        with self._desk.store.reading() as connection:
            return tuple(MissingContact(*each) for each in contacts.missing(connection, self._desk.now(), given))

    def change_house(
        self,
        *,
        by: str,
        name: str,
        site: str,
        contacts: Sequence[tuple[str, str]],
        zone: str = "",
        currency: str = "",
        country: str | None = None,
    ) -> None:
        """Change the house's name, site, contacts, time zone, currency and country; the manual's placeholders follow.

        Without a zone, a currency or a country these stay. The record keeps UTC: another zone changes how times
        are shown.
        """
        self._desk.require(by, Right.REGISTER)
        now = self._desk.load(HOUSE, house.fold)
        what = HouseChanged(
            _named(name, "the house"), _named(site, "the site"), _zone(zone or now.zone),
            _currency(currency or now.currency), tuple(contacts),
            now.country if country is None else _country(country),
        )  # fmt: skip
        self._desk.record(by, (HOUSE, [what]))

    def tiles(self) -> tuple[PersonView, ...]:
        """Give everybody who works here now, in the order of registration."""
        return self._desk.people_views()

    def former(self) -> tuple[PersonView, ...]:
        """Give everybody who has left, in the order of registration."""
        here = {each.id for each in self.tiles()}
        return tuple(each for each in self._desk.people_views(left_too=True) if each.id not in here)

    def person(self, person_id: str) -> PersonView:
        """Give one person, also one who has left."""
        return self._desk.person_view(person_id)

    def register(self, *, by: str, name: str, roles: Sequence[str], pin: str = "", password: str = "") -> str:
        """Register somebody, with a PIN and a password where given; give their id."""
        self._desk.require(by, Right.REGISTER)
        self._check_roles(roles)
        if pin:
            check_pin(pin)
        if password:
            check_password_rules(password)
        new = self._desk.new_id("person")
        self._desk.record(by, (new, [*_register(name, tuple(roles)), *self._secrets(pin, password)]))
        return new

    def change(self, *, by: str, person: str, name: str, roles: Sequence[str]) -> None:
        """Change somebody's printed name and roles. Refuses to take the last manager away."""
        self._desk.require(by, Right.REGISTER)
        self._check_roles(roles, had=self._load(person).roles)
        what = _register(name, tuple(roles))[0]
        if Role.MANAGER not in self._desk.roles().levels(roles):
            self._keep_a_manager(person)
        self._desk.organisation(instead={person: tuple(roles)}).check_lines()
        self._desk.record(by, (person, [PersonChanged(what.roles, what.name)]))

    def leave(self, *, by: str, person: str, reason: str = "") -> None:
        """Record that somebody has left. Refuses to let the last manager go."""
        self._desk.require(by, Right.REGISTER)
        self._load(person)
        self._keep_a_manager(person)
        self._desk.record(by, (person, [PersonLeft(reason.strip() or None)]))

    def _check_roles(self, roles: Sequence[str], had: Sequence[str] = ()) -> None:
        known = {each.id for each in self._desk.roles().in_use()}
        strange = next((each for each in roles if each not in known and each not in had), None)
        if strange is not None:
            raise Refusal(f"This house has no role “{strange}”.")

    def _keep_a_manager(self, leaving: str) -> None:
        if not any(Role.MANAGER in (*each.roles, *each.levels) and each.id != leaving for each in self.tiles()):
            raise Refusal("A house needs a manager. Make somebody else one first.")


def _register(name: str, roles: tuple[str, ...]) -> list[person.PersonRegistered]:
    return [person.register(name, roles)]


def _named(text: str, what: str) -> str:
    if not text.strip():
        raise Refusal(f"Give {what} a name.")
    return text.strip()


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal(f"“{name}” is not a time zone. It reads like Europe/London.") from None


def _country(code: str) -> str:
    found = code.strip().upper()
    if found and not (found.isascii() and found.isalpha() and len(found) == 2):  # noqa: PLR2004 - as ISO 3166-1 has it
        raise Refusal(f"“{code}” is not a country. It has two letters, for example GB.")
    return found


def _currency(code: str) -> str:
    found = code.strip().upper()
    if not (found.isascii() and found.isalpha() and len(found) == 3):  # noqa: PLR2004 - as ISO 4217 has it
        raise Refusal(f"“{code}” is not a currency. It has three letters, for example EUR.")
    return found
