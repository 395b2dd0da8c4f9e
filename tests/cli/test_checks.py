import json
import os
import sqlite3
from pathlib import Path

import pytest

from sopdesk.journal.certificates import as_der, fingerprint
from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened


def test_a_sound_desk_holds(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A sound desk verifies in plain words, with exit code 0."""
    done = sopdesk("verify", home / "desk")
    assert done.code == 0
    assert "  holds: signatures." in done.out
    assert "DOES NOT HOLD" not in done.out


def test_several_desks_each_get_their_line(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """Every desk named is checked, also behind one that cannot be; each gives one JSON line."""
    done = sopdesk("verify", "--json", home / "nowhere", home / "desk")
    nowhere, desk = done.lines()
    assert done.code == 2
    assert (nowhere["holds"], desk["holds"]) == (None, True)
    assert "There is no desk" in nowhere["sentence"]
    assert {each["what"] for each in desk["checks"]} >= {"hashes", "signatures", "read models"}


def test_a_changed_entry_does_not_hold(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A changed entry is found with exit code 1, even if another desk could not be opened."""
    other = sqlite3.connect(home / "desk" / "desk.sqlite")
    other.executescript("DROP TRIGGER event_keeps; UPDATE event SET body = body || ' ' WHERE seq = 5;")
    other.close()
    done = sopdesk("verify", home / "nowhere", home / "desk")
    assert done.code == 1
    judged = [line.split(":")[0].strip() for line in done.out.splitlines() if line.startswith("  ")]
    assert judged == sorted(judged, key=["DOES NOT HOLD", "cannot be told", "holds"].index)
    assert judged[0] == "DOES NOT HOLD"


def test_a_checkpoint_kept_elsewhere(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A checkpoint that was kept outside is compared; one of another desk does not fit."""
    with opened(home) as desk:
        desk.store.sign_checkpoint(desk.now())
        (home / "kept.note").write_text(desk.trail.head().checkpoint, "utf-8")
    assert sopdesk("verify", "--checkpoint", home / "kept.note", home / "desk").code == 0
    (home / "foreign.note").write_text("sopdesk/other/1\n3\nAAAA\n\n", "utf-8")
    done = sopdesk("verify", "--checkpoint", home / "kept.note", "--checkpoint", home / "foreign.note", home / "desk")
    assert done.code == 1
    assert "belongs to none" in done.out


def test_rebuilding(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """What the screens show can be compared with the journal, and folded anew from it."""
    assert sopdesk("rebuild", "--check").code == 0
    other = sqlite3.connect(home / "desk" / "desk.sqlite")
    other.execute("UPDATE sop SET number = 'XX-99' WHERE number = 'RF-01'")
    other.commit()
    other.close()
    assert sopdesk("rebuild", "--check").code == 1
    assert sopdesk("rebuild").code == 0
    assert sopdesk("rebuild", "--check", "--json").lines()[0]["holds"] is True


def test_verify_needs_a_path(sopdesk: Sopdesk) -> None:
    """A command that is used wrongly says how it is used, with exit code 2."""
    done = sopdesk("verify")
    assert done.code == 2
    assert "Usage: sopdesk verify" in done.err


def test_evidence_of_a_period(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A period leaves as a bundle; `verify` answers the four questions, and finds a changed byte."""
    out = home / "may.json"
    done = sopdesk("export", "evidence", "period", "--from", "2020-01-01", "--as", "Ruth", "--out", out, pin=PIN)
    assert done.code == 0, done.err
    done = sopdesk("verify", out)
    assert done.code == 0, done.err
    assert "Is everything as it was recorded? yes" in done.out
    assert "Is it all there? yes" in done.out
    assert "Compare its fingerprint" in done.out
    log = json.loads(out.read_bytes())["logs"][0]
    (home / "kept.note").write_text(log["checkpoint"], "utf-8")
    [told] = sopdesk("verify", out, "--json", "--key", log["vkey"], "--checkpoint", home / "kept.note").lines()
    assert told["questions"] == {"bytes": True, "signer": True, "complete": True, "held": True}
    out.write_bytes(out.read_bytes().replace(b'"counter"', b'"counted"').replace(b"person-", b"persom-", 1))
    done = sopdesk("verify", out)
    assert done.code == 1
    assert "Is everything as it was recorded? NO" in done.out


def test_evidence_of_anything_else(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A procedure, a person and everything leave; what is said wrongly, and what is no bundle, gets a sentence."""
    ruth = ["--as", "Ruth", "--out", home / "e.json"]
    for about in (["procedure", "CL-01"], ["person", "Ruth"], ["everything"]):
        assert sopdesk("export", "evidence", *about, *ruth, pin=PIN).code == 0
        assert sopdesk("verify", home / "e.json").code == 0
    assert "Say from when" in sopdesk("export", "evidence", "period", *ruth, pin=PIN).err
    assert "takes no name" in sopdesk("export", "evidence", "everything", "SOP-1", *ruth, pin=PIN).err
    (home / "picture.png").write_bytes(b"\x89PNG")
    done = sopdesk("verify", home / "picture.png", home / "desk")
    assert done.code == 2
    assert "no evidence bundle" in done.err


def test_evidence_as_signed_pages(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """Signed pages leave with their certificate; `verify` knows them by its fingerprint, and finds what was added."""
    out, ruth = home / "e.pdf", ["--as", "Ruth", "--out"]
    assert sopdesk("export", "evidence", "procedure", "CL-01", *ruth, out, pin=PIN).code == 0
    assert sopdesk("export", "certificate", *ruth, home / "house.pem", pin=PIN).code == 0
    root = fingerprint(as_der((home / "house.pem").read_bytes()))
    [told] = sopdesk("verify", out, "--json", "--key", root).lines()
    codes = {each["code"]: each["holds"] for each in told["answers"]}
    assert (codes["file"], codes["pages"], codes["root"]) == (True, True, True)
    out.write_bytes(out.read_bytes() + b"% more")
    assert "something was added" in sopdesk("verify", out).out
    assert "written as .pdf or .json" in sopdesk("export", "evidence", "everything", *ruth, home / "e.doc", pin=PIN).err


def test_the_verifier_for_an_auditor(sopdesk: Sopdesk, tmp_path: Path) -> None:
    """The page for auditors is written where it is wanted; where it cannot be, a sentence says so."""
    assert sopdesk("export", "verifier", "--out", tmp_path / "verifier.html").code == 0
    assert "default-src 'none'" in (tmp_path / "verifier.html").read_text("utf-8")
    assert "cannot be written" in sopdesk("export", "verifier", "--out", tmp_path).err


def _locked(_: object, mode: int) -> bool:
    """Stand in for a locked medium: nothing may be written."""
    return mode != os.W_OK


def test_a_desk_on_a_locked_medium_is_checked_all_the_same(
    sopdesk: Sopdesk, home: Path, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that can only be read is checked as it lies there: not a byte of its folder changes."""
    desk = home / "desk"
    (desk / "desk.lock").unlink(missing_ok=True)
    before = {each.name: each.read_bytes() for each in desk.iterdir() if each.is_file()}
    monkeypatch.setattr("os.access", _locked)
    done = sopdesk("verify", desk)
    assert done.code == 0, done.out
    assert "  holds: read only. The desk can only be read here." in done.out
    assert "  holds: read models." in done.out
    assert {each.name: each.read_bytes() for each in desk.iterdir() if each.is_file()} == before


def test_a_desk_on_a_locked_medium_that_was_not_closed(
    sopdesk: Sopdesk, home: Path, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that was copied while it was open lacks its last entries; on a locked medium that is said."""
    (home / "desk" / "desk.sqlite-wal").write_bytes(b"entries")
    monkeypatch.setattr("os.access", _locked)
    done = sopdesk("verify", home / "desk")
    assert done.code == 2
    assert "never closed" in done.err


def test_tables_of_another_version_on_a_locked_medium(
    sopdesk: Sopdesk, home: Path, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the tables of an older version cannot be made anew, they are not compared, and that is said."""
    other = sqlite3.connect(home / "desk" / "desk.sqlite")
    other.execute("UPDATE read_model SET version = 0")
    other.commit()
    other.close()
    monkeypatch.setattr("os.access", _locked)
    done = sopdesk("verify", home / "desk")
    assert done.code == 0, done.out
    assert "  cannot be told: read models." in done.out
