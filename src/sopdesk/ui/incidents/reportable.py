"""Whether a case has to be reported to an authority: what was decided, by whom and why, and the act that decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopdesk.domain.field import FieldSpec
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.incidents.questions import questions_of
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen

CLASSES = ("riddor_class", "osha_event")
"""The fields that say as what a case is reportable."""


class ReportableCard(Card):
    """The decision on a case, or that nobody has made it."""

    def __init__(self, screen: FileScreen) -> None:
        self._screen = screen
        self._list = column(gap=tokens.NEAR)
        super().__init__(self._list, title=tr("Reportable to an authority?"))

    def show_file(self, file: IncidentFile) -> None:
        """Show what was decided; the card is there only where a law that is known asks it."""
        clear(self._list)
        said = file.reportable
        self.setVisible(said is not None)
        if said is None:
            return
        if said.signature is None:
            words = tr("Not decided. A legal clock applies: a supervisor has to decide before the close.")
            none = tr("Not decided. No legal clock applies by what is filled in.")
            self._list.addWidget(label(words if said.needed else none, "strong" if said.needed else "soft"))
        else:
            self._list.addWidget(
                label(tr("Yes, reportable") if said.answer == "yes" else tr("Not reportable"), "strong")
            )
            self._list.addWidget(label(said.reason))
            who = tr("{name}, {moment}").format(
                name=said.signature.signer, moment=self._screen.frame.times.moment(said.signature.at)
            )
            holds = said.signature.holds
            good = chip(tr("✓ signature holds"), "success") if holds else chip(tr("✕ does not hold"), "danger")
            self._list.addWidget(label(who, "small"))
            self._list.addLayout(row(good, None))
        self._list.addWidget(label(tr("The legal clocks are presets, not legal advice."), "small"))
        if file.past is None and file.row.stage is not Stage.CLOSED:
            act = button(tr("Decide and sign"), self.decide, kind="quiet", icon="sign")
            self._list.addLayout(row(act, None))
            act.setVisible(self._screen.may(Right.SIGN_OFF))

    def decide(self) -> None:
        """Decide on a sheet, with as what it is reportable where nobody has said, and sign."""
        file = self._screen.file
        if file is None:
            return
        answers = (("yes", tr("Yes")), ("no", tr("No")))
        asked = [
            Question("reportable", tr("Reportable to the authority"), "choice", answers, needed=True),
            *questions_of(self._screen.workspace, self._classes(file)),
            Question("reason", tr("Why"), "text", needed=True),
            Question("password", tr("Password"), "password", needed=True),
        ]
        meaning = tr("By signing you say: “I have read this file as it is shown and answer for this decision.”")
        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                tr("Decide and sign"), asked, tr("Sign the decision"),
                lambda given: self._decide(who, file, given),
                done=tr("Decided and signed."), sentence=meaning, known=file.values,
            ),
            right=Right.SIGN_OFF,
        )  # fmt: skip

    def _decide(self, who: PersonView, file: IncidentFile, given: dict[str, str]) -> None:
        self._screen.workspace.reportable.decide(
            by=who.id, password=given["password"], incident=file.row.id, reportable=given["reportable"] == "yes",
            reason=given["reason"], digest=file.digest, values={name: given.get(name, "") for name in CLASSES},
        )  # fmt: skip

    @staticmethod
    def _classes(file: IncidentFile) -> list[FieldSpec]:
        """Give the fields that say as what it is reportable and that nobody has filled in."""
        return [spec for spec, value in file.fields if spec.name in CLASSES and not value]
