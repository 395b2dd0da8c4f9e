"""Moments that somebody writes: from when a revision is in force, or a procedure is withdrawn."""

from datetime import datetime

from sopdesk.domain.refusal import Refusal
from sopdesk.ui.manual.words import tr
from sopdesk.ui.times import Times, utc


def instant_of(text: str, times: Times) -> datetime | None:
    """Read a day and time on the house's clock; None when nothing is written. Refuses what is no moment."""
    if not text.strip():
        return None
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(tr("Give day and time, for example 2026-05-03 06:00.")) from None
    return utc(local.replace(tzinfo=None), times.zone)
