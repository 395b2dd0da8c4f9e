from sopdesk.domain.handing import Leaving, LeftItem
from sopdesk.domain.handover import About
from tests.services.conftest import House


def found(house: House, text: str, who: str = "") -> list[tuple[str, str, str]]:
    """Give group, id and title of what somebody finds, or nobody while the desk is locked."""
    house.desk.finder.catch_up()
    person = house.desk.people.person(who) if who else None
    return [(each.group, each.sop, each.title) for each in house.desk.finder.search(text, person=person).found]


def test_hand_overs_are_found_by_their_words(house: House) -> None:
    """Notes, open items and what was added later are found by whoever is signed in, and by nobody else."""
    item = LeftItem("Descale the samovar", About.OTHER)
    new = house.desk.handovers.write(by=house.leo, leaving=Leaving(notes="The pomegranates are late.", items=(item,)))
    hit = [("handover", new, "H-COUN-2026-00001 · hand-over of 4 May 2026")]
    assert found(house, "pomegranate", house.sam) == found(house, "samovar", house.hannah) == hit
    assert found(house, "pomegranate") == []
    assert house.desk.finder.search("pomegranatf").did_you_mean == ""
    assert found(house, "quinces", house.sam) == []
    house.desk.handovers.add(by=house.leo, handover=new, text="Quinces came instead.")
    assert found(house, "quinces", house.sam) == hit


def test_an_index_built_anew_holds_the_hand_overs(house: House) -> None:
    """What was left to the next shift is found after the index was lost, too."""
    new = house.desk.handovers.write(by=house.leo, leaving=Leaving(notes="The pomegranates are late."))
    before = found(house, "pomegranate", house.sam)
    finder = house.desk.finder
    finder._index.rebuild(finder._everything(None), finder._mark())
    assert found(house, "pomegranate", house.sam) == before
    assert before[0][1] == new
