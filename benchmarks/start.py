"""Measure the start: from the program's call to its window's first paint, and until one can search.

Usage: python benchmarks/start.py [--rounds N] [--program PATH] HOME…

Each HOME is a folder with a desk in HOME/desk: benchmarks/big_desk.py makes one; without any the demo desk is made.
PATH is a built program; without it the source is started. Warm and cold starts take turns; for a cold one the page
cache of the program, of Python's packages and of the desk is dropped file by file (posix_fadvise), so that they are
read from the disk again. The window is drawn offscreen. The median of N (default 5) and the quickest are printed: on
a machine that is busy with other work the quickest tells more. Beside the clock on the wall stands the processor's
time that the program took until it was ended.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import time

import sopdesk

SOURCE = Path(sopdesk.__file__).resolve().parents[2]


def drop(folders: list[Path]) -> None:
    """Drop the page cache of every file in some folders."""
    for path in (each for folder in folders for each in folder.rglob("*") if each.is_file() and not each.is_symlink()):
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except OSError:
            continue  # gone meanwhile
        os.fsync(descriptor)  # what is not on the disk yet cannot be dropped
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def start(program: list[str], home: Path) -> tuple[dict[str, float], float]:
    """Start the program on a desk until one can search; give each moment (ms) and the processor's time (ms)."""
    environment = {**os.environ, "SOPDESK_TIMES": "1", "SOPDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else every start compiles the source anew
    began, moments = time(), {}
    with subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            name, instant = line.split()
            moments[name] = (float(instant) - began) * 1000
            if name == "searchable":
                break
        spent = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()
        running.terminate()
    return moments, sum(int(each) for each in spent[11:13]) * 1000 / os.sysconf("SC_CLK_TCK")


def table(program: list[str], files: list[Path], home: Path, rounds: int) -> Iterator[str]:
    """Give the lines of one desk's table."""
    start(program, home)  # Python compiles, and the desk's index is built, where that was not done yet
    taken: dict[str, list[tuple[float, float, float]]] = {"warm": [], "cold": []}
    for _ in range(rounds):
        for how, times in taken.items():
            if how == "cold":
                drop([*files, home])
            moments, cpu = start(program, home)
            times.append((moments["painted"], moments["searchable"], cpu))
    for how, times in taken.items():
        for name, column in zip(("first paint", "one can search", "processor"), zip(*times, strict=True), strict=True):
            yield f"{home.name:12} {how}  {name:15} {median(column):7.0f} ms   quickest {min(column):7.0f} ms"


def main() -> None:
    """Measure every desk named, or the demo desk."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", type=Path)
    parser.add_argument("homes", nargs="*", type=Path, metavar="HOME")
    given = parser.parse_args()
    program = [str(given.program)] if given.program else [sys.executable, "-m", "sopdesk"]
    files = [given.program.resolve().parent] if given.program else [SOURCE / "src", Path(sys.prefix)]
    with TemporaryDirectory() as name:
        homes = given.homes or [_demo(Path(name) / "demo")]
        for home in homes:
            for line in table(program, files, home, given.rounds):
                print(line, flush=True)


def _demo(home: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "sopdesk", "demo", "--make-only", str(home / "desk")], check=True,
        env={**os.environ, "SOPDESK_HOME": str(home)}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return home


if __name__ == "__main__":
    main()
