"""The page on which a new desk begins: the house, its station, its first person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, QTimeZone, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QFrame, QProgressBar, QScrollArea, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.background import IsCancelled, Job, Progress, Work
from sopdesk.ui.restore_first import FromBackup, RestoreFirst
from sopdesk.ui.trail.place_picker import PlacePicker
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.message import MessageLine
from sopdesk.ui.widgets.rows import column, row

_SIZE = (760, 820)


@dataclass(frozen=True, slots=True)
class Founding:
    """What the page asks; `zone` is an IANA name, `currency` ISO 4217; `starter` asks for the starter manual."""

    house: str
    site: str
    station: str
    zone: str
    currency: str
    person: str
    pin: str
    password: str
    starter: bool
    second_place: str = ""


Found = Callable[[Founding, Progress, IsCancelled], object]
"""Makes the desk, outside the window's thread; what it gives arrives in `founded`. It may refuse."""


class FirstRun(QWidget):
    """The first window of a new desk. `founded` carries what `found` gave."""

    founded = Signal(object)

    def __init__(self, found: Found, backup: FromBackup | None = None) -> None:
        super().__init__()
        self._found = found
        self._job: Job | None = None
        self.setObjectName("page")
        self.setProperty("ground", "page")
        self.setWindowTitle(self.tr("SOPDesk – a new desk"))
        self.house, self.person = Form(self._house_questions()), Form(self._person_questions())
        self.manual = Form(self._manual_questions())
        self.place = PlacePicker()
        self.house.set_values({"zone": _system_zone(), "currency": _system_currency(), "station": self.tr("Counter")})
        self.manual.set_values({"manual": "starter"})
        self.message = MessageLine()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.act = button(self.tr("Open the desk"), self.found_house, kind="primary")
        self.restoring = RestoreFirst(backup, self._start) if backup is not None else None
        if self.restoring is not None:
            self.restoring.restored.connect(self._hide_founding)
            self.restoring.opened.connect(self.founded)
        for form in (self.house, self.person):
            form.entered.connect(self.found_house)
        self._lay_out()
        self.resize(*_SIZE)
        self.house.field("house").setFocus()

    def found_house(self) -> None:
        """Found the house with the answers, if they are all there."""
        answers: dict[str, str] = {}
        for form in (self.house, self.person, self.manual):
            good = form.checked()
            if good is None:
                return
            answers |= good
        if answers["password"] != answers["again"]:
            self.person.say_wrong("again", self.tr("This is not the same password."))
            return
        self._begin(
            Founding(
                answers["house"], answers["site"], answers["station"], answers["zone"], answers["currency"],
                answers["person"], answers["pin"], answers["password"], answers["manual"] == "starter",
                self.place.folder,
            )
        )  # fmt: skip

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is being made come to its end first."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()
        super().closeEvent(event)

    def _begin(self, founding: Founding) -> None:
        self._start(
            self.tr("Making the desk"), lambda progress, stop: self._found(founding, progress, stop), self.founded.emit
        )

    def _start(
        self, what: str, work: Work, done: Callable[[object], object], failed: Callable[[str], object] | None = None
    ) -> None:
        """Work beside the window, one thing at a time."""
        if self._job is not None:
            return
        self.act.setEnabled(False)
        self.message.clear()
        self.progress.setRange(0, 0)
        self.progress.show()
        job = Job(what, work, self)
        job.progressed.connect(self._show_progress)
        job.done.connect(done)
        job.failed.connect(failed or self.message.fail)
        job.over.connect(self._end)
        self._job = job
        job.start()

    def _hide_founding(self) -> None:
        """Ask no more for a house: a desk is there."""
        for each in self._founding:
            each.hide()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _end(self) -> None:
        self._job = None
        self.act.setEnabled(True)
        self.progress.hide()

    def _house_questions(self) -> list[Question]:
        return [
            Question("house", self.tr("Name of the house"), needed=True, hint=self.tr("As it stands over the door")),
            Question("site", self.tr("Site"), needed=True, hint=self.tr("The street, or whatever tells it apart")),
            Question("station", self.tr("This station"), needed=True, hint=self.tr("Where this computer stands")),
            Question("zone", self.tr("Time zone"), needed=True, hint=self.tr("All times are printed in it")),
            Question("currency", self.tr("Currency"), needed=True),
        ]

    def _person_questions(self) -> list[Question]:
        signs = self.tr("At least 8 characters. You sign with it; nobody can recover it.")
        return [
            Question("person", self.tr("Your name"), needed=True, hint=self.tr("As it is printed beside signatures")),
            Question("pin", self.tr("PIN"), "pin", needed=True, hint=self.tr("4 to 12 digits, to sign in quickly")),
            Question("password", self.tr("Password"), "password", needed=True, hint=signs),
            Question("again", self.tr("Password once more"), "password", needed=True),
        ]

    def _manual_questions(self) -> list[Question]:
        choices = (("starter", self.tr("Starter manual")), ("empty", self.tr("Empty manual")))
        hint = self.tr("The starter manual holds procedures for a café or a shop. You adopt them with your signature.")
        return [Question("manual", self.tr("Begin with"), "choice", choices, hint, needed=True)]

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setMaximumWidth(tokens.COLUMN)
        self._founding: list[QWidget] = [
            Card(self.house, title=self.tr("The house")),
            Card(self.person, title=self.tr("You, its first manager")),
            Card(self.manual, title=self.tr("The manual")),
            Card(self.place, title=self.tr("A second place for checkpoints")),
            self.act,
        ]
        *cards, act = self._founding
        whole = column(
            label(self.tr("Welcome to your desk"), "display"),
            label(self.tr("Everything stays on this computer. You can change most of it later under House."), "soft"),
            *cards,
            self.message,
            self.progress,
            row(act, None),
            None,
            gap=tokens.GAP,
        )
        if self.restoring is not None:
            whole.insertWidget(2, self.restoring)
        whole.setContentsMargins(tokens.FAR, tokens.FAR, tokens.FAR, tokens.FAR)
        inside.setLayout(whole)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setWidget(inside)
        self.setLayout(column(area))


def begin(
    found: Found, fonts: Sequence[bytes] = (), theme: style.Theme | None = None, backup: FromBackup | None = None
) -> FirstRun:
    """Give the first-run window, dressed and ready to be shown; a QApplication has to exist."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        style.install(app, theme or style.Theme(), fonts)
    return FirstRun(found, backup)


def _system_zone() -> str:
    return bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"


def _system_currency() -> str:
    return QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) or "EUR"
