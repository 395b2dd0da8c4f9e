"""What is kept: of one record, or about one person; chosen piece by piece to be erased or handed to the person."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from sopdesk.domain.erasure import Basis
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.subject_access import Place
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.privacy.words import BASES
from sopdesk.ui.saving import save_export
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card, EmptyState
from sopdesk.ui.widgets.choices import Tick
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.people import PersonView
from sopdesk.views.privacy import PieceView, RecordPieces

YEAR = timedelta(days=366)


class KeptScreen(Screen):
    """Shows every piece that can be erased. `id`: of this record; `words` (parted by ";"): wherever they occur."""

    needs_person = True
    right = Right.PRIVACY

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.found: tuple[RecordPieces, ...] = ()
        self.ticks: dict[Place, Tick] = {}
        self._shown = ""
        self._asked = ""
        self.add_act(self.tr("Ask for erasure"), self.ask_for_erasure, kind="danger", icon="erase")
        self.add_act(self.tr("PDF for the person"), partial(self.hand_out, "pdf"), icon="print")
        self.add_act(self.tr("JSON for the person"), partial(self.hand_out, "json"), icon="export")
        self.keeping = Card(kind="sunken")
        self.records = column(gap=tokens.GAP)
        self.empty = EmptyState(
            "search", self.tr("Nothing is kept"),
            self.tr("These words occur in no incident, checklist or hand-over. Try the name as it was heard, or the "
                    "telephone number."),
        )  # fmt: skip
        self.body.addWidget(self.keeping)
        self.body.addLayout(self.records)
        self.body.addWidget(self.empty)

    def refresh(self) -> None:
        """Ask for the record, or look for the words beside the window when they are new."""
        if self.person is None:
            return
        words = self.more.get("words", "")
        if self.id:
            self._show((self.workspace.privacy.record(self.id, by=self.person.id),))
            self._show_keeping()
            return
        self.keeping.hide()
        self.set_title(self.tr("What is kept about “{words}”").format(words=words))
        if words != self._asked:
            self._asked = words
            self._look(words, self.person)

    def chosen(self) -> list[Place]:
        """Give the places of what is ticked."""
        return [place for place, tick in self.ticks.items() if tick.isChecked()]

    def ask_for_erasure(self) -> None:
        """Ask that what is ticked be erased; somebody else has to agree."""
        bases = tuple((each.value, self.tr(words)) for each, words in BASES.items())
        questions = [
            Question("basis", self.tr("On which ground"), "choice", bases, needed=True),
            Question("reason", self.tr("Who asked, when, and why"), "text", needed=True),
        ]
        said = self.tr("{n} pieces are chosen. Nothing goes before a second person has agreed and signed.")
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Ask for erasure"), questions, self.tr("Ask for erasure"),
                lambda answers: self._ask_for(who, answers), sentence=said.format(n=len(self.chosen())), kind="danger",
                done=self.tr("Asked for. It waits for a second person under Personal data."),
            ),
            right=Right.PRIVACY,
        )  # fmt: skip

    def hand_out(self, form: str) -> None:
        """Save what is ticked as a file for the person whom it is about."""
        name = Question("name", self.tr("Whom it is for"), needed=True)
        word = self.tr("PDF for the person") if form == "pdf" else self.tr("JSON for the person")
        said = self.tr("{n} pieces are chosen; what is not ticked is withheld and counted. That the file left is "
                       "recorded, without the name.")  # fmt: skip
        self.frame.require_person(
            lambda who: self.ask(
                word, [name], word,
                lambda answers: self._hand_out(who, form, answers["name"]), sentence=said.format(n=len(self.chosen())),
            ),
            right=Right.PRIVACY,
        )  # fmt: skip

    def hold(self) -> None:
        """Put the record on legal hold, with the reason."""
        why = Question("why", self.tr("Which claim or inquiry, and who asked"), "text", needed=True)
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Legal hold"), [why], self.tr("Legal hold"),
                lambda answers: self.workspace.privacy.place_hold(by=who.id, record=self.id, reason=answers["why"]),
                done=self.tr("Held. Nothing of it is erased until the hold is lifted."),
            ),
            right=Right.PRIVACY,
        )  # fmt: skip

    def keep_longer(self) -> None:
        """Keep the record until a later day, with the reason."""
        today = self.frame.times.local(self.workspace.now()).date()
        questions = [
            Question("until", self.tr("Keep it until"), "date", needed=True),
            Question("why", self.tr("What it is kept for"), "text", needed=True),
        ]
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Keep it longer"), questions, self.tr("Keep it longer"),
                lambda answers: self.workspace.privacy.extend(
                    by=who.id, record=self.id, until=date.fromisoformat(answers["until"]), reason=answers["why"]
                ),
                values={"until": (today + YEAR).isoformat()}, done=self.tr("It is kept longer."),
            ),
            right=Right.PRIVACY,
        )  # fmt: skip

    # -- within

    def _look(self, words: str, person: PersonView) -> None:
        asked = [each for each in words.split(";") if each.strip()]
        self._show(())
        self.empty.hide()
        self.frame.run_in_background(
            self.tr("Looking for everything about somebody"),
            lambda progress, cancelled: self.workspace.privacy.about(
                asked, by=person.id, progress=progress, cancelled=cancelled
            ),
            self._show, self.message.fail,
        )  # fmt: skip

    def _show(self, found: tuple[RecordPieces, ...]) -> None:
        """Show the pieces; what was ticked, and is still there, stays as it was."""
        before = {place: tick.isChecked() for place, tick in self.ticks.items()}
        self.found, self.ticks = found, {}
        clear(self.records)
        for record in found:
            self.records.addWidget(self._card(record, before))
        self.empty.setVisible(not any(each.pieces for each in found))
        if self.id and found:
            self.set_title(found[0].title, self.tr("What of it can be erased, and how long it is kept"))
            self.empty.say(self.tr("Nothing to erase"), self.tr("This record holds no words about anybody."))

    def _card(self, record: RecordPieces, before: dict[Place, bool]) -> Card:
        head = row(label(record.title, "heading", wraps=False), None, self._way(record.subject))
        pieces = [head] if not self.id else []
        lines = column(*pieces, gap=tokens.NEAR)
        if record.held:
            lines.addWidget(label(self.tr("On legal hold: {why}").format(why=record.held), "wrong"))
        buttons = Flow(tokens.NEAR)
        buttons.add(button(self.tr("Choose all"), partial(self._tick_all, record, on=True), kind="quiet"))
        buttons.add(button(self.tr("Choose none"), partial(self._tick_all, record, on=False), kind="quiet"))
        lines.addWidget(buttons)
        for each in record.pieces:
            lines.addLayout(self._line(each, before))
        return Card(lines)

    def _way(self, subject: str) -> QPushButton:
        """Give the way to the record itself."""
        screens = {"incident": "incidents.file", "run": "checklists.run", "handover": "checklists.handover"}
        screen = screens.get(subject.split("-", 1)[0], "")
        there = button(self.tr("Open it"), partial(self.frame.go, screen, subject), kind="quiet", icon="right")
        there.setVisible(bool(screen))
        return there

    def _line(self, piece: PieceView, before: dict[Place, bool]) -> QVBoxLayout:
        place = (piece.log, piece.seq, piece.field)
        tick = Tick(piece.field.replace("_", " ").capitalize())
        tick.setAccessibleName(f"{tick.text()}: {piece.text}")
        tick.setChecked(before.get(place, piece.matches and not self.id))
        self.ticks[place] = tick
        when = self.frame.times.moment(piece.at)
        words = label(piece.text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        small = label(self.tr("{who} {told}, {when}").format(who=piece.who, told=piece.told, when=when), "small")
        return column(tick, words, small, gap=0)

    def _tick_all(self, record: RecordPieces, *, on: bool) -> None:
        for each in record.pieces:
            self.ticks[each.log, each.seq, each.field].setChecked(on)

    def _show_keeping(self) -> None:
        kept = self.workspace.privacy.keeping(self.id)
        clear(self.keeping.body)
        self.keeping.show()
        until = self.frame.times.day(kept.until) if kept.until else self.tr("it is closed, and then on")
        if kept.source:
            said = self.tr("Kept until {until}: {source}").format(until=until, source=kept.source)
            self.keeping.body.addWidget(label(said))
        if kept.held_at is not None:
            said = self.tr("On legal hold since {when}, {who}: “{why}”").format(
                when=self.frame.times.moment(kept.held_at), who=kept.held_by, why=kept.held_reason
            )
            self.keeping.body.addWidget(label(said, "strong"))
        hold = button(self.tr("Legal hold"), self.hold, icon="lock")
        hold.setVisible(kept.held_at is None)
        longer = button(self.tr("Keep it longer"), self.keep_longer, icon="clock")
        longer.setVisible(kept.until is not None)
        self.keeping.body.addLayout(row(hold, longer, self._way(self.id), None))

    def _ask_for(self, who: PersonView, answers: dict[str, str]) -> None:
        self.workspace.privacy.ask(
            by=who.id, pieces=self.chosen(), subjects=[each.subject for each in self.found],
            basis=Basis(answers["basis"]), reason=answers["reason"],
        )  # fmt: skip

    def _hand_out(self, who: PersonView, form: str, name: str) -> None:
        pieces, subjects = self.chosen(), [each.subject for each in self.found]
        if not pieces:
            raise Refusal(self.tr("Choose what is about this person first."))
        make = self.workspace.subject_access.pdf if form == "pdf" else self.workspace.subject_access.json
        save_export(
            self, f"kept-about-one-person.{form}", self.tr("Making the file"),
            lambda exports, _progress, _cancelled: make(
                exports, by=who.id, name=name, pieces=pieces, subjects=subjects
            ),
        )  # fmt: skip
