"""Existing material taken in: a folder of Markdown as a manual, a table of complaints as incidents."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.exports import procedure
from sopdesk.cli.outfile import write_whole
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import (
    PASSWORD_VARIABLE,
    SECRET_FILE,
    find_person,
    person_options,
    secret,
    sign_in,
)
from sopdesk.cli.progress import long_work
from sopdesk.domain.refusal import Refusal

if TYPE_CHECKING:
    from sopdesk.services.imports import ManualReport
    from sopdesk.services.workspace import Workspace
    from sopdesk.views.imports import ChartPreview

DRY_RUN = click.option("--dry-run", is_flag=True, help="Only say what would be done; change nothing.")
PLACE = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("import", epilog=example("import manual old-manual --as Ruth --dry-run"))
def import_() -> None:
    """Take in existing material, whole or not at all."""


@import_.command(
    epilog=example("import manual old-manual --as Ruth", "import manual handbook.docx --level 2 --as Ruth --dry-run")
)
@click.argument("folder", metavar="DIR|FILE", type=PLACE)
@click.option("--level", type=click.IntRange(0, 6), default=0, help="Cut one document at headings of this level.")
@click.option(
    "--column",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a table of checklists is what: text, section, asks, low … (docs/imports.md).",
)
@click.option(
    "--left-out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the rows of a table that stayed out to this file (CSV), each with what is wrong.",
)
@DRY_RUN
@click.option("--approve-as", "approver", metavar="NAME", help="Let somebody else approve and sign all of it at once.")
@click.option(
    "--decision",
    metavar="WORDS",
    default="",
    help="Why pages are approved although responsibilities are missing or links lead nowhere. Recorded with each.",
)
@click.option(
    "--password-file", type=SECRET_FILE,
    help=f"Read the approver's password from a file (- is stdin); else {PASSWORD_VARIABLE}, or asked for.",
)  # fmt: skip
@desk_option
@person_options
@json_option
def manual(
    *, folder: Path, level: int, pairs: tuple[str, ...], left_out: Path | None, approver: str | None, decision: str,
    password_file: Path | None, desk: Path | None, name: str | None, pin_file: Path | None, dry_run: bool,
    as_json: bool,
) -> int:  # fmt: skip
    """Hand in every page of a folder (Markdown, Word, HTML), or one document, as procedures that wait for approval.

    A table (CSV, XLSX) of lines to tick, or an export of SafetyCulture (JSON, CSV), becomes checklists. Sections,
    links and pictures come along. What was not understood stands marked at its place; the report names it and counts
    what was found.
    """
    columns = _pairs(pairs)
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        approval = _approval(open_desk, by, approver, password_file) if approver and not dry_run else None
        with long_work("Importing") as work:
            report = open_desk.imports.manual(
                by=by,
                folder=folder.resolve(),
                level=level,
                columns=columns,
                dry_run=dry_run,
                progress=work.progress,
                cancelled=work.cancelled,
            )
        if approval is not None:
            _approve(open_desk, *approval, report, decision)
        if not dry_run:
            open_desk.finder.catch_up()
    if left_out is not None and report.left_out:
        write_whole(left_out, open_desk.exports, lambda _exports: report.left_out)
    _tell_manual(Output(as_json=as_json), report, dry_run=dry_run, approved=approval is not None)
    return DONE


@import_.command(
    epilog=example("import matrix raci.xlsx --into SOP-005 --as Ruth --dry-run",
                   'import matrix raci.md --role "Ops Manager=manager" --as Ruth')
)  # fmt: skip
@click.argument("file", type=FILE)
@click.option("--into", metavar="NUMBER", help="The procedure whose steps its rows are; else it becomes a new article.")
@click.option("--number", default="NEW-001", show_default=True, help="The number of a new article.")
@click.option("--which", type=click.IntRange(1), default=1, show_default=True, help="Which matrix of the file.")
@click.option("--role", "pairs", multiple=True, metavar="COLUMN=ROLE", help="Which role of the house a column is.")
@DRY_RUN
@desk_option
@person_options
@json_option
def matrix(
    *, file: Path, into: str | None, number: str, which: int, pairs: tuple[str, ...], desk: Path | None,
    name: str | None, pin_file: Path | None, dry_run: bool, as_json: bool,
) -> int:  # fmt: skip
    """Put a responsibility matrix (Markdown, CSV, XLSX) into a draft of a procedure, to be handed in on the screen."""
    roles = dict(each.split("=", 1) for each in pairs if "=" in each)
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        sop = procedure(open_desk, into) if into else ""
        preview = open_desk.matrices.read(file, which=which - 1, sop=sop, roles=roles)
        draft = "" if dry_run else open_desk.matrices.keep(by=by, preview=preview, sop=sop, number=into or number)
    said = f"a draft of {into or number}" if draft else "nothing was kept"
    rows, cells = len(preview.lines), sum(len(each.letters) for each in preview.lines)
    words = f"{preview.names[preview.which]}: {rows} rows, {cells} responsibilities; {said}."
    data = {"dry_run": dry_run, "draft": draft, "columns": preview.columns, "rows": preview.lines,
            "remarks": preview.remarks}  # fmt: skip
    remarks = (f"  {each.severity}: line {each.line}: {each.sentence}" for each in preview.remarks)
    Output(as_json=as_json).result(data, words, *remarks)
    return DONE


@import_.command(epilog=example("import workflow returns.mmd --as Leo", "import workflow returns.bpmn --dry-run"))
@click.argument("file", type=FILE)
@click.option("--which", default=1, show_default=True, help="Which flow chart, where the file holds several.")
@click.option("--number", default="", help="The number of the new procedure; it can be given in the editor, too.")
@DRY_RUN
@desk_option
@person_options
@json_option
def workflow(
    *, file: Path, which: int, number: str, desk: Path | None, name: str | None, pin_file: Path | None, dry_run: bool,
    as_json: bool,
) -> int:  # fmt: skip
    """Make a draft of a Mermaid flow chart or a BPMN 2.0 file; what was not understood stands in its place."""
    with opened(desk) as open_desk:
        preview = open_desk.charts.read(file, which=which - 1)
        draft = ""
        if not dry_run:
            by = sign_in(open_desk, name, pin_file)
            draft = open_desk.charts.keep(by=by, preview=preview, number=number)
    _tell_workflow(Output(as_json=as_json), preview, draft)
    return DONE


def _tell_workflow(output: Output, preview: "ChartPreview", draft: str) -> None:
    said = "is kept as a draft" if draft else "would be kept as a draft"
    steps = len(preview.content.steps)
    words = (
        f"“{preview.content.title}” {said}: {steps} steps from {preview.boxes} boxes and {preview.arrows} arrows; "
        f"{len(preview.remarks)} things were not understood."
    )
    data = {"draft": draft, "title": preview.content.title, "charts": preview.titles, "steps": steps,
            "boxes": preview.boxes, "arrows": preview.arrows, "remarks": preview.remarks}  # fmt: skip
    output.result(data, words, *(f"  line {each.line}: {each.sentence}" for each in preview.remarks))


def _pairs(said: tuple[str, ...]) -> dict[str, str]:
    for each in said:
        if "=" not in each:
            raise Refusal(f"“{each}” does not say which column is what. Write, for example, --column text=Task.")
    return dict(each.split("=", 1) for each in said)


def _approval(desk: "Workspace", by: str, approver: str, file: Path | None) -> tuple[str, str]:
    """Give who approves and their password, both found right before anything is imported."""
    person = find_person(desk, approver)
    if person.id == by:
        raise Refusal("Nobody approves what they handed in. Name somebody else with --approve-as.")
    password = secret(f"Password of {person.name}", PASSWORD_VARIABLE, file, "--password-file FILE")
    desk.people.check_password(person.id, password)
    return person.id, password


def _approve(desk: "Workspace", by: str, password: str, report: "ManualReport", decision: str) -> None:
    done = desk.manual.approve_all(by=by, password=password, sops=report.procedures, reason=decision)
    refused = [why for _, why in done if why]
    if refused:
        raise Refusal(f"The manual is imported, but {len(refused)} procedures wait for approval: {refused[0]}")


def _tell_manual(output: Output, report: "ManualReport", *, dry_run: bool, approved: bool) -> None:
    said = "would be handed in" if dry_run else "are in force now" if approved else "wait for approval"
    words = (
        f"{len(report.procedures)} procedures in {len(report.sections)} sections, with {report.pictures} pictures, "
        f"{said}."
    )
    data = {"dry_run": dry_run, "approved": approved, "procedures": report.numbers, "sections": report.sections,
            "pictures": report.pictures, "counts": report.counts, "remarks": report.remarks,
            "like": report.twins}  # fmt: skip
    counts = asdict(report.counts).items()
    found = "  " + ", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in counts if count)
    remarks = (f"  {each.severity}: {each.file}, line {each.line}: {each.sentence}" for each in report.remarks)
    twins = (f"  “{title}” is like {number}, which the manual held already." for title, number in report.twins)
    output.result(data, words, found, *twins, *remarks)
