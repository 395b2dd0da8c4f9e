"""Keys: the station's own, in the system's key store or a file; and people's, encrypted under their passwords."""

import base64
import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from secrets import token_bytes
from unicodedata import normalize

import argon2
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.note import Verifier

SERVICE = "sopdesk"
_SALT, _NONCE, _KEY = 16, 12, 32
_MOST_PASSES, _MOST_KIB, _MOST_LANES = 16, 1 << 20, 16
"""A wrapped key that asks for more work than this is not opened: it was made to keep the program busy."""


class Strength(Enum):
    """How hard a secret is stretched with argon2id, as (passes, KiB, lanes).

    PROPER is the second recommendation of RFC 9106 (64 MiB, 3 passes, 4 lanes); QUICK is for the demo desk and tests.
    """

    PROPER = (3, 65536, 4)
    QUICK = (1, 64, 1)


StationKey = Ed25519PrivateKey
"""The private key of a station's log."""


class WrongPassword(Exception):  # noqa: N818 - a finding, not an error
    """The password does not open the key."""


def hash_secret(secret: str, strength: Strength) -> str:
    """Give the argon2id hash of a PIN or password, in the PHC format with its parameters and salt."""
    passes, memory, lanes = strength.value
    return argon2.PasswordHasher(passes, memory, lanes).hash(_bytes_of(secret))


