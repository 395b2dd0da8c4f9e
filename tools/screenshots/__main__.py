"""Draw every screen of the demo desk.

Usage: python -m tools.screenshots [--into FOLDER] [NAME …]

A demo desk is made in a temporary folder and opened without a screen. The pictures are for the README and for looking
at what changed: light at 1280 × 860, the main ones also dark and at 1024 × 768. With names, only the pictures whose
names begin so; FOLDER is docs/screenshots unless another is given.
"""

import os
import sys
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from sopdesk.app import fonts, make_demo, open_workspace
from sopdesk.services.workspace import Workspace
from sopdesk.ui import begin, garbage, style
from sopdesk.ui.first_run import begin as founding_page
from sopdesk.ui.lock.sheet import LockSheet
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.trail.check import CheckScreen
from tools.screenshots.camera import PICTURES, Camera, rest, settle
from tools.screenshots.house import go_through_imports, of_the_house
from tools.screenshots.manual import of_the_manual
from tools.screenshots.material import begin_every_kind
from tools.screenshots.records import of_the_records, take_papers
from tools.screenshots.work import Ways, of_the_work

LARGE, SMALL = QSize(1280, 860), QSize(1024, 768)
MAIN = (
    "today", "shift", "manual", "reader-article", "reader-workflow", "run", "run-every-kind", "sign-off",
    "past-calendar", "handover-book", "handover-written", "incident-file", "editor-workflow", "approval", "compare",
    "guide-under-way",
    "authority", "duties", "house-plan", "house-hours", "house-chart",
)  # fmt: skip
"""Taken again in dark, and small."""


def main() -> None:
    """Make the demo desk and go through the screens."""
    arguments = ArgumentParser(prog="python -m tools.screenshots")
    arguments.add_argument("--into", type=Path, default=PICTURES, metavar="FOLDER")
    arguments.add_argument("names", nargs="*", metavar="NAME")
    given = arguments.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    program = QApplication(sys.argv[:1])
    garbage.collect_here(program)
    with TemporaryDirectory() as folder:
        os.environ["SOPDESK_HOME"] = folder
        make_demo(Path(folder) / "demo")
        desk = open_workspace(Path(folder) / "demo")
        every_kind = begin_every_kind(desk)
        opened = begin.open_desk(desk, fonts())
        window = opened.page
        if not isinstance(window, MainWindow):
            raise TypeError("the desk did not open")
        window.resize(LARGE)
        window.show()
        settle(1500)
        camera = Camera(window, given.names, given.into)
        go_through(window, desk, camera, every_kind)
        if not given.names:
            take_papers(desk, given.into)
        for scheme, size in (("dark", LARGE), ("light", SMALL), ("dark", SMALL)):
            style.install(program, style.Theme(scheme=scheme), fonts())
            window.resize(size)
            go_through_main(window, desk, camera, every_kind, f"-{scheme}-{size.width()}")
            go_through_records(window, desk, camera, f"-{scheme}-{size.width()}")
        window.close()
        opened.let_go()
        style.install(program, style.Theme(scheme="light"), fonts())
        page = founding_page(lambda _founding, _progress, _cancelled: None, fonts())
        page.show()
        Camera(page, given.names, given.into).take("first-run")
        page.close()


def go_through(window: MainWindow, desk: Workspace, camera: Camera, every_kind: str) -> None:
    """Take every screen once."""
    frame = window.frame
    people = {each.name.split()[0]: each for each in desk.people.tiles()}
    camera.take("today-locked")
    frame.require_person(lambda _who: None)
    camera.take("sign-in")
    for sheet in window.findChildren(LockSheet):
        sheet.choose(people["George"])
        camera.take("sign-in-pin")
        sheet.close_over()
    frame.sit_down(people["Leo"])
    camera.take("today-staff")
    frame.sit_down(people["George"])
    window.top.search.setText("custmer wants mony back no reciept")
    camera.take("search", 900)
    window.top.search.setText("may i refund 40 without receipt")
    camera.take("search-may-i", 900)
    window.top.search.clear()
    for name, act in ways(window, desk, every_kind).items():
        if camera.wants(name):
            act()
            camera.take(name, 900 if name.startswith(("editor", "reader")) else 500)
    frame.look_back(desk.now().date() - timedelta(days=60))
    frame.go("manual")
    camera.take("manual-in-the-past", 2500)
    frame.look_back(None)
    frame.sit_down(people["Hannah"])
    frame.go("trail")
    camera.take("trail")
    if camera.wants("verify"):
        frame.go("trail.check")
        check = window.current_screen()
        if isinstance(check, CheckScreen):
            check.verify()
        rest(window)
        camera.take("verify")
    frame.sit_down(people["Ruth"])
    frame.go("house")
    camera.take("house")
    go_through_imports(window, camera)
    go_through_records(window, desk, camera)


def go_through_records(window: MainWindow, desk: Workspace, camera: Camera, suffix: str = "") -> None:
    """Take what is recorded and leaves the house, as the manager sees it."""
    window.frame.sit_down(next(each for each in desk.people.tiles() if each.name.startswith("Ruth")))
    for name, act in of_the_records(window, desk).items():
        if camera.wants(f"{name}{suffix}"):
            act()
            camera.take(f"{name}{suffix}", 900)


def go_through_main(window: MainWindow, desk: Workspace, camera: Camera, every_kind: str, suffix: str) -> None:
    """Take the main screens once more, in another scheme or size."""
    window.frame.sit_down(next(each for each in desk.people.tiles() if each.name.startswith("George")))
    there = ways(window, desk, every_kind)
    for name in MAIN:
        if camera.wants(f"{name}{suffix}"):
            there[name]()
            camera.take(f"{name}{suffix}", 900)
    window.frame.go("house.import_incidents")
    camera.take(f"import-incidents{suffix}", 900)


def ways(window: MainWindow, desk: Workspace, every_kind: str) -> Ways:
    """Give every picture by its name, with the way to its screen."""
    return {
        **of_the_work(window, desk, every_kind), **of_the_manual(window, desk), **of_the_house(window, desk),
    }  # fmt: skip


if __name__ == "__main__":
    main()
