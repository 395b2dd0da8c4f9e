"""Where a person's key came from: their own password alone, or somebody who let them have another."""

from sopdesk.domain.person import Key, Person


def given_key(person: Person, public_key: str) -> Key | None:
    """Give the newest key, up to one with which a person signed, that was theirs not by their own password alone.

    That is one chosen anew after a reset, or chosen by somebody else once the person was registered. What a person
    chooses with the password of such a key follows from it. None where every key was the person's own.
    """
    found = None
    for each in person.keys:
        by_other = each.since.actor != person.id and each.since.at != (person.registered and person.registered.at)
        if each.allowed_by or by_other:
            found = each
        if each.public_key == public_key:
            return found
    return None
