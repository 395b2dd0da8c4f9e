"""What an insider can do to a desk's file, and what `sopdesk verify` says of it: also where nothing can be found."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sopdesk.cli.ending import DOES_NOT_HOLD, DONE, ended
from sopdesk.cli.program import run
from sopdesk.domain.incident import IncidentKind
from tests.attacks import acts
from tests.attacks.desk import Made, opened, play, program
from tests.attacks.rows import ATTACKS, SAID, Attack, table
from tests.services.conftest import START, Clock, found_house

USUAL = {"key", "erased"}
"""What a check of this desk cannot tell by itself, tampered with or not."""
Verify = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make the desk once."""
    with found_house(tmp_path_factory.mktemp("original"), Clock()) as house:
        return play(house)


@pytest.fixture
def made(original: Made, tmp_path: Path) -> Made:
    """Give a copy of the desk and of its machine's keys."""
    copytree(original.home, tmp_path / "home")
    return replace(original, home=tmp_path / "home")


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Verify:
    """Give the command, run on a machine with this home; it gives the exit code and what it said."""

    def command(desk: Path, *more: str, home: Path = tmp_path / "auditor") -> tuple[int, dict[str, Any]]:
        monkeypatch.setenv("SOPDESK_HOME", str(home))
        monkeypatch.setattr("sys.argv", ["sopdesk", "verify", "--json", *more, str(desk)])
        capsys.readouterr()
        code = ended(run)
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return code, told

    return command


def ways(made: Made, folder: Path) -> dict[str, tuple[str, ...]]:
    """Give what is added to the command in each of the four ways to look at a desk."""
    note = folder / "auditor.note"
    note.write_text(made.outside, encoding="utf-8")
    return {"alone": (), "outside": ("--checkpoint", str(note)), "key": ("--key", made.vkey), "here": ()}


def fits(template: str, sentence: str) -> bool:
    """Tell whether a sentence is the one of the table."""
    return re.fullmatch(".+".join(map(re.escape, template.split("…"))), sentence) is not None


def test_untouched(made: Made, verify: Verify, tmp_path: Path) -> None:
    """A desk that nobody touched holds in every way, and says what can be told of it."""
    for way, more in ways(made, tmp_path).items():
        code, told = verify(made.home / "desk", *more, home=made.home if way == "here" else tmp_path / "auditor")
        assert code == DONE, told
        assert {each["what"] for each in told["checks"] if each["holds"] is None} <= USUAL
        assert any(each["what"] == "outside" and each["holds"] for each in told["checks"]) == (way == "outside")
        assert any(each["what"] == "signed here" and each["holds"] for each in told["checks"]) == (way == "here")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda each: each.act.__name__.strip("_"))
def test_attack(attack: Attack, made: Made, verify: Verify, tmp_path: Path) -> None:
    """Each row of the table is found as the table says, in its words, or not found where the table says so."""
    attack.act(made)
    given = ways(made, tmp_path)
    for way, expected in attack.views().items():
        home = made.home if way == "here" else tmp_path / "auditor"
        code, told = verify(made.home / "desk", *given[way], home=home)
        checks = [
            each
            for each in told["checks"]
            if not each["holds"] and not (each["holds"] is None and each["what"] in USUAL)
        ]
        wanted = [SAID[name] for name in expected]
        assert sorted((each["what"], str(each["holds"])) for each in checks) == sorted(
            (code, str(holds)) for code, holds, _ in wanted
        ), (way, checks)
        for what, _, template in wanted:
            [sentence] = [each["sentence"] for each in checks if each["what"] == what]
            assert fits(template, sentence), (way, sentence)
        assert code == (DOES_NOT_HOLD if any(holds is False for _, holds, _ in wanted) else DONE), way
        assert told["holds"] is (code == DONE)


def test_two_copies_for_two_auditors(made: Made, verify: Verify, tmp_path: Path) -> None:
    """Each copy of a forked desk holds for its own auditor; it shows once one auditor has the other's checkpoint."""
    copytree(made.home, tmp_path / "second")
    notes = {}
    for home in (made.home, tmp_path / "second"):
        with program(home, at=START + timedelta(hours=3)) as desk:
            desk.incidents.log(by=made.leo, kind=IncidentKind.NEAR_MISS, narrative=f"As told in {home.name}.")
            notes[home] = tmp_path / f"{home.name}.note"
        with opened(home) as raw:
            [(note,)] = raw.execute("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1").fetchall()
        notes[home].write_text(note, encoding="utf-8")
    for home, other in zip(notes, reversed(notes), strict=True):
        assert verify(home / "desk")[0] == DONE
        assert verify(home / "desk", "--checkpoint", str(notes[home]))[0] == DONE
        code, told = verify(home / "desk", "--checkpoint", str(notes[other]))
        assert code == DOES_NOT_HOLD
        assert fits(SAID["other"][2], told["sentence"])


@pytest.mark.parametrize("act", [acts.checkpoints_away, acts.key_stolen, acts.newer_than_outside, acts.old_copy])
def test_what_was_written_anew_is_not_signed(act: Callable[[Made], None], made: Made, verify: Verify) -> None:
    """The house's machine signs no log that differs from what it signed; the next act begins a new one."""
    act(made)
    with opened(made.home) as raw:
        before = raw.execute("SELECT size FROM checkpoint").fetchall()
    verify(made.home / "desk", home=made.home)
    with program(made.home, at=START + timedelta(hours=3)):
        pass
    with opened(made.home) as raw:
        assert raw.execute("SELECT size FROM checkpoint").fetchall() == before
    with program(made.home, at=START + timedelta(hours=3)) as desk:
        desk.incidents.log(by=made.leo, kind=IncidentKind.NEAR_MISS, narrative="Slippery again.")
        assert desk.store.log != made.log
        reason = desk.store.history(f"log-{desk.store.log}").events[0].what.reason
    assert ("written anew" in reason) == (act in {acts.checkpoints_away, acts.key_stolen})
    _, told = verify(made.home / "desk", home=made.home)
    former = [each for each in told["checks"] if each["what"] == "signed here" and not each["holds"]]
    assert [each["holds"] for each in former] == [False if "anew" in reason else None]


def test_the_table_of_the_documents(request: pytest.FixtureRequest) -> None:
    """What docs/attacks.md promises the auditor is what these tests find, row by row."""
    page = (request.config.rootpath / "docs" / "attacks.md").read_text("utf-8")
    assert table() in page, f"put this into docs/attacks.md:\n{table()}"
