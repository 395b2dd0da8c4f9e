"""The register of checklist runs of a period as a file."""

from datetime import date, datetime, timedelta
from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import MOMENT, Make, form_of, out_options, procedure, save
from sopdesk.cli.output import example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.cli.progress import long_work
from sopdesk.services.run_registers import LINES, LIST
from sopdesk.views.past_runs import RunFilter


@click.command(
    epilog=example(
        "export runs --as Inês --from 2026-05-01 --to 2026-05-31 --out may.pdf",
        "export runs --as Inês --from 2026-05-01 --checklist SOP-003 --lines --out lines.csv",
    )
)
@click.option("--from", "first", type=MOMENT, help="From this day on, by the house's clock; else this month's first.")
@click.option("--to", "last", type=MOMENT, help="Up to this day; else today.")
@click.option("--checklist", "number", default="", help="Only the runs of this checklist.")
@click.option("--remarkable", is_flag=True, help="Only those in which something was skipped, failed, late or returned.")
@click.option("--lines", is_flag=True, help="CSV: one row for each line of each run.")
@out_options("pdf", "csv", "xlsx")
@desk_option
@person_options
@json_option
def runs(
    *, first: datetime | None, last: datetime | None, number: str, remarkable: bool, lines: bool, desk: Path | None,
    name: str | None, pin_file: Path | None, out: Path, form: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Write every checklist run of a period with what was missed: PDF, CSV, or XLSX with a sheet of all lines.

    Takes a person who signs off checklists or may export; that it left the house is recorded.
    """
    form = form_of(out, form, "pdf", ("pdf", "csv", "xlsx"))
    with opened(desk) as open_desk, long_work("Making the register") as work:
        by = sign_in(open_desk, name, pin_file)
        today = open_desk.hours.today()
        which = RunFilter(
            sop=procedure(open_desk, number) if number else "", first=_day(first) or today - timedelta(today.day - 1),
            last=_day(last) or today, remarkable=remarkable,
        )  # fmt: skip
        registers = open_desk.run_registers
        make: dict[str, Make] = {
            "pdf": lambda exports: registers.pdf(
                exports, by=by, which=which, progress=work.progress, cancelled=work.cancelled
            ),
            "csv": lambda exports: registers.csv(
                exports, by=by, which=which, what=LINES if lines else LIST, cancelled=work.cancelled
            ),
            "xlsx": lambda exports: registers.xlsx(
                exports, by=by, which=which, progress=work.progress, cancelled=work.cancelled
            ),
        }
        return save(open_desk, out, form, make[form], as_json=as_json)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
