import io
import logging
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigner

from sopdesk.journal.certificates import Certificates, Identity
from sopdesk.journal.keys import StationKeys
from sopdesk.pdf.archival import Attachment, finish
from sopdesk.pdf.incident_report import print_case
from sopdesk.pdf.signed import check, sign
from sopdesk.pdf.signer import StationSigner
from tests.pdf import samples

NOW = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)
BUNDLE = Attachment("bundle.json", b'{"sopdesk-evidence": 1}\n' * 50, "application/json", "The evidence")


@pytest.fixture(autouse=True)
def quiet() -> None:
    """Keep pyHanko's own words about bad signatures out of the output."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


@cache
def somebody(name: str = "Café Lindenhof · Counter") -> Identity:
    """Give a station with its certificates."""
    with TemporaryDirectory() as folder:
        return Certificates(StationKeys(Path(folder), use_system=False)).identity("log", name, NOW)


@cache
def unsigned() -> bytes:
    """Give a case report with a bundle."""
    return finish(print_case(samples.case()), title="Case", made_at=NOW, attachments=[BUNDLE])


@cache
def evidence() -> bytes:
    """Give it signed."""
    return sign(unsigned(), somebody(), NOW)


def test_a_signed_file_is_intact_and_its_signer_known() -> None:
    """A file passes as it was signed; its signer is known to whoever has the root from elsewhere."""
    found = check(evidence(), [somebody("Another").root, somebody().root])
    assert (found.signatures, found.intact, found.trusted, found.findings) == (1, True, True, ())
    assert found.signer == "Café Lindenhof · Counter"
    assert found.root == somebody().fingerprint
    assert found.signed_at == NOW


def test_a_signer_whom_only_the_file_names() -> None:
    """Without the root from elsewhere, or with another, the file is intact and its signer not known."""
    for roots in ([], [somebody("Another").root]):
        found = check(evidence(), roots)
        assert found.intact
        assert not found.trusted


def test_signing_again_gives_the_same_bytes() -> None:
    """The time of signing is data: the same file, signed for the same time, is the same."""
    assert sign(unsigned(), somebody(), NOW) == evidence()


def test_it_is_still_valid_after_the_certificate_ended() -> None:
    """A file is judged as of the time that it states, however long ago that is."""
    old = datetime(2001, 5, 6, tzinfo=UTC)
    with TemporaryDirectory() as folder:
        identity = Certificates(StationKeys(Path(folder), use_system=False)).identity("log", "x", old)
    assert check(sign(unsigned(), identity, old), [identity.root]).trusted


def test_the_bundle_stays_as_it_was() -> None:
    """Signing changes no byte of the file before, and the bundle comes out as it went in."""
    assert evidence().startswith(unsigned())
    with pikepdf.open(io.BytesIO(evidence())) as pdf:
        assert pdf.attachments["bundle.json"].get_file().read_bytes() == BUNDLE.content


@pytest.mark.parametrize("place", [*range(0, 100, 9), *(n / 40 for n in range(40))])
def test_a_flipped_bit(place: float) -> None:
    """Wherever a bit is flipped, the file does not pass."""
    changed = bytearray(evidence())
    changed[int(place) if place >= 1 or place == 0 else int(place * len(changed))] ^= 1
    found = check(bytes(changed), [somebody().root])
    assert not found.intact
    assert not found.trusted
    assert found.findings


def _in_the_signature() -> range:
    begin = evidence().index(b"/Contents <") + len(b"/Contents <")
    return range(begin - 1, evidence().index(b">", begin) + 1)


@pytest.mark.parametrize("part", range(30))
def test_a_flipped_bit_in_the_signature_itself(part: int) -> None:
    """Nor does it where the bytes are not covered: in the digits of the signature, or in the room behind them."""
    places = _in_the_signature()
    for bit in (0, 5):
        changed = bytearray(evidence())
        changed[places[part * (len(places) - 1) // 29]] ^= 1 << bit
        assert not check(bytes(changed), [somebody().root]).intact


def _appended(words: bytes) -> bytes:
    return evidence() + words


def _updated(change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(evidence()))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _words_on_the_first_page(writer: IncrementalPdfFileWriter) -> None:
    words = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 30 Tf 100 500 Td (Nothing happened) Tj ET"))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), words])
    writer.update_container(page)


def _page_hidden(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"] = generic.ArrayObject(list(pages["/Kids"])[1:])
    pages["/Count"] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def _nothing(writer: IncrementalPdfFileWriter) -> None:
    writer.update_root()


def _rewritten(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(evidence())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _strip(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm
    del pdf.pages[0].Annots


def _replace_bundle(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["bundle.json"] = pikepdf.AttachedFileSpec(
        pdf, b"{}", filename="bundle.json", description="", mime_type="application/json", creation_date="", mod_date=""
    )


def _add_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def _signed_again(content: bytes, who: Identity) -> bytes:
    out = io.BytesIO()
    meta = signers.PdfSignatureMetadata(
        field_name="Other", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    PdfSigner(meta, StationSigner(who)).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), output=out)
    return out.getvalue()


TAMPERED: dict[str, Callable[[], bytes]] = {
    "junk behind the end": lambda: _appended(b"\n%% more\n"),
    "a byte behind the end": lambda: _appended(b"\n"),
    "an update that changes nothing": lambda: _updated(_nothing),
    "words added to a page": lambda: _updated(_words_on_the_first_page),
    "a page hidden": lambda: _updated(_page_hidden),
    "rewritten": lambda: _rewritten(lambda _: None),
    "the signature stripped": lambda: _rewritten(_strip),
    "the bundle replaced": lambda: _rewritten(_replace_bundle),
    "a page added": lambda: _rewritten(_add_page),
    "the end cut off": lambda: evidence()[:-20],
    "the update cut off": unsigned,
    "nothing": bytes,
    "no PDF": lambda: b"%PDF-1.7\nnothing",
    "something before it": lambda: b" " + evidence(),
    "the signature moved to another file": lambda: (
        finish(print_case(samples.case()), title="Other", made_at=NOW)
        + evidence()[len(unsigned()) :]
    ),
    "a permissive signature of somebody else": lambda: _signed_again(unsigned(), somebody("Mallory")),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_done_to_a_file_is_found(how: str) -> None:
    """Whatever was done to a file after it was signed, it does not pass, and a sentence says why."""
    found = check(TAMPERED[how](), [somebody().root])
    assert not found.intact
    assert not found.trusted
    assert found.findings[0].endswith(".")


def test_signed_anew_by_somebody_else() -> None:
    """Who changes a file and signs it himself has an intact file of an unknown signer, whatever he calls himself."""
    forged = finish(unsigned(), title="Case", made_at=NOW, attachments=[Attachment("bundle.json", b"{}", "text/plain")])
    mallory = somebody("Café Lindenhof · Counter ")
    found = check(sign(forged, mallory, NOW), [somebody().root])
    assert found.intact
    assert not found.trusted
    assert found.root != somebody().fingerprint


@pytest.mark.skipif(not shutil.which("pdfsig") or not shutil.which("certutil"), reason="pdfsig or certutil is missing")
def test_poppler_trusts_it(tmp_path: Path) -> None:
    """Poppler, with NSS, calls the signature valid and, given the root, the certificate trusted."""
    (tmp_path / "file.pdf").write_bytes(evidence())
    (tmp_path / "root.pem").write_bytes(somebody().root_file())
    held = f"sql:{tmp_path}"
    for arguments in (
        ["-N", "--empty-password"],
        ["-A", "-n", "root", "-t", "CT,C,C", "-i", str(tmp_path / "root.pem")],
    ):
        subprocess.run([shutil.which("certutil") or "", "-d", held, *arguments], check=True, timeout=60)
    found = subprocess.run(
        [shutil.which("pdfsig") or "", "-nssdir", held, str(tmp_path / "file.pdf")],
        capture_output=True, text=True, timeout=60, check=False,
    ).stdout  # fmt: skip
    for said in ("Signature is Valid", "Certificate is Trusted", "Total document signed", "ETSI.CAdES.detached"):
        assert said in found
