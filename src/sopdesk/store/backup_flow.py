"""What the bytes of a backup go through on their way: looked at, packed, unpacked, counted; never held all at once."""

import zlib
from hashlib import sha256

from sopdesk.domain.refusal import Cancelled
from sopdesk.journal.envelope import Sink, Source
from sopdesk.store.copying import IsCancelled, Progress

PIECE = 1 << 16
_GZIP = 31
"""Tells zlib that its stream has the head and the tail of a gzip file (RFC 1952)."""


class Looked:
    """A source that tells how far it is read, and looks at the cancel button."""

    def __init__(self, file: Source, total: int, progress: Progress | None, cancelled: IsCancelled | None) -> None:
        self._file, self._total, self._done = file, total, 0
        self._progress, self._cancelled = progress, cancelled

    def read(self, size: int = -1, /) -> bytes:
        """Read on. Raises Cancelled."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        content = self._file.read(size)
        self._done += len(content)
        if self._progress is not None:
            self._progress(self._done, self._total)
        return content


class Packed:
    """A source as a gzip file."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._packer = zlib.compressobj(wbits=_GZIP)
        self._waiting = bytearray()
        self._ended = False

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        while not self._ended and (size < 0 or len(self._waiting) < size):
            content = self._source.read(PIECE)
            self._waiting += self._packer.compress(content) if content else self._packer.flush()
            self._ended = not content
        found = bytes(self._waiting if size < 0 else self._waiting[:size])
        del self._waiting[: len(found)]
        return found


class Unpacked:
    """A sink that takes a gzip file and hands on what is in it."""

    def __init__(self, target: Sink) -> None:
        self._target = target
        self._unpacker = zlib.decompressobj(wbits=_GZIP)

    def write(self, content: bytes, /) -> int:
        """Take the next bytes. Raises zlib.error."""
        left = content
        while left and not self._unpacker.eof:
            self._target.write(self._unpacker.decompress(left, PIECE))
            left = self._unpacker.unconsumed_tail
        return len(content)


class Counted:
    """A sink that counts and hashes what goes through, and takes no more than was promised."""

    def __init__(self, target: Sink, most: int, progress: Progress | None, cancelled: IsCancelled | None) -> None:
        self._target, self._most = target, most
        self._progress, self._cancelled = progress, cancelled
        self.count = 0
        self._digest = sha256()

    def write(self, content: bytes, /) -> int:
        """Take the next bytes. Raises Cancelled, and ValueError for too many."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        self.count += len(content)
        if self.count > self._most:
            raise ValueError("longer than it says")
        self._digest.update(content)
        self._target.write(content)
        if self._progress is not None:
            self._progress(self.count, self._most)
        return len(content)

    def found(self) -> dict[str, int | str]:
        """Give the size and the SHA-256 (hex) of what went through."""
        return {"size": self.count, "sha256": self._digest.hexdigest()}
