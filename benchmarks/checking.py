"""Checking a big desk part by part, and bundles of about 60 of its entries: made, checked here and in a browser.

`python -m benchmarks.checking HOME [--bundles]`: HOME as for benchmarks.big_desk; `--bundles` leaves the desk's check
out. Seconds on the wall, of processors (other work shares them), and the peak of memory.
"""

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.evidence_check import check_evidence
from sopdesk.services.workspace import Workspace
from tests.verifier.browser import browser, found

TIMES = 9
VERIFIER = Path(__file__).parents[1] / "resources" / "verifier" / "verifier.html"
_IN_PAGE = """(async () => {
  const bytes = new TextEncoder().encode(%s), took = [];
  let found;
  for (let n = 0; n < %d; n++) {
    const began = performance.now();
    found = await Evidence.check(bytes);
    took.push(performance.now() - began);
  }
  return [took, found.questions.map(each => each.holds)];
})()"""


def _desk(desk: Workspace) -> None:
    """Check the whole desk; print what was found, how long it took and how often progress was told."""
    told: list[tuple[int, int]] = []
    began, used = perf_counter(), process_time()
    verdict = desk.trail.verify(progress=lambda *how: told.append(how))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"the whole desk, {desk.store.size:,} entries: {perf_counter() - began:.1f} s on the wall, "
          f"{process_time() - used:.1f} s of a processor, {peak:.0f} MB; progress told {len(told)} times")  # fmt: skip
    for each in verdict.checks:
        print(f"  {each.holds}: {each.what}. {each.sentence}")


def _timed(what: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the work gives
    """Do something several times; print the first, the median and the best in ms."""
    took, result = [], None
    for _ in range(TIMES):
        began = perf_counter()
        result = work()
        took.append((perf_counter() - began) * 1000)
    _say(what, took)
    return result


def _say(what: str, took: list[float]) -> None:
    print(f"| {what} | {took[0]:.1f} | {sorted(took)[len(took) // 2]:.1f} | {min(took):.1f} |", flush=True)


def _bundles(desk: Workspace) -> None:
    """Make and check evidence of some runs in the middle of the desk."""
    query = "SELECT subject, COUNT(*) FROM event WHERE seq > ? AND subject GLOB 'run-*' GROUP BY seq / 20 LIMIT 4"
    with desk.store.reading() as connection:
        first = "SELECT subject FROM event WHERE subject GLOB 'person-*' ORDER BY seq LIMIT 1"
        boss = connection.exec_driver_sql(first).scalar()
        runs = list(dict.fromkeys(row[0] for row in connection.exec_driver_sql(query, (desk.store.size // 2,))))
    by, choice = str(boss), desk.evidence.runs(runs, by=str(boss))
    print("\n| a bundle | first, ms | median | best |\n| --- | --- | --- | --- |")
    _timed("looked at before, as a preview", lambda: desk.evidence.preview(desk.evidence.gather(choice, by=by)))
    bundle: bytes = _timed("made, recorded twice on disk", lambda: desk.evidence.bundle(desk.exports, choice, by=by))
    verdict = _timed("checked in Python", lambda: check_evidence(bundle))
    program = found()
    if program:
        with browser(program) as page:
            page.open(VERIFIER)
            took, answers = page.run(_IN_PAGE % (json.dumps(bundle.decode()), TIMES))
        _say("checked in a browser", took)
        print(f"\nthe browser's answers: {answers}")
    print(f"{verdict.entries} entries of {desk.store.size:,}, {len(bundle) / 1000:.0f} kB, holds: {verdict.holds}")


def main(home: Path, *, whole: bool) -> None:
    """Open the desk and measure."""
    desk = Workspace(home / "desk", keys=StationKeys(home / "keys", use_system=False), strength=Strength.QUICK)
    try:
        if whole:
            _desk(desk)
        _bundles(desk)
    finally:
        desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), whole="--bundles" not in sys.argv)
