"""Registers of incidents: which one, of which days, what it will hold, and saving it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.exports import Exports
from sopdesk.ui import tokens
from sopdesk.ui.background import IsCancelled, Progress
from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_export
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.day import DayField
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.incident_registers import Register, RegisterScope
from sopdesk.views.people import PersonView

MONTH, BEFORE, YEAR, LAST_YEAR, DAYS = "month", "before", "year", "last year", "days"
AT_ONCE = 60
"""So many files are read at once for the figures; of more the count is shown, and the figures stand in the file."""
_PAUSE = 250


class RegistersScreen(Screen):
    """What a register holds is shown before it is saved; that it left is recorded."""

    needs_person = True
    right = Right.EXPORT

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(
            self.tr("Registers of incidents"), self.tr("Of some days, to be kept, shown or handed in; each is recorded")
        )
        for words, form in ((self.tr("Save as PDF"), "pdf"), (self.tr("Excel"), "xlsx"), (self.tr("CSV"), "csv")):
            self.add_act(words, partial(self.save, form), kind="primary" if form == "pdf" else "quiet", icon="export")
        self.register = Choice(self._names(), name=self.tr("Register"))
        self.about = label("", "soft")
        self.period = Chips(
            [(MONTH, self.tr("This month")), (BEFORE, self.tr("Last month")), (YEAR, self.tr("This year")),
             (LAST_YEAR, self.tr("Last year")), (DAYS, self.tr("Days …"))],
            name=self.tr("Time"), needed=True,
        )  # fmt: skip
        self.period.set_value(YEAR)
        today = frame.times.local(self.workspace.now()).date()
        self.first, self.last = DayField(self.tr("First day"), today), DayField(self.tr("Last day"), today)
        self.days, self.work = Flow(tokens.NEAR), Flow(tokens.NEAR)
        for each in (self.first, label(self.tr("to"), wraps=False), self.last):
            self.days.add(each)
        self.hours, self.employees = self._number(self.tr("Hours worked by everybody in the year")), self._number(
            self.tr("Average number of employees"))  # fmt: skip
        self.holds = Card(title=self.tr("What it holds"))
        self.facts = column(gap=tokens.NEAR)
        self.holds.body.addLayout(self.facts)
        self.pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self.pause.timeout.connect(self.refresh)
        self.register.changed.connect(lambda _value: self.refresh())
        self.period.changed.connect(lambda _value: self.refresh())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _day: self.pause.start())
        for piece in (self.register, self.about, self.period, self.days, self.work, self.holds):
            self.body.addWidget(piece)
        self.body.addStretch()

    def refresh(self) -> None:
        """Say what the register that is chosen would hold."""
        which = self.wanted()
        self.about.setText(self._about(which.register))
        self.days.setVisible(self.period.value() == DAYS)
        self.work.setVisible(which.register is Register.OSHA_SUMMARY)
        self.days.arrange()
        self.work.arrange()
        clear(self.facts)
        try:
            self._preview(which)
        except Refusal as no:
            self.facts.addWidget(label(no.sentence, "soft"))

    def wanted(self) -> RegisterScope:
        """Give what is asked for."""
        first, last = self._span(self.workspace.hours.today())
        hours, employees = (int(text) if (text := each.text().strip()).isdecimal() else None
                            for each in (self.hours, self.employees))  # fmt: skip
        return RegisterScope(Register(self.register.value()), first, last, hours, employees)

    def save(self, form: str) -> None:
        """Save the register; that it left is recorded."""
        which, registers = self.wanted(), self.workspace.incident_registers
        makes = {"pdf": registers.pdf, "xlsx": registers.xlsx, "csv": registers.csv}

        def keep(who: PersonView) -> None:
            def make(exports: Exports, progress: Progress, cancelled: IsCancelled) -> bytes:
                return makes[form](exports, by=who.id, which=which, progress=progress, cancelled=cancelled)

            save_export(
                self, f"{which.register.value}.{form}", self.tr("Making the register"), make,
                holds=f"{dict(self._names())[which.register.value]}, {registers.scope(which)}",
            )  # fmt: skip

        self.frame.require_person(keep, right=Right.EXPORT, why=self.tr("Taking a register along is recorded."))

    # -- within

    def _preview(self, which: RegisterScope) -> None:
        if self.person is None:
            return
        registers = self.workspace.incident_registers
        count = registers.count(which, by=self.person.id)
        self.facts.addLayout(fact(self.tr("Days"), registers.scope(which)))
        self.facts.addLayout(fact(self.tr("Incidents in these days"), self.frame.times.number(count)))
        if not 0 < count <= AT_ONCE:
            more = self.tr("The figures stand in the file.") if count else self.tr("There is nothing in these days.")
            self.facts.addWidget(label(more, "soft"))
            return
        made = registers.register(which, by=self.person.id)
        for name, words in made.figures:
            self.facts.addLayout(fact(self.tr(name), words))
        for note in made.notes:
            self.facts.addWidget(label(note, "strong"))
        if made.withheld:
            kept = self.tr("Names and files kept back: {count}").format(count=self.frame.times.number(made.withheld))
            self.facts.addWidget(label(kept, "soft"))

    def _names(self) -> list[tuple[str, str]]:
        return [
            (Register.COMPLAINTS.value, self.tr("Complaints")),
            (Register.BOOK.value, self.tr("Accident book")),
            (Register.BOOK_SHOWN.value, self.tr("Accident book for safety representatives")),
            (Register.OSHA_LOG.value, self.tr("OSHA 300 log")),
            (Register.OSHA_SUMMARY.value, self.tr("OSHA 300A summary of a year")),
            (Register.OSHA_NAMES.value, self.tr("OSHA 300: confidential list of names")),
            (Register.ALL.value, self.tr("All incidents")),
        ]

    def _about(self, register: Register) -> str:
        words = {
            Register.COMPLAINTS: self.tr("Received on these days, with the days that each took, and figures."),
            Register.BOOK: self.tr("Each injured person on a page that can be taken out."),
            Register.BOOK_SHOWN: self.tr("The same entries; without consent it is kept back who it was."),
            Register.OSHA_LOG: self.tr("Recordable cases; a privacy case stands there without its name."),
            Register.OSHA_SUMMARY: self.tr("The totals of one calendar year, to be certified and posted."),
            Register.OSHA_NAMES: self.tr("The names of privacy cases, to be kept apart from the log."),
            Register.ALL: self.tr("Every incident that happened on these days."),
        }
        return words[register]

    def _number(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setMaximumWidth(tokens.RAIL)
        made.textChanged.connect(lambda _text: self.pause.start())
        both = QWidget()
        both.setLayout(row(label(name, wraps=False), made, None))
        self.work.add(both)
        return made

    def _span(self, today: date) -> tuple[date, date]:
        begin, year = today.replace(day=1), today.replace(month=1, day=1)
        before = begin - timedelta(days=1)
        whole = self.register.value() == Register.OSHA_SUMMARY.value
        spans = {
            MONTH: (begin, today), BEFORE: (before.replace(day=1), before),
            YEAR: (year, year.replace(month=12, day=31) if whole else today),
            LAST_YEAR: (year.replace(year=year.year - 1), year - timedelta(days=1)),
        }  # fmt: skip
        if self.period.value() in spans:
            return spans[self.period.value()]
        first, last = (date(day.year(), day.month(), day.day()) for day in (self.first.date(), self.last.date()))
        return min(first, last), max(first, last)
