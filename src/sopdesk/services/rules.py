"""The limits of the revisions in force, kept at hand and ready to be asked while somebody types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from threading import Lock, Thread

from sopdesk.domain.authority import Rule
from sopdesk.domain.event import Recorded
from sopdesk.domain.readings import Language, Limits
from sopdesk.domain.role import Roles
from sopdesk.search.spelling import corrections
from sopdesk.search.synonyms import Synonyms, of_the_trade
from sopdesk.search.words import stem
from sopdesk.services.desk import Desk
from sopdesk.store import limits as table
from sopdesk.store import sops
from sopdesk.store.model import as_instant

FEW = 3000
"""So many limits are read again at once; more of them beside whatever goes on."""
_CONCERNED = ("sop-", "role-", "house")


@dataclass(frozen=True, slots=True)
class InForce:
    """The limits in force, in the order of the manual, and the same ready to be asked."""

    rules: tuple[Rule, ...]
    limits: Limits


class Rules:
    """Gives the limits in force. They hold until an act changes a procedure, a role or the house, or a date comes."""

    def __init__(self, desk: Desk) -> None:
        """Listen to a desk's acts."""
        self._desk = desk
        self._held: InForce | None = None
        self._until: datetime | None = None
        self._asking = Lock()
        self._beside: Thread | None = None
        self._many = self._changes = 0
        desk.changed.append(self._note)

    def now(self) -> InForce:
        """Give the limits in force now."""
        with self._asking:
            now = self._desk.now()
            held = self._held
            if held is not None and (self._until is None or now < self._until):
                return held
            while True:
                read = self._changes
                held, self._until = self._read(now)
                self._held, self._many = held, len(held.rules)
                if read == self._changes:  # else an act in between concerns what was just read
                    return held

    def at_hand(self) -> InForce | None:
        """Give the limits in force without keeping anybody waiting; None while many of them are being read beside."""
        now, held = self._desk.now(), self._held
        if held is not None and (self._until is None or now < self._until):
            return held
        beside = self._beside is not None and self._beside.is_alive()
        if not beside and self._many <= FEW:
            return self.now()
        self.prepare()
        return None

    def prepare(self) -> None:
        """Begin to read the limits in another thread, where nobody does yet."""
        if self._beside is None or not self._beside.is_alive():
            self._beside = Thread(target=self.now, name="reading the limits in force", daemon=True)
            self._beside.start()

    def close(self) -> None:
        """Wait for what is still being read."""
        if self._beside is not None:
            self._beside.join()

    def _read(self, now: datetime) -> tuple[InForce, datetime | None]:
        roles = self._desk.roles()
        with self._desk.store.reading() as connection:
            found = table.in_force(connection, now)
            change = as_instant(sops.next_change(connection, now))
        rules = tuple(_with_ids(each, roles) for each in found)
        limits = Limits(rules, language({name.casefold(): role for role, name in roles.names().items()}),
                        self._desk.house().currency)  # fmt: skip
        return InForce(rules, limits), change

    def _note(self, done: Sequence[Recorded]) -> None:
        if any(each.subject.startswith(_CONCERNED) for each in done):
            self._changes += 1
            self._held = None


def language(roles: Mapping[str, str]) -> Language:
    """Give what the search knows about words, with the words for the house's roles."""
    return Language(stem, _of_the_trade().longest, corrections, roles)


@cache
def _of_the_trade() -> Synonyms:
    return Synonyms(of_the_trade())


def _with_ids(rule: Rule, roles: Roles) -> Rule:
    """Name roles by their ids, also where a procedure writes the name of a role of the house."""
    limit = rule.limit
    role, above, together = (_id(each, roles) for each in (limit.role, limit.above, limit.together))
    if (role, above, together) == (limit.role, limit.above, limit.together):
        return rule
    return replace(rule, limit=replace(limit, role=role, above=above, together=together))


def _id(role: str, roles: Roles) -> str:
    found = roles.find(role) if role else None
    return found.id if found else role
