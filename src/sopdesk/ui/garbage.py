"""Collecting garbage in the window's thread alone.

Python collects in whichever thread happens to make the next object. An object of Qt that lies in a cycle then dies in
that thread, beside the window that is still using it, and the program falls. So Python's collector rests, and the
window's thread looks every now and then whether there is something to collect.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 250
"""Milliseconds between two looks."""


def collect_here(program: QObject) -> None:
    """Have garbage collected in this thread, and in no other, for as long as the program lives."""
    gc.disable()
    looking = QTimer(program, interval=EVERY)
    looking.timeout.connect(collect_what_is_due)
    looking.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that Python itself would have collected since the last look, if any."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [each for each, (count, limit) in enumerate(zip(counts, limits, strict=True)) if 0 < limit < count]
    if due:
        gc.collect(due[-1])
