from dataclasses import replace
from pathlib import Path

import pytest

from sopdesk.app import found, founded_desk, open_workspace
from sopdesk.domain.refusal import Refusal
from sopdesk.journal.keys import Strength
from sopdesk.ui.first_run import Founding


def test_a_founding_that_was_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk whose founding was cut off begins again with the first-run page; a founded one opens."""
    monkeypatch.setenv("SOPDESK_HOME", str(tmp_path))
    folder = tmp_path / "new"
    assert founded_desk(folder) is None
    open_workspace(folder, create=True, station="Bar").close()
    assert founded_desk(folder) is None
    assert not (folder / "desk.sqlite").exists()
    founding = open_workspace(folder, create=True, station="Bar", strength=Strength.QUICK)
    founding.people.found_house(
        name="Corner",
        site="High Street",
        zone="UTC",
        currency="GBP",
        person="Ruth",
        pin="1234",
        password="correct horse",
    )
    founding.close()
    desk = founded_desk(folder)
    assert desk is not None
    desk.close()


def test_a_founding_with_a_second_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder chosen on the first page holds checkpoints once the desk closes; one that is away founds nothing."""
    monkeypatch.setenv("SOPDESK_HOME", str(tmp_path))
    stick = tmp_path / "stick"
    stick.mkdir()
    asked = Founding(
        "Corner", "High Street", "Bar", "UTC", "GBP", "Ruth", "1234", "correct horse", starter=False,
        second_place=str(stick),
    )  # fmt: skip
    with pytest.raises(Refusal, match="is not there"):
        found(tmp_path / "new", replace(asked, second_place=str(stick / "none")), _nothing, lambda: False)
    assert not (tmp_path / "new" / "desk.sqlite").exists()
    desk = found(tmp_path / "new", asked, _nothing, lambda: False)
    assert desk.checkpoints.place() == stick
    desk.close()
    assert list(stick.rglob("*.checkpoint.txt"))


def _nothing(_done: int, _total: int) -> None:
    """Say nothing of the progress."""
