from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from sopdesk.domain.signature import Meaning, Signature
from sopdesk.journal.keys import PersonKey, Strength
from sopdesk.journal.signature import holds, name_digest, sign

KEY = PersonKey.make("correct horse", Strength.QUICK)
NOON = datetime(2026, 5, 3, 12, 0, 0, 5, tzinfo=UTC)
OTHERWISE: dict[str, Any] = {
    "signer": "person-2",
    "meaning": Meaning.REVIEW,
    "digest": "cd" * 32,
    "subject": "sop-2",
    "at": NOON + timedelta(microseconds=1),
    "zone": "Europe/Lisbon",
    "log": "bb",
    "name_digest": name_digest("Ann", "other salt"),
    "key": PersonKey.make("other horse", Strength.QUICK).public_key,
    "value": "AAAA",
}


def signed() -> Signature:
    """Sign an approval."""
    return sign(
        KEY, meaning=Meaning.APPROVAL, digest="ab" * 32, signer="person-1", name_digest=name_digest("Ann", "salt"),
        subject="sop-1", at=NOON, zone="Europe/Vienna", log="aa",
    )  # fmt: skip


def test_a_signature_holds() -> None:
    """A signature holds with the key that it names, over everything that it states."""
    assert holds(signed())
    assert signed().key == KEY.public_key


@pytest.mark.parametrize("name", [each.name for each in fields(Signature)])
def test_a_moved_signature_fails(name: str) -> None:
    """Moved to another record, meaning, moment, person, name or log, a signature no longer holds."""
    assert not holds(replace(signed(), **{name: OTHERWISE[name]}))


@pytest.mark.parametrize("broken", ["", "!", "AAAA", "é"])
def test_a_broken_signature_fails(broken: str) -> None:
    """What is no signature, or no key, fails and stops nothing."""
    assert not holds(replace(signed(), value=broken))
    assert not holds(replace(signed(), key=broken))


def test_the_moment_not_its_spelling() -> None:
    """A signature is bound to the moment, in whatever zone it is written down."""
    assert holds(replace(signed(), at=NOON.astimezone(timezone(timedelta(hours=9)))))


def test_the_printed_name() -> None:
    """The digest of a printed name fits that name with its salt only."""
    assert name_digest("Ann", "salt") not in {name_digest("Anne", "salt"), name_digest("Ann", "pepper")}
