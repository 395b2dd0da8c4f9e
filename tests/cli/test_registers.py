from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened


def test_the_register_of_runs(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """The runs of a period are written as PDF, CSV and XLSX, of all checklists or of one; none says so."""
    (home / "pin").write_text(PIN, "utf-8")
    with opened(home) as desk:
        desk.checklists.start(by=house.worker, sop=house.closing)
        person = ("--as", desk.people.person(house.boss).name, "--pin-file", home / "pin")
        number = next(each.number for each in desk.manual.rows() if each.id == house.closing)
    for name, magic in (("runs.pdf", b"%PDF"), ("runs.csv", b"\xef\xbb\xbfnumber"), ("runs.xlsx", b"PK")):
        assert sopdesk("export", "runs", *person, "--out", home / name).code == 0
        assert (home / name).read_bytes().startswith(magic)
    lines = home / "lines.csv"
    assert sopdesk("export", "runs", *person, "--checklist", number, "--lines", "--out", lines).code == 0
    assert lines.read_text("utf-8-sig").startswith("run,checklist,title")
    ended = sopdesk("export", "runs", *person, "--from", "2001-01-01", "--to", "2001-01-02", "--out", lines)
    assert (ended.code, "no run in this period" in ended.err) == (1, True)
    assert lines.read_text("utf-8-sig").startswith("run,checklist,title")
