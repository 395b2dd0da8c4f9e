"""Public holidays by country and region, as the library `holidays` keeps them."""

from datetime import date

import holidays
from holidays import registry


def countries() -> tuple[tuple[str, str], ...]:
    """Give every country that is known, as (code, name), by name."""
    found = ((codes[1], name.replace("_", " ").title()) for name, codes in registry.COUNTRIES.items())
    return tuple(sorted(found, key=lambda pair: pair[1]))


def regions(country: str) -> tuple[tuple[str, str], ...]:
    """Give the regions of a country that have holidays of their own, as (code, name); a code may be all there is."""
    found = holidays.country_holidays(country)
    names = found.get_subdivision_aliases()
    return tuple(sorted(((code, names[code][0] if names.get(code) else code) for code in found.subdivisions),
                        key=lambda pair: pair[1]))  # fmt: skip


def public_holidays(country: str, region: str, first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Give the public holidays from one day to another, by their names in the country's own language."""
    known = holidays.country_holidays(country)
    found = holidays.country_holidays(
        country, subdiv=region or None, years=range(first.year, last.year + 1), language=known.default_language
    )
    return tuple(sorted((day, name) for day, name in found.items() if first <= day <= last))
