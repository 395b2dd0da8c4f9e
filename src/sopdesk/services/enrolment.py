"""Where a signer's key came from: what has to stand beside every signature made after a reset."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from sopdesk.domain.enrolment import given_key
from sopdesk.domain.person import Person


def key_words(signer: Person, public_key: str, names: Callable[[], Mapping[str, str]], zone: str) -> str:
    """Say when the key of a signature was enrolled, and who let it be; "" where it was by the signer's own password."""
    key = given_key(signer, public_key)
    if key is None:
        return ""
    day = key.since.at.astimezone(ZoneInfo(zone)).date().isoformat()
    start = "with a key" if key.public_key == public_key else "with a key that follows from one"
    if key.allowed_by:
        return f"{start} enrolled {day}, allowed by {names().get(key.allowed_by, key.allowed_by)} after a reset"
    return f"{start} enrolled {day} by {names().get(key.since.actor, key.since.actor)}"
