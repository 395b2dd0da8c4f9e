"""How large an attached file may be, and whether place and camera data are kept: a rule of the house."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.attachment_rule import LARGEST
from sopdesk.domain.person import Right
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView

SIZES = (5, 10, 25, 50, 100, LARGEST)


def ask_attachment_rule(screen: Screen) -> None:
    """Ask on a sheet for the rule; what changes is recorded."""
    screen.frame.require_person(
        lambda who: _ask(screen, who), right=Right.REGISTER, why=_tr("Setting a rule of the house needs a manager.")
    )


def _ask(screen: Screen, who: PersonView) -> None:
    files = screen.workspace.incident_files
    rule = files.rule()
    sizes = tuple((str(each), _tr("{n} MB").format(n=each)) for each in sorted({*SIZES, rule.megabytes}))
    hidden = (("kept", _tr("Kept: the file is exactly as it came")), ("removed", _tr("Removed before it is kept")))
    questions = [
        Question("megabytes", _tr("The largest file"), "choice", sizes, needed=True),
        Question("hidden", _tr("Place and camera data in pictures"), "choice", hidden, needed=True),
    ]

    def act(answers: dict[str, str]) -> None:
        files.set_rule(by=who.id, megabytes=int(answers["megabytes"]), keeps_hidden=answers["hidden"] == "kept")

    screen.ask(
        _tr("Attached files"), questions, _tr("Change"), act,
        values={"megabytes": str(rule.megabytes), "hidden": "kept" if rule.keeps_hidden else "removed"},
        sentence=_tr(
            "A photo can name the place and the camera. What is removed is gone before the file is kept; what the "
            "photo shows, and when it was taken, stays. Films and some pictures of telephones cannot be cleaned: they "
            "say so."
        ),
        done=_tr("Changed. It holds for what is attached from now on."),
    )  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttachmentRule", text)
