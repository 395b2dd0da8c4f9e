from sopdesk.services.trail import Filter
from tests.domain.given import refuses
from tests.services.conftest import House
from tests.services.test_incidents import logged


def test_who_reads_incidents_and_the_trail(house: House) -> None:
    """Staff and auditors read incidents, the trail only whoever may; nobody does who has left."""
    case = logged(house)
    incidents, trail = house.desk.incidents, house.desk.trail
    house.desk.finder.catch_up()
    for reader in (house.leo, house.sam, house.hannah):
        assert incidents.file(case, by=reader).row.id == case
        assert [row.id for row in incidents.rows(by=reader)] == [case]
    hannah = house.desk.people.person(house.hannah)
    assert [hit.group for hit in house.desk.finder.search("refund", person=hannah).found] == ["incident"]
    assert trail.lines(Filter(subject=case), by=house.hannah)
    assert "may not read the trail" in refuses(lambda: trail.lines(by=house.leo))
    house.desk.people.leave(by=house.ruth, person=house.leo)
    assert "may not read incidents" in refuses(lambda: incidents.file(case, by=house.leo))
    assert "may not read incidents" in refuses(lambda: incidents.rows(by=house.leo))


def test_a_draft_is_its_authors(house: House) -> None:
    """Nobody reads or writes over somebody else's draft."""
    drafts = house.desk.drafts
    mine = drafts.keep(author=house.leo, text="Mine.")
    assert "somebody else" in refuses(lambda: drafts.keep(author=house.sam, text="Now mine.", draft=mine))
    assert "not there" in refuses(lambda: drafts.get(mine, by=house.sam))
    assert drafts.get(drafts.keep(author=house.leo, text="Still mine.", draft=mine), by=house.leo).text == "Still mine."
