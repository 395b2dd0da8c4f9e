from pathlib import Path

import pytest

from sopdesk.domain.refusal import Cancelled
from tests.cli.conftest import Sopdesk


def test_the_demo_desk(sopdesk: Sopdesk, home: Path) -> None:
    """The demo desk is made where it is wanted, holds, and is not made over a desk that is there."""
    done = sopdesk("demo", "--make-only", home / "demo", "--json")
    assert done.lines() == [{"desk": str(home / "demo")}]
    assert sopdesk("verify", home / "demo").code == 0
    again = sopdesk("demo", "--make-only", home / "demo")
    assert (again.code, "already" in again.err) == (1, True)
    assert (
        sopdesk("export", "trail", "--desk", home / "demo", "--as", "Hannah", "--out", home / "t.csv", pin="1234").code
        == 0
    )


def test_a_demo_that_is_not_finished_leaves_nothing(
    sopdesk: Sopdesk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A demo desk that was cancelled while it was made leaves nothing behind."""

    def cancelled(folder: Path, _progress: object) -> None:
        folder.mkdir()
        (folder / "half").write_text("made")
        raise Cancelled

    monkeypatch.setattr("sopdesk.app.make_demo", cancelled)
    assert sopdesk("demo", "--make-only", home / "demo").code == 130
    assert list(home.iterdir()) == []
    (home / "full").mkdir()
    (home / "full" / "letter.txt").write_text("Dear …", "utf-8")
    assert sopdesk("demo", "--make-only", home / "full").code == 1
    assert [each.name for each in (home / "full").iterdir()] == ["letter.txt"]


def test_the_self_test(sopdesk: Sopdesk, home: Path) -> None:
    """The self-test passes here, tells each step, and leaves nothing behind."""
    done = sopdesk("selftest", "--json")
    assert done.code == 0, done.out
    steps = [each["step"] for each in done.lines()]
    assert {"open the window", "search with a typing error", "log an incident", "verify the journal"} <= set(steps)
    assert all(each["passed"] for each in done.lines())
    assert list(home.iterdir()) == []


def test_a_self_test_that_fails(sopdesk: Sopdesk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that fails is named with what was found; the next steps are tried; the exit code is 1."""
    monkeypatch.setattr("sopdesk.cli.selftest.QUESTION", "zeppelin")
    done = sopdesk("selftest")
    assert done.code == 1
    assert "nothing was found for “zeppelin”" in done.out
    assert "open the desk again" in done.out
