"""Checking desks and the evidence that left them: does the journal hold, do the read models say the same."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DOES_NOT_HOLD, DONE, NOT_DONE, say
from sopdesk.cli.evidence import verify_file
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.progress import long_work
from sopdesk.cli.proof import ENDING, verify_proof
from sopdesk.domain.refusal import Refusal, Trouble

if TYPE_CHECKING:
    from sopdesk.services.trail import Trail
    from sopdesk.views.trail import Check, Verdict

LONGEST_NOTE = 100_000
FEW = 3
"""So many checkpoints that hold are told one by one."""


@click.command(
    epilog=example("verify Documents/desk", "verify --checkpoint april.note --json Documents/desk", "verify case.pdf")
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option(
    "--checkpoint", "notes", multiple=True, metavar="FILE|FOLDER", type=click.Path(path_type=Path),
    help="A signed checkpoint that was kept elsewhere, or a folder of them; may be given several times.",
)  # fmt: skip
@click.option(
    "--key", "keys", multiple=True, metavar="KEY",
    help="A key of a log that you trust, or its fingerprint, or (for files) that of a certificate.",
)  # fmt: skip
@click.option(
    "--entry-body", "body", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="The bytes of the entry that a .tlog-proof is about.",
)  # fmt: skip
@json_option
def verify(
    *, paths: tuple[Path, ...], notes: tuple[Path, ...], keys: tuple[str, ...], body: Path | None, as_json: bool
) -> int:
    """Check whole desks, and files of evidence.

    Of a desk: every entry's hash, the log, its checkpoints and signatures, and the read models. Of a file: whether its
    bytes are as recorded, whether the signer is known, whether it is all there, and who outside holds a checkpoint.

    Says in plain words what holds and what does not. Exit codes: 0 nothing fails, 1 something does not hold,
    2 a desk or a file could not be checked.
    """
    output = Output(as_json=as_json)
    checkpoints = [_note(each) for each in notes if not each.is_dir()]
    kept = [(each, _note(each)) for folder in notes if folder.is_dir() for each in notes_in(folder)]
    files = [*((each, _note(each)) for each in notes if not each.is_dir()), *kept]
    named = [(f"the file {file.name}", text) for file, text in files]
    together = [text for _, text in kept]
    codes = {
        _verify_file(path, named, keys, output, body)
        if path.is_file()
        else _verify(path, checkpoints, keys, output, together)
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


def _verify(
    path: Path, checkpoints: list[str], keys: tuple[str, ...], output: Output, together: Sequence[str] = ()
) -> int:
    """Check one desk; that it cannot be opened is said here, so that the next one is checked all the same.

    `together` are checkpoints of a folder, in which those of other desks may lie.
    """
    try:
        with _trail(path) as (trail, notes), long_work(f"Checking {path}") as work:
            known = trail.of_this_desk(together)
            outside = [*checkpoints, *known]
            verdict = trail.verify(checkpoints=outside, keys=keys, progress=work.progress, cancelled=work.cancelled)
            verdict = replace(verdict, checks=(*verdict.checks, *_strangers(len(together) - len(known)), *notes))
    except (Refusal, Trouble) as stopped:
        output.result({"desk": str(path), "holds": None, "sentence": stopped.sentence})
        return say(f"{path}: {stopped.sentence}", NOT_DONE)
    return _tell(output, path, verdict)


@contextmanager
def _trail(path: Path) -> "Iterator[tuple[Trail, tuple[Check, ...]]]":
    """Give the trail of a desk to be checked, and what has to be said of how it was opened."""
    from sopdesk.app import station_keys
    from sopdesk.services.desk_to_read import opened_to_read
    from sopdesk.store.database import can_be_written
    from sopdesk.views.trail import Check

    if can_be_written(path):
        with opened(path) as desk:
            yield desk.trail, ()
        return
    said = "The desk can only be read here. It was checked as it lies there, and nothing was written."
    with opened_to_read(path, station_keys()) as trail:
        yield trail, (Check("read only", holds=True, sentence=said),)


def _verify_file(
    path: Path, notes: list[tuple[str, str]], keys: tuple[str, ...], output: Output, body: Path | None
) -> int:
    """Check one file of evidence; that it is none is said here, so that the next one is checked all the same."""
    try:
        if path.suffix == ENDING:
            return verify_proof(path, body, keys, output)
        return verify_file(path, notes, keys, output)
    except (Refusal, Trouble) as stopped:
        output.result({"file": str(path), "holds": None, "sentence": stopped.sentence})
        return say(f"{path}: {stopped.sentence}", NOT_DONE)


def notes_in(folder: Path) -> list[Path]:
    """Give the checkpoints of a folder, as the second place has them; refuse a folder without one."""
    from sopdesk.services.second_place import SecondPlace

    found = SecondPlace(folder).files()
    if not found:
        raise Refusal(f"No checkpoint lies in {folder}: their names end in .checkpoint.txt.")
    return found


def _strangers(count: int) -> "Iterator[Check]":
    """Say of checkpoints in a folder that they are about no log of this desk."""
    from sopdesk.views.trail import Check

    if count:
        said = (
            f"Checkpoints in the folder about logs that this desk does not know: {count}. They are of other desks, or "
            "of this one before an older copy was restored."
        )
        yield Check("outside", holds=None, sentence=said)


def _lines(checks: "Sequence[Check]") -> "Iterator[str]":
    """Give a line for each check; of many checkpoints outside that hold, one for the first and one for the others."""
    holding = [each for each in checks if each.what == "outside" and each.holds]
    many = len(holding) > FEW
    for each in checks:
        if not many or each not in holding[:-1]:
            yield line_of(each)
    if many:
        yield f"  holds: outside. {len(holding) - 1} further checkpoints that you gave hold, too."


def _tell(output: Output, path: Path, verdict: "Verdict") -> int:
    from sopdesk.views.trail import worst_first

    checks = worst_first(verdict.checks)
    data = {"desk": str(path), "holds": verdict.holds, "sentence": verdict.sentence, "entries": verdict.entries,
            "seconds": round(verdict.seconds, 3), "checks": checks}  # fmt: skip
    output.result(data, f"{path}: {verdict.sentence}", *_lines(checks))
    return DONE if verdict.holds else DOES_NOT_HOLD


def line_of(check: "Check") -> str:
    """Say what one check found, as a line below the verdict."""
    word = {True: "holds", False: "DOES NOT HOLD", None: "cannot be told"}[check.holds]
    return f"  {word}: {check.what}. {check.sentence}"
