import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.e2e.given import ROOT, found, opened

WRITES = """
import json, os, sys
from pathlib import Path
from tests.e2e.given import House, opened

home, house = Path(sys.argv[1]), House(**json.loads(sys.argv[2]))
with opened(home) as desk:
    digest = desk.drafts.keep_picture(sys.argv[3].encode(), "till.svg")
    draft = desk.drafts.keep(author=house.worker, text=f"![The till]({digest})")
    print(json.dumps([digest, draft]), flush=True)
    os.kill(os.getpid(), 9)
"""
TILL = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed as POSIX has it")
def test_a_drafts_picture_survives_a_kill(tmp_path: Path) -> None:
    """A picture put into a draft is there, whole, after the program was killed a moment later; so is the draft."""
    house = found(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", WRITES, tmp_path, json.dumps(asdict(house)), TILL],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert done.returncode == -9, done.stderr
    digest, draft = json.loads(done.stdout)
    with opened(tmp_path) as desk:
        assert desk.manual.picture(digest) == TILL.encode()
        assert digest in desk.drafts.get(draft, by=house.worker).text
