"""The index's files on disk: sealed by the desk that wrote them, committed all at once, read whole into memory.

Whoosh works on memory only. Its files are kept under the digest of their content, and one small list names those
that count, with the watermark. The list is replaced in one step, so documents and watermark change together, and it
carries an HMAC under the owner's secret: parts of a Whoosh index are pickled, and unpickling runs code, so bytes
that this desk did not write are never handed to Whoosh.
"""

import hashlib
import hmac
import json
import os
import re
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree
from typing import Any

from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.filedb.structfile import BufferFile

from sopdesk.search.document import Watermark

LAYOUT = 5
"""Raised when the schema, the cutting of words or what is indexed changes: an older index is then built anew."""

_LIST = "index.json"
_SPOOL = "spool"
_OURS = re.compile(r"[0-9a-f]{64}(?:\.part)?|index\.(?:json|part)")
"""The names of files that were written here; whatever else lies in the folder is somebody else's and stays."""


class Shelf:
    """The folder of one index. It holds no truth: whatever does not check out counts as absent."""

    def __init__(self, folder: Path, owner: str) -> None:
        if not owner:
            message = "an index needs its owner's secret"
            raise ValueError(message)
        self.folder = folder
        self._secret = owner.encode()

    def load(self) -> tuple[RamStorage, Watermark] | None:
        """Give the sealed files and their watermark; None when missing, damaged, foreign or of another layout."""
        try:
            listed = json.loads((self.folder / _LIST).read_bytes())
            sealed = listed["sealed"]
            if not hmac.compare_digest(self._seal(sealed), listed["seal"]):
                return None
            storage = self.storage()
            for name, digest in sealed["files"].items():
                content = (self.folder / digest).read_bytes()
                if _digest(content) != digest:
                    return None
                storage.files[name] = content
            return storage, Watermark(**sealed["watermark"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def save(self, storage: RamStorage, watermark: Watermark) -> None:
        """Put the files of an index on disk and make them count, all at once, with their watermark."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digests = {name: _digest(content) for name, content in sorted(storage.files.items())}
        for name, digest in digests.items():
            if not (self.folder / digest).exists():
                _write(self.folder / digest, storage.files[name])
        sealed = {"files": digests, "watermark": asdict(watermark)}
        _write(self.folder / _LIST, json.dumps({"sealed": sealed, "seal": self._seal(sealed)}).encode())
        self._sweep({*digests.values(), _LIST})

    def storage(self) -> RamStorage:
        """Give an empty store in memory, which spools what is too large to sort at once inside this folder."""
        return _Memory(self.folder)

    def _seal(self, sealed: dict[str, Any]) -> str:
        canonical = json.dumps(["sopdesk search index", LAYOUT, sealed], sort_keys=True).encode()
        return hmac.new(self._secret, canonical, hashlib.sha256).hexdigest()

    def _sweep(self, kept: set[str]) -> None:
        for path in self.folder.iterdir():
            if path.name == _SPOOL:
                rmtree(path, ignore_errors=True)
            elif path.name not in kept and _OURS.fullmatch(path.name) and path.is_file():
                path.unlink()


class _Memory(RamStorage):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's store in memory, except that it spools beside the index and not in everybody's temporary folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._spool = folder / _SPOOL

    def open_file(self, name: str, **named: Any) -> BufferFile:  # noqa: ANN401 - as Whoosh has it
        """Open a file over its own bytes: Whoosh's way, a memoryview, is copied whole, and the copy is kept."""
        if name not in self.files:
            raise NameError(name)
        return BufferFile(self.files[name], name=name, **named)

    def temp_storage(self, name: str | None = None) -> FileStorage:
        self._spool.mkdir(parents=True, exist_ok=True)
        return FileStorage(str(self._spool)).temp_storage(name)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=32).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut it is either there whole or not there."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
