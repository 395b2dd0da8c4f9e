"""How stages, marks and what a line asks for are said on the checklists' screens."""

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from sopdesk.domain.guided import GuideStage
from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Answer, Item
from sopdesk.ui.times import Times
from sopdesk.views.checklists import MarkView

STAGES = {
    RunStage.OPEN: ("Under way", "accent"),
    RunStage.COMPLETED: ("Waiting for sign-off", "warning"),
    RunStage.SIGNED_OFF: ("Signed off", "success"),
}
GUIDE_STAGES = {
    GuideStage.OPEN: ("Under way", "accent"),
    GuideStage.DONE: ("Done", "success"),
    GuideStage.ESCALATED: ("Handed up", "warning"),
    GuideStage.TAKEN_OVER: ("Taken over", "success"),
    GuideStage.GIVEN_UP: ("Given up", "plain"),
}


def tr(text: str) -> str:
    """Give a word in the language of the house."""
    return QCoreApplication.translate("Checklists", text)


def stage_chip(stage: RunStage) -> tuple[str, str]:
    """Give a stage's words and the kind of its chip."""
    words, kind = STAGES[stage]
    return tr(words), kind


def guide_chip(stage: GuideStage) -> tuple[str, str]:
    """Give the words for the stage of a guided workflow and the kind of its chip."""
    words, kind = GUIDE_STAGES[stage]
    return tr(words), kind


def asked(item: Item) -> str:
    """Say what a line asks for beyond a tick: its bounds, a text, and whether it must be done."""
    choice = item.asks is Answer.CHOICE  # its answers stand on buttons of their own
    parts = [tr("a photo") if item.photo else "" if choice else item.demand(), tr("must") if item.must else ""]
    return " · ".join(each for each in parts if each)


def recorded(item: Item, mark: MarkView, times: Times, began: datetime) -> str:
    """Say what was recorded for a line, by whom and when; with the day, where the run began on another."""
    same = times.local(mark.at).date() == times.local(began).date()
    by = tr("{who}, {time}").format(who=mark.who, time=times.clock(mark.at) if same else times.moment(mark.at))
    if mark.how == "skipped":
        allowed = tr(", allowed by {name}").format(name=mark.second) if mark.second else ""
        return tr("Skipped: {reason} · {by}").format(reason=mark.text, by=by + allowed)
    answer = _answer(item, mark)
    if mark.failed:
        answer = tr("{answer}. Done about it: {done}").format(answer=answer, done=mark.done_about_it or "—")
    said = [answer, _photos(mark), by]
    return " · ".join(each for each in said if each)


def _answer(item: Item, mark: MarkView) -> str:
    if mark.expected is not None and mark.value is not None:
        return _cash(mark.value, mark.expected)
    if mark.value is not None:
        value = f"{number(mark.value)} {item.unit}".strip()
        return tr("{value}, outside {bounds}").format(value=value, bounds=item.bounds()) if mark.failed else value
    if mark.how == "confirmed":
        return tr("with {second}").format(second=mark.second)
    said = f"“{mark.text}”" if mark.how in {"noted", "chosen"} else ""
    return tr("{answer}, not in order").format(answer=said) if mark.failed else said


def _cash(value: Decimal, expected: Decimal) -> str:
    if value == expected:
        return tr("{value}, as it should be").format(value=number(value))
    return f"{number(value)}, {differing(value, expected)}"


def differing(value: Decimal, expected: Decimal) -> str:
    """Say by how much a sum of money is too much, or too little."""
    word = tr("{difference} too much") if value > expected else tr("{difference} missing")
    return word.format(difference=number(abs(value - expected)))


def _photos(mark: MarkView) -> str:
    if not mark.photos:
        return ""
    return tr("1 photo") if len(mark.photos) == 1 else tr("{n} photos").format(n=len(mark.photos))


def number(value: Decimal) -> str:
    """Give a number as the house writes it."""
    return f"{value:f}".replace(".", QLocale().decimalPoint())
