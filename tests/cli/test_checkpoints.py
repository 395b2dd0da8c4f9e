from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened


def test_a_checkpoint_is_said_and_saved(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A checkpoint over everything is said, or written to a file, verbatim; the desk holds against it."""
    done = sopdesk("checkpoint", home / "desk")
    assert done.code == 0
    assert done.out.startswith("sopdesk/")
    assert sopdesk("checkpoint", "--to", home / "kept.txt", home / "desk").code == 0
    with opened(home) as desk:
        assert (home / "kept.txt").read_text("utf-8") == desk.trail.head().checkpoint
        assert desk.trail.head().checkpoint_size == desk.store.size
    assert sopdesk("verify", "--checkpoint", home / "kept.txt", home / "desk").code == 0


def test_who_holds_it_is_recorded(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """Who gets it is recorded by somebody with a PIN; without one nothing is recorded."""
    given = ("--given-to", "Finch & Co", "--as", "Ruth")
    done = sopdesk("--desk", home / "desk", "checkpoint", "--json", *given, pin=PIN)
    assert (done.code, done.lines()[0]["note"].startswith("sopdesk/")) == (0, True)
    assert sopdesk("checkpoint", *given, home / "desk", pin="0000").code != 0
    with opened(home) as desk:
        assert [each.name for each in desk.checkpoints.holders() if each.counts] == ["Finch & Co"]


def test_a_whole_folder_is_compared(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A folder of checkpoints is compared at once; those of another desk are told and are no failure."""
    stick = home / "stick"
    stick.mkdir()
    empty = sopdesk("verify", "--checkpoint", stick, home / "desk")
    assert (empty.code, "No checkpoint lies in" in empty.err) == (1, True)
    for n in range(5):
        with opened(home) as desk:
            desk.people.sign_in(house.boss, PIN)
        assert sopdesk("checkpoint", "--to", stick, home / "desk").code == 0, n
    other = stick / "sopdesk" / "aa" / "bb" / "3.checkpoint.txt"
    other.parent.mkdir(parents=True)
    other.write_text("sopdesk/aa/bb\n3\nAAAA\n\n", "utf-8")
    done = sopdesk("verify", "--checkpoint", stick, home / "desk")
    assert done.code == 0
    assert "Unbroken since the checkpoint of" in done.out
    assert "4 further checkpoints that you gave hold, too." in done.out
    assert "Checkpoints in the folder about logs that this desk does not know: 1." in done.out


def test_the_open_tail_is_said(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """Entries newer than the newest signed checkpoint are said by a check, with how many they are."""
    with opened(home) as desk:
        desk.store.sign_checkpoint(desk.now())
        size = desk.store.size
        desk.people.sign_in(house.boss, PIN)
        verdict = desk.trail.verify()
        newer = desk.store.size - size
    [said] = [each.sentence for each in verdict.checks if each.what == "uncovered"]
    assert f"Entries that no checkpoint covers: {newer}, from entry {size} on." in said
