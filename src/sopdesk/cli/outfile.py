"""A file that a command writes: whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sopdesk.domain.refusal import Trouble

STDOUT = Path("-")


def write_whole(path: Path, make: Callable[[], bytes]) -> bytes:
    """Make a file's content and write it; a place that cannot be written is found out before anything is made.

    An older file of this name is replaced only by the whole new one. Raises Trouble.
    """
    if path == STDOUT:
        content = make()
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return content
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:100]}-", dir=path.parent)
    except OSError as error:
        raise Trouble(f"{path} cannot be written: {error.strerror}. Nothing was exported.") from error
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            content = make()
            file.write(content)
        unfinished.chmod(0o666 & ~_mask())
        unfinished.replace(path)
    except OSError as error:
        raise Trouble(f"{path} could not be written: {error.strerror}. What was there before is unchanged.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return content


def _mask() -> int:
    """Give the rights that new files do not get here; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
