"""Writing to somebody concerned: words to begin with, sent by the house's own mail program, kept as they were sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from sopdesk.domain.field import APART
from sopdesk.domain.field_sets.entries import LETTER
from sopdesk.domain.letter import Letter, Purpose, check_written, named
from sopdesk.domain.party import PartyRole
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.ui.incidents.questions import questions_of
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.saving import save_export
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Choices
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow
from sopdesk.ui.widgets.sheet import Sheet
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.case_screen import CaseScreen

_SAVED, _SENT, _OTHER = "saved", "sent", "other"
_CUSTOMER = "customer"


def write(screen: CaseScreen) -> None:
    """Ask what the letter is for and to whom it goes, and go on with words for it; or record one that came or went."""
    letters = (
        (Purpose.ACKNOWLEDGEMENT.value, tr("To acknowledge that we know")),
        (Purpose.QUESTION.value, tr("To ask for what we need to know")),
        (Purpose.HOLDING.value, tr("To say that it takes longer")),
        (Purpose.DECISION.value, tr("To tell our decision")),
    )
    records = (
        (_SAVED, tr("A mail came: take it from a file")),
        (_SENT, tr("A mail was sent: take it from a file")),
        (_OTHER, tr("Record a letter that came, or was sent")),
    )

    def chosen(who: PersonView, purpose: str) -> None:
        if purpose == _SAVED:
            _take(screen, who)
        elif purpose == _SENT:
            _ask_sent(screen, who, letters)
        elif purpose == _OTHER:
            _record(screen, who)
        else:
            _ask_to_whom(screen, who, Purpose(purpose))

    def ask(who: PersonView) -> None:
        asked = [Question("purpose", tr("What is it"), "choice", (*letters, *records), needed=True)]
        screen.ask(tr("Letter"), asked, tr("Go on"), lambda answers: _then(screen, lambda: chosen(
            who, answers["purpose"])))  # fmt: skip

    screen.frame.require_person(ask, right=Right.HANDLE)


def _then(screen: CaseScreen, act: Callable[[], object]) -> None:
    """Go on once this sheet is away."""
    QTimer.singleShot(0, screen, act)


def _receivers(screen: CaseScreen, who: PersonView) -> Question:
    """Ask to whom a letter goes: everybody in the file, or somebody who is not."""
    parties = screen.workspace.correspondence.receivers(screen.id, by=who.id)
    choices = [(each.party, f"{named(each) or tr('No name')}, {tr(each.role.value)}") for each in parties]
    if not any(each.role is PartyRole.CUSTOMER for each in parties):
        choices.append((_CUSTOMER, tr("The customer")))
    return Question("party", tr("To whom"), "choice", (*choices, (_OTHER, tr("Somebody else"))), needed=True)


def _party(answer: str) -> str | None:
    """Give whom of the file an answer means: None for a customer who is not named there, "" for somebody else."""
    return {_CUSTOMER: None, _OTHER: ""}.get(answer, answer)


def _ask_to_whom(screen: CaseScreen, who: PersonView, purpose: Purpose) -> None:
    """Ask to whom it goes."""
    question = _receivers(screen, who)
    screen.ask(tr("Letter"), [question], tr("Go on"), lambda answers: _then(screen, lambda: screen.open_sheet(
        LetterSheet(screen, who, purpose, _party(answers["party"])))))  # fmt: skip


def _ask_sent(screen: CaseScreen, who: PersonView, purposes: Choices) -> None:
    """Take a mail that was sent from a file, once it is known what for and to whom."""
    asked = [Question("purpose", tr("What for"), "choice", purposes, needed=True), _receivers(screen, who)]

    def take(answers: dict[str, str]) -> None:
        name, _ = QFileDialog.getOpenFileName(screen, tr("Take a mail from a file"), "", tr("Mail (*.eml)"))
        if name:
            screen.workspace.correspondence.take_sent(
                by=who.id, incident=screen.id, path=Path(name), purpose=Purpose(answers["purpose"]),
                party=_party(answers["party"]),
            )  # fmt: skip
            screen.frame.refresh()
            screen.message.say(tr("Recorded; the mail itself is attached."))

    screen.ask(tr("A mail was sent"), asked, tr("Choose a file"), take)


def _take(screen: CaseScreen, who: PersonView) -> None:
    """Keep a mail that was saved as a file."""
    name, _ = QFileDialog.getOpenFileName(screen, tr("Take a mail from a file"), "", tr("Mail (*.eml)"))
    letters = screen.workspace.correspondence
    if name and screen.attempt(lambda: letters.take_reply(by=who.id, incident=screen.id, path=Path(name))):
        screen.frame.refresh()
        screen.message.say(tr("Recorded; the mail itself is attached."))


def _record(screen: CaseScreen, who: PersonView) -> None:
    questions = questions_of(screen.workspace, LETTER.fields, needed=LETTER.needed)

    def act(answers: dict[str, str]) -> None:
        screen.workspace.incidents.entries.record(by=who.id, incident=screen.id, sort=LETTER.name, values=answers)

    screen.ask(tr("Letter"), questions, tr("Record"), act, done=tr("Recorded."))


class LetterSheet(Sheet):
    """A letter to be finished; it goes to the mail program, to a file or to the clipboard, and is then recorded."""

    def __init__(self, screen: CaseScreen, who: PersonView, purpose: Purpose, party: str | None = None) -> None:
        letters = screen.workspace.correspondence
        letter = letters.draft(screen.id, purpose, by=who.id, party=party)
        going = letters.may_go(screen.id, letter.party, by=who.id)
        asked = [
            Question("to", tr("To")),
            Question("subject", tr("Subject"), needed=True),
            Question("text", tr("Text"), "text", needed=True),
        ]
        if going:
            files = tuple((each.digest, each.name) for each in going)
            hint = tr("Only what may go to this person is offered: nothing about somebody else.")
            asked.append(Question("attached", tr("Files of the case that go with it"), "several", files, hint))
        sentence = tr(
            "Write what stands in square brackets. Nothing is sent from here: your own mail program does that. What "
            "was sent is recorded word for word."
        )
        values = {"to": letter.to, "subject": letter.subject, "text": letter.text}
        super().__init__(
            tr("Write a letter: {purpose}").format(purpose=tr(purpose.value)), asked, tr("Record as sent"), self._sent,
            sentence=sentence, values=values,
        )  # fmt: skip
        self._screen, self._who, self._purpose, self._party = screen, who, purpose, letter.party
        self._way = "other"
        ways = Flow()
        for word, act, icon in (
            (tr("Open in the mail program"), self.open_mail, "export"),
            (tr("Save as a mail"), self.save_mail, "export"),
            (tr("Copy the text"), self.copy_text, ""),
        ):
            ways.add(button(word, act, kind="quiet", icon=icon))
        ways.arrange()
        self.by_hand = label(tr(
            "A link carries no files. Attach them in the mail program yourself, or choose “Save as a mail”, which "
            "carries them."
        ))  # fmt: skip
        self.by_hand.hide()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 2, ways)
            layout.insertWidget(layout.count() - 2, self.by_hand)

    def open_mail(self) -> None:
        """Open the letter in the mail program of this machine; a link carries no files, and that is said."""
        letter = self._letter()
        self.by_hand.setVisible(bool(letter.attached))
        if self._tried(lambda: QDesktopServices.openUrl(QUrl(self._screen.workspace.correspondence.link(letter)))):
            self._way = "e-mail"

    def save_mail(self) -> None:
        """Save the letter as a file that a mail program opens ready to be sent."""
        letter, letters = self._letter(), self._screen.workspace.correspondence
        if self._tried(lambda: check_written(letter)):
            by, incident = self._who.id, self._screen.id
            save_export(self._screen, "letter.eml", tr("Saving the letter"), lambda exports, _progress, _cancelled: (
                letters.as_file(exports, by=by, incident=incident, letter=letter)
            ))  # fmt: skip
            self._way = "e-mail"

    def copy_text(self) -> None:
        """Copy the text, for a letter on paper or another program."""
        letter = self._letter()
        if self._tried(lambda: check_written(letter)):
            QGuiApplication.clipboard().setText(letter.text)

    def _letter(self) -> Letter:
        values = self.form.values()
        attached = tuple(filter(None, values.get("attached", "").split(APART)))
        return Letter(values["to"].strip(), values["subject"].strip(), values["text"], self._party, attached)

    def _tried(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except (Refusal, Trouble) as no:
            self.say_wrong(no.sentence)
            return False
        self.wrong.hide()
        return True

    def _sent(self, _answers: dict[str, str]) -> None:
        self._screen.workspace.correspondence.record_sent(
            by=self._who.id, incident=self._screen.id, letter=self._letter(), purpose=self._purpose, way=self._way
        )
        self._screen.frame.refresh()
        self._screen.message.say(tr("Recorded as sent."))
