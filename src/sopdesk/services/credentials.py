"""PINs, passwords and signing keys: choosing them, signing in, and a password that was forgotten."""

from datetime import timedelta

from sopdesk.domain import person
from sopdesk.domain.person import (
    NewPasswordAllowed,
    PasswordSet,
    Person,
    PinSet,
    Right,
    SignInRefused,
    SignInSucceeded,
)
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Meaning
from sopdesk.journal.keys import PersonKey, hash_secret, verify_secret
from sopdesk.services.desk import Desk
from sopdesk.services.signing import allowance_digest
from sopdesk.store import people as table
from sopdesk.views.people import KeyView, PersonView

SHORTEST_PIN, LONGEST_PIN = 4, 12
SHORTEST_PASSWORD = 8
ALLOWED_FOR = timedelta(days=7)
"""How long somebody may choose a new password after it was allowed."""


class Credentials:
    """What lets a person act and sign."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def sign_in(self, person_id: str, pin: str) -> PersonView:
        """Sign somebody in with the PIN. A wrong one is recorded, and after three the waits begin."""
        who = self._checked(person_id, pin)
        # An ordinary sign-in stands by itself, so that a person's history does not grow with every day at the desk.
        subject = person_id if who.failures else self._desk.new_id("session")
        self._desk.record(person_id, (subject, [SignInSucceeded("pin")]))
        return self._desk.person_view(person_id)

    def confirm(self, person_id: str, pin: str) -> None:
        """Let somebody agree to what another does, with their PIN; a wrong one counts as at signing in."""
        if self._checked(person_id, pin).failures:
            self._desk.record(person_id, (person_id, [SignInSucceeded("pin")]))

    def _checked(self, person_id: str, pin: str) -> Person:
        """Give the person whose PIN it is; a wrong one is recorded and refused."""
        who = self._load(person_id)
        person.check_try(who, self._desk.now())
        if not who.pin_verifier:
            raise Refusal("This person has no PIN yet. Whoever registers people can set one.")
        if not verify_secret(who.pin_verifier, pin):
            self._desk.record(person_id, (person_id, [SignInRefused("pin")]))
            raise Refusal("That is not the PIN.")
        return who

    def check_password(self, person_id: str, password: str) -> None:
        """Refuse a wrong password; the try is recorded."""
        self._desk.check_password(person_id, password)

    def set_pin(self, *, by: str, person: str, pin: str) -> None:
        """Choose a PIN: for oneself, or by somebody who may register people."""
        self._allow_own(by, person)
        check_pin(pin)
        self._desk.record(by, (person, self._secrets(pin, "")))

    def set_password(self, *, by: str, person: str, password: str, old_password: str = "") -> None:
        """Choose a password, and with it a new signing key.

        Whoever has one already changes it only with the old one, or after somebody allowed it in plain view: nobody
        can sign as another.
        """
        self._allow_own(by, person)
        check_password_rules(password)
        who, allowed_by = self._load(person), ""
        if who.private_key:
            if by != person:
                raise Refusal("Only this person can change their password.")
            if not old_password and who.allowed is not None and who.may_choose_anew(self._desk.now()):
                allowed_by = who.allowed.stamp.actor
            else:
                self._desk.check_password(person, old_password)
        self._desk.record(by, (person, self._secrets("", password, allowed_by)))

    def allow_new_password(self, *, by: str, password: str, person: str, reason: str) -> None:
        """Let somebody who has forgotten their password choose a new one within a week; whoever allows it signs.

        The key of old stays theirs: what it signed can be checked for ever.
        """
        self._desk.require(by, Right.REGISTER)
        who = self._load(person)
        if by == person:
            raise Refusal("Somebody else who registers people has to allow it: nobody allows it themselves.")
        if who.left is not None or not who.private_key:
            raise Refusal(f"{who.name} needs no new password: there is none to forget.")
        if not reason.strip():
            raise Refusal("Say why: it stands in the record.")
        former, until = who.keys[-1].public_key, self._desk.now() + ALLOWED_FOR
        digest = allowance_digest(person, former, until)
        signed = self._desk.sign(by, password, Meaning.RESPONSIBILITY, digest, person)
        what = NewPasswordAllowed(former, until, reason=reason.strip(), **signed.fields())
        self._desk.record(by, (person, [what]))

    def keys(self, person: str) -> tuple[KeyView, ...]:
        """Give every key with which somebody ever signed, the newest first, and who allowed it."""
        names, found = self._desk.names(), self._load(person).keys
        ends = [each.since.at for each in found[1:]]
        return tuple(
            KeyView(each.public_key, each.since.at, ends[n] if n < len(ends) else None,
                    names.get(each.allowed_by, each.allowed_by),
                    "" if each.since.actor == person else names.get(each.since.actor, each.since.actor))
            for n, each in reversed(tuple(enumerate(found)))
        )  # fmt: skip

    def may_choose_anew(self, person: str) -> bool:
        """Tell whether somebody may choose a password without the one before."""
        with self._desk.store.reading() as connection:
            until = table.allowed_until(connection, person)
        return until is not None and self._desk.now() < until

    def _load(self, person_id: str) -> Person:
        who = self._desk.load(person_id, person.fold)
        if who.registered is None:
            raise Refusal("There is no such person.")
        return who

    def _allow_own(self, by: str, person_id: str) -> None:
        if by != person_id:
            self._desk.require(by, Right.REGISTER)

    def _secrets(self, pin: str, password: str, allowed_by: str = "") -> list[PinSet | PasswordSet]:
        events: list[PinSet | PasswordSet] = []
        if pin:
            events.append(PinSet(hash_secret(pin, self._desk.strength)))
        if password:
            key = PersonKey.make(password, self._desk.strength)
            verifier = hash_secret(password, self._desk.strength)
            events.append(PasswordSet(key.public_key, verifier, key.wrapped, allowed_by))
        return events


def check_pin(pin: str) -> None:
    """Refuse a PIN that is too short, too long, or not made of digits."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise Refusal(f"A PIN has {SHORTEST_PIN} to {LONGEST_PIN} digits.")


def check_password_rules(password: str) -> None:
    """Refuse a password that is too short (NIST SP 800-63B: length counts, not signs)."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(f"A password has at least {SHORTEST_PASSWORD} characters.")
