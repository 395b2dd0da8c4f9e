"""What was not found, counted by role and never by person."""

from tests.domain.given import CARD, refuses
from tests.services.conftest import House, open_house


def test_gaps_are_counted_by_role_and_day(house: House) -> None:
    """The same words add up, over roles and days; nothing of it is in the journal."""
    desk = house.desk
    leo, sam = desk.people.person(house.leo), desk.people.person(house.sam)
    size = desk.store.size
    for person in (leo, leo, sam, None):
        assert desk.gaps.count("Oat milk?", person)
    house.clock.wait(days=1)
    desk.gaps.count("lost child", leo)
    desk.gaps.count("oat milk", leo)
    rows = desk.gaps.rows()
    assert [(row.words, row.times) for row in rows] == [("oat milk", 5), ("lost child", 1)]
    assert rows[0].roles == (("front-of-house", 3), ("", 1), ("supervisor", 1))
    assert rows[0].last.isoformat() == "2026-05-05"
    assert desk.store.size == size


def test_what_could_be_somebodys_data_is_not_kept(house: House) -> None:
    """A card number in the search field is not counted."""
    assert not house.desk.gaps.count(CARD, None)
    assert house.desk.gaps.rows() == ()


def test_gaps_are_dismissed_and_forgotten(house: House) -> None:
    """Somebody who writes dismisses a gap; after twelve months it is forgotten by itself."""
    desk = house.desk
    desk.gaps.count("oat milk", None)
    assert "may not" in refuses(lambda: desk.gaps.dismiss(by=house.hannah, words="oat milk"))
    desk.gaps.dismiss(by=house.leo, words="oat milk")
    assert desk.gaps.rows() == ()
    desk.gaps.count("lost child", None)
    house.clock.wait(days=361)
    assert desk.gaps.rows() == ()


def test_a_desk_from_before_gaps_counts_them_too(house: House) -> None:
    """A desk that was made before gaps were counted gets their table when it is opened."""
    folder = house.desk.folder.parent
    with house.desk.store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE gap")
    house.desk.close()
    house.desk = open_house(folder, house.clock)
    assert house.desk.gaps.count("oat milk", None)
