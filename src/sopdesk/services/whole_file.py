"""A file that leaves the house: whole or not at all, and on the disk before the journal says that it left."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sopdesk.domain.refusal import Trouble


class WholeFile:
    """A file made beside its place: `stage` brings its bytes onto the disk, `release` gives it its name.

    An older file of this name is replaced only by the whole new one; what is never released leaves nothing behind.
    The order of an export that is recorded: stage, record, release. Every step that can fail for want of space or
    rights comes before the record, so the trail claims no file that could not be written, and no file bears its name
    that the trail does not know.
    """

    def __init__(self, path: Path) -> None:
        """Find out whether the place can be written before anything is made. Raises Trouble."""
        self.path = path
        self.staged = False
        try:
            self._descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:100]}-", dir=path.parent)
        except OSError as error:
            why = error.strerror or error
            raise Trouble(f"{path} cannot be written: {why}. Nothing was exported.") from error
        self._unfinished = Path(name)
        self._is_open = True

    def stage(self, content: bytes) -> None:
        """Bring the bytes onto the disk, under a name of its own. Raises Trouble."""
        try:
            with os.fdopen(self._descriptor, "wb") as file:
                self._is_open = False
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            self._unfinished.chmod(0o666 & ~_mask())
        except OSError as error:
            raise self._trouble(error) from error
        self.staged = True

    def release(self, content: bytes) -> None:
        """Give the file its name; the bytes are staged here, when nobody has done it. Raises Trouble."""
        if not self.staged:
            self.stage(content)
        try:
            self._unfinished.replace(self.path)
            keep_name(self.path.parent)
        except OSError as error:
            raise self._trouble(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_open:
            os.close(self._descriptor)
        with suppress(OSError):
            self._unfinished.unlink(missing_ok=True)

    def _trouble(self, error: OSError) -> Trouble:
        why = error.strerror or error
        return Trouble(f"{self.path} could not be written: {why}. What was there before is unchanged.")


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises Trouble."""
    with WholeFile(path) as file:
        file.release(content)


def keep_name(folder: Path) -> None:
    """Bring the folder's list of names onto the disk, where the system lets a folder be opened (not on Windows)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _mask() -> int:
    """Give the rights that new files do not get here; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
