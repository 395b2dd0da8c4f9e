import json
from pathlib import Path

from sopdesk.domain.handing import Leaving
from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened


def test_hand_overs_are_written(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """One hand-over or the book of some days is written as PDF or JSON, and that it left is recorded."""
    with opened(home) as desk:
        desk.handovers.write(by=house.worker, leaving=Leaving("Milk is short."))
        desk.handovers.write(by=house.worker, leaving=Leaving("All quiet."))
    (home / "pin").write_text(PIN, "utf-8")
    person = ("--as", house.worker, "--pin-file", home / "pin")
    book = home / "book.json"
    assert sopdesk("export", "handovers", *person, "--out", book).code == 0
    lines = [json.loads(each) for each in book.read_text("utf-8").splitlines()]
    assert [each["notes"] for each in lines] == ["Milk is short.", "All quiet."]
    number = lines[0]["row"]["number"]
    assert sopdesk("export", "handovers", number, *person, "--out", home / "one.pdf").code == 0
    assert sopdesk("export", "handovers", *person, "--words", "milk", "--out", home / "book.pdf").code == 0
    assert (home / "book.pdf").read_bytes().startswith(b"%PDF")
    assert sopdesk("export", "handovers", "H-9", *person, "--out", home / "none.pdf").code == 1
    assert (
        sopdesk("export", "handovers", *person, "--from", "2001-01-01", "--to", "2001-01-02", "--out", book).code == 1
    )
    with opened(home) as desk:
        assert sum(each.what.startswith("exported hand-over") for each in desk.trail.lines()) == 3
