"""Measure the resident memory of the open desk, when the window stands and after every screen was visited.

Usage: python benchmarks/memory.py [HOME]    HOME/desk is the desk; without it the demo desk is made

The window is drawn offscreen, with a manager at the desk. Linux only: the figure is VmRSS of /proc/self/status.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def resident() -> float:
    """Give the megabytes that are in memory now."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def measure(home: Path) -> None:
    """Open the desk, visit its screens and print the figures."""
    os.environ["SOPDESK_HOME"] = str(home)
    from PySide6.QtWidgets import QApplication

    from sopdesk.app import fonts, make_demo, open_workspace
    from sopdesk.domain.person import Role
    from sopdesk.ui import begin
    from sopdesk.ui.places import PLACES

    if not (home / "desk").exists():
        make_demo(home / "desk")
    app = QApplication(["memory"])
    desk = open_workspace(home / "desk")
    window = begin.DeskWindow()
    main = window.open_desk(desk, fonts())
    window.show()

    def let_pass(seconds: float) -> None:
        end = monotonic() + seconds
        while monotonic() < end or desk.finder.opening() or main.frame.busy():
            app.processEvents()
            sleep(0.002)

    let_pass(3)
    print(f"{'one can search':28} {resident():6.0f} MB")
    main.frame.sit_down(next(each for each in desk.people.tiles() if Role.MANAGER in each.roles))
    first = desk.manual.rows()[0].id
    for text in ("refund", "customer wants money back without receipt"):
        desk.finder.search(text, person=main.frame.person)
    cases, runs = desk.incidents.rows(limit=1), desk.checklists.runs(limit=1)
    visits = [(place.name, "") for place in PLACES] + [("manual.page", first), ("incidents.log", "")]
    visits += [("incidents.file", cases[0].id)] if cases else []
    visits += [("checklists.run", runs[0].id)] if runs else []
    for screen, subject in visits:
        main.frame.go(screen, subject)
        let_pass(0.2)
        print(f"{screen:28} {resident():6.0f} MB", flush=True)
    main.close()
    window.let_go()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        with TemporaryDirectory() as name:
            measure(Path(name))
