from pathlib import Path

from sopdesk.domain.plan_words import read_plan
from tests.cli.conftest import Sopdesk
from tests.e2e.given import House, opened


def test_what_is_due(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """Each checklist of the day stands on a line, with how it stands, by when it is due and whose task it is."""
    sop = house.closing
    with opened(home) as desk:
        desk.schedule.revise(by=house.boss, sop=sop, plan=read_plan("every day by 12:00"))
    done = sopdesk("due", "--on", "2099-05-04")
    assert done.code == 0
    assert done.out.startswith("coming  2099-05-04 12:00  ")
    [line] = sopdesk("due", "--on", "2099-05-04", "--json").lines()
    assert (line["state"], line["sop"], line["run"]) == ("coming", sop, "")


def test_nothing_is_due(sopdesk: Sopdesk, house: House) -> None:
    """Where nothing is planned, that is said; in JSON it is no line."""
    assert sopdesk("due").out == "Nothing is due.\n"
    assert sopdesk("due", "--json").out == ""
