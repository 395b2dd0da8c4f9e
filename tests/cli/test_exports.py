import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from sopdesk.domain.incident import IncidentKind
from sopdesk.interchange.procedure_file import parse_procedure
from tests.cli.conftest import Sopdesk
from tests.e2e.given import CLOSING, PIN, House, opened
from tests.pdf.everything import all_words


@pytest.fixture
def number(home: Path, house: House) -> str:
    """Log an incident; give its number."""
    with opened(home) as desk:
        incident = desk.incidents.log(
            by=house.worker, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.", place="=1+1",
            procedures=[each.pinned for each in desk.incidents.propose("wants her money back without a receipt")],
        )  # fmt: skip
        return desk.incidents.file(incident).row.number


def recorded_exports(home: Path) -> list[str]:
    """Give what the journal says about exports."""
    with opened(home) as desk:
        return [line.what for line in desk.trail.in_order() if line.kind.startswith("evidence.exported")]


@pytest.mark.parametrize("name", ["case.pdf", "case.json"])
def test_an_incident(sopdesk: Sopdesk, home: Path, number: str, name: str) -> None:
    """An incident leaves the house as a file, and the journal names the file's digest."""
    done = sopdesk("export", "incident", number, "--as", "Ruth", "--out", home / name, "--json", pin=PIN)
    assert done.code == 0, done.err
    content = (home / name).read_bytes()
    assert content.startswith(b"%PDF") or json.loads(content)["narrative"] == "The soup was cold."
    assert done.lines()[0]["sha256"] == hashlib.sha256(content).hexdigest()
    assert hashlib.sha256(content).hexdigest() in recorded_exports(home)[0]


@pytest.mark.parametrize(
    ("name", "first"), [("t.pdf", b"%PDF"), ("t.csv", b"\xef\xbb\xbfentry"), ("t.json", b'{"entry')]
)
def test_the_trail(sopdesk: Sopdesk, home: Path, number: str, name: str, first: bytes) -> None:
    """The trail leaves as PDF, CSV or JSON, as the file's name tells."""
    done = sopdesk("export", "trail", "--as", "ruth adeyemi", "--out", home / name, pin=PIN)
    assert done.code == 0, done.err
    assert (home / name).read_bytes().startswith(first)


def test_a_part_of_the_trail(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """The trail can be cut to a person, an area, a record and a period by the house's clock."""
    out = home / "part.csv"

    def lines(*words: str) -> int:
        assert sopdesk("export", "trail", "--as", "Ruth", "--out", out, *words, pin=PIN).code == 0
        return len(list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))) - 1

    assert lines("--about", number) == lines("--area", "incidents") == 1
    assert lines("--who", "Leo") > lines("--who", "Leo", "--area", "manual") == 2
    assert lines("--to", "2001-01-01") == 0
    assert lines("--from", "2001-01-01") > lines("--from", "2001-01-01", "--about", "RF-01") == 2


