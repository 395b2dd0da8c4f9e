"""People's signatures: bound to the record, the meaning, the digest, the moment and the printed name."""

import base64
import binascii
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sopdesk.domain.signature import Meaning, Signature
from sopdesk.journal.canon import canon
from sopdesk.journal.codec import to_json
from sopdesk.journal.keys import PersonKey

STATEMENT = b"sopdesk signature 1\n"
"""What stands before everything that a person signs, so that no other text can be taken for it."""
MOST_APART = timedelta(hours=1)
"""An act is recorded when it is signed; a signature of another time was made for another entry."""


def sign(
    key: PersonKey,
    *,
    meaning: Meaning,
    digest: str,
    signer: str,
    name_digest: str,
    subject: str,
    at: datetime,
    zone: str,
    log: str,
) -> Signature:
    """Sign: the signature covers the canonical JSON of everything else that it states."""
    blank = Signature(signer, meaning, digest, subject, at, zone, log, name_digest, key.public_key, "")
    return replace(blank, value=base64.b64encode(key.private.sign(_statement(blank))).decode())


def holds(signature: Signature) -> bool:
    """Tell whether a signature was made with the key that it names over what it states."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(signature.key, validate=True))
        key.verify(base64.b64decode(signature.value, validate=True), _statement(signature))
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def name_digest(name: str, salt: str) -> str:
    """Give the SHA-256 (hex) that stands for a printed name, so that the name itself can be sealed."""
    return sha256(canon(["name", salt, name])).hexdigest()


def _statement(signature: Signature) -> bytes:
    return STATEMENT + canon(to_json(replace(signature, value="")))
