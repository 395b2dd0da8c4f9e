"""Measure the manual as of a day on a big desk: the list, a page, and making the day searchable.

Usage: python -m benchmarks.past HOME [DAYS …]    HOME as for benchmarks.big_desk; days ago, default 1 30 200
"""

import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sopdesk.journal.keys import StationKeys
from sopdesk.services.workspace import Workspace

WORDS = ("refund", "close the till", "clean", "alergy", "who may")


def say(what: str, began: float) -> None:
    """Print how long something took."""
    print(f"{what:50} {(perf_counter() - began) * 1000:10.1f} ms")


def main(home: Path, days: tuple[int, ...]) -> None:
    """Open the desk and look back so many days."""
    began = perf_counter()
    desk = Workspace(home / "desk", keys=StationKeys(home / "keys", use_system=False))
    say("opening the desk", began)
    began = perf_counter()
    desk.finder.catch_up()
    say("the index of today, built or kept up", began)
    for ago in days:
        as_of = desk.now() - timedelta(days=ago)
        began = perf_counter()
        rows = desk.manual.rows(as_of=as_of)
        say(f"{ago} days ago: the list of {len(rows)}", began)
        began = perf_counter()
        desk.manual.page(rows[len(rows) // 2].id, as_of=as_of)
        say(f"{ago} days ago: a page", began)
        began = perf_counter()
        desk.finder.look_back(as_of)
        say(f"{ago} days ago: making it searchable", began)
        for words in WORDS:
            began = perf_counter()
            found = desk.finder.search(words, as_of=as_of).found
            say(f"{ago} days ago: {words!r}, {len(found)} found", began)
    began = perf_counter()
    due = desk.manual.reviews(desk.now().date(), 50)
    say(f"reviews due: {len(due)}", began)
    desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(int(each) for each in sys.argv[2:]) or (1, 30, 200))
