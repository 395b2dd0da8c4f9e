"""How long a list takes to take in its next lines when somebody scrolls down: at the beginning, and far below.

`python -m benchmarks.long_list [LINES]`: the worst of the first and of the last steps, in ms, with and without the
heads of days. Steps that grow with what is there already make a long list stutter.
"""

import sys
from collections.abc import Iterator
from time import perf_counter

from PySide6.QtWidgets import QApplication

from sopdesk.ui import style
from sopdesk.ui.widgets.lines import AT_ONCE, Line, LinesView

_A_DAY = 20


def _lines(count: int, *, headed: bool) -> Iterator[Line]:
    for n in range(count):
        if headed and not n % _A_DAY:
            yield Line(f"Day {n // _A_DAY}", heading=True)
        else:
            yield Line(f"Run {n}", f"Done by Tom, line {n}", chip="late", note="two skipped")


def _steps(app: QApplication, count: int, *, headed: bool) -> list[float]:
    """Scroll to the end step by step; give how long each took, in ms."""
    view = LinesView("Runs")
    view.resize(900, 700)
    view.show()
    view.set_lines(_lines(count, headed=headed))
    app.processEvents()
    steps = []
    while view.lines.rowCount() < count:
        began = perf_counter()
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        app.processEvents()
        app.processEvents()
        steps.append((perf_counter() - began) * 1000)
    view.close()
    return steps


def main(count: int) -> None:
    """Print the table."""
    app = QApplication([])
    style.install(app, style.Theme())
    print(f"{count:,} lines, {AT_ONCE} at once\n")
    print("| list | steps | worst of the first five, ms | of the last five | all, s |")
    print("| --- | --- | --- | --- | --- |")
    for name, headed in (("of one sort", False), ("with heads of days", True)):
        steps = _steps(app, count, headed=headed)
        print(f"| {name} | {len(steps)} | {max(steps[:5]):.0f} | {max(steps[-5:]):.0f} | {sum(steps) / 1000:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
