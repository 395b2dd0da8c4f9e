from dataclasses import replace

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.revision import Significance
from tests.domain.given import refund
from tests.services.conftest import PASSWORD, House
from tests.services.test_checklists import done
from tests.services.test_incidents import logged

NAMES = ("Ruth Adeyemi", '"Sam"', '"Leo"', '"Hannah"', "Mrs Nair", "0117 496")


def bodies(house: House) -> bytes:
    """Give everything that stands in the journal for ever."""
    with house.desk.store.reading() as connection:
        return b"\n".join(connection.exec_driver_sql("SELECT CAST(body AS BLOB) FROM event").scalars())


def test_no_name_stands_in_the_journal(house: House) -> None:
    """What anybody may write freely, and every name, lies beside the journal, from where it can be erased."""
    told = "Mrs Nair asked for it."
    sop = house.approved(refund(), reason=told)
    manual, incidents = house.desk.manual, house.desk.incidents
    manual.submit(by=house.leo, sop=sop, content=replace(refund(), purpose="Other."), reason=told)
    manual.give_back(by=house.sam, sop=sop, proposal=2, reason=told)
    manual.submit(by=house.leo, sop=sop, content=replace(refund(), purpose="Third."), reason=told)
    house.approve(sop, 3, Significance.MINOR)
    case = logged(house)
    incidents.detail(by=house.leo, incident=case, values={"subject": told, "remedy_given": told, "reference": told})
    incidents.log(by=house.leo, kind=IncidentKind.NEAR_MISS, narrative=told, place=told, done_at_once=told)
    incidents.note(by=house.leo, incident=case, text=told)
    incidents.correct(by=house.sam, incident=case, field="subject", now="soup", reason=told)
    done(house, house.leo)
    manual.withdraw(by=house.sam, password=PASSWORD, sop=sop, effective_from=None, reason=told)
    house.desk.exports.incidents_csv(by=house.hannah)
    house.desk.people.leave(by=house.ruth, person=house.leo, reason=told)
    stored = bodies(house)
    assert [name for name in NAMES if name.encode() in stored] == []
    assert house.desk.trail.verify().holds
