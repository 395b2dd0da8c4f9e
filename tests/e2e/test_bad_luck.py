"""What goes wrong around the program: each time one clear sentence, and nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.refusal import Trouble
from tests.e2e.given import ROOT, House, opened, sopdesk

DESK = "desk/desk.sqlite"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
LINUX = sys.platform == "linux"


def assert_one_sentence(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """Check how a command ended: its exit code, and words for a person on stderr instead of a stack trace."""
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def logged(home: Path, house: House, count: int = 1) -> list[str]:
    """Log so many incidents; give their ids."""
    with opened(home) as desk:
        return [
            desk.incidents.log(by=house.worker, kind=IncidentKind.COMPLAINT, narrative=f"The soup was cold, {n}.")
            for n in range(count)
        ]


def test_no_desk_there(home: Path) -> None:
    """A folder without a desk is named as such, and stays as it was."""
    assert_one_sentence(sopdesk(home, "search", "soup"), 2, "There is no desk in")
    assert not (home / "desk").exists()


def test_a_second_start(home: Path, house: House) -> None:
    """A desk that is open cannot be opened a second time; the first window goes on."""
    with opened(home) as desk:
        assert_one_sentence(sopdesk(home, "search", "soup"), 2, "open already")
        desk.incidents.log(by=house.worker, kind=IncidentKind.COMPLAINT, narrative="All is well.")
    assert sopdesk(home, "verify", home / "desk").returncode == 0


@pytest.mark.parametrize(
    "content", [b"notes, not a database\n" * 500, b"", b"\0" * 8192], ids=["text", "empty", "zeros"]
)
def test_not_a_database(home: Path, content: bytes) -> None:
    """A file that is no database is left as it is."""
    (home / "desk").mkdir()
    (home / DESK).write_bytes(content)
    done = sopdesk(home, "verify", home / "desk")
    assert_one_sentence(done, 2, "not a desk")
    assert (home / DESK).read_bytes() == content


def test_a_foreign_database(home: Path) -> None:
    """Another program's database is left as it is."""
    (home / "desk").mkdir()
    other = sqlite3.connect(home / DESK)
    other.execute("CREATE TABLE songs (name TEXT)")
    other.commit()
    other.close()
    before = (home / DESK).read_bytes()
    assert_one_sentence(sopdesk(home, "rebuild"), 2, "not a desk")
    assert (home / DESK).read_bytes() == before


def test_a_newer_desk(home: Path, house: House) -> None:
    """A desk of a newer version is not touched by this one."""
    other = sqlite3.connect(home / DESK)
    other.execute("PRAGMA user_version = 99")
    other.close()
    assert_one_sentence(sopdesk(home, "search", "soup"), 2, "newer")


def _flip(content: bytearray, chance: Random) -> None:
    for _ in range(64):
        content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: Random) -> None:
    del content[chance.randrange(4096, len(content)) :]


def _blank(content: bytearray, chance: Random) -> None:
    start = chance.randrange(4096, len(content) - 4096)
    content[start : start + 4096] = bytes(4096)


@pytest.mark.parametrize("damage", [_flip, _cut, _blank], ids=["bits flipped", "cut off", "a page blanked"])
def test_a_damaged_file(home: Path, house: House, damage: Callable[[bytearray, Random], None]) -> None:
    """Damage is never passed over: opening or verifying says so in a sentence, whatever was hit."""
    logged(home, house, 40)
    whole = (home / DESK).read_bytes()
    for seed in range(12):
        content, chance = bytearray(whole), Random(seed)
        damage(content, chance)
        (home / DESK).write_bytes(content)
        for left in (home / "desk").glob("desk.sqlite-*"):
            left.unlink()
        assert not _holds(home), f"{damage.__name__} {seed} went unnoticed"


def _holds(home: Path) -> bool:
    try:
        with opened(home) as desk:
            return desk.trail.verify().holds
    except Trouble as trouble:
        assert trouble.sentence  # noqa: PT017 - the sentence is what is asked for
        return False


