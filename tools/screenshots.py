"""Draw every screen of the demo desk into docs/screenshots/.

Usage: python tools/screenshots.py

A demo desk is made in a temporary folder and opened without a screen. The pictures are for the README and for looking
at what changed: light at 1280 × 860, the main ones also dark and at 1024 × 768.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "screenshots"
COLOURS = 128
"""Colours a picture is reduced to, so that the repository stays small."""

from PIL import Image  # noqa: E402 - Qt must learn of the missing screen first
from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget  # noqa: E402

from sopdesk.app import fonts, make_demo, open_workspace  # noqa: E402
from sopdesk.domain.guided import GuideStage  # noqa: E402
from sopdesk.domain.sop import Format  # noqa: E402
from sopdesk.services.workspace import Workspace  # noqa: E402
from sopdesk.ui import begin, style  # noqa: E402
from sopdesk.ui.first_run import begin as founding_page  # noqa: E402
from sopdesk.ui.imports.incidents import ImportIncidentsScreen  # noqa: E402
from sopdesk.ui.imports.manual import ImportManualScreen  # noqa: E402
from sopdesk.ui.lock.sheet import LockSheet  # noqa: E402
from sopdesk.ui.main_window import MainWindow  # noqa: E402
from sopdesk.ui.manual.editor import EditorScreen  # noqa: E402
from sopdesk.ui.trail.check import CheckScreen  # noqa: E402

LARGE, SMALL = QSize(1280, 860), QSize(1024, 768)

MAIN = (
    "today", "manual", "reader-article", "reader-workflow", "run", "incident-file", "editor-workflow", "approval",
    "compare", "guide-under-way", "authority", "duties", "house-chart",
)  # fmt: skip
"""Taken again in dark, and small."""
MONTHS = 12
NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
VIA = ("counter", "phone", "web")
TOLD = (
    "The coffee was cold when it came to the table", "Charged twice for one sandwich", "Nobody at the till for minutes",
    "The cake held nuts that were not on the card", "No receipt although I asked for one", "The floor was wet",
)  # fmt: skip
PAGES = {
    "counter/refund.md": "# Giving money back\n\n1. Ask for the receipt.\n2. Look at [the till](till.md).\n3. Sign.\n",
    "counter/till.md": "# The till\n\nIt is counted twice. See [the safe](../office/safe.md).\n",
    "kitchen/fridge.md": "# The fridge\n\n1. Read the thermometer.\n2. Write it down.\n\n![The dial](dial.png)\n",
}


class Camera:
    """Takes pictures of one window."""

    def __init__(self, window: QWidget) -> None:
        """Stand before a window."""
        self.window = window

    def take(self, name: str, wait: int = 400) -> None:
        """Draw the window as it is after a moment."""
        settle(wait)
        path = PICTURES / f"{name}.png"
        self.window.grab().save(str(path))
        with Image.open(path) as drawn:
            drawn.convert("RGB").quantize(COLOURS).save(path, optimize=True)
        print(path.relative_to(ROOT))


def main() -> None:
    """Make the demo desk and go through the screens."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    program = QApplication(sys.argv[:1])
    with TemporaryDirectory() as folder:
        os.environ["SOPDESK_HOME"] = folder
        make_demo(Path(folder) / "demo")
        desk = open_workspace(Path(folder) / "demo")
        opened = begin.open_desk(desk, fonts())
        window = opened.page
        if not isinstance(window, MainWindow):
            raise TypeError("the desk did not open")
        window.resize(LARGE)
        window.show()
        settle(1500)
        go_through(window, desk)
        for scheme, size in (("dark", LARGE), ("light", SMALL), ("dark", SMALL)):
            style.install(program, style.Theme(scheme=scheme), fonts())
            window.resize(size)
            go_through_main(window, desk, f"-{scheme}-{size.width()}")
        window.close()
        opened.let_go()
        style.install(program, style.Theme(scheme="light"), fonts())
        page = founding_page(lambda _founding, _progress, _cancelled: None, fonts())
        page.show()
        Camera(page).take("first-run")
        page.close()


