"""Evidence in a PDF, attacked: whatever was done to it, `sopdesk verify` says so, and never passes it."""

import json
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from sopdesk.cli.ending import DOES_NOT_HOLD, ended
from sopdesk.cli.program import run
from sopdesk.domain.refusal import Refusal
from sopdesk.services.evidence_check import check_evidence
from sopdesk.views.evidence import EvidenceAnswer
from tests.attacks.pdfs import ATTACKS, FORGED, REFUSED, Handed, damaged, hand_over, table
from tests.services.conftest import Clock, found_house


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """Give evidence as the program hands it over."""
    folder = tmp_path_factory.mktemp("handed")
    with found_house(folder, Clock()) as house:
        return hand_over(house, folder / "mallory")


def answers(content: bytes, root: str = "") -> dict[str, EvidenceAnswer]:
    """Give what was found, by code; one that does not hold before one that does."""
    found = [each for one in check_evidence(content, keys=[root] if root else []).questions for each in one.answers]
    return {each.code: each for each in sorted(found, key=lambda each: each.holds is not False, reverse=True)}


def test_as_it_was_handed_over(given: Handed) -> None:
    """Untouched evidence holds: the file, its pages, its certificate, what is attached."""
    found = answers(given.pdf, given.root)
    assert all(found[each].holds for each in ("file", "pages", "root", "intact", "complete"))


@pytest.mark.parametrize("name", ATTACKS)
def test_what_was_done_to_the_file_is_told(name: str, given: Handed) -> None:
    """A file that is not as it was signed is told in a sentence, and its pages are vouched for by nobody."""
    content = ATTACKS[name](given)
    assert content != given.pdf
    found = answers(content, given.root)
    assert found["file"].holds is False
    assert found["file"].sentence.endswith(".")
    assert found["pages"].holds is None


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_evidence_any_more_is_refused(name: str, given: Handed) -> None:
    """A file without its evidence, or with two, answers no question."""
    with pytest.raises(Refusal, match=r"evidence|bundle|canonical"):
        check_evidence(REFUSED[name](given))


@pytest.mark.parametrize("name", FORGED)
def test_what_somebody_else_signs_is_told(name: str, given: Handed) -> None:
    """Who signs changed evidence himself is told by what was changed, and by his certificate, once it is compared."""
    make, code, pages = FORGED[name]
    content = make(given)
    alone, compared = answers(content), answers(content, given.root)
    assert alone["file"].holds
    assert alone["root"].holds is None
    assert "known only from it" in alone["root"].sentence
    assert compared["root"].holds is False
    assert compared[code].holds is False
    assert alone["pages"].holds is pages


def test_the_wrapped_signature_shows_other_pages(given: Handed) -> None:
    """The attack is a real one: what a reader shows of the wrapped file lacks a page."""
    content = ATTACKS["the signature wrapped around other pages"](given)
    with pikepdf.open(BytesIO(given.pdf)) as before, pikepdf.open(BytesIO(content)) as after:
        assert len(after.pages) == len(before.pages) - 1


def test_chance_passes_nothing(given: Handed) -> None:
    """Whatever chance does to a file, it is refused in words, or told not to be as it was signed."""
    for content in damaged(given, 60):
        with suppress(Refusal):
            assert content == given.pdf or answers(content)["file"].holds is False


def test_what_unfolds_without_end_is_refused(given: Handed, monkeypatch: pytest.MonkeyPatch) -> None:
    """An attachment that unfolds to more than any evidence is refused before it fills the memory."""
    monkeypatch.setattr("sopdesk.pdf.evidence_file.LARGEST", 1000)
    with pytest.raises(Refusal, match="unfolds to more than any evidence"):
        check_evidence(given.pdf)


def test_the_command_says_so(
    given: Handed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`sopdesk verify FILE.pdf` ends with 1 and says in plain words what does not hold."""
    file = tmp_path / "case.pdf"
    file.write_bytes(ATTACKS["a page hidden"](given))
    monkeypatch.setattr("sys.argv", ["sopdesk", "verify", "--json", str(file)])
    assert ended(run) == DOES_NOT_HOLD
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is False
    assert told["questions"]["bytes"] is False
    assert any("something was added after it was signed" in each["sentence"] for each in told["answers"])


def test_the_table_of_the_documents(request: pytest.FixtureRequest) -> None:
    """What docs/attacks.md promises of PDFs is what these tests find."""
    page = (request.config.rootpath / "docs" / "attacks.md").read_text("utf-8")
    assert table() in page, f"put this into docs/attacks.md:\n{table()}"
