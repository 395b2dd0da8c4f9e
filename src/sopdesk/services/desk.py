"""What every service stands on: the open store, the clock, who may, and how an act is recorded and signed."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sopdesk.domain import person
from sopdesk.domain.card import refuse_card_numbers, refuse_recorded
from sopdesk.domain.event import Recorded
from sopdesk.domain.log_key import Why
from sopdesk.domain.person import Person, Right, SignInRefused, SignInSucceeded
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.reporting import Organisation
from sopdesk.domain.role import Roles
from sopdesk.domain.signature import Meaning, Signature
from sopdesk.journal.keys import PersonKey, Strength, WrongPassword
from sopdesk.journal.signature import name_digest, sign
from sopdesk.services.enrolment import key_words
from sopdesk.services.person_views import organisation_of, person_view
from sopdesk.services.signatures import stands
from sopdesk.store import duties as duties_table
from sopdesk.store import people as people_table
from sopdesk.store.attachments import Kept
from sopdesk.store.erasing import Gone
from sopdesk.store.model import ReadModel
from sopdesk.store.store import Store
from sopdesk.views.people import HouseView, PersonView, SignatureView

SYSTEM = "desk"
"""The actor of what the program does by itself, such as opening its log."""

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature made just now, with the sealed printed name that goes beside it."""

    signature: Signature
    printed_name: str
    name_salt: str

    def fields(self) -> dict[str, Any]:
        """Give the three fields that every signed event carries."""
        return {"signature": self.signature, "printed_name": self.printed_name, "name_salt": self.name_salt}


