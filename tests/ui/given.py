"""A small fake desk: three people, and services that answer what a test says."""

from datetime import UTC, datetime
from types import SimpleNamespace

from sopdesk.domain.person import ROLE_NAMES, Role
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import BUILT_IN
from sopdesk.views.people import HouseView, MissingContact, PersonView
from sopdesk.views.shift import Reminding
from sopdesk.views.today import FoundAll
from sopdesk.views.trail import Head, Verdict

NOW = datetime(2026, 5, 3, 12, 5, tzinfo=UTC)


def person(name: str, role: Role, *, wait_until: datetime | None = None) -> PersonView:
    """Give somebody of the house; the id is the first name, the PIN in the fake is 1234."""
    letters = "".join(word[0] for word in name.split()[:2])
    return PersonView(
        name.split(maxsplit=1)[0].lower(), name, letters, (role,), ROLE_NAMES[role], has_pin=True, has_password=True,
        wait_until=wait_until,
    )  # fmt: skip


ADA = person("Ada Lind", Role.MANAGER)
BEN = person("Ben Okafor", Role.FRONT_OF_HOUSE)
CLEO = person("Cleo Wolfeschlegelsteinhausenbergerdorff-Montgomery", Role.SUPERVISOR)


class FakeDrafts:
    """Half-written text in a dictionary."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def remember(self, *, key: str, text: str) -> None:
        """Keep a text."""
        self.texts[key] = text

    def recall(self, key: str) -> str:
        """Give a text back."""
        return self.texts.get(key, "")


class FakePeople:
    """Three people whose PIN is 1234."""

    def __init__(self) -> None:
        self.everybody = [ADA, BEN, CLEO]
        self.tries: list[tuple[str, str]] = []

    def house(self) -> HouseView:
        """Give the house."""
        return HouseView("Corner Café", "Harbour Street", "Counter", "Europe/Berlin", "EUR", {"manager": "Ada, 0170"})

    def missing_contacts(self) -> tuple[MissingContact, ...]:
        """Give none: everything is given."""
        return ()

    def tiles(self) -> tuple[PersonView, ...]:
        """Give everybody."""
        return tuple(self.everybody)

    def person(self, person_id: str) -> PersonView:
        """Give one."""
        return next(each for each in self.everybody if each.id == person_id)

    def sign_in(self, person_id: str, pin: str) -> PersonView:
        """Take 1234."""
        self.tries.append((person_id, pin))
        if pin != "1234":
            raise Refusal("That is not the PIN.")
        return self.person(person_id)


def fake_workspace() -> SimpleNamespace:
    """Give a workspace of which a test sets the answers."""
    verdict = Verdict(holds=True, sentence="Everything holds.", checks=(), entries=412, seconds=0.1)
    return SimpleNamespace(
        now=lambda: NOW,
        people=FakePeople(),
        duty=SimpleNamespace(times=lambda _at=None: (), mine=lambda _who: None, is_on_duty=lambda _who: False),
        organisation=SimpleNamespace(roles=lambda: BUILT_IN),
        drafts=FakeDrafts(),
        today=SimpleNamespace(lines=lambda _person: (), counts=lambda _person: {}),
        trail=SimpleNamespace(
            head=lambda: Head("counter", 412, "00" * 32, NOW, 400, "", ""), verify=lambda **_how: verdict
        ),
        finder=SimpleNamespace(search=lambda text, **_how: FoundAll(text, (), "", 0.0)),
        manual=SimpleNamespace(picture=lambda _name: None, drawing=lambda _content: None),
        copies=SimpleNamespace(rows=lambda **_how: ()),
        authority=SimpleNamespace(suggest=lambda _text, **_how: None),
        checklists=SimpleNamespace(),
        handovers=SimpleNamespace(to_read=lambda _person: ()),
        schedule=SimpleNamespace(settle=lambda: 0, row=lambda _sop: None),
        shift=SimpleNamespace(next_due=lambda: None, reminders=lambda _person, _said: Reminding()),
        incidents=SimpleNamespace(),
        incident_files=SimpleNamespace(),
    )
