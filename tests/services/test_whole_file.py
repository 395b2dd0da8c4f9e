from pathlib import Path

import pytest

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.services import whole_file
from sopdesk.services.trail import Filter
from sopdesk.services.whole_file import WholeFile, write_file
from tests.services.conftest import House


def exports_recorded(house: House) -> int:
    """Give how many exports the journal knows."""
    return sum(1 for each in house.desk.trail.in_order(Filter()) if each.kind.startswith("evidence.exported"))


def full() -> int:
    """Fail as a full disk does."""
    raise OSError(28, "No space left on device")


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that breaks leaves the older file as it was, and nothing beside it."""
    place = tmp_path / "trail.csv"
    write_file(place, b"old")

    monkeypatch.setattr(whole_file, "_mask", full)
    with pytest.raises(Trouble, match=r"could not be written: No space left.*What was there before is unchanged"):
        write_file(place, b"new")
    assert place.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["trail.csv"]


def test_a_place_that_is_none_is_told_before_anything_is_made(tmp_path: Path) -> None:
    """Where nothing can be written, nothing is made."""
    with pytest.raises(Trouble, match="cannot be written"):
        WholeFile(tmp_path / "no" / "such.pdf")


def test_what_cannot_be_written_is_not_recorded_as_having_left(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trail claims no file that is not there: its bytes are on the disk before the journal says that it left."""
    monkeypatch.setattr(whole_file, "_mask", full)
    with WholeFile(tmp_path / "t.csv") as file, pytest.raises(Trouble, match="could not be written"):
        house.desk.exports.into(file.stage).trail_csv(by=house.hannah)
    assert exports_recorded(house) == 0
    assert not list(tmp_path.glob("*t.csv*"))


def test_what_cannot_be_recorded_does_not_leave(house: House, tmp_path: Path) -> None:
    """No file bears its name that the trail does not know: a refused export leaves nothing."""
    with WholeFile(tmp_path / "t.csv") as file, pytest.raises(Refusal):
        house.desk.exports.into(file.stage).trail_csv(by=house.leo)
    assert not list(tmp_path.glob("*t.csv*"))


def test_an_export_is_recorded_and_there(house: House, tmp_path: Path) -> None:
    """An export that succeeds is one file and one entry, and its rights are those of any new file."""
    with WholeFile(tmp_path / "t.csv") as file:
        content = house.desk.exports.into(file.stage).trail_csv(by=house.hannah)
        assert not (tmp_path / "t.csv").exists()
        file.release(content)
    assert (tmp_path / "t.csv").read_bytes() == content
    assert exports_recorded(house) == 1
    assert (tmp_path / "t.csv").stat().st_mode & 0o777 == 0o666 & ~whole_file._mask()
