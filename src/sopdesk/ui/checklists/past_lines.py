"""Past runs, missed checks and figures as lines of a list."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.run import RunStage
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.lines import Line
from sopdesk.views.checklists import RunRow
from sopdesk.views.past_runs import ChecklistFigures, ItemFigures, PeriodFigures
from sopdesk.views.schedule import MissedView

GOOD, FAIR = 0.95, 0.8


def tr(text: str) -> str:
    """Give words in the language of the house."""
    return QCoreApplication.translate("PastRuns", text)


def run_line(each: RunRow, times: Times) -> Line:
    """Give a run: what, by whom, how it went, and when it was completed."""
    parts = [each.sop_number, each.number, each.started_by]
    if each.signed_off_by:
        parts.append(tr("signed off by {who}").format(who=each.signed_off_by))
    elif each.stage is RunStage.COMPLETED:
        parts.append(tr("waits for sign-off"))
    words, kind = _chip(each)
    if each.completed_at is not None:
        when = tr("completed {time}").format(time=_clock(each, times))
    else:
        when = tr("begun {time}").format(time=times.clock(each.started_at))
    if each.due is not None:
        when = tr("due {due} · {when}").format(due=times.clock(each.due), when=when)
    return Line(each.title, " · ".join(parts), words, kind, when, icon="checklists", data=each)


def missed_line(each: MissedView, times: Times) -> Line:
    """Give a missed check, unmistakably."""
    parts = [each.number, tr("task of {role}").format(role=each.role)]
    parts.append(tr("{who}: “{words}”").format(who=each.explained_by, words=each.explained) if each.explained else
                 tr("nobody has said why"))  # fmt: skip
    if each.run:
        parts.append(tr("begun afterwards"))
    when = tr("due by {time}").format(time=times.clock(each.due_by))
    act = "" if each.explained or each.run else tr("Say why")
    return Line(each.title, " · ".join(parts), tr("MISSED"), "danger", when, act, icon="incidents", data=each)


def figure_lines(figures: PeriodFigures) -> Iterator[Line]:
    """Give how each checklist was done, and which items are skipped and not in order most often."""
    yield Line(tr("Done in time, the least punctual first"), heading=True)
    for one in figures.checklists:
        yield _checklist(one)
    for head, items in (
        (tr("Most often skipped"), figures.skipped), (tr("Most often not in order"), figures.failed),
    ):  # fmt: skip
        if items:
            yield Line(head, heading=True)
            most = max(each.count for each in items)
            for each in items:
                yield _item(each, most)


def _checklist(one: ChecklistFigures) -> Line:
    counts = (
        (one.runs, tr("1 run"), tr("{n} runs")), (one.completed, tr("1 completed"), tr("{n} completed")),
        (one.signed_off, tr("1 signed off"), tr("{n} signed off")), (one.late, tr("1 late"), tr("{n} late")),
        (one.missed, tr("1 missed"), tr("{n} missed")), (one.skipped, tr("1 line skipped"), tr("{n} lines skipped")),
        (one.failed, tr("1 not in order"), tr("{n} not in order")),
    )  # fmt: skip
    detail = " · ".join(single if n == 1 else more.format(n=n) for n, single, more in counts if n)
    share = one.punctuality if one.punctuality is not None else one.completion
    if share is None:
        return Line(f"{one.number} {one.title}", detail, data=one)
    said = tr("{n} % in time") if one.punctuality is not None else tr("{n} % completed, done as needed")
    colour = "success" if share >= GOOD else "warning" if share >= FAIR else "danger"
    return Line(
        f"{one.number} {one.title}", detail, note=said.format(n=round(100 * share)), bar=share, bar_colour=colour,
        data=one,
    )  # fmt: skip


def _item(each: ItemFigures, most: int) -> Line:
    said = tr("in {n} of {runs} runs").format(n=each.count, runs=each.runs)
    return Line(
        each.text, f"{each.number} {each.title}", note=said, bar=each.count / most, bar_colour="warning", data=each
    )


def _chip(each: RunRow) -> tuple[str, str]:
    """Give what deserves a look first."""
    parts = [
        tr("late") if each.was_late else "",
        tr("{n} not in order").format(n=each.failed) if each.failed else "",
        tr("{n} skipped").format(n=each.skipped) if each.skipped else "",
        tr("given back") if each.returned else "",
    ]
    if words := " · ".join(filter(None, parts)):
        return words, "warning"
    if each.stage is RunStage.OPEN:
        return tr("{done} of {total}").format(done=each.done + each.skipped, total=each.total), "accent"
    return "", "plain"


def _clock(each: RunRow, times: Times) -> str:
    """Give when a run was completed, with the day where it is another than that of its heading."""
    begun = each.due or each.started_at
    done = each.completed_at or begun
    same = times.local(done).date() == times.local(begun).date()
    return times.clock(done) if same else times.moment(done)
