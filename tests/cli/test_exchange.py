"""Documents and matrices come in and go out on the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House

PAGE = "<h1>Till</h1><h2>Opening</h2><p>Count.</p><video src='x.mp4'></video><h2>Closing</h2><p>Lock.</p>"
TABLE = "| Step | Manager | Chef |\n|---|---|---|\n| Count the money | A | R |\n| Lock | R/A | S |\n"


def test_a_document_is_tried_and_comes_in(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A document cut at a level is first only told about, as text and as JSON, with counts; then it comes in."""
    file = home / "book.html"
    file.write_text(PAGE, "utf-8")
    tried = sopdesk("import", "manual", file, "--level", "2", "--as", "Ruth", "--dry-run", "--json", pin=PIN)
    said = json.loads(tried.out)
    assert said["procedures"] == ["IMP-001", "IMP-002"]
    assert (said["counts"]["pages"], said["counts"]["not_understood"]) == (2, 1)
    assert "would be handed in" in sopdesk("import", "manual", file, "--as", "Ruth", "--dry-run", pin=PIN).out
    done = sopdesk("import", "manual", file, "--level", "2", "--as", "Ruth", pin=PIN)
    assert (done.code, "2 procedures" in done.out, "not understood: 1" in done.out) == (0, True, True)
    assert '“<video src="x.mp4">” was not understood' in done.out


def test_a_matrix_goes_into_a_draft_and_out(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A matrix is tried, then kept as a draft; without any in force there is none to write."""
    file = home / "raci.md"
    file.write_text(TABLE, "utf-8")
    tried = sopdesk("import", "matrix", file, "--as", "Ruth", "--dry-run", pin=PIN)
    assert "2 rows, 2 responsibilities; nothing was kept" in tried.out
    assert "“S” for Chef in “Lock” is none of R, A, C and I" in tried.out
    done = sopdesk("import", "matrix", file, "--role", "Chef=supervisor", "--as", "Ruth", "--json", pin=PIN)
    said = json.loads(done.out)
    assert said["draft"]
    assert [each["role"] for each in said["columns"]] == ["manager", "supervisor"]
    assert "who is responsible" in sopdesk("export", "matrix", "--out", home / "raci.xlsx").err
