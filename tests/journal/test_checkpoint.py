import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopdesk.journal.checkpoint import Checkpoint, open_checkpoint, parse_body, sign_checkpoint
from sopdesk.journal.note import NoteError, Verifier, sign_note

PUBLISHED = json.loads((Path(__file__).parents[1] / "vectors" / "checkpoint_bodies.json").read_text("utf-8"))
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
DESK = Verifier("desk", KEY.public_key().public_bytes_raw())
ROOT = bytes(range(32))


@pytest.mark.parametrize("vector", PUBLISHED["unmarshal"], ids=lambda each: each["desc"])
def test_published_bodies(vector: dict[str, Any]) -> None:
    """Published checkpoint texts are read as published, once their root is a SHA-256; extension lines are refused."""
    lines = vector["body"].split("\n")
    if vector["ok"]:
        with pytest.raises(NoteError, match=r"SHA-256|nothing else"):
            parse_body(vector["body"])
        lines[2] = base64.b64encode(ROOT).decode()
    body = "\n".join(lines)
    if vector["ok"] and len(lines) == 4:
        assert parse_body(body) == Checkpoint(lines[0], int(lines[1]), ROOT)
    else:
        with pytest.raises(NoteError):
            parse_body(body)


@pytest.mark.parametrize("vector", PUBLISHED["marshal"], ids=lambda each: each["origin"])
def test_published_texts(vector: dict[str, Any]) -> None:
    """A checkpoint is written as published."""
    made = Checkpoint(vector["origin"], vector["size"], vector["hash_utf8"].encode()).body()
    assert made == vector["want"]


def test_signed_and_opened() -> None:
    """A signed checkpoint opens with the log's key to what was signed."""
    checkpoint = Checkpoint("desk", 12, ROOT)
    assert open_checkpoint(sign_checkpoint(checkpoint, KEY), [DESK]) == checkpoint


def test_of_another_log() -> None:
    """A checkpoint of another log does not pass under this log's signature."""
    note = sign_note(Checkpoint("other", 12, ROOT).body(), [("desk", KEY)])
    with pytest.raises(NoteError, match="other"):
        open_checkpoint(note, [DESK])


@pytest.mark.parametrize("size", ["01", "", "+1", "1 ", "٣", "9007199254740992", "9" * 5000])
def test_sizes_that_are_none(size: str) -> None:
    """The size is a plain number without leading zeros, and one that a log can reach."""
    with pytest.raises(NoteError, match="size"):
        parse_body(f"desk\n{size}\n{base64.b64encode(ROOT).decode()}\n")
