"""Checking desks and the evidence that left them: does the journal hold, do the read models say the same."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DOES_NOT_HOLD, DONE, NOT_DONE, say
from sopdesk.cli.evidence import verify_file
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.progress import long_work
from sopdesk.domain.refusal import Refusal, Trouble

if TYPE_CHECKING:
    from sopdesk.views.trail import Check, Verdict

LONGEST_NOTE = 100_000


@click.command(
    epilog=example("verify Documents/desk", "verify --checkpoint april.note --json Documents/desk", "verify case.json")
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option(
    "--checkpoint", "notes", multiple=True, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="A signed checkpoint that was kept elsewhere; may be given several times.",
)  # fmt: skip
@click.option(
    "--key", "keys", multiple=True, metavar="KEY", help="The key of a log, as text, that you trust; for evidence files."
)
@json_option
def verify(*, paths: tuple[Path, ...], notes: tuple[Path, ...], keys: tuple[str, ...], as_json: bool) -> int:
    """Check whole desks, and files of evidence.

    Of a desk: every entry's hash, the log, its checkpoints and signatures, and the read models. Of a file: whether its
    bytes are as recorded, whether the signer is known, whether it is all there, and who outside holds a checkpoint.

    Says in plain words what holds and what does not. Exit codes: 0 nothing fails, 1 something does not hold,
    2 a desk or a file could not be checked.
    """
    output = Output(as_json=as_json)
    checkpoints = [_note(each) for each in notes]
    named = [(f"the file {file.name}", text) for file, text in zip(notes, checkpoints, strict=True)]
    codes = {
        _verify_file(path, named, keys, output) if path.is_file() else _verify(path, checkpoints, output)
        for path in paths
    }
    return next((code for code in (DOES_NOT_HOLD, NOT_DONE) if code in codes), DONE)


@click.command(epilog=example("rebuild", "rebuild --check --desk Documents/desk"))
@click.option("--check", is_flag=True, help="Only compare with what is there; change nothing.")
@desk_option
@json_option
def rebuild(*, desk: Path | None, check: bool, as_json: bool) -> int:
    """Fold every entry of the journal again into what the screens show.

    The journal itself is never changed. Exit codes: 0 both say the same, 1 they do not, 2 it could not be done.
    """
    with opened(desk) as open_desk, long_work("Folding") as work:
        verdict = open_desk.trail.rebuild(check=check, progress=work.progress, cancelled=work.cancelled)
    return _tell(Output(as_json=as_json), open_desk.folder, verdict)


def _note(file: Path) -> str:
    with file.open(encoding="utf-8", errors="replace") as stream:
        return stream.read(LONGEST_NOTE)


def _verify(path: Path, checkpoints: list[str], output: Output) -> int:
    """Check one desk; that it cannot be opened is said here, so that the next one is checked all the same."""
    try:
        with opened(path) as desk, long_work(f"Checking {path}") as work:
            verdict = desk.trail.verify(checkpoints=checkpoints, progress=work.progress, cancelled=work.cancelled)
    except (Refusal, Trouble) as stopped:
        output.result({"desk": str(path), "holds": None, "sentence": stopped.sentence})
        return say(f"{path}: {stopped.sentence}", NOT_DONE)
    return _tell(output, path, verdict)


def _verify_file(path: Path, notes: list[tuple[str, str]], keys: tuple[str, ...], output: Output) -> int:
    """Check one file of evidence; that it is none is said here, so that the next one is checked all the same."""
    try:
        return verify_file(path, notes, keys, output)
    except (Refusal, Trouble) as stopped:
        output.result({"file": str(path), "holds": None, "sentence": stopped.sentence})
        return say(f"{path}: {stopped.sentence}", NOT_DONE)


def _tell(output: Output, path: Path, verdict: "Verdict") -> int:
    data = {"desk": str(path), "holds": verdict.holds, "sentence": verdict.sentence, "entries": verdict.entries,
            "seconds": round(verdict.seconds, 3), "checks": verdict.checks}  # fmt: skip
    output.result(data, f"{path}: {verdict.sentence}", *(_line(each) for each in verdict.checks))
    return DONE if verdict.holds else DOES_NOT_HOLD


def _line(check: "Check") -> str:
    word = {True: "holds", False: "DOES NOT HOLD", None: "cannot be told"}[check.holds]
    return f"  {word}: {check.what}. {check.sentence}"
