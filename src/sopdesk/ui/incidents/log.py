"""Logging an incident in a minute: what kind, what happened; the procedures that fit propose themselves."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from sopdesk.domain.incident import IncidentKind, Severity
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.incidents.files_along import FilesAlong
from sopdesk.ui.incidents.words import CHANNELS, KINDS, kind_word
from sopdesk.ui.screen import Screen
from sopdesk.ui.times import utc
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.views.incidents import ProposedProcedure
from sopdesk.views.people import PersonView

_PAUSE = 250
_CUSTOMER = {"customer_name": "name", "customer_phone": "phone", "customer_email": "email"}


class LogScreen(Screen):
    """Two questions, then it is logged and has a number; everything else can follow."""

    needs_person = True
    right = Right.LOG

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Log incident"), self.tr("Two questions; everything else can follow"))
        self.first = Form(self._first_questions())
        self.more_form = Form(self._further_questions())
        self.more_card = Card(self.more_form, kind="sunken")
        self.more_card.hide()
        self.unfold = button(self.tr("When, where, who …"), self._unfold, kind="quiet", icon="down")
        self.along = FilesAlong(self)
        self.fitting = Flow()
        self.fitting_word = label(self.tr("Procedures that fit"), "label")
        self.send = button(self.tr("Log it"), self.log, kind="primary", icon="check")
        self.send.setToolTip(self.tr("Ctrl+Enter"))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.log, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self.pause.timeout.connect(self.propose)
        self.first.changed.connect(self.pause.start)
        self._proposed: dict[str, ProposedProcedure] = {}
        self._chosen: dict[str, bool] = {}
        cast("Chips", self.first.field("kind")).changed.connect(lambda _kind: self.take_focus())
        self.keep(self.first, "first")
        self.keep(self.more_form, "more")
        self.body.addWidget(self.first)
        self.body.addLayout(row(self.unfold, None))
        self.body.addWidget(self.more_card)
        self.body.addWidget(self.along)
        self.body.addLayout(row(self.send, None))
        self.body.addLayout(column(self.fitting_word, self.fitting, gap=tokens.HAIR))  # it comes while one types

    def refresh(self) -> None:
        """Begin with what another screen knows already: the words, the procedure, the run."""
        self.along.turn_to(self.person.id if self.person else "")
        text = self.more.get("text", "")
        if text and not self.first.values()["narrative"]:
            self.first.set_values({"narrative": text})
        if (done := self.more.get("done", "")) and not self.more_form.values()["done_at_once"]:
            self.more_form.set_values({**self.more_form.values(), "done_at_once": done})
        if any(self.more_form.values().values()):
            self.more_card.show()
        self.propose()

    def take_focus(self) -> None:
        """Take the keyboard to what happened, so that it is written at once."""
        self.first.field("narrative").setFocus()

    def propose(self) -> None:
        """Ask which procedures fit the words; each can be left out, or taken, with a press."""
        text = self.first.values()["narrative"]
        found = list(self.workspace.incidents.propose(text)) if text.strip() else []
        self._proposed = {each.pinned.sop: each for each in found}
        self._add_given()
        self.fitting.clear()
        for sop, each in self._proposed.items():
            chip = button(f"{each.pinned.number} {each.title}", kind="choice")
            chip.setCheckable(True)
            chip.setChecked(self._takes(sop))
            chip.toggled.connect(lambda on, sop=sop: self._take(sop, on=on))
            self.fitting.add(chip)
        self.fitting_word.setVisible(bool(self._proposed))
        self.fitting.setVisible(bool(self._proposed))

    def log(self) -> None:
        """Record the incident."""
        if self.pause.isActive():  # the last words were typed a moment ago
            self.pause.stop()
            self.propose()
        answers, more = self.first.checked(), self.more_form.checked()
        if answers is None or more is None:
            return
        self.frame.require_person(lambda who: self._log(who, answers, more), right=Right.LOG)

    def _log(self, who: PersonView, answers: dict[str, str], more: dict[str, str]) -> None:
        try:
            occurred = self._moment(more["occurred_at"])
            incident = self.workspace.incidents.log(
                by=who.id,
                kind=IncidentKind(answers["kind"]),
                narrative=answers["narrative"],
                occurred_at=occurred,
                about=more["about"] == "yes",
                severity=Severity(more["severity"] or Severity.LOW),
                channel=more["channel"],
                place=more["place"],
                done_at_once=more["done_at_once"],
                run=self.more.get("run", ""),
                procedures=[each.pinned for sop, each in self._proposed.items() if self._takes(sop)],
                customer={field: more[name] for name, field in _CUSTOMER.items()},
            )
        except Refusal as no:
            self.message.fail(no.sentence)
            return
        self.forget("first")
        self.forget("more")
        self._chosen.clear()
        self.frame.refresh()
        self.frame.go("incidents.file", incident, logged="now")
        self.along.attach(who.id, incident)

    def _moment(self, text: str) -> datetime | None:
        if not text:
            return None
        try:
            local = datetime.fromisoformat(text)
        except ValueError:
            raise Refusal(self.tr("Give day and time of the incident, for example 2026-05-03 14:20.")) from None
        return utc(local.replace(tzinfo=None), self.frame.times.zone)

    def _add_given(self) -> None:
        """Put the procedure that another screen named before the others."""
        sop = self.more.get("sop", "")
        given = self._proposed.get(sop) or (self.workspace.incidents.pinned(sop) if sop else None)
        if given is not None:
            self._proposed = {sop: given, **self._proposed}

    def _take(self, sop: str, *, on: bool) -> None:
        self._chosen[sop] = on

    def _takes(self, sop: str) -> bool:
        """Tell whether a procedure goes with it: where one is named, what fits besides is only offered."""
        return self._chosen.get(sop, self.more.get("sop", "") in {"", sop})

    def _unfold(self) -> None:
        self.more_card.setVisible(not self.more_card.isVisible())

    def _first_questions(self) -> list[Question]:
        kinds = tuple((kind.value, kind_word(kind)) for kind in KINDS)
        hint = self.tr("What you saw and heard, times and words, as it was. Nobody outside reads this by itself.")
        return [
            Question("kind", self.tr("What kind"), "choice", kinds, needed=True),
            Question("narrative", self.tr("What happened"), "text", hint=hint, needed=True, lines=5, facts=True),
        ]

    def _further_questions(self) -> list[Question]:
        severities = tuple((each.value, self.tr(each.value.capitalize())) for each in Severity)
        channels = tuple((each, self.tr(each.capitalize())) for each in CHANNELS)
        now = self.tr("Empty means: just now")
        return [
            Question("occurred_at", self.tr("When it happened"), "moment", hint=now),
            Question("about", self.tr("The time is approximate"), "check"),
            Question("place", self.tr("Where")),
            Question("severity", self.tr("How bad"), "choice", severities),
            Question("channel", self.tr("How we were told"), "choice", channels),
            Question("done_at_once", self.tr("What was done at once"), "text", lines=2, facts=True),
            Question("customer_name", self.tr("Name"), group=self.tr("The customer, if there is one")),
            Question("customer_phone", self.tr("Phone")),
            Question("customer_email", self.tr("E-mail")),
        ]
