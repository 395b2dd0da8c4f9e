import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Format, Kind, Limit, Part, Picture, Procedure, Reference, Step
from sopdesk.interchange.manual_folder import read_manual
from sopdesk.interchange.manual_tree import write_manual
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure
from sopdesk.interchange.table_export import incidents_csv, neutral, to_json, trail_csv
from sopdesk.views.incidents import IncidentRow
from sopdesk.views.trail import TrailLine
from tests.interchange.procedures import procedures
from tests.interchange.test_manual_folder import png

WHEN = datetime(2026, 5, 3, 14, 20, tzinfo=UTC)


def rows_of(content: bytes) -> list[list[str]]:
    """Read CSV back."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_manual_imports_to_the_same_manual_again(tmp_path: Path) -> None:
    """A manual that is written as a folder and read again is the same manual, pictures in steps and in texts too."""
    name = sha256(png()).hexdigest()
    steps = (Step("a", "A", pictures=(Picture(name, "x", "y"),)),)
    written = [
        Procedure("SOP-1", "One", Kind.PROCESS, Format.ARTICLE, "At the till", "manager", steps=steps),
        Procedure(
            "SOP-2", "Two", Kind.PROCESS, Format.ARTICLE, "ΩΩ", "manager", parts=(Part("P", f"See ![x]({name})."),)
        ),
        Procedure("SOP-3", "Two", Kind.PROCESS, Format.ARTICLE, "../..", "manager", purpose="P"),
    ]
    folder = tmp_path / "out"
    assert write_manual(written, {name: png()}.get, folder) == 3
    draft = read_manual(folder)
    assert sorted((each.procedure for each in draft.procedures), key=lambda each: each.number) == written
    assert [each.pictures for each in draft.procedures if each.pictures] == [{name: png()}] * 2
    assert [each.file for each in draft.report] == ["README.md"]
    assert {each.name for each in tmp_path.iterdir()} == {"out"}


def test_links_of_an_exported_manual_can_be_followed(tmp_path: Path) -> None:
    """In the files a link leads to a file, in the desk to a number; what stands in code stays as it is."""
    text = "See [b](B-2#x), `[b](B-2)`, [gone](C-3) and [web](https://a.example/B-2).\n\n```\n[b](B-2)\n```"
    one = Procedure(
        "A-1", "One", Kind.PROCESS, Format.ARTICLE, "At the till", "manager", purpose=text,
        references=(Reference("b", "B-2", "x"), Reference("gone", "C-3")),
    )  # fmt: skip
    two = Procedure("B-2", "Two [two]", Kind.PROCESS, Format.ARTICLE, "", "manager", steps=(Step("x", "X"),))
    write_manual([one, two], lambda _: None, tmp_path / "out")
    written = (tmp_path / "out" / "at-the-till" / "A-1-one.md").read_text("utf-8")
    assert "See [b](../manual/B-2-two-two.md#x), `[b](B-2)`, [gone](C-3) and" in written
    assert "- [b](../manual/B-2-two-two.md#x)" in written
    index = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "## At the till\n\n- [A-1 One](at-the-till/A-1-one.md)" in index
    assert "- [B-2 Two \\[two\\]](manual/B-2-two-two.md)" in index
    assert [each.procedure for each in read_manual(tmp_path / "out").procedures] == [one, two]


def test_a_text_that_names_a_file_itself_keeps_it(tmp_path: Path) -> None:
    """A text that happens to name a file of the export reads back as it was."""
    one = Procedure("A-1", "One", Kind.PROCESS, Format.ARTICLE, "S", "manager", purpose="[x](B-2-two.md) and [y](B-2)")
    two = Procedure("B-2", "Two", Kind.PROCESS, Format.ARTICLE, "S", "manager")
    write_manual([one, two], lambda _: None, tmp_path / "out")
    assert "[y](B-2)" in (tmp_path / "out" / "s" / "A-1-one.md").read_text("utf-8")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(procedures)
def test_any_procedure_is_written(tmp_path: Path, procedure: Procedure) -> None:
    """Whatever a procedure says, its file reads back; pictures that are gone keep their names."""
    folder = tmp_path / sha256(format_procedure(procedure).encode()).hexdigest()
    if not folder.exists():
        write_manual([procedure], lambda _: None, folder)
        (file,) = (each for each in folder.rglob("*.md") if each.name != "README.md")
        assert parse_procedure(file.read_text("utf-8")) == procedure


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    """An export never mixes with what lies in a folder already."""
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(Refusal, match="is not empty"):
        write_manual([], lambda _: None, tmp_path)


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "\uff1d1"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would take for a formula begins with an apostrophe; plain numbers stay."""
    assert neutral(text) == f"'{text}"
    assert neutral("-12.50") == "-12.50"
    assert neutral("a=b") == "a=b"


def test_incidents_leave_as_csv() -> None:
    """The list of incidents has a heading and a row each, instants in UTC."""
    row = IncidentRow(
        "i", "I-1", IncidentKind.COMPLAINT, Stage.LOGGED, Severity.LOW, "=HYPERLINK(1)", WHEN, WHEN, "Ann", ("SOP-1",),
        imported=True,
    )  # fmt: skip
    head, first = rows_of(incidents_csv([row]))
    assert dict(zip(head, first, strict=True)) == {
        "number": "I-1", "kind": "complaint", "stage": "logged", "severity": "low",
        "occurred at": "2026-05-03T14:20:00Z",
        "recorded at": "2026-05-03T14:20:00Z", "recorded by": "Ann", "procedures": "SOP-1", "imported": "yes",
        "looked after by": "", "gone on without": "no", "summary": "'=HYPERLINK(1)",
    }  # fmt: skip


def test_the_trail_leaves_as_csv() -> None:
    """The trail keeps its order, with old and new value; what has no time has an empty cell."""
    line = TrailLine(
        "s:1", 1, WHEN, None, "Ann", "incident.corrected/1", "corrected", "I-1", "i", "incidents", "a", "b\nc"
    )
    head, first = rows_of(trail_csv(iter([line])))
    said = dict(zip(head, first, strict=True))
    assert (said["was"], said["now"], said["occurred at"], said["signed as"]) == ("a", "b\nc", "", "")


def test_views_leave_as_json() -> None:
    """A view is one line of JSON: words for kinds, text for amounts, RFC 3339 for instants."""
    said = json.loads(
        to_json((Limit("refund", "manager", Decimal("2.50")), WHEN, {"k": Stage.CLOSED}, frozenset({1}), None))
    )
    assert said[0]["amount"] == "2.50"
    assert said[1:] == ["2026-05-03T14:20:00Z", {"k": "closed"}, [1], None]
    with pytest.raises(TypeError, match="bytes has no form"):
        to_json(b"x")
