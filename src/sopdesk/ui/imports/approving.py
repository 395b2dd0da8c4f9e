"""Approving many imported procedures with one signature, and what was refused of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.person import Right
from sopdesk.ui.manual.words import FORMAT_ICONS, format_word
from sopdesk.ui.widgets.lines import Line
from sopdesk.views.manual import RevisionRow, SopRow
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.imports.manual import ImportManualScreen


class Approving(QObject):
    """Finds what was imported and waits, asks for the signature, and approves beside the window."""

    def __init__(self, screen: ImportManualScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.waiting: tuple[tuple[SopRow, RevisionRow], ...] = ()
        self.refused: tuple[tuple[str, str], ...] = ()

    def ask(self) -> None:
        """Ask which imported procedures wait."""
        self.waiting = tuple(each for each in self._screen.workspace.manual.waiting() if each[1].imported_from)

    def may_approve(self) -> bool:
        """Tell whether whoever is here may approve any of them."""
        who = self._screen.person
        return who is not None and who.may(Right.APPROVE) and any(row.author_id != who.id for _, row in self.waiting)

    def approve(self) -> None:
        """Ask for one signature for all of them."""
        count = len(self.waiting)
        meaning = self.tr("I have read these {n} imported procedures and approve each of them.").format(n=count)
        self._screen.sign(meaning, self._approve, right=Right.APPROVE, word=self.tr("Sign and approve"))

    def lines(self) -> Iterator[Line]:
        """Give what was refused and why, then what waits."""
        if self.refused:
            yield Line(self.tr("Not approved"), heading=True)
            for sop, why in self.refused:
                yield Line(self._title(sop), why, self.tr("refused"), "danger", data=sop)
        if self.waiting:
            yield Line(self.tr("Waiting for approval"), heading=True)
        for row, revision in self.waiting:
            detail = f"{row.number} · {row.section} · {format_word(row.format)}"
            by = self.tr("imported by {name}").format(name=revision.author)
            yield Line(row.title, detail, note=by, icon=FORMAT_ICONS[row.format], data=row.id)

    def _approve(self, who: PersonView, password: str) -> None:
        workspace, sops = self._screen.workspace, [row.id for row, _ in self.waiting]
        workspace.people.check_password(who.id, password)
        self._screen.frame.run_in_background(
            self.tr("Approving {n} procedures").format(n=len(sops)),
            lambda _progress, _cancelled: workspace.manual.approve_all(by=who.id, password=password, sops=sops),
            self._approved,
            self._screen.message.fail,
        )

    def _approved(self, done: tuple[tuple[str, str], ...]) -> None:
        self.refused = tuple((sop, why) for sop, why in done if why)
        count = len(done) - len(self.refused)
        self._screen.frame.refresh()
        self._screen.refresh()
        said = self.tr("{n} procedures are approved and in force.").format(n=count)
        if self.refused:
            said += " " + self.tr("{n} were refused; the list says why.").format(n=len(self.refused))
            self._screen.message.warn(said)
        else:
            self._screen.message.say(said)

    def _title(self, sop: str) -> str:
        return next((row.title for row, _ in self.waiting if row.id == sop), sop)
