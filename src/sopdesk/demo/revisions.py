"""The revisions that the demo café's people write: some approved, one returned, one for later, one waiting."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from sopdesk.demo.cast import PASSWORD
from sopdesk.domain.revision import Significance
from sopdesk.domain.sop import Format, Procedure
from sopdesk.services.workspace import Workspace

People = Mapping[str, str]
Revise = Callable[[Workspace, People], None]


def _pick(desk: Workspace, format: Format, place: int) -> str:  # noqa: A002 - the field's own word
    rows = desk.manual.rows(format=format)
    return rows[min(place, len(rows) - 1)].id


def _with_tip(content: Procedure, tip: str, *, step: int = 0) -> Procedure:
    steps = list(content.steps)
    steps[step] = replace(steps[step], tips=(*steps[step].tips, tip))
    return replace(content, steps=tuple(steps))


def _add_a_tip(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.ARTICLE, 0)
    page = desk.manual.page(sop)
    content = _with_tip(page.content, "Say the customer's name once you know it; it slows both of you down a little.")
    desk.manual.submit(by=people["amira"], sop=sop, content=content, reason="Suggested by Leo after a busy Saturday.")
    desk.manual.approve(by=people["george"], password=PASSWORD, sop=sop, proposal=2, significance=Significance.MINOR)


def _widen_the_scope(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.ARTICLE, 2)
    content = desk.manual.page(sop).content
    content = replace(content, scope=f"{content.scope}\n\nIt holds on the terrace as well.")
    desk.manual.submit(by=people["tomasz"], sop=sop, content=content, reason="The terrace is open again.")
    desk.manual.approve(by=people["ines"], password=PASSWORD, sop=sop, proposal=2, significance=Significance.MAJOR)


def _hand_in_and_return(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.FAQ, 0)
    content = desk.manual.page(sop).content
    content = replace(content, questions=content.questions[:-1])
    desk.manual.submit(by=people["mei"], sop=sop, content=content, reason="Nobody asks the last question.")
    desk.manual.give_back(
        by=people["george"], sop=sop, proposal=2, reason="It was asked twice last week; please keep it."
    )


def _for_next_week(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.CHECKLIST, 0)
    content = _with_tip(desk.manual.page(sop).content, "Two people, two ends: one takes the counter, one the tables.")
    desk.manual.submit(by=people["amira"], sop=sop, content=content, reason="Faster in pairs, tried for a week.")
    desk.manual.approve(
        by=people["ruth"], password=PASSWORD, sop=sop, proposal=2, significance=Significance.MINOR,
        effective_from=desk.now() + timedelta(days=9),
    )  # fmt: skip


def _wait_for_approval(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.WORKFLOW, 0)
    page = desk.manual.page(sop)
    content = _with_tip(page.content, "Terminal 2 needs ten seconds after a paper change.")
    desk.manual.submit(by=people["tomasz"], sop=sop, content=content, reason="Two false alarms since the new terminal.")


_DAYS: dict[int, tuple[Revise, ...]] = {
    31: (_add_a_tip,),
    52: (_widen_the_scope,),
    70: (_hand_in_and_return,),
    88: (_for_next_week,),
    91: (_wait_for_approval,),
}


def on_day(day: int) -> tuple[Revise, ...]:
    """Give what is written and decided on one of the days, counted from the founding."""
    return _DAYS.get(day, ())
