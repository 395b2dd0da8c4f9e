"""The ways to the screens of the day's work: Today and the shift, checklists, hand-overs, incidents."""

from collections.abc import Callable
from functools import partial

from sopdesk.domain.guided import GuideStage
from sopdesk.domain.run import RunStage
from sopdesk.services.workspace import Workspace
from sopdesk.ui.checklists.hand_over import HandOverScreen
from sopdesk.ui.checklists.past import CALENDAR, FIGURES, LISTED, PastRunsScreen
from sopdesk.ui.main_window import MainWindow

Ways = dict[str, Callable[[], object]]


def of_the_work(window: MainWindow, desk: Workspace, every_kind: str) -> Ways:
    """Give the pictures by name, each with the way to its screen; `every_kind` is a run that has every kind of line."""
    frame = window.frame
    closed, still = desk.incidents.rows(stage="closed"), desk.incidents.rows(stage="open")
    return {
        "today": lambda: frame.go("today"),
        "shift": lambda: frame.go("today.shift"),
        "checklists": lambda: frame.go("checklists"),
        "run": lambda: frame.go("checklists.run", _run(desk, RunStage.OPEN, but=every_kind)),
        "run-every-kind": lambda: frame.go("checklists.run", every_kind),
        "sign-off": lambda: frame.go("checklists.run", _run(desk, RunStage.COMPLETED), view="sign-off"),
        **_of_past_runs(window),
        "checklists-missed": lambda: frame.go("checklists.missed"),
        "guide-under-way": lambda: frame.go("checklists.guide", desk.guides.rows(stage=GuideStage.OPEN)[0].id),
        "guide-handed-up": lambda: frame.go("checklists.guide", desk.guides.rows(stage=GuideStage.ESCALATED)[0].id),
        "incidents": lambda: frame.go("incidents"),
        "incident-log": lambda: frame.go("incidents.log", text="The card terminal charged a customer twice for lunch."),
        "incident-file": lambda: frame.go("incidents.file", closed[1].id),
        "incident-open": lambda: frame.go("incidents.file", still[0].id),
        "figures": lambda: frame.go("figures"),
        **_of_hand_overs(window, desk),
    }


def _of_past_runs(window: MainWindow) -> Ways:
    def show(view: str) -> None:
        window.frame.go("checklists.past")
        screen = window.current_screen()
        if isinstance(screen, PastRunsScreen):
            screen.view.set_value(view)
            screen.refresh()

    return {f"past-{view}": partial(show, view) for view in (LISTED, CALENDAR, FIGURES)}


def _of_hand_overs(window: MainWindow, desk: Workspace) -> Ways:
    frame = window.frame

    def write() -> None:
        frame.go("checklists.hand_over")
        screen = window.current_screen()
        if isinstance(screen, HandOverScreen):
            screen.form.notes.setPlainText("Milk is short by two crates, the dairy brings them at seven.")
            screen.form.unusual.setPlainText("A man asked twice when we count the till.")

    unread = desk.handovers.rows(unread_only=True)
    done = next((each for each in desk.handovers.rows() if each.readers and each.things), desk.handovers.rows()[0])
    return {
        "handover-book": lambda: frame.go("checklists.handovers"),
        "handover-read": lambda: frame.go("checklists.handover", done.id),
        "handover-to-read": lambda: frame.go("checklists.handover", (unread or (done,))[0].id),
        "handover-written": write,
    }


def _run(desk: Workspace, stage: RunStage, *, but: str = "") -> str:
    return next(each.id for each in desk.checklists.runs(stage=stage) if each.id != but)
