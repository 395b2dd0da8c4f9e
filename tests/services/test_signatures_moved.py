"""No signature can be moved: to another record, revision, meaning, person, name or time, whatever it was made for."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

import pytest

from sopdesk.domain.event import Recorded, Stamp
from sopdesk.domain.signature import Meaning, Signature
from sopdesk.journal.keys import PersonKey, Strength
from sopdesk.journal.signature import name_digest, sign
from sopdesk.services.signing import fits, stated_digest
from tests.journal.golden import kinds, sample

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SIGNED = {kind: shape for kind, shape in kinds().items() if "signature" in {each.name for each in fields(shape)}}
KEY = PersonKey.make("a password", Strength.QUICK)


def made(kind: str) -> Recorded:
    """Give an act of a kind, signed as the desk signs."""
    what = replace(sample(SIGNED[kind]), printed_name="Ruth Adeyemi", name_salt="salt")
    blank = Recorded("subject-1", Stamp("aa", 7, 7, AT, "person-1"), what)
    signature = sign(
        KEY, meaning=Meaning.APPROVAL, digest=stated_digest(blank), signer="person-1", subject="subject-1",
        name_digest=name_digest("Ruth Adeyemi", "salt"), at=AT - timedelta(seconds=2), zone="Europe/London", log="aa",
    )  # fmt: skip
    return replace(blank, what=replace(what, signature=signature))


def stands(recorded: Recorded) -> bool:
    """Tell whether the signature fits what stands beside it."""
    return fits(recorded, KEY.public_key, stated_digest(recorded))


def restated(**changes: Any) -> Callable[[Recorded], Recorded]:  # noqa: ANN401 - passed on
    """Let the signature state something else."""

    def change(recorded: Recorded) -> Recorded:
        signature: Signature = recorded.what.signature
        return replace(recorded, what=replace(recorded.what, signature=replace(signature, **changes)))

    return change


def elsewhere(**changes: Any) -> Callable[[Recorded], Recorded]:  # noqa: ANN401 - passed on
    """Put the act with its signature to another time, or in another person's name."""
    return lambda recorded: replace(recorded, stamp=replace(recorded.stamp, **changes))


MOVES: dict[str, Callable[[Recorded], Recorded]] = {
    "to another record": lambda recorded: replace(recorded, subject="subject-2"),
    "to another person": elsewhere(actor="person-2"),
    "to a later day": elsewhere(at=AT + timedelta(days=1)),
    "to an earlier day": elsewhere(at=AT - timedelta(days=1)),
    "under another name": lambda recorded: replace(recorded, what=replace(recorded.what, printed_name="Sam")),
    "of another record": restated(subject="subject-2"),
    "of another person": restated(signer="person-2"),
    "of another meaning": restated(meaning=Meaning.WITNESS),
    "of another moment": restated(at=AT),
    "of another zone": restated(zone="Europe/Paris"),
    "of another log": restated(log="bb"),
    "of another text": restated(digest="0" * 64),
    "of another key": restated(key=PersonKey.make("a password", Strength.QUICK).public_key),
}


def test_every_kind_is_tried() -> None:
    """These are the kinds of act that somebody signs."""
    assert set(SIGNED) >= {"revision.approved/1", "incident.closed/1", "run.signed_off/1", "procedure.reviewed/1"}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("kind", SIGNED)
def test_a_signature_that_was_moved(kind: str, move: str) -> None:
    """A signature that stands elsewhere than where it was made, or says something else, does not hold."""
    recorded = made(kind)
    assert stands(recorded)
    assert not stands(MOVES[move](recorded))


TOLD = {
    "revision.approved/1": ("digest", "label", "significance", "effective_from", "decided"),
    "procedure.withdrawn/1": ("effective_from",),
    "procedure.reviewed/1": ("digest", "verdict"),
    "new_password.allowed/1": ("former_key", "until"),
}
"""What a signed act says that is signed with it; of all others the digest stands for the whole record before."""


def other(value: Any) -> Any:  # noqa: ANN401 - any value of an event
    """Give another value of the same kind."""
    if isinstance(value, datetime):
        return value + timedelta(days=1)
    if isinstance(value, tuple):
        return (*value, "more")
    if isinstance(value, Enum):
        return next(each for each in type(value) if each is not value)
    return f"{value}-other"


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in TOLD.items() for name in names])
def test_a_signature_beside_another_text(kind: str, name: str) -> None:
    """A signature for one revision, day or verdict does not hold beside another."""
    recorded = made(kind)
    changed = replace(recorded.what, **{name: other(getattr(recorded.what, name))})
    assert not stands(replace(recorded, what=changed))


@pytest.mark.parametrize("kind", sorted(SIGNED.keys() - TOLD.keys()))
def test_a_signature_for_another_history(kind: str) -> None:
    """A signature that stands for a whole record does not hold where the record was another."""
    recorded = made(kind)
    assert not fits(recorded, KEY.public_key, "0" * 64)


@pytest.mark.parametrize("kind", TOLD)
@pytest.mark.parametrize("target", TOLD)
def test_a_signature_beside_another_kind_of_act(kind: str, target: str) -> None:
    """A signature for one kind of act does not hold beside another kind about the same record."""
    moved = replace(made(target).what, signature=made(kind).what.signature)
    assert stands(replace(made(target), what=moved)) is (kind == target)