def test_a_tampered_entry(home: Path, house: House) -> None:
    """An entry changed behind the program's back is found: verify says what does not hold, with exit code 1."""
    logged(home, house, 3)
    other = sqlite3.connect(home / DESK)
    other.executescript("DROP TRIGGER event_keeps; UPDATE event SET body = replace(body, 'a', 'e') WHERE seq = 9;")
    other.close()
    done = sopdesk(home, "verify", home / "desk")
    assert done.returncode == 1
    assert "DOES NOT HOLD" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_restored_older_copy(home: Path, house: House) -> None:
    """After an older copy was put back the desk works on in a new log, keeps what the copy held, and verify holds."""
    kept = logged(home, house, 2)
    shutil.copytree(home / "desk", home / "backup")
    lost = logged(home, house, 30)
    shutil.rmtree(home / "desk")
    (home / "backup").rename(home / "desk")
    with opened(home) as desk:
        origin = desk.trail.head().origin
        desk.finder.catch_up()
        new = desk.incidents.log(by=house.worker, kind=IncidentKind.COMPLAINT, narrative="Written after the restoring.")
        assert {row.id for row in desk.incidents.rows()} == {*kept, new}
        assert desk.trail.head().origin != origin
        desk.finder.catch_up()
        answer = desk.finder.search("soup restoring", person=desk.people.person(house.worker), limit=100)
        assert not {each.sop for each in answer.found} & set(lost)
        assert desk.trail.verify().holds
    assert sopdesk(home, "verify", home / "desk").returncode == 0


@pytest.mark.parametrize("left", ["missing", "emptied", "garbage"])
def test_a_lost_index(home: Path, house: House, left: str) -> None:
    """The search index may be missing or damaged: it is made anew, and everything is found."""
    for file in (home / "desk" / "index").iterdir():
        if left == "missing":
            file.unlink()
        else:
            file.write_bytes(b"" if left == "emptied" else b"garbage" * 100)
    done = sopdesk(home, "search", "custmer", "money", "back")
    assert done.returncode == 0, done.stderr
    assert "RF-01" in done.stdout
    assert "Traceback" not in done.stderr


PROBE = """
import sys, resource, signal
from pathlib import Path
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.refusal import Trouble
from tests.e2e.given import opened
home, worker, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with opened(home) as desk:
        for n in range(10_000):
            print(desk.incidents.log(by=worker, kind=IncidentKind.COMPLAINT, narrative="The soup was cold. " * 40))
except Trouble as trouble:
    sys.exit(trouble.sentence)
"""


def work_until_full(home: Path, house: House, limit: int = 0) -> list[str]:
    """Log incidents until the disk takes no more; give the ids of those that were confirmed."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, home, house.worker, str(limit)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert_one_sentence(done, 1, "Nothing of this act was kept")
    return done.stdout.split()


def assert_all_there(home: Path, confirmed: list[str]) -> None:
    """Check that everything that was confirmed is there, that the desk holds, and that work can go on."""
    assert confirmed
    with opened(home) as desk:
        assert {row.id for row in desk.incidents.rows(limit=100_000)} == set(confirmed)
        assert desk.trail.verify().holds


@pytest.mark.skipif(not LINUX, reason="the size of files is limited as Linux does")
def test_a_file_that_may_not_grow(home: Path, house: House) -> None:
    """When the disk refuses to take more, the act is refused in a sentence, and everything confirmed is kept."""
    assert_all_there(home, work_until_full(home, house, (home / DESK).stat().st_size + 300_000))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False).returncode:  # noqa: S607
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S607


@pytest.mark.skipif(not (LINUX and AS_ROOT), reason="only root mounts a small disk")
def test_a_full_disk(home: Path, house: House, small_disk: Path) -> None:
    """On a full disk nothing is lost: the act is refused in a sentence, and once there is room work goes on."""
    shutil.copytree(home / "desk", small_disk / "desk")
    shutil.copytree(home / "keys", small_disk / "keys")
    confirmed = work_until_full(small_disk, house)
    assert not sopdesk(small_disk, "verify", small_disk / "desk").stderr.count("Traceback")
    roomy = home / "roomy"
    shutil.copytree(small_disk, roomy)
    assert_all_there(roomy, confirmed)


@pytest.fixture
def only_read(home: Path, house: House) -> Iterator[Path]:
    """Give the desk's folder without the right to write in it: root needs a disk mounted so."""
    folder = home / "desk"
    if AS_ROOT:
        place = str(folder)
        bind = (["mount", "--bind", place, place], ["mount", "-o", "remount,ro,bind", place])
        if any(subprocess.run(each, check=False).returncode for each in bind):
            pytest.skip("no folder can be mounted read-only here")
        yield folder
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S607
        return
    rights = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in rights.items():
        path.chmod(mode & ~0o222)
    yield folder
    for path, mode in rights.items():
        path.chmod(mode)


@pytest.mark.skipif(not LINUX, reason="rights are those of POSIX")
def test_a_folder_that_can_only_be_read(home: Path, only_read: Path) -> None:
    """A desk in a folder without the right to write is not opened halfway: a sentence says why."""
    before = {path: path.read_bytes() for path in only_read.rglob("*") if path.is_file()}
    done = sopdesk(home, "search", "soup")
    assert_one_sentence(done, 2, "cannot be used")
    assert {path: path.read_bytes() for path in only_read.rglob("*") if path.is_file()} == before
