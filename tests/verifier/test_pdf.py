import base64
import io
import json
import logging
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from asn1crypto import cms, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from sopdesk.journal.bundle import read_bundle
from sopdesk.journal.certificates import Certificates, Identity
from sopdesk.journal.keys import StationKeys
from sopdesk.journal.note import parse_vkey
from sopdesk.pdf import signed
from sopdesk.pdf.archival import Attachment, finish
from sopdesk.pdf.evidence_file import make_file, open_file
from sopdesk.services.evidence_check import check_evidence
from sopdesk.services.evidence_pages import report_of
from tests.journal.evidence_vectors import FOLDER
from tests.verifier.browser import Browser

NOW = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
ASK = """(async () => {
  const bytes = (file) => Uint8Array.from(atob(file), (each) => each.charCodeAt(0));
  return Promise.all(%s.map((file) => EvidenceSignature.check(bytes(file))));
})()"""


@pytest.fixture(autouse=True)
def quiet() -> None:
    """Keep pyHanko's own words about bad signatures out of the output."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


@cache
def somebody(name: str = "Café Lindenhof") -> Identity:
    """Give a station with its certificates."""
    with TemporaryDirectory() as folder:
        return Certificates(StationKeys(Path(folder), use_system=False)).identity(name, name, NOW)


@cache
def evidence(name: str = "good") -> bytes:
    """Give a published bundle as signed pages."""
    bundle = (FOLDER / f"{name}.json").read_bytes()
    report = report_of(read_bundle(bundle), bundle, somebody().fingerprint)
    return make_file(report, bundle, somebody())


def judged(page: Browser, files: list[bytes]) -> list[str]:
    """Have the page say whose root signed each file; "" where it is not as it was signed."""
    given = json.dumps([base64.b64encode(each).decode() for each in files])
    return [each["root"] for each in page.run(ASK % given)]


def ours(file: bytes) -> str:
    """Say the same by the other hand."""
    state = signed.check(file)
    return state.root if state.intact else ""


def updated(file: bytes) -> bytes:
    """Give a file with an update added after it was signed: the first page is another one."""
    writer = IncrementalPdfFileWriter(io.BytesIO(file))
    first = writer.root["/Pages"]["/Kids"][0]
    first["/Rotate"] = first.get("/MediaBox")[0]
    writer.update_container(first)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def resaved(file: bytes, bundle: Path | None = None, *, pages: int = 0) -> bytes:
    """Give a file written anew, with another bundle or a page more, and the old signature in it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(file)) as pdf:
        if bundle is not None:
            pdf.attachments["evidence.json"] = pikepdf.AttachedFileSpec.from_filepath(pdf, bundle)
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def moved(file: bytes, other: bytes) -> bytes:
    """Give a file with the signature of another one in the place of its own."""
    (one,), (two,) = (PdfFileReader(io.BytesIO(each)).embedded_signatures for each in (file, other))
    begin, room = one.byte_range[1] + 1, len(one.pkcs7_content) * 2
    digits: bytes = two.pkcs7_content.hex().upper().encode()
    return file[:begin] + digits + file[begin + room :]


def stuffed(file: bytes) -> bytes:
    """Give a file with the certificate of somebody else in its signature, beside the two that belong there."""
    (one,) = PdfFileReader(io.BytesIO(file)).embedded_signatures
    whole = cms.ContentInfo.load(one.pkcs7_content)
    other = x509.Certificate.load(somebody("Mallory").root)
    held = [*whole["content"]["certificates"], cms.CertificateChoices("certificate", other)]
    whole["content"]["certificates"] = cms.CertificateSet(held)
    begin, room = one.byte_range[1] + 1, len(one.pkcs7_content) * 2
    digits: bytes = whole.dump(force=True).hex().upper().encode()
    return file[:begin] + digits.ljust(room, b"0") + file[begin + room :]


def stretched(file: bytes, more: bytes) -> bytes:
    """Give a file with something behind its end, and a range that says that all of it is covered."""
    (one,) = PdfFileReader(io.BytesIO(file)).embedded_signatures
    *_, after = one.byte_range
    return file.replace(f" {after}]".encode(), f" {after + len(more)}]".encode()[: len(f" {after}]")]) + more


