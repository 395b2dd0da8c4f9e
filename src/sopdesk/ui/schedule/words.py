"""How plans, occasions and opening hours are said on the screens."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.occasion import Occasion
from sopdesk.domain.plan_words import in_words
from sopdesk.ui.times import Times
from sopdesk.views.schedule import PlanRow


def tr(text: str) -> str:
    """Give a sentence in the language of the house."""
    return QCoreApplication.translate("Schedule", text)


def when(instant: datetime, times: Times) -> str:
    """Say a day with its weekday and the time, for example Monday, 3 May 2026, 09:30."""
    return tr("{day}, {time}").format(day=times.weekday(instant), time=times.clock(instant))


def plan_sentence(row: PlanRow) -> str:
    """Say a plan with the role responsible, for example "Every weekday by 09:30, 30 minutes’ grace · Shift lead"."""
    return f"{in_words(row.plan)} · {row.role}" if row.plan else ""


def around(occasion: Occasion, times: Times) -> str:
    """Say from when an occasion can be begun and when it is missed."""
    day = times.local(occasion.due_by).date()

    def near(instant: datetime) -> str:
        time = times.clock(instant)
        if times.local(instant).date() == day:
            return time
        return tr("{day}, {time}").format(day=times.day_of_year(instant), time=time)

    said = tr("can be begun from {opens}, missed at {until}")
    return said.format(opens=near(occasion.opens), until=near(occasion.late_until))