def go_through(window: MainWindow, desk: Workspace) -> None:
    """Take every screen once."""
    camera, frame = Camera(window), window.frame
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
    for name, act in screens(window, desk).items():
        act()
        camera.take(name, 900 if name.startswith(("editor", "reader")) else 500)
    frame.look_back(desk.now().date() - timedelta(days=60))
    frame.go("manual")
    camera.take("manual-in-the-past", 2500)
    frame.look_back(None)
    frame.sit_down(people["Hannah"])
    frame.go("trail")
    camera.take("trail")
    frame.go("trail.check")
    check = window.current_screen()
    if isinstance(check, CheckScreen):
        check.verify()
    rest(window)
    camera.take("verify")
    frame.sit_down(people["Ruth"])
    frame.go("house")
    camera.take("house")
    go_through_imports(window)


def go_through_imports(window: MainWindow) -> None:
    """Take what a folder and a table would bring, before anything comes in."""
    camera = Camera(window)
    with TemporaryDirectory() as folder:
        pages, table = write_material(Path(folder))
        window.frame.go("house.import_manual")
        manual = window.current_screen()
        if isinstance(manual, ImportManualScreen):
            manual.read(pages)
            rest(window)
            camera.take("import-manual-read")
        window.frame.go("house.import_incidents")
        incidents = window.current_screen()
        if isinstance(incidents, ImportIncidentsScreen):
            incidents.read(table)
            rest(window)
            camera.take("import-incidents-read")
            for name, part in (("dates", incidents.dates.trust[0]), ("preview", incidents.coming.list)):
                area = next(each for each in incidents.findChildren(QScrollArea) if each.isAncestorOf(part))
                area.ensureWidgetVisible(part)
                camera.take(f"import-incidents-{name}")


def settle(milliseconds: int) -> None:
    """Let the window work for a while; work beside it goes on meanwhile, which it would not in QTest.qWait."""
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def rest(window: MainWindow) -> None:
    """Wait until no work goes on beside the window."""
    settle(100)
    while window.frame.busy():
        settle(50)


def write_material(folder: Path) -> tuple[Path, Path]:
    """Write an invented manual of three pages, and complaints whose days and months are partly changed about."""
    pages = folder / "old-manual"
    for name, text in PAGES.items():
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(text, "utf-8")
    table = folder / "complaints-2025.csv"
    rows = ["Ticket,Complaint,Date,Written,Time,Received via,Place"]
    for n in range(84):
        day, month = n * 5 % 28 + 1, n % 3 + 4
        swapped = day <= MONTHS and day != month
        date = f"2025-{month:02}-{day:02}" if swapped else f"{day:02}-{month:02}-25"
        written = f"{month:02}-{NAMES[day - 1]}-25" if swapped else f"{day:02}-{NAMES[month - 1]}-25"
        rows.append(f"{1200 + n},{TOLD[n % len(TOLD)]},{date},{written},{8 + n % 11}:{n % 60:02},{VIA[n % 3]},Counter")
    table.write_text("\n".join(rows), "utf-8")
    return pages, table


def screens(window: MainWindow, desk: Workspace) -> dict[str, Callable[[], object]]:
    """Give the pictures by name, each with the way to its screen."""
    frame, manual = window.frame, desk.manual
    of = {each: manual.rows(format=each)[0].id for each in Format}
    runs = desk.checklists.runs()
    waiting = manual.waiting()[0][0].id
    closed = desk.incidents.rows(stage="closed")
    still = desk.incidents.rows(stage="open")
    revised = next(row.id for row in manual.rows() if row.label == "1.1")
    return {
        "today": lambda: frame.go("today"),
        "manual": lambda: frame.go("manual"),
        "reader-article": lambda: frame.go("manual.page", of[Format.ARTICLE]),
        "reader-picture-guide": lambda: frame.go("manual.page", of[Format.PICTURE_GUIDE]),
        "reader-workflow": lambda: frame.go("manual.page", of[Format.WORKFLOW]),
        "reader-faq": lambda: frame.go("manual.page", of[Format.FAQ]),
        "reader-checklist": lambda: frame.go("manual.page", of[Format.CHECKLIST]),
        "compare": lambda: frame.go("manual.compare", revised, one="1", other="2"),
        "approval": lambda: frame.go("manual.approval", waiting),
        "editor": lambda: frame.go("manual.editor", waiting),
        "checklists": lambda: frame.go("checklists"),
        "run": lambda: frame.go("checklists.run", next(each.id for each in runs if each.stage.value == "in progress")),
        "sign-off": lambda: frame.go(
            "checklists.run",
            next(each.id for each in runs if each.stage.value == "waiting for sign-off"),
            view="sign-off",
        ),
        "incidents": lambda: frame.go("incidents"),
        "incident-log": lambda: frame.go("incidents.log", text="The card terminal charged a customer twice for lunch."),
        "incident-file": lambda: frame.go("incidents.file", closed[1].id),
        "incident-open": lambda: frame.go("incidents.file", still[0].id),
        "figures": lambda: frame.go("figures"),
        **of_the_manual(window, desk, of),
        **of_the_house(window, desk),
    }


