import subprocess
import sys
from pathlib import Path

import pytest

from sopdesk.cli.ending import ended
from sopdesk.domain.refusal import Cancelled, Refusal, Trouble
from tests.cli.conftest import Sopdesk
from tests.e2e.given import ROOT, House


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Refusal("You may not."), 1, "You may not."),
        (Trouble("The disk is full."), 2, "The disk is full."),
        (Cancelled(), 130, "Cancelled."),
        (KeyboardInterrupt(), 130, "Cancelled."),
        (PermissionError(13, "Permission denied", "a/b"), 2, "a/b could not be used: Permission denied."),
    ],
    ids=lambda what: type(what).__name__,
)
def test_what_stops_a_command(capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str) -> None:
    """A refusal ends with 1, trouble with 2, a cancel with 130: each with its sentence."""

    def act() -> int:
        raise error

    assert ended(act) == code
    assert said in capsys.readouterr().err


def test_the_unexpected(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    """What nobody expected is one plain sentence: what is kept, and where the details are, for their owner alone."""
    assert ended(lambda: 1 // 0) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "Everything recorded before is kept" in said
    (details,) = (home / "problems").iterdir()
    assert str(details) in said
    assert "ZeroDivisionError" in details.read_text("utf-8")
    assert sys.platform == "win32" or details.stat().st_mode & 0o077 == 0


def test_details_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the details cannot be written, the sentence says what it was in short."""
    (home / "file").write_text("")
    monkeypatch.setenv("SOPDESK_HOME", str(home / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(home / "file"))
    assert ended(lambda: 1 // 0) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_nobody_reads_on(home: Path, house: House) -> None:
    """A command whose reader has gone (`| head`) ends quietly."""
    script = (
        "import sys\nfrom sopdesk.cli.ending import ended\n"
        "sys.exit(ended(lambda: [print('x' * 80) for _ in range(100_000)] and 0))"
    )
    program = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert program.stdout is not None
    program.stdout.read(10)
    program.stdout.close()
    assert program.stderr is not None
    with program.stderr:
        assert program.stderr.read() == b""
    assert program.wait(30) == 2


@pytest.mark.parametrize("command", ["", "verify", "search", "import incidents", "export trail", "demo", "parse"])
def test_help_has_an_example(sopdesk: Sopdesk, command: str) -> None:
    """Every command's help shows an example."""
    done = sopdesk(*command.split(), "--help")
    assert done.code == 0
    assert "Example" in done.out
    assert f"  sopdesk {command}".rstrip() in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(sopdesk: Sopdesk, shell: str) -> None:
    """The three shells get what they need to complete commands."""
    done = sopdesk("completion", shell)
    assert done.code == 0
    assert "_SOPDESK_COMPLETE" in done.out


@pytest.mark.parametrize("words", [[], ["--desk", "somewhere"], ["--desk=somewhere"]], ids=len)
def test_the_way_to_the_window_is_short(words: list[str]) -> None:
    """Plainly called, the program reaches the window without loading the rest of the command line."""
    script = (
        "import sys, sopdesk.__main__ as program, sopdesk.cli.window as window\n"
        "window.show_desk = lambda desk: print(repr(desk), 'click' in sys.modules) or 0\n"
        f"sys.argv = ['sopdesk', *{words!r}]\n"
        "sys.exit(program.main())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.split() == [repr("somewhere" if words else ""), "False"]


def test_texts_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """What somebody typed into a field is printed without signs that steer a terminal."""
    from sopdesk.cli.output import Output

    Output(as_json=False).result({}, "red \x1b[31m alert\a")
    Output(as_json=True).result({"text": "red \x1b[31m"}, "")
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\a" not in said
