"""A table of incidents taken in: which column is what comes from a file, or is guessed to be looked over."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.imports import DRY_RUN, FILE
from sopdesk.cli.outfile import write_whole
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.cli.progress import long_work
from sopdesk.domain.refusal import Refusal

if TYPE_CHECKING:
    from sopdesk.services.incident_imports import IncidentReport


@click.command(
    "incidents",
    epilog=example(
        "import incidents complaints.csv", "import incidents complaints.csv --mapping columns.json --as Ruth",
        "import incidents accidents.xlsx --date 2015 --mapping columns.json --left-out mend.csv --as Ruth",
    )
)  # fmt: skip
@click.argument("file", type=FILE)
@click.option(
    "--mapping", type=FILE, metavar="FILE",
    help="Which column is what (docs/incident-mapping.md). Without it a first guess is printed, to be looked over.",
)  # fmt: skip
@click.option(
    "--date", "day", metavar="DAY|YEAR", default="",
    help="The day or the year of all rows, such as 2015-01-31 or 2015, where no column says it. Marked as approximate.",
)  # fmt: skip
@click.option("--twice", is_flag=True, help="Also take rows that look like an incident that is here, or a row above.")
@click.option(
    "--left-out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write the rows that stayed out to this file (CSV), each with why, to be mended and imported again.",
)  # fmt: skip
@DRY_RUN
@desk_option
@person_options
@json_option
def incidents(
    *, file: Path, mapping: Path | None, day: str, twice: bool, left_out: Path | None, desk: Path | None,
    name: str | None, pin_file: Path | None, dry_run: bool, as_json: bool,
) -> int:  # fmt: skip
    """Log every good row of a table (CSV, XLSX) as an incident that was imported, whole or not at all.

    Rows with errors, and rows that are here already, stay out and are listed.
    """
    from sopdesk.interchange.left_out import without_remarks
    from sopdesk.interchange.mapping import Mapping, with_date
    from sopdesk.interchange.mapping_guess import guess_mapping
    from sopdesk.interchange.table_file import read_table
    from sopdesk.services.incident_imports import rows_out

    table = without_remarks(read_table(file))
    if mapping is None:
        guess = guess_mapping(table.columns, table.rows)
        click.echo((with_date(guess, _day(day)) if day else guess).to_json(), nl=False)
        return DONE
    chosen = Mapping.from_json(mapping.read_bytes().decode("utf-8-sig", "replace"))
    if day:
        chosen = with_date(chosen, _day(day))
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        with long_work("Importing") as work:
            report = open_desk.imports.cases.take(
                by=by, table=table, mapping=chosen, twice=twice, dry_run=dry_run, progress=work.progress,
                cancelled=work.cancelled,
            )  # fmt: skip
        if left_out is not None and report.out:
            write_whole(left_out, open_desk.exports, lambda _exports: rows_out(table, report))
        if not dry_run:
            open_desk.finder.catch_up()
    _tell(Output(as_json=as_json), report, dry_run=dry_run)
    return DONE


def _day(text: str) -> str:
    """Give a day or a year that was typed. Refuses anything else."""
    year = len(text) == len("2015") and text.isascii() and text.isdigit()
    try:
        date.fromisoformat(f"{text}-01-01" if year else text)
    except ValueError:
        raise Refusal(f"“{text}” is neither a day such as 2015-01-31 nor a year.") from None
    return text


def _tell(output: Output, report: "IncidentReport", *, dry_run: bool) -> None:
    said = "would be imported" if dry_run else "were imported"
    words = f"{report.imported} incidents {said}; {len(report.errors)} rows were left out."
    if report.twins:
        words = f"{words[:-1]}, and {len(report.twins)} that are here already or stand twice."
    data = {"dry_run": dry_run, "imported": report.imported, "errors": report.errors,
            "twins": [(each.row, each.sentence) for each in report.twins]}  # fmt: skip
    output.result(data, words, *(f"  row {row}: {sentence}" for row, sentence in report.out))
