from pathlib import Path

from sopdesk.domain.incident import IncidentKind
from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened


def test_a_case_that_has_no_such_form_is_refused(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """The form is for injuries in the United States; for any other nothing is written."""
    with opened(home) as desk:
        case = desk.incidents.log(by=house.worker, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
        number = desk.incidents.file(case).row.number
    out = home / "301.pdf"
    done = sopdesk("export", "osha-301", number, "--as", "Ruth", "--out", out, pin=PIN)
    assert done.code == 1
    assert "in the United States" in done.err
    assert not out.exists()


def test_the_form_of_a_case(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """The form of an injury of somebody who works here is written as PDF."""
    with opened(home) as desk:
        now = desk.people.house()
        desk.people.change_house(by=house.boss, name=now.name, site=now.site, country="US", contacts=())
        case = desk.incidents.log(by=house.worker, kind=IncidentKind.INJURY, narrative="A cut.")
        desk.incidents.detail(by=house.worker, incident=case, values={"status": "employee"})
        number = desk.incidents.file(case).row.number
    out = home / "301.pdf"
    done = sopdesk("export", "osha-301", number, "--as", "Ruth", "--out", out, pin=PIN)
    assert done.code == 0, done.err
    assert out.read_bytes().startswith(b"%PDF")
