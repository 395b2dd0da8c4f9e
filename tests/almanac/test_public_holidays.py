from datetime import date

from sopdesk.almanac.public_holidays import countries, public_holidays, regions

YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def test_public_holidays_of_a_region() -> None:
    """A region has the holidays of its country, and its own."""
    scotland = dict(public_holidays("GB", "SCT", *YEAR))
    assert scotland[date(2027, 12, 25)] == "Christmas Day"
    assert date(2027, 11, 30) in scotland
    assert date(2027, 11, 30) not in dict(public_holidays("GB", "ENG", *YEAR))


def test_only_the_days_asked_for() -> None:
    """Over the turn of a year too, only the days between the first and the last are given, in order."""
    found = public_holidays("DE", "", date(2027, 12, 1), date(2028, 1, 31))
    assert [day.isoformat() for day, _ in found] == ["2027-12-25", "2027-12-26", "2028-01-01"]


def test_countries_and_their_regions() -> None:
    """Countries stand by their names; a country without regions has none."""
    known = dict(countries())
    assert (known["GB"], known["DE"]) == ("United Kingdom", "Germany")
    assert dict(regions("GB"))["SCT"] == "Scotland"
    assert regions("IE") == ()
