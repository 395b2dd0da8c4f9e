from pathlib import Path

import pytest

from sopdesk.domain.journey import Stage, Touchpoint
from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House, opened


@pytest.mark.parametrize("what", ["organisation", "escalation"])
def test_charts_of_the_house(sopdesk: Sopdesk, home: Path, house: House, what: str) -> None:
    """Chart and map are written for somebody who works here, and for nobody else."""
    done = sopdesk("export", what, "--as", "Ruth", "--out", home / "it.pdf", pin=PIN)
    assert done.code == 0, done.err
    assert (home / "it.pdf").read_bytes().startswith(b"%PDF")
    assert sopdesk("export", what, "--as", "Ruth", "--out", home / "no.pdf", pin="0000").code == 1
    assert not (home / "no.pdf").exists()


def test_a_journey(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """A journey is written as PDF or as a table; which one has to be clear."""
    assert "There are: none." in sopdesk("export", "journey", "--out", home / "it.pdf").err
    with opened(home) as desk:
        for title in ("A visit", "A call"):
            stages = (Stage("s", "Arrive", (Touchpoint("t", "A greeting"),)),)
            desk.journeys.revise(by=house.boss, title=title, stages=stages)
    assert "A call, A visit" in sopdesk("export", "journey", "--out", home / "it.pdf").err
    assert sopdesk("export", "journey", "a visit", "--out", home / "it.pdf").code == 0
    assert (home / "it.pdf").read_bytes().startswith(b"%PDF")
    assert sopdesk("export", "journey", "A visit", "--out", home / "it.md").code == 0
    assert (home / "it.md").read_text("utf-8").startswith("# A visit\n")
