import sys
from pathlib import Path

import pytest

from tests.e2e.day.parent import Day
from tests.e2e.day.record import acts, differences, done_twice, lost, missing_papers

KILLS = 3
SEED = 20260512

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed as POSIX has it")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Give a day that nothing interrupted."""
    day = Day(tmp_path_factory.mktemp("day"))
    day.begin()
    day.play()
    return day


def test_a_whole_day_at_the_desk(undisturbed: Day) -> None:
    """A café is opened, run and closed through the window alone; its papers leave, and the record of it holds."""
    assert missing_papers(undisturbed.folder / "papers") == []
    verified = undisturbed.verify()
    assert verified.returncode == 0, verified.stdout
    assert done_twice(undisturbed.diary) == []
    said = acts(undisturbed)
    for words in ("recorded 9 for “Fridge of the counter”", "allowed by Inês Carvalho", "hands it up to Shift lead",
                  "took over what was handed up", "refused the sign-off", "explained why"):  # fmt: skip
        assert sum(words in act for act in said) == 1, words


def test_the_plug_is_pulled_in_the_middle_of_the_day(undisturbed: Day, tmp_path: Path) -> None:
    """Whenever the program is killed, the day goes on from there: every act is there once, no confirmed one is lost."""
    day = Day(tmp_path / "day")
    day.begin()
    met = day.play_interrupted(KILLS, undisturbed.diary, SEED)
    assert met == KILLS
    assert differences(acts(undisturbed), acts(day)) == []
    assert done_twice(day.diary) == []
    assert lost(day.diary) == []
    assert any(kind == "found" for kind, _ in day.diary)
    assert missing_papers(day.folder / "papers") == []
    verified = day.verify()
    assert verified.returncode == 0, verified.stdout
