"""Where a line leads that says what waits: to the screen of its act, or to the act itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.person import Right
from sopdesk.domain.sop import Format
from sopdesk.ui.checklists.begin import begin
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView

ICONS = {
    "run": "checklists", "sign-off": "sign", "incident": "incidents", "page": "manual", "approval": "sign",
    "returned": "undo", "handover": "note", "checklist": "start", "coming": "clock", "missed": "incidents",
    "missed-all": "incidents", "shift": "clock", "checklists": "checklists", "copies": "print", "guide": "step",
    "review": "verify", "suggestion": "note", "answer": "note", "privacy": "lock", "action": "check",
    "actions": "check", "follow-ups": "note", "left-files": "person", "backup": "export", "checkpoints": "verify",
}  # fmt: skip
LEADS: dict[str, tuple[str, dict[str, str]]] = {
    "run": ("checklists.run", {}),
    "sign-off": ("checklists.run", {"view": "sign-off"}),
    "handover": ("checklists.handover", {}),
    "guide": ("checklists.guide", {}),
    "coming": ("manual.page", {}),
    "checklists": ("checklists", {}),
    "missed-all": ("checklists.missed", {}),
    "shift": ("today.shift", {}),
    "incident": ("incidents.file", {}),
    "action": ("incidents.file", {"show": "actions"}),
    "actions": ("incidents.actions", {"show": "overdue"}),
    "follow-ups": ("incidents", {"only": "follow-up due"}),
    "left-files": ("incidents", {"only": "owner has left"}),
    "page": ("manual.page", {}),
    "approval": ("manual.approval", {}),
    "returned": ("manual.approval", {"view": "remarks"}),
    "copies": ("manual.copies", {"show": "stale"}),
    "review": ("manual.page", {}),
    "suggestion": ("manual.suggestion", {}),
    "answer": ("manual.suggestion", {}),
    "privacy": ("house.privacy", {}),
    "backup": ("trail.backups", {}),
    "checkpoints": ("trail.checkpoints", {}),
}
"""Where a press on a line leads: a screen, and more words for it."""


def tr(text: str) -> str:
    """Give words in the language of the house."""
    return QCoreApplication.translate("Leads", text)


def follow(frame: Frame, place: str, which: str, proposal: int = 0) -> None:
    """Go where a line leads; a checklist is started by whoever may."""
    if place == "checklist":
        begin(frame, which, Format.CHECKLIST)
        return
    screen, more = LEADS[place]
    frame.go(screen, which, **more, **({"proposal": str(proposal)} if proposal else {}))


def say_why(screen: Screen, missed: str, title: str) -> None:
    """Ask how it came that a check was missed."""

    def ask(who: PersonView) -> None:
        screen.ask(
            tr("Why was it missed: {title}").format(title=title),
            [Question("text", tr("How it came"), "text", needed=True)],
            tr("Record"),
            lambda answers: screen.workspace.schedule.explain(by=who.id, missed=missed, text=answers["text"]),
            sentence=tr("It stays missed; your words stand beside it in the record."),
            done=tr("Recorded."),
        )

    screen.frame.require_person(ask, right=Right.RUN, why=tr("What you say is recorded with your name."))
