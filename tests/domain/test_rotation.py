"""Which backups are kept."""

from datetime import datetime, timedelta

import pytest

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.rotation import Keep, superseded

BEGIN = datetime(2026, 1, 1, 21, 30)  # noqa: DTZ001 - the house's clock


def nightly(days: int) -> dict[str, datetime]:
    """Give a backup of each of so many nights, by the day's number."""
    return {f"{day:03}": BEGIN + timedelta(days=day) for day in range(days)}


def test_the_newest_is_always_kept() -> None:
    """Whatever the rule says, the newest backup stays."""
    assert superseded(nightly(3), Keep(0, 0, 0)) == ("000", "001")
    assert superseded({}, Keep()) == ()


def test_a_year_of_nights() -> None:
    """Seven days, four weeks and twelve months: of a year of nights some twenty backups stay, the oldest a year old."""
    backups = nightly(365)
    kept = sorted(set(backups) - set(superseded(backups, Keep())))
    moments = [backups[name] for name in kept]
    assert [each.date() for each in moments[-7:]] == [(BEGIN + timedelta(days=day)).date() for day in range(358, 365)]
    assert {(each.month) for each in moments} == set(range(1, 13))
    assert len(kept) == 7 + 2 + 11  # two older Sundays besides the weeks of the seven days, eleven older months
    assert moments[0].date().isoformat() == "2026-01-31"


def test_of_a_day_the_last_stays() -> None:
    """Of several backups of one day the last is that day's."""
    backups = {"noon": BEGIN.replace(hour=12), "night": BEGIN, "next": BEGIN + timedelta(days=1)}
    assert superseded(backups, Keep(7, 0, 0)) == ("noon",)


def test_days_without_a_backup_do_not_count() -> None:
    """A desk that stayed closed for months keeps what it has: only days, weeks and months with a backup count."""
    backups = {str(n): BEGIN + timedelta(days=90 * n) for n in range(5)}
    assert superseded(backups, Keep(5, 0, 0)) == ()
    assert superseded(backups, Keep(2, 0, 0)) == ("0", "1", "2")
    assert superseded(backups, Keep(0, 3, 0)) == superseded(backups, Keep(0, 0, 3)) == ("0", "1")


def test_going_on_night_by_night_keeps_as_much() -> None:
    """Rotating each night leaves what the rule keeps of all: nothing is missed because it was judged before."""
    left: dict[str, datetime] = {}
    for name, moment in nightly(200).items():
        left[name] = moment
        for gone in superseded(left, Keep(3, 2, 4)):
            del left[gone]
    assert set(left) == set(nightly(200)) - set(superseded(nightly(200), Keep(3, 2, 4)))


@pytest.mark.parametrize("text", ["", "7", "7,4", "7,4,12,1", "7,-4,12", "7,4,x", "7,4,1000", "٣,٣,٣"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    """A rule is three numbers: days, weeks, months."""
    with pytest.raises(Refusal, match="7,4,12"):
        Keep.of(text)


def test_a_rule_is_read_as_it_is_written() -> None:
    """A rule reads back."""
    assert Keep.of(" 7, 4,12") == Keep()
    assert str(Keep(1, 2, 3)) == "1,2,3"
