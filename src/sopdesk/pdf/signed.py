"""Signatures on PDFs: PAdES B-B (ETSI EN 319 142-1), after which nothing in the file may be changed."""

import asyncio
import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sopdesk.journal.certificates import Identity, fingerprint, is_root

if TYPE_CHECKING:
    from pyhanko.sign import PdfSignatureMetadata
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

FIELD = "Evidence"
_CERTIFICATES = 2
"""That of the station and that of its root; nobody else's is carried along."""
_ROOM = 1 << 14
"""Hex digits that a file leaves for its signature: always as many, so that all the rest follows from what is signed."""


@dataclass(frozen=True, slots=True)
class SignatureState:
    """What was found in a file.

    `intact`: a signature is valid and covers the whole file, but for trusted time stamps that were added later.
    `trusted`: it is, and a root that was given issued the certificate. `root` is the fingerprint of the root that the
    file brings along, which proves nothing until somebody compares it. `signed_at` is what the signer's clock said.
    `findings` are sentences that say what is wrong.
    """

    signatures: int = 0
    intact: bool = False
    trusted: bool = False
    signer: str = ""
    root: str = ""
    signed_at: datetime | None = None
    findings: tuple[str, ...] = ()


def sign(pdf: bytes, identity: Identity, when: datetime) -> bytes:
    """Give the file signed: certified, with no change allowed. The same again gives the same bytes."""
    from sopdesk.pdf.signer import DatedSigner, NamedUpdate, StationSigner

    out = io.BytesIO()
    signer = DatedSigner(_said(), StationSigner(identity), when)
    signer.sign_pdf(NamedUpdate(io.BytesIO(pdf)), output=out, bytes_reserved=_ROOM)
    return out.getvalue()


def is_signed_as(signed: bytes, pdf: bytes, when: datetime) -> bool:
    """Tell whether a signed file is this one, byte for byte but for the digits of its one signature."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.signers import ExternalSigner

    from sopdesk.pdf.signer import DatedSigner, NamedUpdate

    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    nobody = ExternalSigner(signature.signer_cert, None, signature_value=0)
    update = NamedUpdate(io.BytesIO(pdf))
    making = DatedSigner(_said(), nobody, when).async_digest_doc_for_signing(update, bytes_reserved=_ROOM)
    held, _, out = asyncio.run(making)
    out.seek(0)
    mine, begin, end = out.read(), held.reserved_region_start, held.reserved_region_end
    return len(signed) == len(mine) and signed[:begin] == mine[:begin] and signed[end:] == mine[end:]


def _said() -> "PdfSignatureMetadata":
    """Give what every signature says of itself."""
    from pyhanko.sign import fields, signers

    return signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )  # fmt: skip


def check(pdf: bytes, roots: Sequence[bytes] = ()) -> SignatureState:
    """Say how a file stands; `roots` are certificates (DER) that came by another way than the file.

    A valid signature is not enough: it has to cover the whole file, and a file has no other than the one that it was
    given. What was added afterwards is refused, whatever it is.
    """
    for name in ("pyhanko", "pyhanko_certvalidator"):  # what it logs of a hostile file would stand beside the findings
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return _checked(pdf, roots)
    except Exception as error:  # noqa: BLE001 - a foreign parser at hostile bytes: whatever it raises is the finding
        return SignatureState(findings=(f"The file cannot be read as a signed PDF ({type(error).__name__}).",))


def _checked(pdf: bytes, roots: Sequence[bytes]) -> SignatureState:
    from pyhanko.pdf_utils.reader import PdfFileReader

    every = list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)
    if len(every) != 1:
        said = (
            f"The file has {len(every)} signatures, not the one it was given." if every else "The file is not signed."
        )
        return SignatureState(len(every), findings=(said,))
    (signature,) = every
    root = _root_of(signature)
    findings = tuple(_faults(signature, pdf, root))
    signer = " ".join(map(str, signature.signer_cert.subject.native.values()))
    return SignatureState(
        1, not findings, not findings and root in roots, signer, fingerprint(root), signature.self_reported_timestamp,
        findings,
    )  # fmt: skip


def _root_of(signature: "EmbeddedPdfSignature") -> bytes:
    """Give the certificate that the file brings as the issuer of the signer's; nothing when it brings none."""
    issuer = signature.signer_cert.issuer
    return next((bytes(each.dump()) for each in signature.other_embedded_certs if each.subject == issuer), b"")


def _faults(signature: "EmbeddedPdfSignature", pdf: bytes, root: bytes) -> Iterator[str]:
    """Say what is wrong with a signature."""
    from pyhanko.sign.fields import MDPPerm

    if not is_root(root):
        yield "The file does not bring the certificate of a root."
        return
    state = _validated(signature, root)
    if not state.intact:
        yield "The file is not as it was signed."
    if not state.valid or not state.trusted:
        yield "The signature does not belong to the certificate that comes with it."
    if not _covers(signature, pdf):
        yield "The signature does not cover the whole file: something was added after it was signed."
    if signature.docmdp_level != MDPPerm.NO_CHANGES:
        yield "The signature does not forbid changes, as those of this program do."
    if not _plain(signature):
        yield "The signature is not written as this program writes it."


def _validated(signature: "EmbeddedPdfSignature", root: bytes) -> "PdfSignatureStatus":
    """Validate a signature as of the time that it states: certificates end, and the file still says what it said."""
    from asn1crypto import x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trusted = [x509.Certificate.load(root)]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=signature.self_reported_timestamp)
    return validate_pdf_signature(signature, context, skip_diff=True)


def _covers(signature: "EmbeddedPdfSignature", pdf: bytes) -> bool:
    """Tell whether all bytes are signed but those of the signature itself, and those are nothing but digits."""
    start, before, after, rest = signature.byte_range
    held = b"<" + signature.pkcs7_content.hex().upper().encode() + b">"
    return (start, after, after + rest) == (0, before + len(held), len(pdf)) and pdf[before:after] == held


def _plain(signature: "EmbeddedPdfSignature") -> bool:
    """Tell whether a signature holds nothing beside what it covers: made again of its parts, it is the same."""
    from sopdesk.pdf.signer import as_written

    held = signature.pkcs7_content
    written = as_written(signature.signed_data, signature.signer_cert)
    return held == written.ljust(len(held), b"\0") and len(signature.signed_data["certificates"]) == _CERTIFICATES
