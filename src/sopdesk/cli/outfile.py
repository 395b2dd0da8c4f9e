"""A file that a command writes: whole or not at all."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopdesk.services.exports import Exports

STDOUT = Path("-")


def write_whole(path: Path, exports: "Exports", make: Callable[["Exports"], bytes]) -> bytes:
    """Make a file's content and write it; a place that cannot be written is found out before anything is made.

    `make` is given the exports to ask: what they record, they record when the bytes are on the disk. What goes to
    stdout is recorded before it goes. Raises Trouble.
    """
    from sopdesk.services.whole_file import WholeFile

    if path == STDOUT:
        content = make(exports)
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return content
    with WholeFile(path) as file:
        content = make(exports.into(file.stage))
        file.release(content)
    return content
