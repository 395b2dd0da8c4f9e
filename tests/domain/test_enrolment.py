"""Where a person's key came from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sopdesk.domain.enrolment import given_key
from sopdesk.domain.event import Stamp
from sopdesk.domain.person import Key, Person

START = Stamp("aa", 0, 0, datetime(2026, 5, 3, tzinfo=UTC), "ruth")


def key(n: int, by: str, allowed_by: str = "") -> Key:
    """Give a key that somebody enrolled so many days after the person was registered."""
    return Key(f"key-{n}", replace(START, at=START.at + timedelta(days=n), actor=by), allowed_by)


def test_keys_that_are_not_the_persons_own_alone() -> None:
    """A key from a reset, or chosen by somebody else later, is told; so is every key that follows from it."""
    leo = Person("leo", registered=START)
    leo.keys = [key(0, "ruth"), key(1, "leo"), key(2, "ruth"), key(3, "leo", "sam"), key(4, "leo")]
    given = [found.public_key if (found := given_key(leo, f"key-{n}")) else "" for n in range(5)]
    assert given == ["", "", "key-2", "key-3", "key-3"]
    assert given_key(leo, "unknown") is None
