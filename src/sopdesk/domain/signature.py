"""A person's signature as the record keeps it (the ideas of 21 CFR 11.50 and 11.70)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Meaning(StrEnum):
    """What a person says by signing."""

    AUTHORSHIP = "authorship"
    REVIEW = "review"
    APPROVAL = "approval"
    RESPONSIBILITY = "responsibility"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature bound to the digest of exactly what was signed.

    `name_digest` is the SHA-256 (hex) of the salted printed name, so that the name itself can be sealed;
    `key` and `value` are the signer's Ed25519 public key and signature, base64.
    """

    signer: str
    meaning: Meaning
    digest: str
    subject: str
    at: datetime
    zone: str
    log: str
    name_digest: str
    key: str
    value: str
