from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House
from tests.services.test_reportable import TABLE


def test_legal_clocks_are_taken_from_a_table(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A manager's table is taken, and what was taken is named with its source; a broken one is refused."""
    file, broken = home / "ours.csv", home / "broken.csv"
    file.write_text(TABLE, "utf-8")
    broken.write_text("words,kinds\nTell,injury\n", "utf-8")
    done = sopdesk("import", "legal-clocks", file, "--as", "Ruth", pin=PIN)
    assert done.code == 0, done
    assert "Took 2 legal clocks from ours.csv." in done.out
    assert sopdesk("import", "legal-clocks", broken, "--as", "Ruth", pin=PIN).code == 1
