"""Approving many revisions with one signature: beside the window, with progress, and every refusal listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject

from sopdesk.domain.person import Right
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.lines import Line
from sopdesk.views.manual import RevisionRow, SopRow
from sopdesk.views.people import PersonView


class Approving(QObject):
    """Asks for one signature for everything in `waiting`; `refused` is (procedure, why) of what was not approved."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._titles: dict[str, str] = {}
        self.waiting: Sequence[tuple[SopRow, RevisionRow]] = ()
        self.refused: tuple[tuple[str, str], ...] = ()

    def may_approve(self) -> bool:
        """Tell whether whoever is here may approve any of them."""
        who = self._screen.person
        if who is None:
            return bool(self.waiting)
        return who.may(Right.APPROVE) and any(row.author_id != who.id for _, row in self.waiting)

    def approve(self) -> None:
        """Ask for the signature, and for the decision about what stands in the way of imported ones."""
        self._screen.frame.require_person(self._ask, right=Right.APPROVE)

    def refused_lines(self) -> Iterator[Line]:
        """Give what was refused, and why."""
        if self.refused:
            yield Line(self.tr("Not approved"), heading=True)
        for sop, why in self.refused:
            yield Line(self._titles.get(sop, sop), why, self.tr("refused"), "danger", data=sop)

    def forget(self) -> None:
        """Forget what was refused."""
        self.refused = ()

    def _ask(self, who: PersonView) -> None:
        count = len(self.waiting)
        meaning = self.tr("By signing you say: “I have read these {n} revisions and approve each of them.”")
        questions = [Question("password", self.tr("Password of {name}").format(name=who.name), "password", needed=True)]
        if any(row.imported_from for _, row in self.waiting):
            hint = self.tr(
                "Imported pages may lack responsibilities, or links may lead nowhere. What you write is "
                "recorded as your decision about each of them. Empty: those wait, and the list says why."
            )
            said = self.tr("Why imported pages are approved although something is missing")
            questions.insert(0, Question("reason", said, "text", hint=hint, lines=2))
        self._screen.ask(
            self.tr("Approve {n} revisions").format(n=count), questions, self.tr("Sign and approve"),
            lambda answers: self._approve(who, answers["password"], answers.get("reason", "")),
            sentence=meaning.format(n=count),
        )  # fmt: skip

    def _approve(self, who: PersonView, password: str, reason: str) -> None:
        workspace, sops = self._screen.workspace, [row.id for row, _ in self.waiting]
        workspace.people.check_password(who.id, password)
        self._titles = {row.id: row.title for row, _ in self.waiting}
        self._screen.frame.run_in_background(
            self.tr("Approving {n} procedures").format(n=len(sops)),
            lambda progress, cancelled: workspace.manual.approve_all(
                by=who.id, password=password, sops=sops, reason=reason, progress=progress, cancelled=cancelled
            ),
            self._approved,
            self._screen.message.fail,
        )

    def _approved(self, done: tuple[tuple[str, str], ...]) -> None:
        self.refused = tuple((sop, why) for sop, why in done if why)
        count = len(done) - len(self.refused)
        self._screen.frame.refresh()
        self._screen.refresh()
        said = self.tr("{n} procedures are approved.").format(n=count)
        if self.refused:
            said += " " + self.tr("{n} were refused; the list says why.").format(n=len(self.refused))
            self._screen.message.warn(said)
        else:
            self._screen.message.say(said)
