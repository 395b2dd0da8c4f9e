from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened
from tests.services.test_charts import CHART


def test_import_workflow(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A chart becomes somebody's draft; a dry run only says what it would be."""
    (home / "back.mmd").write_text(CHART, "utf-8")
    dry = sopdesk("import", "workflow", home / "back.mmd", "--dry-run")
    assert dry.code == 0
    assert "would be kept" in dry.out
    assert "line 4: Not understood: click A" in dry.out
    kept = sopdesk("import", "workflow", home / "back.mmd", "--number", "WF-1", "--as", "Ruth", "--json", pin=PIN)
    said = kept.lines()[0]
    assert (said["boxes"], said["arrows"], said["steps"]) == (3, 2, 1)
    with opened(home) as desk:
        assert "number: WF-1" in desk.drafts.get(said["draft"]).text


def test_export_drawing(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """The steps of a procedure are written drawn; one that asks nothing is no workflow."""
    assert sopdesk("export", "drawing", "CL-01", "--out", home / "steps.pdf").code == 0
    assert (home / "steps.pdf").read_bytes().startswith(b"%PDF")
    refused = sopdesk("export", "drawing", "CL-01", "--out", home / "steps.bpmn")
    assert refused.code != 0
    assert "no decision workflow" in refused.err
