"""Registers of incidents of a period as files."""

from datetime import datetime
from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import MOMENT, Make, form_of, out_options, save
from sopdesk.cli.output import example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.cli.progress import long_work
from sopdesk.views.incident_registers import Register, RegisterScope


@click.command(
    epilog=example(
        "export incidents --as Ruth --register complaints --from 2026-05-01 --to 2026-05-31 --out may.pdf",
        "export incidents --as Ruth --register osha-300a --from 2026-01-01 --to 2026-12-31 --hours 41600 "
        "--employees 22 --out 300a.pdf",
    )
)
@click.option(
    "--register", type=click.Choice([each.value for each in Register]), default=Register.ALL.value, show_default=True,
    help="Which register.",
)  # fmt: skip
@click.option("--from", "first", type=MOMENT, help="From this day on, by the house's clock; else 1 January.")
@click.option("--to", "last", type=MOMENT, help="Up to this day; else today.")
@click.option("--hours", type=click.IntRange(min=0), help="OSHA 300A: hours worked by everybody in the year.")
@click.option("--employees", type=click.IntRange(min=0), help="OSHA 300A: average number of employees.")
@out_options("pdf", "csv", "xlsx")
@desk_option
@person_options
@json_option
def incidents(
    *, register: str, first: datetime | None, last: datetime | None, hours: int | None, employees: int | None,
    desk: Path | None, name: str | None, pin_file: Path | None, out: Path, form: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Write a register of incidents: complaints by the day received, all others by the day on which they happened.

    Takes a person who may export; the OSHA list of names also the right to decide about personal data. That it left
    the house is recorded.
    """
    form = form_of(out, form, "pdf", ("pdf", "csv", "xlsx"))
    with opened(desk) as open_desk, long_work("Making the register") as work:
        by = sign_in(open_desk, name, pin_file)
        today = open_desk.hours.today()
        begin, end = first.date() if first else today.replace(month=1, day=1), last.date() if last else today
        which = RegisterScope(Register(register), begin, end, hours, employees)
        registers = open_desk.incident_registers
        makes = {"pdf": registers.pdf, "csv": registers.csv, "xlsx": registers.xlsx}
        make: Make = lambda exports: makes[form](  # noqa: E731 - its type is named
            exports, by=by, which=which, progress=work.progress, cancelled=work.cancelled
        )
        return save(open_desk, out, form, make, as_json=as_json)