def test_a_procedure(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A procedure leaves as PDF or as its file, without anybody signing in: the manual is open to all."""
    assert sopdesk("export", "sop", "CL-01", "--out", home / "closing.pdf").code == 0
    assert (home / "closing.pdf").read_bytes().startswith(b"%PDF")
    assert sopdesk("export", "sop", "CL-01", "--out", home / "closing.md").code == 0
    assert parse_procedure((home / "closing.md").read_text("utf-8")) == CLOSING
    assert sopdesk("export", "sop", "CL-01", "--on", "2001-01-01", "--out", home / "then.pdf").code == 1


def test_what_changed(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """What differs between two revisions leaves as PDF or JSON, the revisions named by label or running number."""
    assert sopdesk("export", "difference", "CL-01", "--out", home / "changes.pdf").code == 0
    assert (home / "changes.pdf").read_bytes().startswith(b"%PDF")
    words = ("export", "difference", "CL-01", "--from", "#1", "--to", "1.0", "--out", home / "changes.json")
    assert sopdesk(*words).code == 0
    assert json.loads((home / "changes.json").read_text("utf-8"))["number"] == "CL-01"
    assert "no revision 9.0" in sopdesk("export", "difference", "CL-01", "--to", "9.0", "--out", home / "x.pdf").err


def test_the_manual(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """The manual in force leaves as one PDF, as a folder of files, or as JSON lines."""
    assert sopdesk("export", "manual", "--out", home / "manual.pdf").code == 0
    assert (home / "manual.pdf").read_bytes().startswith(b"%PDF")
    assert sopdesk("export", "manual", "--out", home / "files", "--json").lines()[0]["procedures"] == 2
    assert {each.name for each in (home / "files").rglob("*.md")} > {"README.md"}
    assert len(list((home / "files").rglob("*.md"))) == 3, "two procedures and the index"
    assert sopdesk("export", "manual", "--out", home / "manual.jsonl").code == 0
    assert len((home / "manual.jsonl").read_text("utf-8").splitlines()) == 2


def test_refusals(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """What may not be exported, or is not there, is refused in a sentence; no file is left behind."""
    out = home / "x.pdf"
    assert "There is no incident" in sopdesk("export", "incident", "I-0", "--as", "Ruth", "--out", out, pin=PIN).err
    assert "There is no procedure" in sopdesk("export", "sop", "X", "--out", out).err
    assert "may not" in sopdesk("export", "incident", number, "--as", "Leo", "--out", out, pin=PIN).err
    assert "not the PIN" in sopdesk("export", "trail", "--as", "Ruth", "--out", out, pin="0000").err
    assert "Nobody here is called" in sopdesk("export", "trail", "--as", "Zoe", "--out", out, pin=PIN).err
    done = sopdesk("export", "incident", number, "--as", "Ruth", "--out", home / "x.md", pin=PIN)
    assert (done.code, "pdf or json" in done.err) == (1, True)
    assert not list(home.glob("*x*"))


def test_a_place_that_cannot_be_written(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """A place that cannot be written is found out before the journal says that something left the house."""
    done = sopdesk("export", "trail", "--as", "Ruth", "--out", home / "no" / "such" / "t.pdf", pin=PIN)
    assert done.code == 2
    assert "cannot be written" in done.err
    assert recorded_exports(home) == []


def test_a_pin_nobody_is_asked_for(sopdesk: Sopdesk, home: Path, number: str) -> None:
    """Without a terminal nobody can be asked: the sentence says where name and PIN can be given."""
    assert "--as NAME" in sopdesk("export", "trail", "--out", home / "t.pdf").err
    done = sopdesk("export", "trail", "--as", "Ruth", "--out", home / "t.pdf")
    assert (done.code, "SOPDESK_PIN" in done.err) == (2, True)
    (home / "pin.txt").write_text(f"{PIN}\n", "utf-8")
    assert sopdesk("export", "trail", "--as", "Ruth", "--pin-file", home / "pin.txt", "--out", home / "t.pdf").code == 0


def test_the_list_of_incidents_is_narrowed_down(sopdesk: Sopdesk, home: Path, house: House, number: str) -> None:
    """Several filters together hold what fits them all; beside a number they have no place."""
    with opened(home) as desk:
        boss = house.boss
        [case] = desk.incidents.rows()
        desk.assigning.give(by=boss, incident=case.id, owner=boss)
    out = home / "list.csv"

    def numbers(*only: str) -> list[str]:
        done = sopdesk("export", "incident", "--as", "Ruth", "--out", out, *only, pin=PIN)
        assert done.code == 0, done.err
        return [row["number"] for row in csv.DictReader(io.StringIO(out.read_text("utf-8-sig")))]

    assert numbers("--only", "mine") == [number]
    assert numbers("--only", "mine", "--only", "imported") == []
    assert "list of incidents, mine, imported" in " ".join(recorded_exports(home))
    wrong = sopdesk("export", "incident", number, "--only", "late", "--as", "Ruth", "--out", home / "x.pdf", pin=PIN)
    assert "without a number" in wrong.err


def test_a_case_file_for_somebody_outside(sopdesk: Sopdesk, home: Path, house: House, number: str) -> None:
    """What is kept back is nowhere in the pages; a case file is of one incident, and a PDF."""
    out, ruth = home / "case.pdf", ["--case-file", "--as", "Ruth", "--out"]
    about = ["export", "evidence", "incident", number, "--keep-back", "narrative", *ruth]
    done = sopdesk(*about, out, pin=PIN)
    assert done.code == 0, done.err
    told = all_words(out.read_bytes())
    assert "A redacted copy" in told
    assert "soup" not in told
    assert recorded_exports(home)[-1].startswith(f"exported incident {number}, redacted as PDF")
    assert "writes a .pdf" in sopdesk(*about, home / "case.json", pin=PIN).err
    assert "Only one incident" in sopdesk("export", "evidence", "everything", *ruth, out, pin=PIN).err
