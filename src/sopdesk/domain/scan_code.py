"""The code that printed pages, cards and labels carry for a scanner: a procedure's number, perhaps revision and copy.

A USB scanner types what it reads as if on an American keyboard, while the computer may expect a German or a French
one: then colons, dashes, digits and some letters arrive as others. So the code is written in letters that stand in
the same place on QWERTY, QWERTZ and AZERTY keyboards, and in nothing else (docs/scan-code.md).
"""

from binascii import crc32
from dataclasses import dataclass

from sopdesk.domain.refusal import Refusal

PREFIX = "SOPDESK"
LETTERS = "BCDFGHJKLNPRSTVX"
"""One letter for each hexadecimal digit from 0 to F: no vowels, so that no word comes about."""
_BETWEEN, _END = "E", "U"
_TO_LETTERS = str.maketrans("0123456789abcdef", LETTERS)
_TO_DIGITS = str.maketrans(LETTERS, "0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Scan:
    """What a code says: a procedure's number; of a print also the revision's label, of a controlled copy its number."""

    number: str
    label: str = ""
    copy: str = ""


def scan_code(scan: Scan) -> str:
    """Give the code as it is printed, in capitals."""
    fields = [scan.number, scan.label, scan.copy]
    while not fields[-1] and len(fields) > 1:
        fields.pop()
    said = _BETWEEN.join(each.encode().hex().translate(_TO_LETTERS) for each in fields)
    return f"{PREFIX}{said}{_END}{_check(said)}"


def holds_scan(text: str) -> bool:
    """Tell whether a scanner is typing a code, or has typed one, at the end of a text."""
    return PREFIX in text.upper()


def read_scan(text: str) -> Scan:
    """Give what the last code in a text says, in capitals or not. Refuses one that did not arrive whole."""
    _, _, code = text.upper().rpartition(PREFIX)
    said, end, check = code.strip().rpartition(_END)
    if not end or check != _check(said):
        raise Refusal("The code did not arrive whole. Scan it again.")
    try:
        fields = [bytes.fromhex(each.translate(_TO_DIGITS)).decode() for each in said.split(_BETWEEN)]
    except ValueError as error:
        raise Refusal("This code is not one of SOPDesk's.") from error
    return Scan(*fields[:3])


def _check(said: str) -> str:
    """Give the letters that tell a spoilt code: the low 16 bits of the CRC-32 (ISO 3309) of the letters before."""
    return f"{crc32(said.encode()) & 0xFFFF:04x}".translate(_TO_LETTERS)
