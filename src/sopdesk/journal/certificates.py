"""Certificates (X.509) for what is signed as PDF: a root of each station's own, and a leaf that it issues."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.certificate_name import called
from sopdesk.journal.keys import StationKeys

ROOT_DAYS, LEAF_DAYS, RENEWED = 7300, 825, 60
"""How long they hold, and how many days before its end a leaf is replaced."""
_USES = (
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # signing of documents, RFC 9336
    x509.ObjectIdentifier("1.2.840.113583.1.1.5"),  # the same, before there was a standard
)
_KINDS = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs PDFs: the certificate of the station and of its root, both as DER. The key stays in here."""

    leaf: bytes
    root: bytes
    _private: ec.EllipticCurvePrivateKey

    def sign(self, data: bytes) -> bytes:
        """Give an ECDSA signature (P-256, SHA-256) as DER; the same data gives the same signature (RFC 6979)."""
        return self._private.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the root's certificate, as hex digits: what is compared by eye."""
        return fingerprint(self.root)

    def root_file(self) -> bytes:
        """Give the root's certificate as a PEM file, to be handed over and imported elsewhere."""
        return x509.load_der_x509_certificate(self.root).public_bytes(serialization.Encoding.PEM)


class Certificates:
    """The certificates of this machine's logs; their keys are kept where the keys of the logs are."""

    def __init__(self, keys: StationKeys) -> None:
        """Keep them with these keys."""
        self._keys = keys

    def identity(self, origin: str, name: str, when: datetime) -> Identity:
        """Give who signs for a log at a time; root and leaf are made when there are none, the leaf also when it ends.

        `name` is what the certificates call the station. Raises Trouble when the root does not hold at that time.
        """
        root_key, root = self._root(origin, name, when)
        if not _holds(root, when):
            raise Trouble(
                "The certificate of this station does not hold at the time that the clock of this machine shows. "
                "Nothing was signed. Set the clock right and do it again."
            )
        kept = self._kept(f"{origin}/leaf")
        if kept is None or not _holds(kept[1], when, RENEWED) or not _issued_by(kept[1], root):
            kept = _issue(name, when, root_key, root)
            self._keep(f"{origin}/leaf", *kept)
        key, leaf = kept
        return Identity(_der(leaf), _der(root), key)

    def _root(self, origin: str, name: str, when: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        kept = self._kept(f"{origin}/root")
        if kept is None:
            kept = _make_root(name, when)
            self._keep(f"{origin}/root", *kept)
        return kept

    def _kept(self, name: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate] | None:
        kept = self._keys.recall(name)
        if kept is None:
            return None
        private = ec.derive_private_key(int(str(kept["key"]), 16), ec.SECP256R1())
        return private, x509.load_der_x509_certificate(base64.b64decode(str(kept["certificate"])))

    def _keep(self, name: str, private: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
        number = f"{private.private_numbers().private_value:064x}"
        self._keys.keep(name, {"key": number, "certificate": base64.b64encode(_der(certificate)).decode()})


def fingerprint(certificate: bytes) -> str:
    """Give the SHA-256 of a certificate in DER, as hex digits."""
    return hashlib.sha256(certificate).hexdigest()


def is_root(certificate: bytes) -> bool:
    """Tell whether bytes are a certificate (DER) that vouches for itself."""
    try:
        found = x509.load_der_x509_certificate(certificate)
        found.verify_directly_issued_by(found)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return _der(found) == certificate and certificate.endswith(b"\0" + found.signature)  # no bit of it is unused


def as_der(file: bytes) -> bytes:
    """Give a certificate from a file (PEM or DER) as DER. Raises ValueError when it is none."""
    if file.lstrip().startswith(b"-----BEGIN"):
        return _der(x509.load_pem_x509_certificate(file))
    return _der(x509.load_der_x509_certificate(file))


def _make_root(name: str, when: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    private = ec.generate_private_key(ec.SECP256R1())
    own = called(f"{name} root")
    made = _begin(own, own, private.public_key(), when, ROOT_DAYS)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(_allowing("key_cert_sign", "crl_sign"), critical=True)
    return private, made.sign(private, hashes.SHA256())


def _issue(
    name: str, when: datetime, root_key: ec.EllipticCurvePrivateKey, root: x509.Certificate
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Give a new key with a certificate that the root signs; it never outlives the root."""
    private = ec.generate_private_key(ec.SECP256R1())
    days = min(LEAF_DAYS, (root.not_valid_after_utc - when).days)
    made = _begin(called(name), root.subject, private.public_key(), when, days)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_allowing("digital_signature", "content_commitment"), critical=True)
    made = made.add_extension(x509.ExtendedKeyUsage(list(_USES)), critical=False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    return private, made.add_extension(issuer, critical=False).sign(root_key, hashes.SHA256())


def _begin(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, when: datetime, days: int
) -> x509.CertificateBuilder:
    """Begin a certificate; its number comes from its key, and it holds from the day before."""
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(int.from_bytes(identifier.digest[:16], "big") | 1)
        .not_valid_before(when - timedelta(days=1))
        .not_valid_after(when + timedelta(days=days))
        .add_extension(identifier, critical=False)
    )


def _allowing(*uses: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{each: each in uses for each in _KINDS})


def _holds(certificate: x509.Certificate, when: datetime, spare: int = 0) -> bool:
    """Tell whether a certificate holds at a time, and for some days after it."""
    return certificate.not_valid_before_utc <= when <= certificate.not_valid_after_utc - timedelta(days=spare)


def _issued_by(leaf: x509.Certificate, root: x509.Certificate) -> bool:
    """Tell whether a leaf names the key of a root as the one that it was issued with."""
    named = leaf.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    return named == root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
