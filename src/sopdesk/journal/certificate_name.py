"""What certificates call a station: names as every reader of certificates takes them."""

import stringprep
import unicodedata

from cryptography import x509
from cryptography.x509.oid import NameOID

_LONGEST = 64
"""Bytes of UTF-8 that one part of a name may have: as many as X.520 allows letters, and as some readers count."""
_REPLACEMENT = "\ufffd"


def called(name: str) -> x509.Name:
    """Give a name as certificates have it; each part takes at most 64 bytes, and the end of it tells more.

    Readers compare names after preparing them (RFC 4518), some by the rules of RFC 3454: no letter younger than
    Unicode 3.2, and no letters of both directions in one part. So where a name has both, what is written from right to
    left is the organisation and the rest is the common name.
    """
    kept = " ".join("".join(each for each in " ".join(name.split()) if _is_taken(each)).split())
    alike = unicodedata.normalize("NFKC", kept)
    if not any(map(stringprep.in_table_d1, alike)):
        return _named(_end(kept) or "SOPDesk")
    house = _from_letter("".join(each for each in alike if not stringprep.in_table_d2(each)))
    rest = _end("".join(each for each in alike if not stringprep.in_table_d1(each)).strip(" ·-,"))
    return _named(rest, house) if any(map(stringprep.in_table_d2, rest)) else _named(house)


def _named(common: str, house: str = "") -> x509.Name:
    organisation = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, house)] if house else []
    return x509.Name([*organisation, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _from_letter(text: str) -> str:
    """Give the end of a text from the first to the last of its letters that are written from right to left."""
    last = max(n for n, each in enumerate(text) if stringprep.in_table_d1(each))
    end = _end(text[: last + 1])
    return end[next(n for n, each in enumerate(end) if stringprep.in_table_d1(each)) :]


def _end(text: str) -> str:
    """Give as much of the end of a text as there is room for, its spaces as one."""
    return " ".join(text.split()).encode()[-_LONGEST:].decode(errors="ignore").strip()


def _is_taken(letter: str) -> bool:
    if not letter.isprintable() or letter == _REPLACEMENT:
        return False
    return not any(
        stringprep.in_table_a1(each) or stringprep.in_table_c8(each) or stringprep.in_table_c9(each)
        for each in unicodedata.normalize("NFKC", letter + stringprep.map_table_b2(letter))
    )
