"""By what two incidents may belong together: the same reference, person, place or words."""

import re
from collections.abc import Iterator
from datetime import timedelta

from sopdesk.domain.case import Incident
from sopdesk.domain.event import ERASED

DAYS_APART = timedelta(days=7)
"""At the same place they may belong together when they happened so close to each other."""
WHY = {
    "reference": "same reference", "phone": "same telephone number", "email": "same e-mail address",
    "name": "same name", "place": "same place, within a week",
}  # fmt: skip
_REFERENCES = ("reference", "transaction", "chargeback_reference", "police_reference", "ambulance_reference")
_DIGITS = 7
_WORD = re.compile(r"[^\W\d_]{4,}")
_ALIKE = 0.5
_FEWEST = 4


def keys(incident: Incident) -> Iterator[tuple[str, str]]:
    """Give what an incident can be recognised by, as (sort, text); nothing of people who are confidential."""
    for name in _REFERENCES:
        yield from _key("reference", incident.values.get(name, ""))
    yield from _key("place", incident.values.get("place", ""))
    for party in incident.parties:
        if party.confidential:
            continue
        digits = re.sub(r"\D", "", party.phone)
        if len(digits) >= _DIGITS:
            yield "phone", digits[-9:]
        yield from _key("email", party.email)
        yield from _key("name", party.name)


def words_alike(one: str, other: str) -> bool:
    """Tell whether two narratives share at least half of the words of the shorter one; few words say nothing."""
    these, those = (set(_WORD.findall(each.lower())) for each in (one, other))
    fewer = min(len(these), len(those))
    return fewer >= _FEWEST and len(these & those) >= fewer * _ALIKE


def _key(sort: str, text: str) -> Iterator[tuple[str, str]]:
    clean = " ".join(text.casefold().split())
    if clean and ERASED not in text:
        yield sort, clean
