"""The texts and refusals are those of transparency-dev/formats, proof/proof_test.go (values only), and of C2SP."""

from hashlib import sha256

import pytest

from sopdesk.journal.merkle import inclusion_proof
from sopdesk.journal.note import b64
from sopdesk.journal.tlog_proof import FIRST, ProofError, TlogProof, check_proof, read_proof
from tests.journal.evidence_station import Station, station

ONE, TWO = (sha256(each).digest() for each in (b"hash1", b"hash2"))


@pytest.mark.parametrize(
    ("proof", "text"),
    [
        (TlogProof(5, (ONE, TWO), "test checkpoint\n"),
         f"{FIRST}\nindex 5\n{b64(ONE)}\n{b64(TWO)}\n\ntest checkpoint\n"),
        (TlogProof(10, (ONE,), "checkpoint data\n", b"extra information"),
         f"{FIRST}\nextra {b64(b'extra information')}\nindex 10\n{b64(ONE)}\n\ncheckpoint data\n"),
        (TlogProof(0, (), "checkpoint\n"), f"{FIRST}\nindex 0\n\ncheckpoint\n"),
    ],
    ids=["two hashes", "extra", "no hashes"],
)  # fmt: skip
def test_the_form(proof: TlogProof, text: str) -> None:
    """A proof has one text, and the text gives the proof again."""
    assert proof.text() == text
    assert read_proof(text) == proof


@pytest.mark.parametrize(
    "text",
    [
        "", FIRST, f"{FIRST}\n", "wrong-header\nindex 0\n\ncheckpoint\n", f"{FIRST}\nindex 0\n\n", f"{FIRST}\n\nnote\n",
        f"{FIRST}\nindex notanumber\n\ncheckpoint\n", f"{FIRST}\nindex 01\n\nnote\n", f"{FIRST}\nindex -1\n\nnote\n",
        f"{FIRST}\nindex 9999999999999999\n\nnote\n", f"{FIRST}\nextra !!notbase64!!\nindex 0\n\ncheckpoint\n",
        f"{FIRST}\nindex 0\nnot base64\n\nnote\n", f"{FIRST}\nindex 0\n{b64(b'short')}\n\nnote\n",
        f"{FIRST}\nextra {b64(b'x')}\n\nnote\n", f"{FIRST}\nindex 0\n" + f"{b64(ONE)}\n" * 64 + "\nnote\n",
    ],
)  # fmt: skip
def test_what_is_no_proof(text: str) -> None:
    """What breaks a rule of the form is no proof."""
    with pytest.raises(ProofError):
        read_proof(text)


def proof_of(desk: Station, index: int) -> TlogProof:
    """Prove an entry of a log."""
    hashes = inclusion_proof(index, len(desk.entries), desk.node)
    return read_proof(TlogProof(index, tuple(hashes), desk.checkpoint()).text())


def test_an_entry_is_proved() -> None:
    """Every entry of a log is proved by its own proof, and by no other's."""
    desk = station()
    for index, each in enumerate(desk.entries):
        found = check_proof(proof_of(desk, index), each.body, [desk.vkey])
        assert found.holds
        assert (found.origin, found.size) == (desk.origin, 9)
        assert [holds for holds, _ in found.findings] == [True, True]
        assert not check_proof(proof_of(desk, (index + 1) % 9), each.body).holds
        assert not check_proof(proof_of(desk, index), each.body + b" ").holds


def test_who_signed_it() -> None:
    """Without a key it cannot be told who signed; another key, or what is none, does not do."""
    desk = station()
    proof, body = proof_of(desk, 3), desk.entries[3].body
    assert [holds for holds, _ in check_proof(proof, body).findings] == [True, None]
    assert [holds for holds, _ in check_proof(proof, body, ["sopdesk/other+00+AA"]).findings] == [True, None]
    for key in (f"{desk.origin}+00000000+AA", desk.vkey.replace("+A", "+B")):
        assert [holds for holds, _ in check_proof(proof, body, [key]).findings] == [True, False]
    assert check_proof(proof, body, [f"{desk.origin}+0+A", desk.vkey]).holds
    with pytest.raises(ProofError):
        check_proof(TlogProof(0, (), "nothing\n"), body)
