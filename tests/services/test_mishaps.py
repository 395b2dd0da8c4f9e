from pathlib import Path

import pytest

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.keys import StationKeys
from sopdesk.store.journal import Journal
from tests.domain.given import refund, refuses
from tests.services.conftest import PASSWORD, House, open_house
from tests.services.test_incidents import logged


def test_a_desk_whose_file_is_gone_records_nothing(house: House) -> None:
    """An act on a desk whose file was taken away is refused: nothing is acknowledged that would be lost."""
    file = house.desk.folder / "desk.sqlite"
    file.rename(file.with_suffix(".away"))
    with pytest.raises(Trouble, match="moved, deleted or exchanged"):
        logged(house)
    file.write_bytes(b"something else")
    with pytest.raises(Trouble, match="moved, deleted or exchanged"):
        logged(house)
    file.with_suffix(".away").replace(file)
    assert logged(house)


def test_a_key_store_that_does_not_remember(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An act that is recorded is said to be so, also when the key store does not take the size that was signed."""

    def locked(*_: object) -> None:
        raise Trouble("The system's key store did not take the key.")

    monkeypatch.setattr(StationKeys, "remember_size", locked)
    house.clock.wait(hours=1)
    assert house.desk.incidents.file(logged(house)).row.number == "I-COUN-2026-00001"
    assert "could not be remembered" in caplog.text
    caplog.clear()
    monkeypatch.undo()


def test_a_new_log_that_could_not_be_begun(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a copied desk cannot begin its new log, the former one still stands, and the next act begins it."""
    house.desk.close()
    for key in (tmp_path / "keys").glob("*.key"):
        key.unlink()
    desk = open_house(tmp_path, house.clock)
    again = House(desk, house.clock, house.ruth, house.sam, house.leo, house.hannah)
    former, begin = desk.store.log, Journal._open_log

    def fail(*given: object, **more: object) -> None:
        begin(*given, **more)  # type: ignore[arg-type] # as it was called
        raise Trouble("The disk is full.")

    monkeypatch.setattr(Journal, "_open_log", fail)
    with pytest.raises(Trouble, match="full"):
        logged(again)
    assert desk.store.log == former
    monkeypatch.setattr(Journal, "_open_log", begin)
    assert logged(again)
    assert desk.store.log != former
    assert desk.trail.verify().holds
    desk.close()


def test_the_starter_manual_comes_first(house: House, tmp_path: Path) -> None:
    """Nobody gets their own text approved by calling it the starter manual; a wrong password adopts nothing."""
    house.approved(refund())
    house.desk.exports.manual_markdown(tmp_path / "mine")
    adopt = house.desk.imports.starter
    before = house.desk.store.size
    assert "no procedure yet" in refuses(lambda: adopt(tmp_path / "mine", by=house.sam, password=PASSWORD))
    assert "may not" in refuses(lambda: adopt(tmp_path / "mine", by=house.leo, password=PASSWORD))
    assert house.desk.store.size == before


def test_somebody_elses_files_stay(house: House) -> None:
    """Where a folder "index" was there before the desk, what lies in it is left alone."""
    mine = house.desk.folder / "index" / "letter.txt"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("Dear Ruth")
    house.approved(refund())
    assert mine.read_text() == "Dear Ruth"
