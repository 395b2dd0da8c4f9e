from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import House


def test_duties_are_written_in_three_forms(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """One role's duties as a table, all of them as JSON lines or as PDF; a role that there is not is refused."""
    table = home / "duties.csv"
    assert sopdesk("export", "duties", "supervisor", "--out", table).code == 0
    rows = table.read_text("utf-8-sig").splitlines()
    assert rows[0] == "role,what,number,procedure,step,letters,words"
    assert any(row.startswith("supervisor,owns,RF-01,Money back without a receipt") for row in rows)
    assert sopdesk("export", "duties", "front-of-house", "--out", table).code == 0
    assert "front-of-house,may decide,RF-01" in table.read_text("utf-8-sig")
    everybody = home / "duties.json"
    assert sopdesk("export", "duties", "--out", everybody).code == 0
    assert len(everybody.read_text("utf-8").splitlines()) == 5
    assert sopdesk("export", "duties", "--out", home / "duties.pdf").code == 0
    assert (home / "duties.pdf").read_bytes().startswith(b"%PDF")
    assert sopdesk("export", "duties", "king", "--out", table).code == 1
