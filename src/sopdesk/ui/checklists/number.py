"""Reading the numbers that people type, with the separators of their locale or of another."""

import re
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from sopdesk.domain.refusal import Refusal

_SPACES = re.compile(r"[\s'’]")
_PLAIN = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+(?:\.\d+)?|(?:\.\d{3})+(?:,\d+)?)")
"""Thousands in groups, decimals behind the other separator, for example 1,234.50 or 1.234.567."""


def read_number(text: str, locale: QLocale) -> Decimal:
    """Read a number: 4.2 and 4,2 are the same; a lone 1,234 is a thousand where the locale groups with a comma."""
    typed = _SPACES.sub("", text).replace("−", "-")
    plain, grouped = _PLAIN.fullmatch(typed), _GROUPED.fullmatch(typed)
    if grouped and (not plain or locale.groupSeparator() in typed):
        group = next(sign for sign in typed if sign in ".,")
        return Decimal(typed.replace(group, "").replace(",", "."))
    if not plain:
        raise Refusal(_tr("Type a number, for example {example}.").format(example=locale.toString(4.5)))
    return Decimal(typed.replace(",", "."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Number", text)
