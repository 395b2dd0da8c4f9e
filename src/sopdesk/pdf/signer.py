"""Our keys and our time in pyHanko's hands: whatever it would make up is given, so the same gives the same bytes."""

import hashlib
from datetime import datetime
from typing import Any

from asn1crypto import algos, cms, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sopdesk.journal.certificates import Identity

_LONGEST_SIGNATURE = 72
"""An ECDSA signature with P-256 as DER, in bytes."""


def as_written(found: cms.SignedData, signer: x509.Certificate) -> bytes:
    """Give a signature (RFC 5652) made again of its parts that are signed, the certificates, and nothing else."""
    (info,) = found["signer_infos"]
    again = cms.SignerInfo({
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(
            {"issuer": signer.issuer, "serial_number": signer.serial_number})}),
        "digest_algorithm": {"algorithm": "sha256"}, "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signed_attrs": info["signed_attrs"], "signature": info["signature"].native,
    })  # fmt: skip
    whole = cms.SignedData({
        "version": "v1", "digest_algorithms": [{"algorithm": "sha256"}], "encap_content_info": {"content_type": "data"},
        "certificates": found["certificates"], "signer_infos": [again],
    })  # fmt: skip
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": whole}).dump())


class StationSigner(Signer):
    """Signs with the key of a station, which stays where it is."""

    def __init__(self, identity: Identity) -> None:
        """Take whoever signs."""
        held = SimpleCertificateStore.from_certs([x509.Certificate.load(identity.root)])
        super().__init__(
            signing_cert=x509.Certificate.load(identity.leaf), cert_registry=held,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        )  # fmt: skip
        self._identity = identity

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 - pyHanko's own
        """Give the signature of some bytes."""
        return bytes(_LONGEST_SIGNATURE) if dry_run else self._identity.sign(data)


class DatedSigner(PdfSigner):
    """Signs a PDF at a time that it is told."""

    def __init__(self, meta: PdfSignatureMetadata, signer: Signer, when: datetime) -> None:
        """Take what the signature says, who signs and when."""
        super().__init__(meta, signer)
        self._when = when

    def init_signing_session(self, *arguments: Any, **more: Any) -> PdfSigningSession:  # noqa: ANN401 - pyHanko's own
        """Begin a signature at that time."""
        session = super().init_signing_session(*arguments, **more)
        session.system_time = self._when
        return session


class NamedUpdate(IncrementalPdfFileWriter):
    """An update that adds the signature alone; the name of the file follows from its name before."""

    @classmethod
    def _handle_id(cls, prev: Any) -> generic.ArrayObject:  # noqa: ANN401 - pyHanko's own
        first = prev.document_id[0]
        second = hashlib.sha256(first).digest()[:16]
        return generic.ArrayObject([generic.ByteStringObject(first), generic.ByteStringObject(second)])

    def _update_meta(self) -> None:
        """Leave what the file says of itself as it is: pyHanko would write its own name and the time by its clock."""
