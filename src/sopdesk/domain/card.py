"""Telling a full payment card number from other digits (ISO/IEC 7812-1: 12 to 19 digits, Luhn check digit)."""

import re

_RUN = re.compile(r"\d(?:[ \-.]?\d){11,22}")
_PREFIX = re.compile(r"(?:4|5[1-5]|2[2-7]|3[0-9]|6)")


def contains_card_number(text: str) -> bool:
    """Tell whether a text holds a full card number, also with spaces, dots or dashes between the digits."""
    for run in _RUN.finditer(text):
        digits = re.sub(r"\D", "", run.group())
        for length in range(13, 20):
            for start in range(len(digits) - length + 1):
                piece = digits[start : start + length]
                if length == len(digits) and _PREFIX.match(piece) and luhn(piece):
                    return True
    return False


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
