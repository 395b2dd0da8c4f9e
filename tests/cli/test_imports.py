import json
import signal
from pathlib import Path

import pytest

from sopdesk.interchange import incident_table
from tests.cli.conftest import Sopdesk
from tests.e2e.given import PASSWORD, PIN, House, opened

MAPPING = {
    "fields": {"occurred_at": "Date", "narrative": "What", "customer.name": "Who", "amount": "Amount"},
    "date_order": "dmy",
}
TABLE = "Date;What;Who;Amount\n03.05.2026;Cold soup;Ada;12,50\n04.05.2026;;Bob;\n99.99.2026;Cold tea;Cid;\n"


@pytest.fixture
def table(home: Path) -> Path:
    """Give a table of three complaints, of which one is good, and its mapping."""
    (home / "columns.json").write_text(json.dumps(MAPPING), "utf-8")
    (home / "old.csv").write_text(TABLE, "utf-8")
    return home / "old.csv"


@pytest.fixture
def pages(home: Path) -> Path:
    """Give a folder of two pages of Markdown, one with a link that leads nowhere."""
    folder = home / "pages"
    folder.mkdir()
    (folder / "till.md").write_text("# Opening the till\n\nCount the float. See [closing](closing.md).\n", "utf-8")
    (folder / "closing.md").write_text("# Closing the till\n\nCount again. See [more](gone.md).\n", "utf-8")
    return folder


def incidents(home: Path) -> int:
    """Count the incidents of the desk."""
    with opened(home) as desk:
        return desk.incidents.count()


def test_incidents(sopdesk: Sopdesk, home: Path, house: House, table: Path) -> None:
    """Good rows come in with every field; bad rows are listed with what is wrong and left out."""
    words = ("import", "incidents", table, "--mapping", home / "columns.json", "--as", "Ruth", "--json")
    dry = sopdesk(*words, "--dry-run", pin=PIN).lines()[0]
    assert (dry["imported"], [row for row, _ in dry["errors"]], incidents(home)) == (1, [3, 4], 0)
    assert sopdesk(*words, pin=PIN).lines()[0] == {**dry, "dry_run": False}
    with opened(home) as desk:
        file = desk.incidents.file(desk.incidents.rows()[0].id)
        assert {spec.name: value for spec, value in file.fields}["amount"] == "12.50 GBP"
        assert file.parties[0].name == "Ada"
        assert file.source is not None
        assert file.source.row == 2
        assert desk.trail.verify().holds


def test_what_is_here_does_not_come_in_again(sopdesk: Sopdesk, home: Path, house: House, table: Path) -> None:
    """The same file twice adds nothing and says so; rows that stay out are written to a file, each with why."""
    words = ("import", "incidents", table, "--mapping", home / "columns.json", "--as", "Ruth")
    assert "1 incidents were imported; 2 rows were left out." in sopdesk(*words, pin=PIN).out
    again = sopdesk(*words, "--twice", "--left-out", home / "mend.csv", pin=PIN)
    assert "0 incidents were imported; 2 rows were left out, and 1 that are here already" in again.out
    assert "row 2: This row was imported before: it is incident I-" in again.out
    assert incidents(home) == 1
    kept = (home / "mend.csv").read_text("utf-8-sig").splitlines()
    assert "This row was imported before" in kept[1]
    assert "does not say what happened" in kept[2]
    mended = sopdesk("import", "incidents", home / "mend.csv", "--mapping", home / "columns.json", "--dry-run",
                     "--as", "Ruth", pin=PIN)  # fmt: skip
    assert "has the same" in mended.out or "says the same" in mended.out


def test_one_day_for_all_rows(sopdesk: Sopdesk, home: Path, house: House, table: Path) -> None:
    """Where no column names a day one is given for all rows: approximate, and no other words are taken for one."""
    words = ("import", "incidents", table, "--mapping", home / "columns.json", "--as", "Ruth", "--date")
    assert "neither a day" in sopdesk(*words, "May", pin=PIN).err
    assert sopdesk(*words, "2015", pin=PIN).code == 0
    with opened(home) as desk:
        file = desk.incidents.file(desk.incidents.rows()[0].id)
        assert (file.row.occurred_at.year, file.occurred_about) == (2015, True)
    guess = incident_table.Mapping.from_json(sopdesk("import", "incidents", table, "--date", "2015-01-31").out)
    assert guess.fields["occurred_at"].value == "2015-01-31"


