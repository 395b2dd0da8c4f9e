import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from sopdesk.services.workspace import Workspace
from tests.e2e.diligent import Said, missing, shows_enough
from tests.e2e.given import ROOT, House, found, opened

KILLS = 30


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed as POSIX has it")
def test_a_kill_at_any_moment_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    """Whenever the program is killed: no confirmed act is lost, none is seen by half, and the whole desk holds."""
    house = found(tmp_path)
    told = _be_interrupted(tmp_path, house)
    said: Said = told["said"]
    assert told["missing"] == []
    assert shows_enough(said, told["ready"], KILLS)  # the other kills met a desk being opened
    with opened(tmp_path) as desk:
        assert missing(desk, house, said) == []
        verdict = desk.trail.verify()
        assert verdict.holds, verdict
        assert desk.trail.rebuild(check=True).holds
        _look_at_the_index(desk, house, said)


def _be_interrupted(home: Path, house: House) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.diligent", home, json.dumps(asdict(house)), str(KILLS), "20260504"],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _look_at_the_index(desk: Workspace, house: House, said: Said) -> None:
    """The index was killed in the middle of its work too: it catches up and finds every incident."""
    desk.finder.catch_up()
    assert not desk.finder.behind()
    answer = desk.finder.search("cold soup", person=desk.people.person(house.worker), limit=1000)
    hits = {each.sop for each in answer.found}
    assert hits >= {row.id for row in desk.incidents.rows(limit=1000)}
    assert hits >= set(said["incidents"])
