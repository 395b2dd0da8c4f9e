from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House


def test_one_entry_is_proved(house: House, sopdesk: Sopdesk, tmp_path: Path) -> None:
    """The proof of an entry and its bytes leave the desk; whoever has both, and the key, checks them."""
    proof, body = tmp_path / "3.tlog-proof", tmp_path / "3.json"
    words = ("export", "proof", "--entry", "3", "--as", "Ruth", "--out", proof, "--entry-body", body)
    assert sopdesk(*words, pin=PIN).code == 0
    [said] = sopdesk("verify", proof, "--entry-body", body, "--json").lines()
    assert (said["holds"], [each["holds"] for each in said["findings"]]) == (True, [True, None])
    spoiled = tmp_path / "other.json"
    spoiled.write_bytes(body.read_bytes() + b" ")
    done = sopdesk("verify", proof, "--entry-body", spoiled)
    assert (done.code, "DOES NOT HOLD" in done.out) == (1, True)
    assert "Name their file" in sopdesk("verify", proof).err
    proof.write_bytes(b"nothing")
    assert "no proof" in sopdesk("verify", proof, "--entry-body", body).err
    assert sopdesk("verify", proof, "--entry-body", tmp_path / "none.json").code == 2
    proof.write_bytes(b"\xff")
    assert "no proof" in sopdesk("verify", proof, "--entry-body", body).err


def test_what_is_not_proved(house: House, sopdesk: Sopdesk, tmp_path: Path) -> None:
    """An entry that is not in the log has no proof, and a place that takes no file is told."""
    words = ("export", "proof", "--as", "Ruth", "--out", tmp_path / "x.tlog-proof")
    assert "The log has entries 0 to" in sopdesk(*words, "--entry", "99999", pin=PIN).err
    nowhere = tmp_path / "no" / "folder.json"
    assert "cannot be written" in sopdesk(*words, "--entry", "1", "--entry-body", nowhere, pin=PIN).err
