"""The report of one injury in the order of OSHA's Form 301 (29 CFR 1904.29), made of its file."""

from datetime import date

from sopdesk.domain.confidence import KEPT_BACK, Sight
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.incidents import Incidents
from sopdesk.services.register_lines import STAFF, instant_in, osha_case, words_of
from sopdesk.services.told import day_words
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.osha_form import OshaForm

_HURT = (IncidentKind.ACCIDENT, IncidentKind.INJURY)
_ONLY_IF = {7, 18}
"""Asked only of some: where treatment was given away from the place of work, and when somebody died."""


class OshaForms:
    """Makes the form of one case; that it left is recorded."""

    def __init__(self, desk: Desk, incidents: Incidents) -> None:
        """Work on one desk and its incidents."""
        self._desk = desk
        self._incidents = incidents

    @staticmethod
    def suits(file: IncidentFile) -> bool:
        """Tell whether the form is made for a file: somebody who works here was hurt, in the United States."""
        return file.row.kind in _HURT and file.country == "US" and file.values.get("status") in STAFF

    def pdf(self, exports: Exports, *, by: str, incident: str) -> bytes:
        """Give the form of one case as PDF. Refuses a case that it is not made for, or that is kept from the reader."""
        from sopdesk.pdf.osha_form import print_osha_form

        self._desk.require(by, Right.EXPORT)
        file = self._incidents.file(incident, by=by, look=False)
        if file.sight in {Sight.OWN, Sight.HIDDEN}:
            raise Refusal("This file is confidential, and kept from you.")
        if not self.suits(file):
            raise Refusal("This form is made for injuries of people who work here, in the United States.")
        form = self._form(exports, file, by)
        content = print_osha_form(form)
        withheld = sum(text == KEPT_BACK for _, rows in form.parts for _, _, text in rows)
        exports.record(by, f"OSHA 301 of incident {file.row.number}", "PDF", content, 1, withheld)
        return content

    def _form(self, exports: Exports, file: IncidentFile, by: str) -> OshaForm:
        parts = (
            ("The employee", self._employee(file)),
            ("Physician or other health care professional", _care(file)),
            ("The case", self._case(file)),
        )
        missing = [n for _, rows in parts for n, _, text in rows if not text and n not in _ONLY_IF]
        completed = (
            ("Completed by", words_of(file, "completed_by")), ("Title", words_of(file, "completed_title")),
            ("Phone", words_of(file, "completed_phone")), ("Date", _day(file, "completed_on")),
        )  # fmt: skip
        case = osha_case(file)
        corrected = sum(bool(each.field) for each in file.story)
        private = case.privacy if case else ""
        return OshaForm(
            exports.printing(by), file.row.number, parts, completed, tuple(missing), private, corrected, file.digest
        )

    def _employee(self, file: IncidentFile) -> tuple[tuple[int, str, str], ...]:
        hurt = next((each for each in file.concerned if each.party.injured), None)
        name = "" if hurt is None else KEPT_BACK if hurt.withheld else hurt.party.name
        address = "" if hurt is None else KEPT_BACK if hurt.withheld else hurt.party.address
        return (
            (1, "Full name", name), (2, "Address", address), (3, "Date of birth", _day(file, "born_on")),
            (4, "Date hired", _day(file, "hired_on")), (5, "Sex", words_of(file, "sex")),
        )  # fmt: skip

    def _case(self, file: IncidentFile) -> tuple[tuple[int, str, str], ...]:
        at = file.row.occurred_at.astimezone(self._desk.zone())
        about = "about " if file.occurred_about else ""
        unknown = file.values.get("time_unknown") == "yes"
        began = instant_in(file.values.get("work_began", ""))
        began_at = f"{began.astimezone(self._desk.zone()):%H:%M}" if began else ""
        return (
            (10, "Number of the case in the log", file.row.number),
            (11, "Day of the injury or illness", day_words(at.date())),
            (12, "Time at which work began", began_at),
            (13, "Time of the event", "cannot be determined" if unknown else f"{about}{at:%H:%M}"),
            (14, "What the employee was doing just before", words_of(file, "doing_before")),
            (15, "What happened", file.narrative),
            (16, "The injury or illness, and the part of the body", words_of(file, "injury")),
            (17, "Object or substance that did the harm", words_of(file, "object")),
            (18, "If the employee died: when", _day(file, "died_on")),
        )


def _care(file: IncidentFile) -> tuple[tuple[int, str, str], ...]:
    return (
        (6, "Name", words_of(file, "physician")),
        (7, "If treated away from the place of work: where", words_of(file, "facility")),
        (8, "Treated in an emergency room", words_of(file, "emergency_room")),
        (9, "In hospital overnight as an in-patient", words_of(file, "overnight")),
    )


def _day(file: IncidentFile, name: str) -> str:
    """Say a day in words; what is kept back, or is no day, as it is."""
    text = file.values.get(name, "")
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text
