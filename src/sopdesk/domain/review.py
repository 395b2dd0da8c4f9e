"""When a procedure has to be looked at again."""

import calendar
from datetime import date, datetime


def review_due(effective_from: datetime, months: int) -> date:
    """Give the day on which the review falls: so many months later, at the latest on the month's last day."""
    year, month = divmod(effective_from.month - 1 + months, 12)
    year, month = effective_from.year + year, month + 1
    return date(year, month, min(effective_from.day, calendar.monthrange(year, month)[1]))
