"""The house and its people: founding, registering, signing in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sopdesk.domain import house, person
from sopdesk.domain.house import HOUSE, HouseChanged, HouseFounded
from sopdesk.domain.person import (
    ROLE_NAMES,
    PasswordSet,
    Person,
    PersonChanged,
    PersonLeft,
    PinSet,
    Right,
    Role,
    SignInRefused,
    SignInSucceeded,
)
from sopdesk.domain.refusal import Refusal
from sopdesk.journal.keys import PersonKey, hash_secret, verify_secret
from sopdesk.services.desk import SYSTEM, Desk
from sopdesk.store import people as table
from sopdesk.views.people import HouseView, PersonView

SHORTEST_PIN, LONGEST_PIN = 4, 12
SHORTEST_PASSWORD = 8


class People:
    """Acts and questions about the house and its people."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

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
    ) -> str:
        """Found the house with its first person, who is its manager; give that person's id."""
        if self.founded():
            raise Refusal("This house is founded already.")
        what = HouseFounded(_named(name, "the house"), _named(site, "the site"), zone, currency, tuple(contacts))
        check_pin(pin)
        check_password_rules(password)
        first = self._desk.new_id("person")
        self._desk.record(
            SYSTEM,
            (HOUSE, [what]),
            (first, [*_register(person, (Role.MANAGER,)), *self._secrets(pin, password)]),
        )
        return first

    def change_house(
        self, *, by: str, name: str, site: str, contacts: Sequence[tuple[str, str]], zone: str = ""
    ) -> None:
        """Change the house's name, site and contacts; the manual's placeholders follow."""
        self._desk.require(by, Right.REGISTER)
        now = self._desk.load(HOUSE, house.fold)
        what = HouseChanged(
            _named(name, "the house"), _named(site, "the site"), zone or now.zone, now.currency, tuple(contacts)
        )
        self._desk.record(by, (HOUSE, [what]))

    def tiles(self) -> tuple[PersonView, ...]:
        """Give everybody who works here now, in the order of registration."""
        with self._desk.store.reading() as connection:
            rows = table.list_people(connection)
        return tuple(_view(row) for row in rows if row.left_at is None)

    def person(self, person_id: str) -> PersonView:
        """Give one person, also one who has left."""
        with self._desk.store.reading() as connection:
            rows = table.list_people(connection)
        found = next((row for row in rows if row.subject == person_id), None)
        if found is None:
            raise Refusal("There is no such person.")
        return _view(found)

    def register(self, *, by: str, name: str, roles: Sequence[Role], pin: str = "", password: str = "") -> str:
        """Register somebody, with a PIN and a password where given; give their id."""
        self._desk.require(by, Right.REGISTER)
        if pin:
            check_pin(pin)
        if password:
            check_password_rules(password)
        new = self._desk.new_id("person")
        self._desk.record(by, (new, [*_register(name, tuple(roles)), *self._secrets(pin, password)]))
        return new

    def change(self, *, by: str, person: str, name: str, roles: Sequence[Role]) -> None:
        """Change somebody's printed name and roles. Refuses to take the last manager away."""
        self._desk.require(by, Right.REGISTER)
        self._load(person)
        what = _register(name, tuple(roles))[0]
        if Role.MANAGER not in roles:
            self._keep_a_manager(person)
        self._desk.record(by, (person, [PersonChanged(what.roles, what.name)]))

    def leave(self, *, by: str, person: str, reason: str = "") -> None:
        """Record that somebody has left. Refuses to let the last manager go."""
        self._desk.require(by, Right.REGISTER)
        self._load(person)
        self._keep_a_manager(person)
        self._desk.record(by, (person, [PersonLeft(reason.strip() or None)]))

    def set_pin(self, *, by: str, person: str, pin: str) -> None:
        """Choose a PIN: for oneself, or by somebody who may register people."""
        self._allow_own(by, person)
        check_pin(pin)
        self._desk.record(by, (person, self._secrets(pin, "")))

    def set_password(self, *, by: str, person: str, password: str, old_password: str = "") -> None:
        """Choose a password, and with it a new signing key.

        Whoever has one already changes it only with the old one: nobody can sign as another.
        """
        self._allow_own(by, person)
        check_password_rules(password)
        if self._load(person).private_key:
            if by != person:
                raise Refusal("Only this person can change their password.")
            self._desk.check_password(person, old_password)
        self._desk.record(by, (person, self._secrets("", password)))

    def sign_in(self, person_id: str, pin: str) -> PersonView:
        """Sign somebody in with the PIN. A wrong one is recorded, and after three the waits begin."""
        who = self._load(person_id)
        person.check_try(who, self._desk.now())
        if not who.pin_verifier:
            raise Refusal("This person has no PIN yet. Whoever registers people can set one.")
        if not verify_secret(who.pin_verifier, pin):
            self._desk.record(person_id, (person_id, [SignInRefused("pin")]))
            raise Refusal("That is not the PIN.")
        # An ordinary sign-in stands by itself, so that a person's history does not grow with every day at the desk.
        subject = person_id if who.failures else self._desk.new_id("session")
        self._desk.record(person_id, (subject, [SignInSucceeded("pin")]))
        return self.person(person_id)

    def check_password(self, person_id: str, password: str) -> None:
        """Refuse a wrong password; the try is recorded."""
        self._desk.check_password(person_id, password)

    def _load(self, person_id: str) -> Person:
        who = self._desk.load(person_id, person.fold)
        if who.registered is None:
            raise Refusal("There is no such person.")
        return who

    def _allow_own(self, by: str, person_id: str) -> None:
        if by != person_id:
            self._desk.require(by, Right.REGISTER)

    def _keep_a_manager(self, leaving: str) -> None:
        if not any(Role.MANAGER in each.roles and each.id != leaving for each in self.tiles()):
            raise Refusal("A house needs a manager. Make somebody else one first.")

    def _secrets(self, pin: str, password: str) -> list[PinSet | PasswordSet]:
        events: list[PinSet | PasswordSet] = []
        if pin:
            events.append(PinSet(hash_secret(pin, self._desk.strength)))
        if password:
            key = PersonKey.make(password, self._desk.strength)
            verifier = hash_secret(password, self._desk.strength)
            events.append(PasswordSet(key.public_key, verifier, key.wrapped))
        return events


def check_pin(pin: str) -> None:
    """Refuse a PIN that is too short, too long, or not made of digits."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise Refusal(f"A PIN has {SHORTEST_PIN} to {LONGEST_PIN} digits.")


def check_password_rules(password: str) -> None:
    """Refuse a password that is too short (NIST SP 800-63B: length counts, not signs)."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(f"A password has at least {SHORTEST_PASSWORD} characters.")


def _register(name: str, roles: tuple[Role, ...]) -> list[person.PersonRegistered]:
    return [person.register(name, roles)]


def _named(text: str, what: str) -> str:
    if not text.strip():
        raise Refusal(f"Give {what} a name.")
    return text.strip()


def _view(row: Any) -> PersonView:  # noqa: ANN401 - a row of the table
    roles = tuple(Role(each) for each in row.roles.split(",") if each)
    wait = row.wait_until
    return PersonView(
        row.subject,
        row.name,
        initials(row.name),
        roles,
        ", ".join(ROLE_NAMES[each] for each in roles),
        bool(row.has_pin),
        bool(row.has_password),
        datetime.fromisoformat(wait) if wait else None,
    )


def initials(name: str) -> str:
    """Give the one or two letters that stand for a name on a tile."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
