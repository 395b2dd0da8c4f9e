from pathlib import Path

from sopdesk.domain.incident import IncidentKind
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


def test_registers_of_incidents(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A register of incidents is written as PDF, CSV and XLSX; what it needs is asked for in a sentence."""
    (home / "pin").write_text(PIN, "utf-8")
    with opened(home) as desk:
        desk.incidents.log(by=house.worker, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
        person = ("--as", desk.people.person(house.boss).name, "--pin-file", home / "pin")
    for name, magic in (("c.pdf", b"%PDF"), ("c.csv", b"\xef\xbb\xbfnumber,received"), ("c.xlsx", b"PK")):
        ended = sopdesk("export", "incidents", *person, "--register", "complaints", "--out", home / name)
        assert ended.code == 0, ended.err
        assert (home / name).read_bytes().startswith(magic)
    year = ("--from", "2025-01-01", "--to", "2025-12-31", "--out", home / "300a.pdf")
    summary = ("export", "incidents", *person, "--register", "osha-300a", *year)
    assert "hours worked" in sopdesk(*summary).err
    assert sopdesk(*summary, "--hours", "40000", "--employees", "20").code == 0
    ended = sopdesk("export", "incidents", *person, "--register", "accident-book", "--out", home / "book.pdf")
    assert (ended.code, "nothing in this register" in ended.err) == (1, True)
