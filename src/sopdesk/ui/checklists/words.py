"""How stages, marks and what a line asks for are said on the checklists' screens."""

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
    parts = []
    if item.asks in {Answer.NUMBER, Answer.AMOUNT}:
        bounded = item.low is not None or item.high is not None
        parts.append(item.bounds() if bounded else tr("any number"))
    elif item.asks is Answer.TEXT:
        parts.append(tr("write it down"))
    if item.must:
        parts.append(tr("must"))
    return " · ".join(parts)


def recorded(item: Item, mark: MarkView, times: Times) -> str:
    """Say what was recorded for a line, by whom and when."""
    said = tr("{who}, {time}").format(who=mark.who, time=times.clock(mark.at))
    if mark.how == "skipped":
        return tr("Skipped: {reason} · {by}").format(reason=mark.text, by=said)
    if mark.value is not None:
        value = f"{mark.value:f}".replace(".", QLocale().decimalPoint())
        value = f"{value} {item.unit}".strip()
        if mark.in_bounds:
            return f"{value} · {said}"
        return tr("{value}, outside {bounds}. Done about it: {done} · {by}").format(
            value=value, bounds=item.bounds(), done=mark.text or "—", by=said
        )
    return f"“{mark.text}” · {said}" if mark.how == "noted" else said
