"""The attacks on evidence in a PDF (tests/attacks/pdfs.py), as the verifier's page sees them in real browsers."""

import base64
import json
from pathlib import Path

import pytest

from tests.attacks.pdfs import ATTACKS, FORGED, REFUSED, Handed, hand_over
from tests.pdf.test_unpacking import BOMBS, PACKED
from tests.services.conftest import Clock, found_house
from tests.verifier.browser import Browser

COVERED = "Is everything as it was recorded?"


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """Give evidence as the program hands it over."""
    folder = tmp_path_factory.mktemp("handed")
    with found_house(folder, Clock()) as house:
        return hand_over(house, folder / "mallory")


def shown(page: Browser, folder: Path, content: bytes, root: str = "") -> tuple[str, str]:
    """Choose a file with the fingerprint of a certificate in hand; give what is said in short, and all of it."""
    file = folder / f"case-{len(list(folder.iterdir()))}.pdf"  # a browser tells a page only of another name
    file.write_bytes(content)
    page.run(f"document.getElementById('keys').value = {json.dumps(root)}")
    page.choose(file)
    return page.text("#said"), page.text("#result")


def test_as_it_was_handed_over(page: Browser, given: Handed, tmp_path: Path) -> None:
    """Untouched evidence in a PDF holds, and its certificate is the one that the reader gave."""
    said, whole = shown(page, tmp_path, given.pdf, given.root)
    assert f"{COVERED} Yes." in said
    assert "The certificate of the file is the one that you gave." in whole
    assert "The pages of the PDF are not read here" in whole


@pytest.mark.parametrize("name", ATTACKS)
def test_what_was_done_to_the_file_is_told(page: Browser, name: str, given: Handed, tmp_path: Path) -> None:
    """A file that is not as it was signed never passes."""
    said, whole = shown(page, tmp_path, ATTACKS[name](given), given.root)
    assert "only the PDF around it is not as it was signed" in whole
    assert f"{COVERED} No." in said


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_evidence_any_more_is_refused(page: Browser, name: str, given: Handed, tmp_path: Path) -> None:
    """A file without its evidence, or with two, gets one sentence and no answer."""
    said, whole = shown(page, tmp_path, REFUSED[name](given))
    assert COVERED not in said
    assert "evidence" in whole
    assert whole.strip().endswith(".")


@pytest.mark.parametrize("name", FORGED)
def test_what_somebody_else_signs_is_told(page: Browser, name: str, given: Handed, tmp_path: Path) -> None:
    """Who signs evidence himself has another certificate: it is to be compared, and once it is, it is not the one."""
    make, code, _ = FORGED[name]
    said, whole = shown(page, tmp_path, make(given))
    assert "known only from it" in whole
    assert (f"{COVERED} No." in said) == (code == "proof")
    said, whole = shown(page, tmp_path, make(given), given.root)
    assert "Is the signer known? No." in said
    assert "it was replaced, or this file is forged" in whole


def test_what_unfolds_without_end_is_refused(page: Browser, given: Handed) -> None:
    """An attachment that unfolds to more than the page can read is refused before it fills the memory."""
    content = json.dumps(base64.b64encode(given.pdf).decode())
    bytes_ = f"Uint8Array.from(atob({content}), (each) => each.charCodeAt(0))"
    asked = f"EvidencePdf.open({bytes_}, 1000).then(() => 'opened', (error) => error.message)"
    assert page.run(asked) == "What is attached to this PDF unfolds to more than this page can read."


@pytest.mark.parametrize("name", [*BOMBS, *PACKED])
def test_a_file_made_to_fill_the_memory_is_refused(page: Browser, name: str) -> None:
    """The page unpacks no more of a PDF than what begins as a bundle, whatever it is called, and that only so far."""
    content = json.dumps(base64.b64encode((BOMBS | PACKED)[name]).decode())
    bytes_ = f"Uint8Array.from(atob({content}), (each) => each.charCodeAt(0))"
    asked = f"EvidencePdf.open({bytes_}).then(() => 'opened', (error) => error.message)"
    damaged = "A part of this PDF cannot be unfolded: whether it is evidence cannot be told."
    begins = {
        "attached": "What is attached to this PDF unfolds to more than this page can read.",
        "table-like-a-bundle": damaged,
    }
    assert page.run(asked) in {begins.get(name, "This PDF has no evidence attached to it."), damaged}
