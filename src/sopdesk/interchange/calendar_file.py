"""What falls due as an iCalendar file (RFC 5545): a copy for people's calendars, which never comes back in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from sopdesk.views.schedule import DueView

MAKER = "-//SOPDesk//Checks due//EN"
_A_DAY = timedelta(days=1)


def calendar_file(name: str, due: Sequence[DueView], zone: ZoneInfo, made_at: datetime) -> bytes:
    """Give what is due as events at the house's time, none of which keeps anybody busy.

    The same occasion has the same UID in every file, so that a calendar that takes a newer file moves what it has.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)  # RFC 7986; the next one is what most programs read
    calendar.add("x-wr-calname", name)
    for each in due:
        calendar.add_component(_event(each, zone, made_at))
    if due:
        first, last = due[0].due_by.astimezone(zone), due[-1].due_by.astimezone(zone)
        calendar.add_missing_timezones(first_date=(first - _A_DAY).date(), last_date=(last + _A_DAY).date())
    return bytes(calendar.to_ical())


def _event(due: DueView, zone: ZoneInfo, made_at: datetime) -> Event:
    """Give one occasion: an instant, as RFC 5545 has it for an event without an end."""
    event, local = Event(), due.due_by.astimezone(zone)
    event.add("uid", f"{due.due_by.astimezone(UTC):%Y%m%dT%H%M%SZ}-{due.sop}@sopdesk")
    event.add("dtstamp", made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", local)
    event.add("summary", f"{due.title} ({due.number})")
    begun, late = (_moment(each.astimezone(zone), local) for each in (due.opens, due.late_from))
    said = f"Due by {local:%H:%M}. Can be begun from {begun}; late after {late}. Responsible: {due.role}."
    event.add("description", f"{said}\nThe desk knows how it stands; this is a copy.")
    event.add("categories", [due.role])
    event.add("transp", "TRANSPARENT")
    return event


def _moment(at: datetime, beside: datetime) -> str:
    """Say when something is, with its day where it is another one."""
    return f"{at:%H:%M}" if at.date() == beside.date() else f"{at.day} {at:%B, %H:%M}"
