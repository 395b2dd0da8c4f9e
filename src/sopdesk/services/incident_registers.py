"""Registers of incidents: complaints, the accident book and the OSHA log of a period, as PDF, CSV and XLSX."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sopdesk.domain.confidence import Sight
from sopdesk.domain.follow_up import FollowUpFigures, figures
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.interchange import incident_register_export
from sopdesk.services import printing_apart, register_figures
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.incidents import Incidents
from sopdesk.services.printing_apart import MANY, MANY_PAGES
from sopdesk.services.register_lines import (
    accident_entries,
    complaint_line,
    incident_line,
    is_undecided,
    osha_case,
)
from sopdesk.services.told import day_words
from sopdesk.store import incident_registers as table
from sopdesk.store.follow_ups import asked_between
from sopdesk.views.incident_registers import (
    TITLES,
    AccidentEntry,
    IncidentRegister,
    OshaCase,
    PrintedRegister,
    Register,
    RegisterLine,
    RegisterScope,
)
from sopdesk.views.incidents import IncidentFile

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
MOST = 20_000
"""More incidents than that make no register that anybody reads; the period is to be shortened."""
_HURT = (IncidentKind.ACCIDENT, IncidentKind.INJURY)
_BOOKS = {Register.BOOK, Register.BOOK_SHOWN}
_OSHA = {Register.OSHA_LOG, Register.OSHA_SUMMARY, Register.OSHA_NAMES}


class IncidentRegisters:
    """Makes registers; each is recorded as having left. People whom the reader may not know are kept back."""

    def __init__(self, desk: Desk, incidents: Incidents) -> None:
        """Work on one desk and its incidents."""
        self._desk = desk
        self._incidents = incidents
        self._confidence = Confidence(desk)

    def count(self, which: RegisterScope, *, by: str) -> int:
        """Give how many incidents a register goes through; the OSHA registers leave out what is not recordable."""
        self._may(by, which)
        with self._desk.store.reading() as connection:
            return table.count_incidents_of(connection, *self._span(which))

    def register(
        self, which: RegisterScope, *, by: str, progress: Progress | None = None, cancelled: IsCancelled | None = None
    ) -> IncidentRegister:
        """Give a register as its reader may see it, without recording anything. Raises Cancelled."""
        self._may(by, which)
        lines: list[RegisterLine] = []
        undecided: list[str] = []
        kept = 0
        for file in self._files(which, by, progress, cancelled):
            if file is None:
                kept += 1
                continue
            kept += sum(each.withheld for each in file.concerned)
            lines += self._lines(which, file)
            undecided += [file.row.number] if which.register in _OSHA and is_undecided(file) else []
        made = IncidentRegister(which.register, self.scope(which), tuple(lines), withheld=kept)
        made = register_figures.with_figures(made, which, undecided)
        if which.register is not Register.COMPLAINTS:
            return made
        return replace(made, figures=(*made.figures, *register_figures.follow_ups(self._asked(which))))

    def _asked(self, which: RegisterScope) -> FollowUpFigures:
        """Give what customers answered in the days of a register, by the house's clock; also those of other kinds."""
        zone = self._desk.zone()
        first = datetime.combine(which.first, time.min, zone) if which.first else datetime.min.replace(tzinfo=UTC)
        end = which.last + timedelta(days=1) if which.last else None
        last = datetime.combine(end, time.min, zone) if end else self._desk.now()
        with self._desk.store.reading() as connection:
            return figures(asked_between(connection, first, last))

    def pdf(
        self, exports: Exports, *, by: str, which: RegisterScope, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> bytes:  # fmt: skip
        """Give a register as PDF; the OSHA 300A needs a whole year, the hours worked and the employees."""
        from sopdesk.pdf.incident_register import print_incident_register

        made = self._filled(which, by, _half(progress, 0), cancelled)
        content = printing_apart.made(
            print_incident_register, PrintedRegister(exports.printing(by), made),
            apart=len(made.lines) > MANY or (which.register in _BOOKS and len(made.lines) > MANY_PAGES),
            progress=_half(progress, 1), cancelled=cancelled,
        )  # fmt: skip
        return self._left(exports, by, made, "PDF", content)

    def csv(
        self, exports: Exports, *, by: str, which: RegisterScope, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> bytes:  # fmt: skip
        """Give the lines of a register as CSV, formulas neutralised; instants in UTC."""
        made = self._filled(which, by, progress, cancelled)
        return self._left(exports, by, made, "CSV", incident_register_export.register_csv(made))

    def xlsx(
        self, exports: Exports, *, by: str, which: RegisterScope, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> bytes:  # fmt: skip
        """Give a workbook: a sheet of lines, and one of figures and of what has to be known to read them."""
        made = self._filled(which, by, progress, cancelled)
        content = incident_register_export.register_workbook(made, self._desk.zone())
        return self._left(exports, by, made, "XLSX", content)

    @staticmethod
    def scope(which: RegisterScope) -> str:
        """Say which days a register covers."""
        first = day_words(which.first) if which.first else "the beginning"
        last = day_words(which.last) if which.last else "today"
        return first if first == last else f"{first} to {last}"

    # -- within

    def _may(self, by: str, which: RegisterScope) -> None:
        """Refuse whoever may not; the confidential list of names takes the right to decide about personal data."""
        self._desk.require(by, Right.EXPORT)
        if which.register is Register.OSHA_NAMES:
            self._desk.require(by, Right.PRIVACY)
        if which.first and which.last and which.first > which.last:
            raise Refusal("The first day is after the last one.")
        if which.register is Register.OSHA_SUMMARY and year_of(which) is None:
            raise Refusal("The OSHA 300A sums up a whole calendar year: choose 1 January to 31 December of one.")

    def _filled(
        self, which: RegisterScope, by: str, progress: Progress | None, cancelled: IsCancelled | None
    ) -> IncidentRegister:
        """Give a register that holds something; a year without a case has a summary and a log all the same."""
        if which.register is Register.OSHA_SUMMARY and (which.hours is None or which.employees is None):
            raise Refusal("The OSHA 300A names the hours worked and the average number of employees: fill them in.")
        made = self.register(which, by=by, progress=progress, cancelled=cancelled)
        if not made.lines and which.register not in {Register.OSHA_SUMMARY, Register.OSHA_LOG}:
            raise Refusal("There is nothing in this register for these days.")
        return made

    def _left(self, exports: Exports, by: str, made: IncidentRegister, form: str, content: bytes) -> bytes:
        scope = f"{TITLES[made.register]}, {made.scope}"
        exports.record(by, scope, form, content, len(made.lines), made.withheld)
        return content

    def _span(self, which: RegisterScope) -> tuple[tuple[str, ...], str, datetime | None, datetime | None]:
        """Give the kinds, by which time they count, and the instants between which the days lie."""
        kinds = {Register.COMPLAINTS: (IncidentKind.COMPLAINT,), Register.ALL: tuple(IncidentKind)}
        when = table.RECEIVED if which.register is Register.COMPLAINTS else table.HAPPENED
        after = which.last + timedelta(days=1) if which.last else None
        chosen = kinds.get(which.register, _HURT)
        return tuple(each.value for each in chosen), when, self._begin(which.first), self._begin(after)

    def _begin(self, day: date | None) -> datetime | None:
        return datetime.combine(day, time(), self._desk.zone()).astimezone(UTC) if day else None

    def _files(
        self, which: RegisterScope, by: str, progress: Progress | None, cancelled: IsCancelled | None
    ) -> Iterator[IncidentFile | None]:
        """Read one file after the other; None for one that is kept from the reader."""
        with self._desk.store.reading() as connection:
            cases = table.incidents_of(connection, *self._span(which))
        if len(cases) > MOST:
            raise Refusal(f"These are more than {MOST:,} incidents. Choose a shorter period.")
        sights = self._confidence.sights(by, cases)
        for n, each in enumerate(cases):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(n, len(cases))
            yield None if sights[each] in {Sight.OWN, Sight.HIDDEN} else self._incidents.file(each, by=by, look=False)

    def _lines(self, which: RegisterScope, file: IncidentFile) -> list[RegisterLine]:
        found: list[RegisterLine] = []
        match which.register:
            case Register.COMPLAINTS:
                found = [complaint_line(file, self._incidents.load(file.row.id), self._desk.day_of)]
            case Register.BOOK | Register.BOOK_SHOWN:
                entries: Iterator[AccidentEntry] = accident_entries(file, shown=which.register is Register.BOOK_SHOWN)
                found = [*entries]
            case Register.ALL:
                found = [incident_line(file)]
            case _:
                case = osha_case(file)
                found = [case] if case and _on_list(which.register, case) else []
        return found


def year_of(which: RegisterScope) -> int | None:
    """Give the calendar year that a period is, or None."""
    first, last = which.first, which.last
    whole = first and last and (first.year, first.month, first.day) == (last.year, 1, 1)
    return first.year if first and last and whole and (last.month, last.day) == (12, 31) else None


def _half(progress: Progress | None, begun: int) -> Progress | None:
    """Give who is told of the first half of the work, the reading, or of the second one, the printing."""
    return (lambda done, total: progress(done + begun * total, 2 * total)) if progress is not None else None


def _on_list(register: Register, case: OshaCase) -> bool:
    return register is not Register.OSHA_NAMES or bool(case.privacy)
