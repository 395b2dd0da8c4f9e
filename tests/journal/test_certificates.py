from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.certificates import LEAF_DAYS, Certificates, Identity, as_der, fingerprint, is_root
from sopdesk.journal.keys import StationKeys

NOW = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)
ORIGIN = "sopdesk.invalid/lindenhof/COUN"
NAME = "Café Lindenhof · Counter"


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    """Give the certificates of a machine that has none yet."""
    return Certificates(StationKeys(tmp_path, use_system=False))


def read(certificate: bytes) -> x509.Certificate:
    """Read a certificate."""
    return x509.load_der_x509_certificate(certificate)


def test_a_root_issues_a_leaf(certificates: Certificates) -> None:
    """The station signs with a certificate that its own root issued; the root issues nothing below that."""
    found = certificates.identity(ORIGIN, NAME, NOW)
    leaf, root = read(found.leaf), read(found.root)
    leaf.verify_directly_issued_by(root)
    limits = root.extensions.get_extension_for_class(x509.BasicConstraints)
    assert limits.critical
    assert (limits.value.ca, limits.value.path_length) == (True, 0)
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    use = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (use.digital_signature, use.content_commitment, use.key_cert_sign) == (True, True, False)
    assert root.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    assert leaf.subject.rfc4514_string() == f"CN={NAME}"
    assert (leaf.not_valid_after_utc - NOW).days == LEAF_DAYS


def test_the_uses_that_readers_look_for(certificates: Certificates) -> None:
    """The certificate names the uses without which other programs would not call it trusted."""
    leaf = read(certificates.identity(ORIGIN, NAME, NOW).leaf)
    uses = {each.dotted_string for each in leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value}
    assert uses == {"1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.2.840.113583.1.1.5"}


def test_they_are_kept(certificates: Certificates, tmp_path: Path) -> None:
    """The next start finds the same root and the same leaf, in files that only their owner reads."""
    first = certificates.identity(ORIGIN, NAME, NOW)
    again = Certificates(StationKeys(tmp_path, use_system=False)).identity(ORIGIN, NAME, NOW + timedelta(days=30))
    assert (again.leaf, again.root) == (first.leaf, first.root)
    assert all(each.stat().st_mode & 0o077 == 0 for each in tmp_path.glob("*.key"))
    other = certificates.identity("sopdesk.invalid/lindenhof/KITC", NAME, NOW)
    assert other.root != first.root


def test_a_leaf_is_replaced_before_it_ends(certificates: Certificates) -> None:
    """Near its end the leaf is replaced; the fingerprint that people compare stays the same."""
    first = certificates.identity(ORIGIN, NAME, NOW)
    later = certificates.identity(ORIGIN, NAME, NOW + timedelta(days=LEAF_DAYS - 30))
    assert later.leaf != first.leaf
    assert later.fingerprint == first.fingerprint == fingerprint(first.root)
    at_the_end = certificates.identity(ORIGIN, NAME, NOW + timedelta(days=7200))
    assert read(at_the_end.leaf).not_valid_after_utc <= read(first.root).not_valid_after_utc


def test_a_leaf_of_another_root_is_not_used(certificates: Certificates, tmp_path: Path) -> None:
    """When the root was lost and made anew, the leaf of the old one is left aside."""
    first = certificates.identity(ORIGIN, NAME, NOW)
    next(tmp_path.glob("*_root.key")).unlink()
    again = certificates.identity(ORIGIN, NAME, NOW)
    assert again.root != first.root
    read(again.leaf).verify_directly_issued_by(read(again.root))


def test_a_clock_that_stands_wrong(certificates: Certificates) -> None:
    """At a time at which the root does not hold, nothing is signed."""
    certificates.identity(ORIGIN, NAME, NOW)
    with pytest.raises(Trouble, match="clock"):
        certificates.identity(ORIGIN, NAME, NOW - timedelta(days=2))


def test_the_same_signature_for_the_same_bytes(certificates: Certificates) -> None:
    """A signature fits its bytes, and signing again gives the same."""
    found = certificates.identity(ORIGIN, NAME, NOW)
    public = read(found.leaf).public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(found.sign(b"words"), b"words", ec.ECDSA(hashes.SHA256()))
    assert found.sign(b"words") == found.sign(b"words")


@pytest.mark.parametrize("name", ["", "\n\t", "x" * 200, "\ud800", "محمد · 🍰"])
def test_any_name_can_stand_in_a_certificate(certificates: Certificates, name: str) -> None:
    """Whatever a house is called, its certificate can be made and read."""
    leaf = read(certificates.identity(ORIGIN, name, NOW).leaf)
    assert 1 <= len(leaf.subject.rdns[0].rfc4514_string()) <= 200


def test_the_root_as_a_file(certificates: Certificates) -> None:
    """The root can be handed over as a file; read back it is the same, as PEM and as DER."""
    found = certificates.identity(ORIGIN, NAME, NOW)
    assert found.root_file().startswith(b"-----BEGIN CERTIFICATE-----")
    assert as_der(found.root_file()) == as_der(found.root) == found.root
    with pytest.raises(ValueError, match="PEM"):
        as_der(b"-----BEGIN nothing")


def test_only_a_root_vouches_for_itself(certificates: Certificates) -> None:
    """A leaf is no root, nor is a root with a changed bit, nor anything else."""
    found: Identity = certificates.identity(ORIGIN, NAME, NOW)
    assert is_root(found.root)
    assert not is_root(found.leaf)
    assert not is_root(b"")
    assert not is_root(found.root[:-1] + bytes([found.root[-1] ^ 1]))


def test_two_leaves_issued_at_once_after_the_name_changed(certificates: Certificates) -> None:
    """A house that is called otherwise keeps its certificates until they end."""
    first = certificates.identity(ORIGIN, NAME, NOW)
    assert certificates.identity(ORIGIN, "Another name", NOW).leaf == first.leaf
