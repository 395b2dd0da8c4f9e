"""The report of one injury in the order of OSHA's Form 301, as a file."""

from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import incident_of, save
from sopdesk.cli.output import example, json_option
from sopdesk.cli.person import person_options, sign_in


@click.command("osha-301", epilog=example("export osha-301 I-COUN-2026-00012 --as Ruth --out 301.pdf"))
@click.argument("number")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The PDF (- is stdout).")
@desk_option
@person_options
@json_option
def osha_301(
    *, number: str, out: Path, desk: Path | None, name: str | None, pin_file: Path | None, as_json: bool
) -> int:
    """Write the report of one injury of somebody who works here (29 CFR 1904.29) as PDF.

    Takes a person who may export; that it left the house is recorded.
    """
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        incident = incident_of(open_desk, number)
        return save(
            open_desk, out, "pdf", lambda exports: open_desk.osha_forms.pdf(exports, by=by, incident=incident),
            as_json=as_json,
        )  # fmt: skip
