"""The report of one injury as OSHA asks for it, from the file of the incident."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from sopdesk.domain.person import Right
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.saving import save_export
from sopdesk.ui.widgets.buttons import button
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen


def osha_acts(screen: FileScreen, file: IncidentFile) -> Iterator[QPushButton]:
    """Give the act that prints the form, beside a file that it is made for."""
    forms = screen.workspace.osha_forms

    def save(who: PersonView) -> None:
        save_export(
            screen, f"OSHA 301 {file.row.number}.pdf", tr("Printing {number}").format(number=file.row.number),
            lambda exports, _progress, _cancelled: forms.pdf(exports, by=who.id, incident=file.row.id),
        )  # fmt: skip

    def ask(_checked: object = None) -> None:
        why = tr("Taking a file along is recorded.")
        screen.frame.require_person(save, right=Right.EXPORT, why=why)

    if forms.suits(file) and screen.may(Right.EXPORT):
        yield button(tr("OSHA 301"), ask, kind="quiet", icon="print")