def test_a_first_guess(sopdesk: Sopdesk, table: Path) -> None:
    """Without a mapping a first guess at one is printed, which reads back as a mapping."""
    table.write_text(TABLE.replace("99.99", "05.05"), "utf-8")
    guess = incident_table.Mapping.from_json(sopdesk("import", "incidents", table).out)
    assert guess.fields["occurred_at"].columns == ("Date",)


@pytest.mark.parametrize("mapping", ["{", '{"fields": {"narrative": "Nowhere", "occurred_at": "Date"}}', "[]"])
def test_a_mapping_that_does_not_fit(sopdesk: Sopdesk, home: Path, house: House, table: Path, mapping: str) -> None:
    """A mapping that is none, or does not fit the table, is refused in a sentence; nothing comes in."""
    (home / "columns.json").write_text(mapping, "utf-8")
    done = sopdesk("import", "incidents", table, "--mapping", home / "columns.json", "--as", "Ruth", pin=PIN)
    assert (done.code, incidents(home)) == (1, 0)
    assert "problem-" not in done.err


def test_a_manual_waits_for_approval(sopdesk: Sopdesk, home: Path, house: House, pages: Path) -> None:
    """An imported manual waits for approval; what could not be resolved is reported; a dry run changes nothing."""
    dry = sopdesk("import", "manual", pages, "--as", "Leo", "--dry-run", pin=PIN)
    assert "may not" in dry.err
    dry = sopdesk("import", "manual", pages, "--as", "Ruth", "--dry-run", "--json", pin=PIN)
    done = sopdesk("import", "manual", pages, "--as", "Ruth", "--json", pin=PIN)
    assert done.lines()[0] == {**dry.lines()[0], "dry_run": False}
    assert any("gone.md" in each["sentence"] for each in done.lines()[0]["remarks"])
    with opened(home) as desk:
        assert len(desk.manual.waiting()) == len(done.lines()[0]["procedures"]) == 2


def test_a_manual_approved_at_once(sopdesk: Sopdesk, home: Path, house: House, pages: Path) -> None:
    """Somebody else may approve all of an imported manual at once with the password; then it is found."""
    with opened(home) as desk:
        from sopdesk.domain.person import Role

        desk.people.register(by=house.boss, name="George P", roles=(Role.SUPERVISOR,), password=PASSWORD, pin=PIN)
    words = ("import", "manual", pages, "--as", "Ruth", "--approve-as")
    assert "Nobody approves what they handed in" in sopdesk(*words, "Ruth", pin=PIN, password=PASSWORD).err
    assert sopdesk(*words, "George", pin=PIN, password="not it").code == 1
    with opened(home) as desk:
        assert desk.manual.waiting() == ()
    assert "are in force now" in sopdesk(*words, "George", pin=PIN, password=PASSWORD).out
    assert "Opening the till" in sopdesk("search", "opening the till").out


def test_a_cancelled_import_leaves_nothing(
    sopdesk: Sopdesk, home: Path, house: House, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the middle of an import ends it with exit code 130; nothing has come in."""
    before, read = signal.getsignal(signal.SIGINT), incident_table.read_incidents

    def interrupted(*what: object, **more: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return read(*what, **more)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr("sopdesk.services.incident_imports.read_incidents", interrupted)
    done = sopdesk("import", "incidents", table, "--mapping", home / "columns.json", "--as", "Ruth", pin=PIN)
    assert (done.code, incidents(home)) == (130, 0)
    assert "Cancelled" in done.err
    assert signal.getsignal(signal.SIGINT) is before


def test_checklists_of_a_table(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A table of lines becomes checklists; its columns are said, and rows that stay out are written to be mended."""
    file, left = home / "lists.csv", home / "left.csv"
    file.write_text("Aufgabe;Grenze\nKühlung;5\nTruhe;warm\n", "utf-8")
    words = ("import", "manual", file, "--as", "Ruth", "--json")
    refused = sopdesk(*words, pin=PIN)
    assert (refused.code != 0, "No column holds the lines" in refused.err) == (True, True)
    columns = ("--column", "text=Aufgabe", "--column", "high=Grenze")
    said = sopdesk(*words, *columns, "--left-out", left, "--dry-run", pin=PIN).lines()[0]
    assert (said["procedures"], said["like"], said["counts"]["boxes"]) == (["IMP-001"], [], 1)
    assert "“warm” is not a number" in left.read_text("utf-8-sig")
    assert sopdesk(*words, *columns, pin=PIN).code == 0
    again = sopdesk("import", "manual", file, "--as", "Ruth", *columns, "--dry-run", pin=PIN)
    assert "“Lists” is like IMP-001" in again.out
    assert "does not say which column" in sopdesk(*words, "--column", "text", pin=PIN).err
