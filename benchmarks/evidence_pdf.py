"""Evidence of 10,000 entries of a real desk as a signed PDF: time, memory, how smoothly the window goes on, the check.

`python -m benchmarks.evidence_pdf [ENTRIES]`; made and checked by processes of their own, as the program does it.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.frames import TICK, frames
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.evidence_check import check_evidence

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace


def _timed(what: str, work: Callable[[], bytes]) -> bytes:
    """Do something beside a window, and print a line of the table."""
    held: list[bytes] = []

    def keep() -> bytes:
        held.append(work())
        return held[0]

    used = _seconds()
    late, seconds, _ = frames(keep)
    if not held:
        raise SystemExit(f"{what}: it was not made; the log tells why")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    shares = " | ".join(f"{late[int((len(late) - 1) * part)]:.1f}" for part in (0.5, 0.99, 1))
    over = sum(each > TICK for each in late) / len(late)
    took = f"{seconds:.1f} | {_seconds() - used:.1f} | {len(held[0]) / 1e6:.1f}"
    print(f"| {what} | {took} | {shares} | {over:.0%} | {peak:.0f} |", flush=True)
    return held[0]


def _seconds() -> float:
    """Give the seconds that processors worked for this process and those that it began and that are over."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _desk(home: Path, entries: int) -> tuple["Workspace", str]:
    """Make a desk of incidents, two entries each; give it and whoever runs it."""
    from benchmarks.big_desk import Clock, Maker
    from sopdesk.services.workspace import Workspace

    clock, keys = Clock(), StationKeys(home / "keys", use_system=False)
    desk = Workspace(home / "desk", keys=keys, create=True, strength=Strength.QUICK, durable=False, clock=clock)
    maker = Maker(desk, clock)
    maker.incidents((entries - desk.store.size) // 2)
    return desk, maker.boss


def main(entries: int) -> None:
    """Print the table."""
    from PySide6.QtWidgets import QApplication

    QApplication([])
    with TemporaryDirectory() as folder:
        desk, boss = _desk(Path(folder), entries)
        choice = desk.evidence.everything(by=boss)
        print(f"{desk.store.size:,} entries\n\n| what is made | seconds | of processors | MB | late, median | 99 % "
              "| worst ms | over a frame | peak MB apart |\n"
              "| --- | --- | --- | --- | --- | --- | --- | --- | --- |")  # fmt: skip
        _timed("the bundle", lambda: desk.evidence.bundle(desk.exports, choice, by=boss))
        file = _timed("signed pages with it", lambda: desk.evidence.pdf(desk.exports, choice, by=boss))
        _timed("checked, its pages made again", lambda: file if check_evidence(file).holds else b"")
        desk.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
