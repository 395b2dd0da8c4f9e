"""Procedure files: are they readable, and do parse and format undo each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from sopdesk.cli.ending import DOES_NOT_HOLD, DONE
from sopdesk.cli.output import Output, example, json_option
from sopdesk.domain.refusal import Trouble


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one procedure file: each error with its line, or none."""

    file: str
    holds: bool
    errors: tuple[tuple[int, str], ...] = ()


@click.command(epilog=example("parse --check manuals/starter", "parse closing.md"))
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path),
)  # fmt: skip
@click.option("--check", is_flag=True, help="Only say whether each file reads back as itself.")
@json_option
def parse(*, paths: tuple[Path, ...], check: bool, as_json: bool) -> int:
    """Read procedure files (in folders: every .md file) and write them as SOPDesk does.

    With --check nothing is written: each file must be readable, and read the same once it was written again.
    Exit codes: 0 all are, 1 one is not, 2 there was nothing to read.
    """
    output = Output(as_json=as_json)
    files = list(_files(paths))
    if not files:
        raise Trouble("There is no .md file in what you named.")
    holding = [_report(each, output) if check else _write(each, output) for each in files]
    if check:
        output.remark(f"{sum(holding)} of {len(files)} files read back as themselves.")
    return DONE if all(holding) else DOES_NOT_HOLD


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.md")) if path.is_dir() else (path,)


def _report(path: Path, output: Output) -> bool:
    finding = examine(path)
    says = "holds" if finding.holds else "DOES NOT HOLD"
    output.result(finding, f"{says}: {path}", *(f"  line {line}: {sentence}" for line, sentence in finding.errors))
    return finding.holds


def _write(path: Path, output: Output) -> bool:
    from sopdesk.interchange.procedure_file import ProcedureFileError, format_procedure, parse_procedure

    try:
        procedure = parse_procedure(_text(path), path.name)
    except ProcedureFileError:
        return _report(path, output)
    output.result({"file": str(path), "procedure": procedure}, format_procedure(procedure).rstrip("\n"))
    return True


def examine(path: Path) -> Finding:
    """Read a procedure file, write it, read that again: both readings must be the same, and both writings."""
    from sopdesk.interchange.procedure_file import ProcedureFileError, format_procedure, parse_procedure

    try:
        first = parse_procedure(_text(path), path.name)
    except ProcedureFileError as error:
        return Finding(str(path), holds=False, errors=tuple(error.lines))
    written = format_procedure(first)
    try:
        second = parse_procedure(written, path.name)
    except ProcedureFileError as error:
        found = tuple((line, f"once written again: {sentence}") for line, sentence in error.lines)
        return Finding(str(path), holds=False, errors=found)
    if second != first or format_procedure(second) != written:
        return Finding(str(path), holds=False, errors=((1, "It does not read the same once it was written again."),))
    return Finding(str(path), holds=True)


def _text(path: Path) -> str:
    """Give a file's text; what is not UTF-8 becomes a sign that no text needs, at the line where it stands."""
    return path.read_bytes().decode("utf-8", "surrogateescape")
