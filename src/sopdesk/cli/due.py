"""What is due, late and missed, without a window."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.output import Output, example, json_option
from sopdesk.views.schedule import DueView


@click.command(epilog=example("due", "due --on 2026-12-24", "due --json"))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today.")
@desk_option
@json_option
def due(*, day: datetime | None, desk: Path | None, as_json: bool) -> int:
    """List the checklists of a day: which are coming, due, late, missed and done, by when, and whose task it is."""
    output = Output(as_json=as_json)
    with opened(desk) as open_desk:
        zone = ZoneInfo(open_desk.people.house().zone)
        schedule = open_desk.schedule
        rows = schedule.on(day.date(), day.date()) if day else schedule.due()
    for each in rows:
        output.result(each, _words(each, zone))
    if not rows:
        output.remark("Nothing is due.")
    return DONE


def _words(each: DueView, zone: ZoneInfo) -> str:
    by = each.due_by.astimezone(zone)
    return f"{each.state:7} {by:%Y-%m-%d %H:%M}  {each.number} {each.title} ({each.role})"
