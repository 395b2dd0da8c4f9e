"""What is kept back and stands elsewhere all the same: a name in a narrative, a telephone number in a note."""

import re
from collections.abc import Collection, Iterable, Iterator

from sopdesk.domain.confidence import names_of
from sopdesk.domain.event import ERASED
from sopdesk.domain.field_sets.entries import ENTRIES
from sopdesk.domain.field_sets.party import PARTY
from sopdesk.domain.fields import FIELDS
from sopdesk.journal.sealed import reveal
from sopdesk.services.parcel import NEVER, PRINTED, Parcel, Redaction, Sealed

SHORTEST = 4
"""A shorter value, such as "yes" or "12", is not looked for elsewhere: it would be found everywhere."""
SEARCHED = 2000
"""Of more values than these none is looked for: the choice is shown again with each press."""
_TITLES = frozenset({"Mrs", "Miss", "the", "and", "The"})
"""Words of a name that name nobody."""
_SALT = "name_salt"
_NAMES = frozenset({"name", *PRINTED})
_UNSAID = frozenset({"strokes", "files", *NEVER, _SALT})
"""Values that are no words."""
_PAIRS = frozenset({"personal", "further"})


def echoes(parcel: Parcel, redaction: Redaction) -> frozenset[tuple[str, str]]:
    """Give the values ("log:number", field) that go along although they say what is kept back elsewhere."""
    if len(parcel.told) > SEARCHED:
        return frozenset()
    stays = [each for each, _ in parcel.told if not each.goes(redaction)]
    pattern = found_in({text for each in stays for text in words_of(each)}, name_words(stays))
    if pattern is None:
        return frozenset()
    goes = (each for each, _ in parcel.told if each.goes(redaction) and each.field not in _UNSAID)
    return frozenset((each.place, each.field) for each in goes if pattern.search(_text(each)))


def name_words(stays: Collection[Sealed]) -> tuple[str, ...]:
    """Give the names that are kept back of those concerned and of those who signed, whole and by their words."""
    return called(str(reveal(each.text)[1]) for each in stays if _is_name(each) and each.field != _SALT)


def called(names: Iterable[str]) -> tuple[str, ...]:
    """Give what is looked for where people are called so: whole names, and their words that name somebody."""
    return tuple(each for each in names_of(names) if each not in _TITLES)


def words_of(sealed: Sealed) -> Iterator[str]:
    """Give the words of a value that are looked for elsewhere; choices of a form are not, they name nothing."""
    if sealed.field in _UNSAID or _is_name(sealed):
        return
    value = reveal(sealed.text)[1]
    pairs = value if isinstance(value, list) else [["", value]]
    for each in pairs:
        name, text = each if isinstance(each, list) and len(each) == 2 else ("", each)  # noqa: PLR2004 - a pair
        text = str(text).strip()
        if len(text) >= SHORTEST and name not in _CHOSEN and text != ERASED:
            yield text


def found_in(words: Collection[str], names: Collection[str]) -> re.Pattern[str] | None:
    """Give what finds any of these words or names as they are written; None for none."""
    every = sorted({*words, *names}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)") if every else None


def _text(sealed: Sealed) -> str:
    value = reveal(sealed.text)[1]
    return "\n".join(text for _, text in value) if sealed.field in _PAIRS else str(value)


def _is_name(sealed: Sealed) -> bool:
    return sealed.field in _NAMES or (sealed.of == "name" and sealed.field in {"was", "now"})


def _choices() -> Iterator[str]:
    forms = (*(each for several in FIELDS.values() for each in several), *PARTY)
    entries = (each for sorts in ENTRIES.values() for sort in sorts for each in sort.fields)
    yield from (each.name for each in (*forms, *entries) if each.choices)


_CHOSEN = frozenset(_choices())
