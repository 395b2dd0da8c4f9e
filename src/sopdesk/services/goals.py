"""Where the links of a procedure lead: the other procedures as they are now, without reading more than is needed."""

from datetime import datetime

from sopdesk.domain import revision as life
from sopdesk.domain.links import Goal, anchors_of, links_of
from sopdesk.domain.sop import Procedure
from sopdesk.services.desk import Desk
from sopdesk.store import sops as table
from sopdesk.store.model import as_instant


def goals_of(desk: Desk, content: Procedure, instant: datetime | None = None) -> dict[str, Goal]:
    """Give the other procedures to which one links, by number, as they are now or were at an instant."""
    links = [each for each in links_of(content) if each.number and each.number != content.number]
    if not links:
        return {}
    with desk.store.reading() as connection:
        found = table.titles_of(connection, sorted({each.number for each in links}))
    now = instant or desk.now()
    to_steps = {each.number for each in links if each.step}
    goals = {}
    for number, titles in found.items():
        subject, gone = titles[0].subject, as_instant(titles[0].withdrawn_from)
        anchors = _anchors(desk, subject, now) if number in to_steps else frozenset[str]()
        goals[number] = Goal(_in_order(titles, now), anchors, gone is not None and gone <= now, subject)
    return goals


def _in_order(titles: list[table.Titled], now: datetime) -> tuple[str, ...]:
    """Give every title that a procedure ever had, the present one last."""
    due = [each for each in titles if (since := as_instant(each.effective_from)) is not None and since <= now]
    present = max(due, key=lambda each: each.effective_from or "") if due else titles[-1]
    return (*(each.title for each in titles), present.title)


def _anchors(desk: Desk, subject: str, now: datetime) -> frozenset[str]:
    state = desk.load(subject, life.fold)
    return anchors_of((state.in_force(now) or state.revisions[-1]).content)
