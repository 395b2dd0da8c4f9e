from pathlib import Path

import pytest

from sopdesk.app import founded_desk, open_workspace
from sopdesk.journal.keys import Strength


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