class Desk:
    """One open desk, as the services see it."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        strength: Strength,
        new_token: Callable[[], str] = lambda: token_hex(8),
    ) -> None:
        """Work on an open store; `strength` is how hard PINs and passwords are stretched."""
        self.store = store
        self.strength = strength
        self._clock = clock
        self._new_token = new_token
        self.changed: list[Callable[[Sequence[Recorded]], None]] = []
        self.guards: list[Callable[[str, Sequence[tuple[str, Sequence[Any]]]], None]] = []

    def now(self) -> datetime:
        """Give this moment, UTC."""
        return self._clock()

    def new_id(self, kind: str) -> str:
        """Give a new pseudonymous id, for example "incident-4f0c…"."""
        return f"{kind}-{self._new_token()}"

    def house(self) -> HouseView:
        """Give the house as it is now; refuse before it is founded."""
        with self.store.reading() as connection:
            row = people_table.the_house(connection)
            roles = duties_table.the_roles(connection)
        if row is None:
            raise Refusal("This house is not founded yet.")
        return HouseView(
            row.name,
            row.site,
            self.store.station,
            row.zone,
            row.currency,
            json.loads(row.contacts),
            roles.names(),
            row.country,
        )

    def zone(self) -> ZoneInfo:
        """Give the house's local time zone."""
        return ZoneInfo(self.house().zone)

    def day_of(self, instant: datetime) -> date:
        """Give the day that an instant belongs to on the house's clock."""
        return instant.astimezone(self.zone()).date()

    def load(self, subject: str, fold: Callable[[str, Iterable[Recorded]], State]) -> State:
        """Give a subject's state, folded from its events."""
        return fold(subject, self.store.history(subject).events)

    def roles(self) -> Roles:
        """Give the roles of the house, the built-in levels among them."""
        with self.store.reading() as connection:
            return duties_table.the_roles(connection)

    def organisation(self, instead: Mapping[str, tuple[str, ...]] | None = None) -> Organisation:
        """Give who works here, with roles, reporting lines and deputies; `instead` are roles somebody might have."""
        with self.store.reading() as connection:
            rows = people_table.list_people(connection)
            deputies = people_table.list_deputies(connection)
            roles = duties_table.the_roles(connection)
        return organisation_of(rows, deputies, roles, instead or {})

    def people_views(self, *, left_too: bool = False) -> tuple[PersonView, ...]:
        """Give everybody who works here now, or ever did, in the order of registration."""
        with self.store.reading() as connection:
            rows, roles = people_table.list_people(connection), duties_table.the_roles(connection)
        return tuple(person_view(row, roles) for row in rows if left_too or row.left_at is None)

    def person_view(self, person_id: str) -> PersonView:
        """Give one person, also one who has left."""
        found = next((each for each in self.people_views(left_too=True) if each.id == person_id), None)
        if found is None:
            raise Refusal("There is no such person.")
        return found

    def next_number(self, letter: str, model: ReadModel, now: datetime | None = None) -> str:
        """Give the next number of a kind of subject: letter, station, year by the house's clock if asked, serial."""
        year = f"{now.astimezone(self.zone()).year}-" if now is not None else ""
        start = f"{letter}-{self.store.station_code}-{year}"
        with self.store.reading() as connection:
            return f"{start}{model.count_numbers(connection, start) + 1:05}"

    def require(self, by: str, right: Right, *others: Right) -> Person:
        """Give the person who acts; refuse somebody who has none of these rights."""
        who = self._registered(by)
        if not any(who.may(each) for each in (right, *others)):
            raise Refusal(f"You may not {right}. Ask somebody who may.")
        return who

    def somebody(self, by: str) -> Person:
        """Give the person who acts, whatever their rights; refuse nobody at all, and who has left."""
        who = self._registered(by)
        if who.left is not None:
            raise Refusal("Sign in first.")
        return who

    def _registered(self, by: str) -> Person:
        who = self.load(by, person.fold)
        if who.registered is None:
            raise Refusal("Sign in first.")
        who.levels = self.roles().levels(who.roles)
        return who

    def record_many(
        self,
        by: str,
        changes: Sequence[tuple[str, Sequence[Any]]],
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Append the events of many subjects in one transaction, which a cancel undoes whole. Raises Cancelled."""
        _refuse_card_numbers(changes)
        done = self.store.append_many(by, changes, at=self.now(), progress=progress, cancelled=cancelled)
        self._tell(done)

    def record(self, by: str, *changes: tuple[str, Sequence[Any]], files: Sequence[Kept] = ()) -> list[Recorded]:
        """Append events, for each subject its list, and keep the files they name, in one transaction; tell listeners.

        Here every text enters the record: a full card number is refused, whoever forgot to look for one before; and an
        act on what is kept from whoever acts (`guards`).
        """
        _refuse_card_numbers(changes)
        for guard in self.guards:
            guard(by, changes)
        done = self.store.append(by, *changes, at=self.now(), files=files)
        self._tell(done)
        return done

    def erase(self, by: str, changes: Sequence[tuple[str, Sequence[Any]]], gone: Gone) -> None:
        """Delete sealed values for good and record that they went, in one transaction; tell those who listen."""
        self._tell(self.store.erase(by, changes, gone, at=self.now()))

    def rotate_key(self, by: str, why: Why, reason: str) -> None:
        """Give this station's log another key; tell those who listen."""
        refuse_card_numbers([reason])
        self._tell([self.store.rotate_key(by, why, reason, at=self.now())])

    def _tell(self, done: Sequence[Recorded]) -> None:
        """Tell those who listen; the act is recorded, so one who fails makes it no less done, and stops no other."""
        for listener in self.changed:
            try:
                listener(done)
            except Exception:
                logging.getLogger(__name__).exception("what was recorded could not be shown everywhere")

    def check_password(self, person_id: str, password: str) -> PersonKey:
        """Give the person's key, opened with the password. A wrong one is recorded and refused."""
        who = self.load(person_id, person.fold)
        person.check_try(who, self.now())
        if not who.private_key:
            raise Refusal("You have no password yet, so you cannot sign. Choose one under House.")
        try:
            key = PersonKey.open(who.private_key, password)
        except WrongPassword:
            self.record(person_id, (person_id, [SignInRefused("password")]))
            raise Refusal("That is not the password. Nothing was signed.") from None
        if who.failures:  # nothing else ends the count of wrong passwords
            self.record(person_id, (person_id, [SignInSucceeded("password")]))
        return key

    def sign(self, by: str, password: str, meaning: Meaning, digest: str, subject: str) -> Signed:
        """Sign a digest as a person: bound to the record, the meaning and the moment."""
        return self.sign_with(self.check_password(by, password), by, meaning, digest, subject)

    def sign_with(self, key: PersonKey, by: str, meaning: Meaning, digest: str, subject: str) -> Signed:
        """Sign with a key that a password has opened: opening it takes a tenth of a second, on purpose."""
        name, salt = self.load(by, person.fold).name, token_hex(16)
        signature = sign(
            key, meaning=meaning, digest=digest, signer=by, name_digest=name_digest(name, salt), subject=subject,
            at=self.now(), zone=self.house().zone, log=self.store.log,
        )  # fmt: skip
        return Signed(signature, name, salt)

    def signature_view(self, recorded: Recorded) -> SignatureView:
        """Show the signature of a signed event, and whether it holds over the record beside which it stands."""
        what, signature = recorded.what, recorded.what.signature
        who = self.load(signature.signer, person.fold)
        return SignatureView(
            what.printed_name or signature.signer, signature.at, signature.zone, signature.meaning, signature.digest,
            stands(self.store, recorded, who.key_at(recorded.stamp)),
            key_words(who, signature.key, self.names, signature.zone),
        )  # fmt: skip

    def signature_of(self, recorded: Recorded) -> SignatureView | None:
        """Show the signature that an event carries; None for one that is not signed."""
        return self.signature_view(recorded) if getattr(recorded.what, "signature", None) else None

    def names(self) -> dict[str, str]:
        """Give the printed names by id."""
        with self.store.reading() as connection:
            return {**people_table.names(connection), SYSTEM: "SOPDesk"}


def _refuse_card_numbers(changes: Iterable[tuple[str, Sequence[Any]]]) -> None:
    for _, events in changes:
        for each in events:
            refuse_recorded(each)
