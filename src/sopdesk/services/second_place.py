"""The second place of checkpoints: a folder with small files that are written once and never changed or deleted."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from threading import Thread

from sopdesk.domain.refusal import Trouble
from sopdesk.store.holders import SignedNote

ENDING = ".checkpoint.txt"
AT_ONCE = 500
"""So many files are written in one round, the newest first; the others follow in the next."""
LONGEST_NOTE = 100_000
MOST_FILES = 100_000

AT_THE_END = 5.0
"""So many seconds a place that does not answer is waited for, once the work is to stop."""


class SecondPlace:
    """A folder outside the desk: `<log origin>/<size>.checkpoint.txt`, each file a note exactly as it was signed."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder; nothing is made yet."""
        self.folder = folder

    def look(self) -> None:
        """Find out whether the folder is there. Raises Trouble."""
        if not self.folder.is_dir():
            raise Trouble("The folder is not there.")

    def bring(self, notes: Iterable[SignedNote], stop: Callable[[], bool] = lambda: False) -> int:
        """Write the notes that are not there yet, in the order given; give how many. Raises Trouble.

        The folder itself is never made: a stick that is not plugged in must not become a folder on this disk.
        """
        self.look()
        written = 0
        there: dict[str, set[int]] = {}
        try:
            for each in notes:
                if written == AT_ONCE or stop():
                    break
                known = there.setdefault(each.origin, set(self.sizes(each.origin)))
                if each.size not in known:
                    self._write(each)
                    known.add(each.size)
                    written += 1
        except OSError as error:
            raise Trouble(f"Nothing could be written there: {error.strerror or error}.") from error
        return written

    def sizes(self, origin: str) -> list[int]:
        """Give the sizes of a log whose checkpoints lie there, largest first."""
        found = [int(name) for each in self._names(origin) if (name := each.removesuffix(ENDING)).isdecimal()]
        return sorted(found, reverse=True)

    def note(self, origin: str, size: int) -> str:
        """Give the checkpoint of a log that lies there. Raises OSError."""
        with self._file(origin, size).open(encoding="utf-8", errors="replace", newline="") as file:
            return file.read(LONGEST_NOTE)

    def origins(self) -> list[str]:
        """Give every log that checkpoints lie there of."""
        return sorted({each.parent.relative_to(self.folder).as_posix() for each in self.files()})

    def files(self) -> list[Path]:
        """Give every file there that bears the name of a checkpoint."""
        found = []
        for each in self.folder.rglob(f"*{ENDING}"):
            found.append(each)
            if len(found) == MOST_FILES:
                break
        return sorted(found)

    def _names(self, origin: str) -> list[str]:
        try:
            return [each for each in os.listdir(self._of(origin)) if each.endswith(ENDING)]  # noqa: PTH208 - only names
        except FileNotFoundError:
            return []

    def _of(self, origin: str) -> Path:
        return self.folder.joinpath(*origin.split("/"))

    def _file(self, origin: str, size: int) -> Path:
        return self._of(origin) / f"{size}{ENDING}"

    def _write(self, note: SignedNote) -> None:
        """Write a file under a name of its own, and give it its name when it is whole; one that is there stays."""
        path = self._file(note.origin, note.size)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{token_hex(4)}.unfinished")
        try:
            with unfinished.open("x", encoding="utf-8", newline="") as file:
                file.write(note.note)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                return
            unfinished.rename(path)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)


def beside(work: Callable[[], object], stop: Callable[[], bool]) -> bool:
    """Do work that a folder in a dead network may hold up for ever; give whether it ended. Raises what it raises.

    Once `stop` says so, it has a few seconds left; then it is left behind, and ends with the program.
    """
    failed: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised again in the thread that asked
            failed.append(error)

    worker = Thread(target=run, name="second place", daemon=True)
    worker.start()
    while worker.is_alive() and not stop():
        worker.join(0.1)
    worker.join(AT_THE_END)
    if failed:
        raise failed[0]
    return not worker.is_alive()
