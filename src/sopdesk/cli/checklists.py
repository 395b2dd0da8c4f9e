"""Checklists as files: of one procedure, of several, or of the whole manual."""

from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import form_of, out_options, procedure, save
from sopdesk.cli.output import example, json_option


@click.command(epilog=example("export checklist SOP-002 --out closing.md", "export checklist --out all-lists.csv"))
@click.argument("numbers", nargs=-1)
@out_options("markdown", "csv")
@desk_option
@json_option
def checklist(*, numbers: tuple[str, ...], desk: Path | None, out: Path, form: str | None, as_json: bool) -> int:
    """Write checklists as lists to tick (Markdown) or as a table that can be imported again (CSV)."""
    form = form_of(out, form, "markdown", ("markdown", "csv"))
    with opened(desk) as open_desk:
        sops = [procedure(open_desk, each) for each in numbers]
        written = "md" if form == "markdown" else form
        make = open_desk.checklist_files.write
        return save(open_desk, out, form, lambda _exports: make(written, sops), as_json=as_json)
