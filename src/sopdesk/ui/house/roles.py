"""The roles of the house: whose rights each has, to which it reports, who holds it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from sopdesk.domain.person import ROLE_NAMES, Right, Role
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.organisation import RoleView
from sopdesk.views.people import PersonView

RIGHTS = {
    Role.FRONT_OF_HOUSE: "do checklists, log incidents, write procedures",
    Role.SHIFT_LEAD: "also take incidents from stage to stage",
    Role.SUPERVISOR: "also approve, sign off, close, export, plan the rota",
    Role.MANAGER: "also register people, define roles, change the house",
    Role.AUDITOR: "read incidents and the trail, export; nothing else",
}


class RolesScreen(Screen):
    """Every role; a press opens the sheet on which a manager changes it."""

    scrolls = False
    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Roles"), self.tr("Five levels carry the rights. Your own roles have those of a level."))
        self.add_act(self.tr("Define a role"), self.define, kind="primary", icon="plus", right=Right.REGISTER)
        self.list = LinesView(self.tr("Roles"))
        self.list.chosen.connect(self.change)
        self.body.addWidget(self.list, 1)
        self._rows: dict[str, RoleView] = {}

    def refresh(self) -> None:
        """Ask for the roles."""
        rows = self.workspace.organisation.role_rows()
        self._rows = {each.id: each for each in rows}
        self.list.set_lines(self._line(each) for each in rows)

    def define(self) -> None:
        """Define a role of the house."""
        self._ask(None)

    def change(self, role: object) -> None:
        """Change a role's name, level or line: a manager's act; to others the list only tells."""
        if not self.may(Right.REGISTER):
            return
        self._ask(self._rows[str(role)])

    def retire(self, role: RoleView, who: PersonView) -> None:
        """Have a role no longer."""
        self.close_sheet()
        self.attempt(
            lambda: self.workspace.organisation.retire_role(by=who.id, role_id=role.id),
            self.tr("{name} is no role of this house any more.").format(name=role.name),
        )

    def _ask(self, role: RoleView | None) -> None:
        questions = [Question("name", self.tr("Name"), needed=True, hint=self.tr("For example: Barista"))]
        if role is None or not role.built_in:
            levels = [(str(each), self.tr(ROLE_NAMES[each])) for each in Role]
            questions.append(Question("level", self.tr("Has the rights of"), "choice", levels, needed=True))
        above = [("", self.tr("Nobody")), *((each.id, each.name) for each in self._rows.values() if each is not role)]
        questions.append(Question("reports_to", self.tr("Reports to"), "choice", above))
        values = {"name": role.name, "level": role.level, "reports_to": role.reports_to} if role else {}
        title = self.tr("Change the role {name}").format(name=role.name) if role else self.tr("Define a role")

        def ask(who: PersonView) -> None:
            sheet = self.ask(
                title, questions, self.tr("Change") if role else self.tr("Define"),
                lambda answers: self._define(who, role, answers), values=values, done=self.tr("Recorded."),
                sentence=self.tr("Its rights count at once for everybody who has it."),
            )  # fmt: skip
            if role is not None and not role.built_in:
                layout = sheet.layout()
                if isinstance(layout, QVBoxLayout):
                    gone = button(self.tr("Retire this role"), lambda: self.retire(role, who), kind="quiet")
                    layout.addLayout(row(gone, None))

        self.frame.require_person(ask, right=Right.REGISTER, why=self.tr("Defining a role needs a manager."))

    def _define(self, who: PersonView, role: RoleView | None, answers: dict[str, str]) -> None:
        self.workspace.organisation.define_role(
            by=who.id, name=answers["name"], level=Role(answers.get("level") or (role.level if role else "")),
            reports_to=answers["reports_to"], role_id=role.id if role else "",
        )  # fmt: skip

    def _line(self, role: RoleView) -> Line:
        holders = ", ".join(each.name for each in role.holders) or self.tr("nobody has it")
        may = self.tr(RIGHTS[Role(role.level)])
        detail = self.tr("may {what}").format(what=may) if role.built_in else self.tr("rights of {level}").format(
            level=role.level_name
        )  # fmt: skip
        line = self.tr("reports to {name}").format(name=role.reports_to_name) if role.reports_to else ""
        return Line(role.name, " · ".join(filter(None, (holders, detail))), "" if role.built_in else self.tr("our own"),
                    "accent", line, icon="sign", data=role.id)  # fmt: skip
