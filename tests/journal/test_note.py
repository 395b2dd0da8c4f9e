import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.journal.note import NoteError, Verifier, open_note, parse_vkey, sign_note

VECTORS = Path(__file__).parents[1] / "vectors"
PUBLISHED = json.loads((VECTORS / "signed_note.json").read_text("utf-8"))
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)


def verifier(name: str = "desk", key: Ed25519PrivateKey = KEY) -> Verifier:
    """Give the public half of a key under a name."""
    return Verifier(name, key.public_key().public_bytes_raw())


@pytest.mark.parametrize("vector", PUBLISHED["vectors"], ids=lambda each: each["desc"])
def test_published_notes(vector: dict[str, Any]) -> None:
    """Every published note is judged as published."""
    keys = [parse_vkey(each) for each in vector["vkeys"]]
    if vector["ok"]:
        text, good = open_note(vector["note"], keys)
        assert vector["note"].startswith(text + "\n")
        assert len(good) == vector.get("verified", 1)
    else:
        with pytest.raises(NoteError):
            open_note(vector["note"], keys)


@pytest.mark.parametrize("malformed", PUBLISHED["malformed_messages_b64"])
def test_published_malformed_notes(malformed: str) -> None:
    """Every published malformed note is refused."""
    with pytest.raises(NoteError):
        open_note(base64.b64decode(malformed).decode("utf-8", "surrogateescape"), [parse_vkey(PETER)])


@pytest.mark.parametrize("vkey", [*PUBLISHED["bad_vkeys"], "", "desk+00", "desk+00000000+AQ=="])
def test_bad_keys(vkey: str) -> None:
    """A key of another kind, or that does not fit its hash, is refused."""
    with pytest.raises(NoteError):
        parse_vkey(vkey)


def test_mangled_keys() -> None:
    """Every proper piece of a key, and every key with one character raised, is refused."""
    pieces = {PETER[start:end] for start in range(len(PETER)) for end in range(start, len(PETER) + 1)} - {PETER}
    raised = {PETER[:n] + chr(ord(PETER[n]) + 1) + PETER[n + 1 :] for n in range(len(PETER))}
    for vkey in pieces | raised:
        with pytest.raises(NoteError):
            parse_vkey(vkey)


def test_a_key_reads_back() -> None:
    """A key's text is read back to the same key, and its fingerprint is eight groups of four."""
    assert parse_vkey(PETER).vkey() == PETER
    assert [len(each) for each in parse_vkey(PETER).fingerprint().split()] == [4] * 8


def test_signed_by_two() -> None:
    """A note signed by two is good for whoever knows one of them; who knows both sees both."""
    note = sign_note("text\n", [("desk", KEY), ("witness", OTHER)])
    assert open_note(note, [verifier()]) == ("text\n", (verifier(),))
    assert open_note(note, [verifier(), verifier("witness", OTHER)])[1] == (verifier(), verifier("witness", OTHER))


def test_a_repeated_signature_counts_once() -> None:
    """The same key signing twice is one signature."""
    assert len(open_note(sign_note("text\n", [("desk", KEY), ("desk", KEY)]), [verifier()])[1]) == 1


def test_every_changed_character_is_found() -> None:
    """A note with one character changed is refused, or the change touched an unknown key's line only."""
    note = sign_note("text\n", [("desk", KEY)])
    for place in range(len(note)):
        with pytest.raises(NoteError):
            open_note(note[:place] + chr(ord(note[place]) ^ 1) + note[place + 1 :], [verifier()])


@pytest.mark.parametrize("text", ["no line feed", "tab\there\n", "\x01\n", "\ud800\n"])
def test_texts_that_cannot_be_signed(text: str) -> None:
    """A text without a last line feed, or with control characters, is not signed."""
    with pytest.raises(NoteError):
        sign_note(text, [("desk", KEY)])


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\u2003b", "a\x85b", "a\ud800b"])
def test_names_that_cannot_sign(name: str) -> None:
    """A key's name has no spaces, no plus sign and no half characters, also where it is only read."""
    with pytest.raises(NoteError):
        sign_note("text\n", [(name, KEY)])
    with pytest.raises(NoteError):
        parse_vkey(PETER.replace("Peter", name, 1) if name else PETER[PETER.index("+") :])


def test_signature_lines_are_strict() -> None:
    """A signature line without its dash, or with too few bytes, is refused."""
    note = sign_note("text\n", [("desk", KEY)])
    loose = note[:-3] + chr(ord(note[-3]) + 1) + note[-2:]
    assert base64.b64decode(loose.split()[-1]) == base64.b64decode(note.split()[-1])
    for bad in (loose, note.replace("\N{EM DASH} ", ""), "text\n\n\N{EM DASH} desk AAAA\n", note[:-1]):
        with pytest.raises(NoteError):
            open_note(bad, [verifier()])


def test_published_signatures() -> None:
    """Every published Ed25519 signature, good or forged, is judged as published."""
    for group in json.loads((VECTORS / "wycheproof_ed25519.json").read_text("utf-8"))["testGroups"]:
        key = Verifier("w", bytes.fromhex(group["publicKey"]["pk"]))
        for each in group["tests"]:
            found = key.holds(bytes.fromhex(each["msg"]), bytes.fromhex(each["sig"]))
            assert found is (each["result"] == "valid"), each["tcId"]
