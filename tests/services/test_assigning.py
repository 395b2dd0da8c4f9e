from sopdesk.domain.circle import Circle
from sopdesk.domain.incident import Stage
from sopdesk.domain.only import Only
from tests.domain.given import refuses
from tests.services.conftest import House
from tests.services.test_clocks import open_nine_to_five, set_resolve
from tests.services.test_incidents import logged


def test_a_file_is_taken_and_given_on(house: House) -> None:
    """Who looks after it stands in the list, in the file, and in its story with the reason."""
    give, incidents, case = house.desk.assigning.give, house.desk.incidents, logged(house)
    assert incidents.rows(by=house.sam)[0].owner == ""
    give(by=house.sam, incident=case, owner=house.sam)
    assert incidents.rows(by=house.ruth)[0].owner_name == "Sam"
    give(by=house.ruth, incident=case, owner=house.ruth, reason="Sam is away")
    file = incidents.file(case, by=house.sam)
    assert (file.row.owner, file.row.owner_name) == (house.ruth, "Ruth Adeyemi")
    told = file.story[-1]
    assert (told.what, told.text, told.reason) == ("said who looks after the file", "Ruth Adeyemi", "Sam is away")
    before = incidents.file(case, by=house.sam, upto=file.story[-2].entry)
    assert before.row.owner_name == "Sam"


def test_only_who_handles_incidents_looks_after_one(house: House) -> None:
    """Whoever only logs may neither give nor get a file; nor may anybody get one that is closed."""
    give, case = house.desk.assigning.give, logged(house)
    assert [each.id for each in house.desk.assigning.people()] == [house.ruth, house.sam]
    assert "may not" in refuses(lambda: give(by=house.leo, incident=case, owner=house.leo))
    assert "handles incidents" in refuses(lambda: give(by=house.sam, incident=case, owner=house.leo))
    assert "handles incidents" in refuses(lambda: give(by=house.sam, incident=case, owner="person-nobody"))
    assert "no such incident" in refuses(lambda: give(by=house.sam, incident="incident-none", owner=house.sam))


def test_a_confidential_file_is_given_to_who_may_see_it(house: House) -> None:
    """Nobody gives what they may not see, and nobody gets it."""
    give, case = house.desk.assigning.give, logged(house)
    house.desk.confidence.confide(
        by=house.ruth, incident=case, circle=Circle.NAMED, people=(), reason="Sam is concerned."
    )
    assert "may not see" in refuses(lambda: give(by=house.ruth, incident=case, owner=house.sam))
    assert "confidential file" in refuses(lambda: give(by=house.sam, incident=case, owner=house.sam))
    give(by=house.ruth, incident=case, owner=house.ruth)
    assert house.desk.incidents.rows(by=house.sam) == ()


def test_what_is_yours_is_said_on_today(house: House) -> None:
    """The line of a file says whether it is yours."""
    case = logged(house)
    house.desk.assigning.give(by=house.sam, incident=case, owner=house.sam)

    def line(who: str) -> str:
        lines = house.desk.today.lines(house.desk.people.person(who))
        return next(each.detail for each in lines if each.id == case)

    assert line(house.sam).startswith("yours · ")
    assert "yours" not in line(house.ruth)


def test_the_list_is_narrowed_down(house: House) -> None:
    """Mine, late, and the customers to ask; several filters together hold what fits them all."""
    incidents, first, second = house.desk.incidents, logged(house), logged(house)
    house.desk.assigning.give(by=house.sam, incident=second, owner=house.sam)

    def found(*only: Only, by: str = house.sam) -> list[str]:
        rows = incidents.rows(by=by, only=only)
        assert incidents.count(by=by, only=only) == len(rows)
        return [each.id for each in rows]

    assert found(Only.MINE) == [second]
    assert found(Only.MINE, by=house.ruth) == []
    assert found(Only.LATE) == []
    house.clock.wait(minutes=16)
    incidents.move(by=house.sam, incident=first, stage=Stage.ACKNOWLEDGED)
    assert found(Only.LATE) == [second]
    assert found(Only.LATE, Only.MINE) == [second]
    house.clock.wait(hours=3)
    assert found(Only.LATE) == [second, first]
    assert found(Only.IMPORTED) == found(Only.OVERRIDDEN) == found(Only.FOLLOW_UP) == []


def test_late_by_opening_hours_is_late(house: House) -> None:
    """Where only open hours count, a file is late once so many of them are gone, and not before."""
    open_nine_to_five(house)
    set_resolve(house, 12 * 60, open_hours=True)
    case = logged(house)
    for stage in (Stage.ACKNOWLEDGED, Stage.INVESTIGATING):
        house.desk.incidents.move(by=house.sam, incident=case, stage=stage)

    def late() -> list[str]:
        return [each.id for each in house.desk.incidents.rows(only={Only.LATE})]

    house.clock.wait(hours=14)
    assert late() == []
    house.clock.wait(hours=14)
    assert late() == [case]


def test_customers_to_ask_are_counted_on_today(house: House) -> None:
    """A resolved complaint waits for its follow-up: one line on Today opens the list of them all."""
    incidents, case = house.desk.incidents, logged(house)
    incidents.move(by=house.ruth, incident=case, stage=Stage.RESOLVED, text="Paid.", override="She waits.")
    assert [each.id for each in incidents.rows(by=house.sam, only={Only.FOLLOW_UP})] == [case]
    assert [each.overridden for each in incidents.rows(by=house.sam, only={Only.OVERRIDDEN})] == [True]
    lines = house.desk.today.lines(house.desk.people.person(house.sam))
    assert [each.what for each in lines if each.place == "follow-ups"] == ["1 customer to ask"]


def test_files_of_whoever_leaves_are_handed_over_at_once(house: House) -> None:
    """Open files of somebody who has left stand in a list, on a supervisor's Today, and go on in one act."""
    desk, first, second, closed = house.desk, logged(house), logged(house), logged(house)
    for each in (first, second):
        desk.assigning.give(by=house.ruth, incident=each, owner=house.sam)
    desk.assigning.give(by=house.ruth, incident=closed, owner=house.ruth)

    def told() -> list[str]:
        lines = desk.today.lines(desk.people.person(house.ruth))
        return [each.what for each in lines if each.place == "left-files"]

    assert told() == []
    desk.people.leave(by=house.ruth, person=house.sam, reason="A new post")
    rows = desk.incidents.rows(by=house.ruth, only={Only.LEFT})
    assert [each.id for each in rows] == [second, first]
    assert told() == ["2 open files whose owners have left"]
    assert "left-files" not in {each.place for each in desk.today.lines(desk.people.person(house.leo))}
    result = desk.bulk.give(by=house.ruth, incidents=[each.id for each in rows], owner=house.ruth, reason="Sam left")
    assert len(result.done) == 2
    assert desk.incidents.rows(by=house.ruth, only={Only.LEFT}) == ()
    assert told() == []


def test_a_hidden_file_of_whoever_left_is_not_told(house: House) -> None:
    """That the owner of a hidden file has left is more than its number: nobody kept out of it is told."""
    desk, case = house.desk, logged(house)
    desk.assigning.give(by=house.ruth, incident=case, owner=house.sam)
    desk.confidence.confide(by=house.ruth, incident=case, circle=Circle.SUPERVISORS, reason="Sam is concerned.")
    desk.people.leave(by=house.ruth, person=house.sam, reason="A new post")
    assert desk.incidents.count(by=house.ruth, only={Only.LEFT}) == 1
    assert desk.incidents.rows(by=house.leo, only={Only.LEFT}) == ()
