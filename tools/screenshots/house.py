"""The ways to the screens of the house: people, hours and plans, charts, what comes in."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QScrollArea

from sopdesk.services.workspace import Workspace
from sopdesk.ui.imports.incidents import ImportIncidentsScreen
from sopdesk.ui.imports.manual import ImportManualScreen
from sopdesk.ui.main_window import MainWindow
from tools.screenshots.camera import Camera, rest
from tools.screenshots.material import write_material
from tools.screenshots.work import Ways


def of_the_house(window: MainWindow, desk: Workspace) -> Ways:
    """Give the pictures of the house and its people by name, each with the way to its screen."""
    frame = window.frame
    amira = next(each.id for each in desk.people.tiles() if each.name.startswith("Amira"))
    journey = desk.journeys.rows()[0].id
    planned = next(each.sop for each in desk.schedule.rows() if each.plan is not None)
    return {
        "house-people": lambda: frame.go("house.people"),
        "house-person": lambda: frame.go("house.person", amira),
        "house-roles": lambda: frame.go("house.roles"),
        "house-rota": lambda: frame.go("house.rota"),
        "house-rota-week": lambda: frame.go("house.rota_week"),
        "house-hours": lambda: frame.go("house.hours"),
        "house-holidays": lambda: frame.go("house.holidays"),
        "house-schedule": lambda: frame.go("house.plans"),
        "house-plan": lambda: frame.go("house.plan", planned),
        "house-chart": lambda: frame.go("house.chart"),
        "house-escalation": lambda: frame.go("house.escalation"),
        "house-journey": lambda: frame.go("house.journey", journey),
        "house-journey-editor": lambda: frame.go("house.journey_editor", journey),
        "house-privacy": lambda: frame.go("house.privacy"),
        "house-kept": lambda: frame.go("house.kept", desk.incidents.rows(stage="closed")[0].id),
        "import-workflow": lambda: frame.go("house.import_workflow"),
        "import-matrix": lambda: frame.go("house.import_matrix"),
    }


def go_through_imports(window: MainWindow, camera: Camera) -> None:
    """Take what a folder and a table would bring, before anything comes in."""
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