def verify_secret(verifier: str, secret: str) -> bool:
    """Tell whether a secret is the one that was hashed; False for a hash that is none."""
    with contextlib.suppress(argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return argon2.PasswordHasher().verify(verifier, _bytes_of(secret))
    return False


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's signing key: `public_key` base64; `wrapped` its private half, encrypted under the password."""

    private: Ed25519PrivateKey
    public_key: str
    wrapped: str

    @classmethod
    def make(cls, password: str, strength: Strength) -> "PersonKey":
        """Make a new key and encrypt it under a password (argon2id, ChaCha20-Poly1305)."""
        private = Ed25519PrivateKey.generate()
        salt, nonce = token_bytes(_SALT), token_bytes(_NONCE)
        sealed = ChaCha20Poly1305(_stretch(password, salt, strength.value)).encrypt(
            nonce, private.private_bytes_raw(), None
        )
        passes, memory, lanes = strength.value
        wrapped = json.dumps([passes, memory, lanes, _b64(salt), _b64(nonce), _b64(sealed)])
        return cls(private, _b64(private.public_key().public_bytes_raw()), wrapped)

    @classmethod
    def open(cls, wrapped: str, password: str) -> "PersonKey":
        """Decrypt a key. Raises WrongPassword, also when the wrapped key is damaged."""
        try:
            passes, memory, lanes, salt, nonce, sealed = json.loads(wrapped)
            key = _stretch(password, _unb64(salt), (passes, memory, lanes))
            private = Ed25519PrivateKey.from_private_bytes(
                ChaCha20Poly1305(key).decrypt(_unb64(nonce), _unb64(sealed), None)
            )
        except (InvalidTag, argon2.exceptions.HashingError, ValueError, TypeError) as error:
            raise WrongPassword from error
        return cls(private, _b64(private.public_key().public_bytes_raw()), wrapped)


class StationKeys:
    """Where this machine keeps station keys, and beside each the last size that it signed.

    The system's key store is used where there is one, else a file with owner-only rights, which is weaker.
    """

    def __init__(self, folder: Path, *, use_system: bool) -> None:
        """Keep keys in the system's key store or, without one, in a folder of this machine."""
        self._folder = folder
        self._system = use_system and _system_store_works()
        self._later: dict[str, tuple[int, str]] | None = None

    @property
    def weaker(self) -> bool:
        """Whether keys lie in a file, because this machine has no key store."""
        return not self._system

    def make(self, origin: str) -> Ed25519PrivateKey:
        """Make and keep a new key for a log. Raises Trouble when there is one already, or it cannot be kept."""
        if self._read(origin) is not None:
            raise Trouble(f"This machine has a key for {origin} already. It was kept as it is.")
        private = Ed25519PrivateKey.generate()
        self._write(origin, {"key": _b64(private.private_bytes_raw()), "size": 0})
        return private

    def get(self, origin: str) -> Ed25519PrivateKey | None:
        """Give the key of a log, or None when this machine does not have it."""
        kept = self._read(origin)
        return Ed25519PrivateKey.from_private_bytes(_unb64(str(kept["key"]))) if kept else None

    def of(self, verifier: Verifier) -> Ed25519PrivateKey | None:
        """Give the private half of a log's key, None when this machine does not have it; also of one just prepared."""
        pair = self._pair(verifier.name)
        return next((each for each in pair if each.public_key().public_bytes_raw() == verifier.key), None)

    def prepare_next(self, origin: str) -> Ed25519PrivateKey:
        """Make and keep the key that is to follow a log's own; one that was prepared before and never came is lost."""
        private = Ed25519PrivateKey.generate()
        self._write(origin, {**(self._read(origin) or {}), "next": _b64(private.private_bytes_raw())})
        return private

    def settle(self, verifier: Verifier) -> None:
        """Destroy the key of a log that is not, or no longer, this one; nothing is done unless two are kept."""
        origin, private = verifier.name, self.of(verifier)
        kept = self._read(origin)
        if private is not None and kept is not None and "next" in kept:
            only = {name: value for name, value in kept.items() if name != "next"}
            self._write(origin, {**only, "key": _b64(private.private_bytes_raw())})

    def last_signed(self, origin: str) -> tuple[int, str]:
        """Give the largest size of the log that was ever signed here, and the root hash (hex) that it had then.

        The size is 0 where nothing is remembered, the hash "" where only the size is.
        """
        kept = self._read(origin)
        return (int(kept["size"]), str(kept.get("root", ""))) if kept else (0, "")

    def remember_size(self, origin: str, size: int, root: str = "") -> None:
        """Remember that a size was signed, and its root hash (hex); never goes back."""
        if self._later is not None:
            self._later[origin] = max((size, root), self._later.get(origin, (0, "")))
            return
        kept = self._read(origin)
        if kept and int(kept["size"]) < size:
            self._write(origin, {**kept, "size": size, "root": root})

    @contextlib.contextmanager
    def remembering_at_the_end(self) -> Iterator[None]:
        """Remember the last sizes only when this is left: for a demo desk, which is signed hundreds of times."""
        self._later = {}
        try:
            yield
        finally:
            sizes, self._later = self._later, None
            for origin, (size, root) in sizes.items():
                self.remember_size(origin, size, root)

    def machine_secret(self) -> str:
        """Give a secret that is the same as long as this machine keeps its folder of keys; made when first asked."""
        path = self._folder / "machine.secret"
        if not path.is_file():
            _write_private(path, token_bytes(_KEY).hex())
        return path.read_text()

    def recall(self, name: str) -> dict[str, str | int] | None:
        """Give what was kept under a name beside the keys of logs, or None. Raises Trouble when it cannot be read."""
        return self._read(name)

    def keep(self, name: str, kept: dict[str, str | int]) -> None:
        """Keep a secret under a name, where the keys of logs are kept; what was there before is lost."""
        self._write(name, kept)

    def _pair(self, origin: str) -> list[Ed25519PrivateKey]:
        kept = self._read(origin) or {}
        found = [str(kept[each]) for each in ("key", "next") if each in kept]
        return [Ed25519PrivateKey.from_private_bytes(_unb64(each)) for each in found]

    def _path(self, origin: str) -> Path:
        return self._folder / f"{origin.replace('/', '_')}.key"

    def _read(self, origin: str) -> dict[str, str | int] | None:
        try:
            text = _ask_system(origin) if self._system else _read_private(self._path(origin))
            found: dict[str, str | int] | None = json.loads(text) if text else None
        except (OSError, ValueError) as error:
            raise Trouble("The key of this station cannot be read. It was left as it is.") from error
        return found

    def _write(self, origin: str, kept: dict[str, str | int]) -> None:
        text = json.dumps(kept)
        if self._system:
            _tell_system(origin, text)
        else:
            _write_private(self._path(origin), text)


def _system_store_works() -> bool:
    """Tell whether this machine has a key store of its own; a plain file in its place (priority below 1) is none."""
    import keyring

    return keyring.get_keyring().priority >= 1


def _ask_system(origin: str) -> str | None:
    import keyring

    try:
        return keyring.get_password(SERVICE, origin)
    except keyring.errors.KeyringError as error:
        raise Trouble("The system's key store did not answer. Unlock it and open the desk again.") from error


def _tell_system(origin: str, text: str) -> None:
    import keyring

    try:
        keyring.set_password(SERVICE, origin, text)
    except keyring.errors.KeyringError as error:
        raise Trouble("The system's key store did not take the key. Unlock it and do it again.") from error


def _read_private(path: Path) -> str | None:
    return path.read_text() if path.is_file() else None


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read; whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _stretch(password: str, salt: bytes, strength: tuple[int, int, int]) -> bytes:
    passes, memory, lanes = strength
    if passes > _MOST_PASSES or memory > _MOST_KIB or lanes > _MOST_LANES:
        raise ValueError("This key asks for more work than any that was made here.")
    return hash_secret_raw(_bytes_of(password), salt, passes, memory, lanes, _KEY, Type.ID)


def _bytes_of(secret: str) -> bytes:
    """Give a secret's bytes, the same however a keyboard composes its letters (NFC, as RFC 8265)."""
    return normalize("NFC", secret).encode()


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unb64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
