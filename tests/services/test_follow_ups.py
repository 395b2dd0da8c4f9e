from datetime import date

from sopdesk.domain.incident import Stage
from sopdesk.views.incident_registers import Register, RegisterScope
from tests.domain.given import refuses
from tests.services.conftest import House
from tests.services.test_incidents import resolved

DAY = date(2026, 5, 4)
WELL = {"how": "phone", "reached": "yes", "satisfaction": "4", "recommendation": "9", "agrees": "yes"}


def ask(house: House, case: str, by: str, **answers: str) -> None:
    """Record that the customer was asked."""
    house.desk.incidents.entries.record(by=by, incident=case, sort="follow-up", values={**WELL, **answers})


def test_the_customer_is_asked(house: House) -> None:
    """Whoever handles incidents asks; the answer moves the file on and counts in the figures."""
    case = resolved(house)
    assert "You may not" in refuses(lambda: ask(house, case, house.leo))
    ask(house, case, house.ruth)
    assert house.desk.incidents.file(case).row.stage is Stage.FOLLOWED_UP
    for which in (RegisterScope(Register.COMPLAINTS), RegisterScope(Register.COMPLAINTS, DAY, DAY)):
        told = dict(house.desk.incident_registers.register(which, by=house.sam).figures)
        assert told["Customers asked afterwards"] == "1, reached: 1, within 48 hours: 100%"
        assert told["Satisfaction"] == "4.0 of 5 (1 answers)"
        assert told["Recommendation (net score, −100 to 100)"] == "+100 (1 answers)"


def test_the_customers_no_reopens(house: House) -> None:
    """A customer who does not agree opens the file again, with the words; the desk still holds."""
    case = resolved(house)
    ask(house, case, house.ruth, agrees="no", reply="The money never came.")
    file = house.desk.incidents.file(case)
    assert file.row.stage is Stage.INVESTIGATING
    assert "The money never came." in "".join(each.reason + each.text for each in file.story)
    assert house.desk.trail.verify().holds