def of_the_manual(window: MainWindow, desk: Workspace, of: dict[Format, str]) -> dict[str, Callable[[], object]]:
    """Give the pictures around the manual: writing, following, care, authority, paper."""
    frame = window.frame
    workflow, checklist = of[Format.WORKFLOW], of[Format.CHECKLIST]
    copies = desk.copies.rows()
    asked = desk.suggestions.rows()

    def write(sop: str, place: str) -> None:
        frame.go("manual.editor", sop)
        screen = window.current_screen()
        if isinstance(screen, EditorScreen):
            screen.go_to(place)

    return {
        "editor-new": lambda: frame.go("manual.editor"),
        "editor-step": lambda: write(checklist, f"step:{desk.manual.page(checklist).content.steps[0].id}"),
        "editor-workflow": lambda: write(workflow, f"step:{desk.manual.page(workflow).content.steps[0].id}"),
        "editor-who-does-what": lambda: write(workflow, "duties"),
        "editor-limits": lambda: write(workflow, "limits"),
        "drawing": lambda: frame.go("manual.drawing", workflow),
        "guide-under-way": lambda: frame.go("checklists.guide", desk.guides.rows(stage=GuideStage.OPEN)[0].id),
        "guide-handed-up": lambda: frame.go("checklists.guide", desk.guides.rows(stage=GuideStage.ESCALATED)[0].id),
        "suggestions": lambda: frame.go("manual.suggestions"),
        "suggestion": lambda: frame.go("manual.suggestion", asked[0].id),
        "gaps": lambda: frame.go("manual.gaps"),
        "demand": lambda: frame.go("manual.demand"),
        "copies": lambda: frame.go("manual.copies"),
        "copy": lambda: frame.go("manual.copy", copies[0].id),
        "may-i": lambda: frame.go("manual.may", text="may I refund 40 without receipt"),
        "authority": lambda: frame.go("manual.authority"),
        "authority-today": lambda: frame.go("manual.authority", show="today"),
        "duties": lambda: frame.go("manual.duties"),
    }


def of_the_house(window: MainWindow, desk: Workspace) -> dict[str, Callable[[], object]]:
    """Give the pictures of the house and its people."""
    frame = window.frame
    amira = next(each.id for each in desk.people.tiles() if each.name.startswith("Amira"))
    journey = desk.journeys.rows()[0].id
    return {
        "house-people": lambda: frame.go("house.people"),
        "house-person": lambda: frame.go("house.person", amira),
        "house-roles": lambda: frame.go("house.roles"),
        "house-rota": lambda: frame.go("house.rota"),
        "house-rota-week": lambda: frame.go("house.rota_week"),
        "house-hours": lambda: frame.go("house.hours"),
        "house-schedule": lambda: frame.go("house.plans"),
        "house-plan": lambda: frame.go("house.plan", desk.manual.find_number("SOP-017") or ""),
        "checklists-missed": lambda: frame.go("checklists.missed"),
        "house-chart": lambda: frame.go("house.chart"),
        "house-escalation": lambda: frame.go("house.escalation"),
        "house-journey": lambda: frame.go("house.journey", journey),
        "house-journey-editor": lambda: frame.go("house.journey_editor", journey),
        "import-workflow": lambda: frame.go("house.import_workflow"),
        "import-matrix": lambda: frame.go("house.import_matrix"),
    }


def go_through_main(window: MainWindow, desk: Workspace, suffix: str) -> None:
    """Take the main screens once more, in another scheme or size."""
    camera = Camera(window)
    window.frame.sit_down(next(each for each in desk.people.tiles() if each.name.startswith("George")))
    ways = screens(window, desk)
    for name in MAIN:
        ways[name]()
        camera.take(f"{name}{suffix}", 900)
    window.frame.go("house.import_incidents")
    camera.take(f"import-incidents{suffix}", 900)


if __name__ == "__main__":
    main()
