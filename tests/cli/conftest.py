"""What tests of the command line are given: a founded house, and a way to run a command in this process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sopdesk.cli.ending import ended
from sopdesk.cli.program import run
from tests.e2e.given import House, found


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, what it said, and what it said on stderr."""

    code: int
    out: str
    err: str

    def lines(self) -> list[dict[str, Any]]:
        """Give what was said as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Sopdesk = Callable[..., Ended]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep desks and keys in a temporary folder."""
    monkeypatch.setenv("SOPDESK_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def house(home: Path) -> House:
    """Found a house on the default desk."""
    return found(home)


@pytest.fixture
def sopdesk(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sopdesk:
    """Give a function that runs a command as the program would."""

    def command(*words: str | Path, pin: str | None = None, password: str | None = None) -> Ended:
        for name, value in (("SOPDESK_PIN", pin), ("SOPDESK_PASSWORD", password)):
            monkeypatch.setenv(name, value) if value is not None else monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr("sys.argv", ["sopdesk", *map(str, words)])
        capsys.readouterr()
        code = ended(run)
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return command
