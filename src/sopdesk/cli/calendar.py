"""The checks due as a file for calendars."""

from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import out_options, save
from sopdesk.cli.output import example, json_option


@click.command(
    epilog=example("export calendar --out checks.ics", "export calendar --role 'Shift lead' --weeks 4 --out lead.ics")
)
@click.option("--weeks", type=int, default=8, show_default=True, help="How many weeks from today on.")
@click.option("--role", default="", help="Only what one role answers for: its name or its id.")
@out_options("ics")
@desk_option
@json_option
def calendar(*, weeks: int, role: str, desk: Path | None, out: Path, form: str | None, as_json: bool) -> int:
    """Write which checklists fall due in the next weeks as iCalendar, for the calendars of those who do them.

    It names checklists and roles, no person. The desk alone knows how they stand: nothing comes back from a calendar.
    """
    with opened(desk) as open_desk:
        content = open_desk.check_calendar.ics(weeks=weeks, role=role)
        return save(open_desk, out, form or "ics", lambda _exports: content, as_json=as_json)
