"""Backups by command."""

from pathlib import Path

import pytest

from sopdesk.app import open_workspace
from tests.cli.conftest import Sopdesk
from tests.e2e.given import House


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Give a folder that backups go to."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_backup_is_made_checked_and_restored(house: House, sopdesk: Sopdesk, home: Path, stick: Path) -> None:
    """While the desk is open a backup is made; it is checked; restored elsewhere, it holds and says what that means."""
    desk = open_workspace(home / "desk")
    try:
        made = sopdesk("backup", stick)
        assert made.code == 0, made.err
        assert "is made and reads back" in made.out
    finally:
        desk.close()
    [file] = stick.iterdir()
    checked = sopdesk("backup", "--check", file, "--json")
    assert checked.code == 0
    assert checked.lines()[0]["holds"] is True
    done = sopdesk("restore", file, home / "other", "--present", home / "desk")
    assert done.code == 0, done.err
    for words in ("recorded later is not in it", "writes a new log", "Nothing that is in this desk was erased later"):
        assert words in done.out
    assert sopdesk("verify", home / "other").code == 0
    again = sopdesk("restore", file, home / "other")
    assert (again.code, "is not empty" in again.err) == (1, True)


def test_an_encrypted_backup(
    house: House, sopdesk: Sopdesk, home: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pass phrase comes from a file or the environment; without one nobody is here to be asked."""
    (home / "phrase").write_text("six wet cats\n")
    assert sopdesk("backup", "--passphrase-file", home / "phrase", home / "desk", stick).code == 0
    [file] = stick.iterdir()
    missing = sopdesk("backup", "--check", file)
    assert (missing.code, "nobody is here to be asked" in missing.err) == (2, True)
    monkeypatch.setenv("SOPDESK_PASSPHRASE", "six wet dogs")
    wrong = sopdesk("restore", file, home / "other")
    assert (wrong.code, "not the pass phrase" in wrong.err) == (1, True)
    monkeypatch.setenv("SOPDESK_PASSPHRASE", "six wet cats")
    assert sopdesk("backup", "--check", file).code == 0
    monkeypatch.setenv("SOPDESK_PASSPHRASE", "")
    assert sopdesk("backup", "--encrypt", stick).code == 1
    assert len(list(stick.iterdir())) == 1


def test_older_backups_go_by_the_rule(house: House, sopdesk: Sopdesk, stick: Path) -> None:
    """With --keep older backups made so go, and the command says which; a rule that is none is refused."""
    assert sopdesk("backup", stick).code == 0
    assert sopdesk("backup", "--keep", "1,0,0", stick).code == 0
    done = sopdesk("backup", "--keep", "1,0,0", "--json", stick)
    assert len(done.lines()[0]["removed"]) <= 1
    assert sopdesk("backup", "--keep", "all", stick).code == 1
    assert len(list(stick.iterdir())) in {2, 3}  # two of one second are equally old: neither goes for the other


def test_what_cannot_be_done_is_said(house: House, sopdesk: Sopdesk, home: Path, stick: Path) -> None:
    """A missing folder, no desk, no backup: one sentence each, and nothing is left."""
    (stick / "letter.sopdesk-backup").write_text("Dear …", "utf-8")
    for code, words, command in (
        (2, "Plug in the disk", ("backup", home / "unplugged")),
        (2, "There is no desk in", ("backup", home / "nowhere", stick)),
        (2, "is damaged, or no backup", ("backup", "--check", stick / "letter.sopdesk-backup")),
        (2, "could not be read", ("restore", stick / "missing", home / "other")),
        (1, "lost with it", ("backup", home / "desk")),
        (2, "Give a desk and a folder", ("backup", stick, stick, stick)),
    ):
        done = sopdesk(*command)
        assert (done.code, words in done.err) == (code, True), done.err
    assert not (home / "other").exists()
    assert len(list(stick.iterdir())) == 1
