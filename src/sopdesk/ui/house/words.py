"""How duty, deputies and days are said on the screens of the house."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.refusal import Refusal
from sopdesk.ui.times import Times
from sopdesk.views.organisation import DeputyView, DutyView


def tr(text: str) -> str:
    """Give a sentence in the language of the house."""
    return QCoreApplication.translate("House", text)


def duty_words(duty: DutyView, times: Times) -> str:
    """Say until when somebody is on duty."""
    return tr("on duty until {time}").format(time=times.clock(duty.until))


def deputy_words(deputy: DeputyView, times: Times) -> str:
    """Say when somebody stands in."""
    first, last = deputy.first, deputy.last
    if first and last:
        return tr("from {first} to {last}").format(first=times.day(first), last=times.day(last))
    if first:
        return tr("from {first} on").format(first=times.day(first))
    return tr("until {last}").format(last=times.day(last)) if last else tr("always")


def day_of(text: str) -> date | None:
    """Read a day such as 2026-05-03; None for an empty field. Refuses anything else."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(tr("“{text}” is not a day such as 2026-05-03.").format(text=text)) from None
