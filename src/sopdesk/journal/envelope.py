"""Files under a pass phrase, in the format of age (age-encryption.org/v1), which other programs open as well.

A file is encrypted to a fresh X25519 identity, chunk by chunk; the identity is a small age file of its own, encrypted
under the pass phrase (scrypt). `age -d -i key.age FILE` opens both at once.
"""

from dataclasses import dataclass
from io import BufferedIOBase
from typing import Any, Protocol, Self
from unicodedata import normalize

import pyrage

from sopdesk.journal.keys import WrongPassword


class Source(Protocol):
    """Whatever bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Give at most so many of the next bytes; none at the end."""


class Sink(Protocol):
    """Whatever bytes are written to."""

    def write(self, content: bytes, /) -> int:
        """Take all of these bytes; give how many."""


class Unreadable(Exception):  # noqa: N818 - a finding, not an error
    """The encrypted bytes are not those that were written."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """What opens the files that were encrypted together."""

    identity: pyrage.x25519.Identity

    @classmethod
    def make(cls, pass_phrase: str) -> tuple[Self, bytes]:
        """Make a new key; give it, and it again as an age file under the pass phrase. Takes a second, on purpose."""
        identity = pyrage.x25519.Identity.generate()
        return cls(identity), pyrage.passphrase.encrypt(f"{identity}\n".encode(), _phrase(pass_phrase))

    @classmethod
    def open(cls, locked: bytes, pass_phrase: str) -> Self:
        """Give the key that lies under a pass phrase. Raises WrongPassword, also when it is damaged."""
        try:
            text = pyrage.passphrase.decrypt(locked, _phrase(pass_phrase)).decode()
            return cls(pyrage.x25519.Identity.from_str(text.strip()))
        except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as error:
            raise WrongPassword from error

    def encrypt(self, source: Source, target: Sink) -> None:
        """Encrypt everything from a source. What its reading or the writing raises is raised as it is."""
        heard = _Through(source, target)
        try:
            pyrage.encrypt_io(heard, heard, [self.identity.to_public()])
        except (pyrage.EncryptError, OSError) as error:
            raise heard.error or error from None

    def decrypt(self, source: Source, target: Sink) -> None:
        """Decrypt everything from a source; each chunk is authentic before it is written. Raises Unreadable."""
        heard = _Through(source, target)
        try:
            pyrage.decrypt_io(heard, heard, [self.identity])
        except (pyrage.DecryptError, OSError) as error:
            raise heard.error or Unreadable(str(error)) from None


class _Through(BufferedIOBase):
    """Reads and writes, and keeps what went wrong there: age would say it in words of its own."""

    def __init__(self, source: Source, target: Sink) -> None:
        self._source = source
        self._target = target
        self.error: BaseException | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        try:
            return self._source.read(-1 if size is None else size)
        except BaseException as error:
            self.error = error
            raise

    def write(self, content: Any, /) -> int:  # noqa: ANN401 - whatever has bytes
        try:
            return self._target.write(bytes(content))
        except BaseException as error:
            self.error = error
            raise


def _phrase(text: str) -> str:
    """Give a pass phrase the same however a keyboard composes its letters (NFC, as RFC 8265)."""
    return normalize("NFC", text)
