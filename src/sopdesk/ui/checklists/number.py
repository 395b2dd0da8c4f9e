"""Reading the numbers that people type, with the separators of their locale or of another."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication, QLocale

from sopdesk.domain.refusal import Refusal

_SEPARATORS = ".,"
_SPACES = "\u00a0\u2009\u202f '’"
_GROUP = 3


def read_number(text: str, locale: QLocale | None = None) -> Decimal:
    """Read a number: 4.2 and 4,2 are the same; a separator of thousands is one where the locale has it so."""
    plain = text.strip().replace("−", "-")
    for each in _SPACES:
        plain = plain.replace(each, "")
    places = [place for place, sign in enumerate(plain) if sign in _SEPARATORS]
    point = _point(plain, places, locale or QLocale())
    plain = "".join("." if place == point else sign for place, sign in enumerate(plain)
                    if place == point or place not in places)  # fmt: skip
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or "e" in plain.lower() or "_" in plain:
        raise Refusal(_tr("Type a number, for example {example}.").format(example=(locale or QLocale()).toString(4.5)))
    return value


def _point(plain: str, places: list[int], locale: QLocale) -> int | None:
    """Give the place of the decimal separator: the last of two kinds, or the only one unless it groups thousands."""
    if not places:
        return None
    last = places[-1]
    kinds = {plain[place] for place in places}
    if len(kinds) == 1 and len(places) > 1:
        return None
    groups = plain[last] == locale.groupSeparator() and len(plain) - last - 1 == _GROUP
    return None if len(kinds) == 1 and groups else last


def _tr(text: str) -> str:
    return QCoreApplication.translate("Number", text)
