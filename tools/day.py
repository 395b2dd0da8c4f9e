"""Play a whole day of a café through the desk's real window, and play it again with the plug pulled twenty times.

Usage: python tools/day.py FOLDER [--kills 20] [--seed 20260512] [--dark] [--offscreen]

FOLDER gets `undisturbed` and `disturbed`, each with its desk, its diary, its papers (PDF) and its pictures. The window
stands on a screen of its own where there is Xvfb. Ends with 1 when the two days differ in anything that was done.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from subprocess import PIPE, Popen

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.e2e.day.parent import Day, clear  # noqa: E402 - the place must be known first
from tests.e2e.day.record import acts, differences, done_twice, lost, missing_papers  # noqa: E402

SCREEN = "1100x800x24"


@contextmanager
def screen(*, offscreen: bool) -> Iterator[None]:
    """Have a screen of one's own for a while, or none."""
    server = None if offscreen else which("Xvfb")
    if server is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield
        return
    with Popen([server, "-displayfd", "1", "-screen", "0", SCREEN], stdout=PIPE, encoding="ascii") as shown:  # noqa: S603 - found on the path
        number = shown.stdout.readline().strip() if shown.stdout else ""
        os.environ["DISPLAY"] = f":{number}"
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        try:
            yield
        finally:
            shown.terminate()


def wrong_with(day: Day) -> list[str]:
    """Give what is wrong with a day by itself."""
    verified = day.verify()
    return [
        *(f"confirmed, and done again: {each}" for each in done_twice(day.diary)),
        *(f"half written, and lost: {each}" for each in lost(day.diary)),
        *(f"no paper: {each}" for each in missing_papers(day.folder / "papers")),
        *([verified.stdout] if verified.returncode else []),
    ]


def main() -> int:
    """Play both days; say what differs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--seed", type=int, default=20260512)
    asked.add_argument("--dark", action="store_true")
    asked.add_argument("--offscreen", action="store_true")
    said = asked.parse_args()
    first, second = (
        Day(said.folder / name, said.folder / name / "pictures", said.dark) for name in ("undisturbed", "disturbed")
    )
    with screen(offscreen=said.offscreen):
        for day in (first, second):
            clear(day.folder)
            day.begin()
        first.play()
        met = second.play_interrupted(said.kills, first.diary, said.seed)
    found = [*wrong_with(first), *wrong_with(second), *differences(acts(first), acts(second))]
    again = sum(kind == "found" for kind, _ in second.diary)
    print(f"{len(first.diary)} acts and half-written texts; the plug was pulled {met} times of {said.kills}; "
          f"half-written text stood there again {again} times.")  # fmt: skip
    print("\n".join(found) or "Both days hold, and in both the same was done, once each.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
