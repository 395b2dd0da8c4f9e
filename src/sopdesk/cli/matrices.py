"""Responsibility matrices as files: of one procedure, of several, or of the whole manual."""

from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import form_of, out_options, procedure, save
from sopdesk.cli.output import example, json_option


@click.command(epilog=example("export matrix --out raci.xlsx", "export matrix SOP-005 --out refunds.md"))
@click.argument("numbers", nargs=-1)
@click.option("--section", help="Every procedure of a section, beside those named.")
@out_options("markdown", "csv", "xlsx")
@desk_option
@json_option
def matrix(
    *, numbers: tuple[str, ...], section: str | None, desk: Path | None, out: Path, form: str | None, as_json: bool
) -> int:
    """Write who is responsible for what: steps in rows, roles in columns; without numbers for the whole manual."""
    form = form_of(out, form, "csv", ("markdown", "csv", "xlsx"))
    with opened(desk) as open_desk:
        sops = [procedure(open_desk, each) for each in numbers]
        if section is not None:
            sops += [row.id for row in open_desk.manual.rows(section=section) if row.label]
        written = "md" if form == "markdown" else form
        return save(open_desk, out, form, lambda _exports: open_desk.matrices.write(written, sops), as_json=as_json)
