from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import House


def test_the_checks_due_are_written_for_calendars(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """What falls due is written as iCalendar, of the house or of a role; a role that there is not is refused."""
    assert sopdesk("export", "calendar", "--out", home / "checks.ics").code == 0
    assert (home / "checks.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert sopdesk("export", "calendar", "--role", "Manager", "--weeks", "1", "--out", home / "one.ics").code == 0
    assert sopdesk("export", "calendar", "--role", "Astronaut", "--out", home / "none.ics").code == 1
    assert not (home / "none.ics").exists()