def attacks() -> Iterator[tuple[str, bytes]]:
    """Give signed pages that somebody did something to after they were signed."""
    file = evidence()
    yield "something behind the end", file + b"\n% more\n"
    yield "an update", updated(file)
    yield "a page added", resaved(file, pages=1)
    yield "written anew", resaved(file)
    yield "another bundle", resaved(file, FOLDER / "whole.json")
    yield "the signature taken away", finish(file, title="Evidence")
    yield "another file's signature", moved(file, evidence("whole"))
    yield "a range that covers more", stretched(file, b"\n%" + b"x" * 20)
    yield "not signed at all", _unsigned()
    yield "a third certificate", stuffed(file)
    yield "the signature of nothing", file.replace(b"/ByteRange", b"/ByteRanne")


def _unsigned() -> bytes:
    """Give pages with the bundle, never signed."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    bundle = Attachment("evidence.json", (FOLDER / "good.json").read_bytes(), "application/json")
    return finish(out.getvalue(), title="x", attachments=[bundle])


def test_both_know_whose_file_it_is(page: Browser) -> None:
    """Pages as they were signed are whole, and both verifiers name the same root."""
    files = [evidence(each) for each in ("good", "whole", "erased")]
    assert judged(page, files) == [somebody().fingerprint] * 3
    assert [ours(each) for each in files] == [somebody().fingerprint] * 3
    assert open_file(files[0]).bundle == (FOLDER / "good.json").read_bytes()


def test_what_was_done_after_signing_is_found(page: Browser) -> None:
    """Whatever is added, taken away, swapped or moved after signing: both verifiers say that the file is not whole."""
    found = {name: (file, ours(file)) for name, file in attacks()}
    answers = judged(page, [file for file, _ in found.values()])
    assert {name: both for name, both in zip(found, answers, strict=True) if both} == {}
    assert {name: root for name, (_, root) in found.items() if root} == {}


@pytest.mark.parametrize("seed", range(2))
def test_no_byte_can_be_changed(page: Browser, seed: int) -> None:
    """Any byte changed, in the pages, the bundle or the signature itself, is found by both verifiers."""
    file, chance = evidence(), random.Random(seed)
    (one,) = PdfFileReader(io.BytesIO(file)).embedded_signatures
    begin, size = one.byte_range[1], len(one.pkcs7_content.rstrip(b"\0")) * 2
    places = [chance.randrange(len(file)) for _ in range(40)] + [begin + chance.randrange(size + 40) for _ in range(60)]
    changed = []
    for each in places:
        other = chance.choice([n for n in b"0123456789ABCDEF" if n != file[each]])
        changed.append(file[:each] + bytes([other]) + file[each + 1 :])
    for each, answer in zip(changed, judged(page, changed), strict=True):
        assert ours(each) == answer == ""


def test_the_page_answers_about_a_pdf(page: Browser, tmp_path: Path) -> None:
    """Dropped on the page, signed pages get the answers of their bundle and of the file, and the story."""
    file = tmp_path / "evidence.pdf"
    file.write_bytes(evidence())
    page.choose(file)
    assert "Is everything as it was recorded? Yes." in page.text("#said")
    assert "The certificate of the file is known only from it." in page.text("#result")
    assert "Ruth Adeyemi" in page.text(".story")
    log = read_bundle((FOLDER / "good.json").read_bytes()).logs[0]
    given = f"{parse_vkey(log.vkey).fingerprint()}\n{somebody().fingerprint.upper()}"
    page.run(f"document.getElementById('keys').value = {json.dumps(given)}")
    page.run("document.getElementById('again').click()")
    page.wait_for("document.getElementById('said').textContent.includes('Is the signer known? Yes.')")
    page.run("document.getElementById('keys').value = ''")
    longer = tmp_path / "longer.pdf"
    longer.write_bytes(evidence() + b"%")
    page.choose(longer)
    assert "Is everything as it was recorded? No." in page.text("#said")
    assert "something was added after it was signed" in page.text("#result")


def test_pages_of_every_published_bundle_that_holds() -> None:
    """Pages are made of every published bundle whose bytes hold, and made again of it they are the same."""
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    sound = [each["name"] for each in index if each.get("bytes") and each.get("complete") is not False]
    for name in sound[:: max(1, len(sound) // 6)]:
        codes = {one.code: one.holds for each in check_evidence(evidence(name)).questions for one in each.answers}
        assert (codes["file"], codes["pages"]) == (True, True), name
