"""The ways to the screens of the manual: reading, writing, care, authority, paper."""

from sopdesk.domain.sop import Format
from sopdesk.services.workspace import Workspace
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.editor import EditorScreen
from tools.screenshots.work import Ways


def of_the_manual(window: MainWindow, desk: Workspace) -> Ways:
    """Give the pictures of reading and approving by name, each with the way to its screen."""
    frame, manual = window.frame, desk.manual
    of = {each: manual.rows(format=each)[0].id for each in Format}
    waiting = manual.waiting()[0][0].id
    revised = next(row.id for row in manual.rows() if row.label == "1.1")
    return {
        "manual": lambda: frame.go("manual"),
        "reader-article": lambda: frame.go("manual.page", of[Format.ARTICLE]),
        "reader-picture-guide": lambda: frame.go("manual.page", of[Format.PICTURE_GUIDE]),
        "reader-workflow": lambda: frame.go("manual.page", of[Format.WORKFLOW]),
        "reader-faq": lambda: frame.go("manual.page", of[Format.FAQ]),
        "reader-checklist": lambda: frame.go("manual.page", of[Format.CHECKLIST]),
        "compare": lambda: frame.go("manual.compare", revised, one="1", other="2"),
        "approval": lambda: frame.go("manual.approval", waiting),
        "editor": lambda: frame.go("manual.editor", waiting),
        "drawing": lambda: frame.go("manual.drawing", of[Format.WORKFLOW]),
        **_of_the_editor(window, desk, of[Format.WORKFLOW], of[Format.CHECKLIST]),
        **_of_its_care(window, desk),
    }


def _of_the_editor(window: MainWindow, desk: Workspace, workflow: str, checklist: str) -> Ways:
    def write(sop: str, place: str) -> None:
        window.frame.go("manual.editor", sop)
        screen = window.current_screen()
        if isinstance(screen, EditorScreen):
            screen.go_to(place)

    def first(sop: str) -> str:
        return f"step:{desk.manual.page(sop).content.steps[0].id}"

    return {
        "editor-new": lambda: window.frame.go("manual.editor"),
        "editor-step": lambda: write(checklist, first(checklist)),
        "editor-workflow": lambda: write(workflow, first(workflow)),
        "editor-who-does-what": lambda: write(workflow, "duties"),
        "editor-limits": lambda: write(workflow, "limits"),
    }


def _of_its_care(window: MainWindow, desk: Workspace) -> Ways:
    frame = window.frame
    copies, asked = desk.copies.rows(), desk.suggestions.rows()
    return {
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
