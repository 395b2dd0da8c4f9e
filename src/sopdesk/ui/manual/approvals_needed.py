"""How many approvals a revision takes, by the kind of procedure: a rule of the house."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.house import MOST_APPROVALS
from sopdesk.domain.person import Right
from sopdesk.domain.sop import Kind
from sopdesk.ui.manual.words import KINDS, kind_word
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView


def ask_approvals_needed(screen: Screen) -> None:
    """Ask on a sheet how many approvals each kind takes; what changes is recorded."""
    screen.frame.require_person(
        lambda who: _ask(screen, who), right=Right.REGISTER, why=_tr("Setting a rule of the house needs a manager.")
    )


def _ask(screen: Screen, who: PersonView) -> None:
    manual = screen.workspace.manual
    now = manual.approvals_needed()
    numbers = tuple((str(n), str(n)) for n in range(1, MOST_APPROVALS + 1))
    questions = [Question(kind.value, kind_word(kind), "choice", numbers, needed=True) for kind in KINDS]

    def act(answers: dict[str, str]) -> None:
        for kind in Kind:
            if int(answers[kind.value]) != now[kind]:
                manual.rule_approvals(by=who.id, kind=kind, approvals=int(answers[kind.value]))

    screen.ask(
        _tr("Approvals needed"), questions, _tr("Change"), act, values={kind.value: str(now[kind]) for kind in Kind},
        sentence=_tr("So many people sign a revision before it is in force. What is handed in already keeps its rule."),
        done=_tr("Changed. It holds for what is handed in from now on."),
    )  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("ApprovalsNeeded", text)
