"""How smoothly the window goes on while a long PDF is made: in a thread beside it, and in a process of its own.

`python -m benchmarks.frames [ENTRIES]`; ticks of 16 ms, as a screen of 60 Hz asks for them; late is what they are over.
Run it alone: other work shares the processors. A process of its own imports this module, so Qt is imported late.
"""

import resource
import sys
from collections.abc import Callable
from time import perf_counter

from sopdesk.pdf.trail_report import print_trail
from sopdesk.services.printing_apart import Fed, made
from tests.pdf import samples

TICK = 16


def frames(work: Callable[[], bytes] | None, seconds: float = 3.0) -> tuple[list[float], float, int]:
    """Give how late ticks were (ms, ascending) beside some work (nothing: so many seconds), its seconds and bytes."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from sopdesk.ui.background import Job

    late: list[float] = []
    size = 0
    loop, clock, began = QEventLoop(), QTimer(), perf_counter()
    due = began

    def tick() -> None:
        nonlocal due
        now = perf_counter()
        late.append(max(0.0, (now - due) * 1000 - TICK))
        due = now

    def take(content: bytes) -> None:
        nonlocal size
        size = len(content)

    clock.setTimerType(Qt.TimerType.PreciseTimer)
    clock.timeout.connect(tick)
    clock.start(TICK)
    if work is None:
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()
    else:
        job = Job("printing", lambda _, __: work())
        job.done.connect(take)
        job.over.connect(loop.quit)
        job.start()
        loop.exec()
        job.wait()
    clock.stop()
    return sorted(late), perf_counter() - began, size


def main(entries: int) -> None:
    """Print the table."""
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    trail = samples.trail(entries), Fed(samples.trail_lines(entries))
    works: dict[str, Callable[[], bytes] | None] = {
        "nothing": None,
        "trail, own process": lambda: made(print_trail, *trail, apart=True),
        "trail, thread": lambda: made(print_trail, *trail, apart=False),
    }
    print(f"{entries:,} entries, {application.platformName()}\n")
    print("| what is made | seconds | MB | late, median | 99 % | worst ms | over a frame | peak MB here | its own |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for what, work in works.items():
        late, seconds, size = frames(work)
        here, own = (
            resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        over = sum(each > TICK for each in late) / len(late)
        shares = " | ".join(f"{late[int((len(late) - 1) * part)]:.1f}" for part in (0.5, 0.99, 1))
        print(
            f"| {what} | {seconds:.1f} | {size / 1e6:.1f} | {shares} | {over:.0%} | {here:.0f} | {own:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
