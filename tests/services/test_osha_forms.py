"""The report of one injury in the order of OSHA's Form 301."""

import re

import pytest

from sopdesk.domain.circle import Circle
from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.incident import IncidentKind
from tests.domain.given import refuses
from tests.pdf.reading import pages_of, text_of
from tests.services.conftest import House
from tests.services.test_case_fields import in_country
from tests.services.test_incident_registers import hurt, recordable


@pytest.fixture(autouse=True)
def _in_the_us(house: House) -> None:
    in_country(house, "US")


def form(house: House, case: str, by: str = "") -> str:
    """Give what the form of a case says, as Sam or somebody else takes it along."""
    return text_of(house.desk.osha_forms.pdf(house.desk.exports, by=by or house.sam, incident=case))


def test_every_number_of_the_form_has_its_answer(house: House) -> None:
    """The numbers stand in the order of the form with what the file says; what is missing is named at the top."""
    case = recordable(
        house, injury="Cut on the left hand", born_on="1990-02-01", hired_on="2020-03-04", sex="female",
        physician="Dr Osei", emergency_room="yes", overnight="no", work_began="2026-05-04 07:00",
        doing_before="Carried a tray", object="A knife", completed_title="Manager",
    )  # fmt: skip
    said = form(house, case)
    order = [int(n) for n in re.findall(r"^(\d{1,2})$", said, re.MULTILINE)]
    assert order[:18] == list(range(1, 19))
    for words in (
        "Mei Tanaka", "4 Orchard Lane", "1 February 1990", "4 March 2020", "Dr Osei", "07:00", "Carried a tray",
        "slipped on the wet floor", "A knife", "Manager",
    ):  # fmt: skip
        assert words in said
    assert "Not complete yet" not in said
    assert house.desk.trail.lines()[0].kind == "evidence.exported/1"


def test_what_is_missing_and_what_is_private_is_said(house: House) -> None:
    """An unfinished form names the numbers; a privacy case says that the name is taken out for others."""
    case = recordable(house, injury="Needle-stick", privacy_kind="needlestick, or cut with another person's blood")
    said = form(house, case)
    assert "Still to be answered: 3, 4, 5, 6, 8, 9, 12, 14, 17." in " ".join(said.split())
    assert "A privacy case" in said
    other = recordable(house, time_unknown="yes")
    assert "cannot be determined" in form(house, other)


def test_who_gets_the_form_of_what(house: House) -> None:
    """It takes the right to export and a case of somebody who works here; what is kept back stays back."""
    case = recordable(house, physician="Dr Osei")
    forms, exports = house.desk.osha_forms, house.desk.exports
    assert "You may not" in refuses(lambda: forms.pdf(exports, by=house.leo, incident=case))
    guest = hurt(house, values={"status": "customer"})
    assert "people who work here" in refuses(lambda: forms.pdf(exports, by=house.sam, incident=guest))
    complaint = house.desk.incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="Cold soup.")
    assert not forms.suits(house.desk.incidents.file(complaint))
    assert KEPT_BACK not in form(house, case, house.hannah)
    house.desk.confidence.confide(by=house.sam, incident=case, circle=Circle.NAMED, reason="Asked for it")
    refuses(lambda: forms.pdf(exports, by=house.ruth, incident=case))


def test_a_short_case_takes_two_pages(house: House) -> None:
    """The answers stand on the first page; who completed it and where the journal stood on the second."""
    made = house.desk.osha_forms.pdf(house.desk.exports, by=house.sam, incident=recordable(house))
    assert len(pages_of(made)) == 2
